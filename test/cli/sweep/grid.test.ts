import {expect, test} from "vitest";
import {parseGrid} from "../../../cli/sweep/grid.js";
import {planSweep} from "../../../cli/sweep/plan.js";
import {experiments} from "../../../src/experiments/registry.js";
import {textOf} from "../../sources.js";

const parse = (grid: unknown) => parseGrid(JSON.stringify(grid), "grid.json");

test("a part has values, lists and ranges, and seeds", () => {
  const grid = {
    experiment: "gap",
    parameters: {problem: "He4", dimension: [8, 16], width: {from: 64, to: 256, times: 2}, times: "0,1"},
    seeds: 2,
    leaveOut: [{"dimension*width": {above: 2048}}, {dimension: 8, width: [64]}]
  };
  const part = {
    experiment: "gap",
    grid: {problem: ["He4"], dimension: [8, 16], width: [64, 128, 256], times: ["0,1"], seed: [1, 2]},
    leaveOut: [{"dimension*width": {above: 2048}}, {dimension: [8], width: [64]}]
  };
  expect(parse(grid)).toEqual([part]);
  expect(parse([grid, {experiment: "hessian"}])).toEqual([part, {experiment: "hessian", grid: {}}]);
  expect(parse({experiment: "gap", seeds: {from: 3, to: 5}})).toEqual([{experiment: "gap", grid: {seed: [3, 4, 5]}}]);
});

const gap = (members: object) => ({experiment: "gap", ...members});

test.each([
  ["a number", 3, /^grid\.json: the grid must be an object with some of experiment, .*, got 3; try \{"experiment"/],
  ["another name", {experiment: 3}, 'grid.json: experiment must be an experiment\'s name, got 3; try "gap"'],
  ["a misspelt member", gap({paramters: {}}), /: paramters must not be given, .*; did you mean parameters\?$/],
  [
    "an empty list",
    [gap({parameters: {width: []}})],
    /: part 1, parameters\.width must be a list with .*, got \[\]; try/
  ],
  [
    "null",
    gap({parameters: {width: [1, null]}}),
    /: parameters\.width\.1 must be a number or a text, got a value of type/
  ],
  [
    "a range backwards",
    gap({parameters: {width: {from: 8, to: 1}}}),
    /a range whose steps lead .*, got \{"from":8,"to":1\}/
  ],
  ["two steps", gap({parameters: {width: {from: 1, to: 8, step: 1, times: 2}}}), /with a step or with times, not both/],
  ["a misspelt end", gap({parameters: {width: {from: 1, to: 8, tmies: 2}}}), /width\.tmies .* did you mean times\?/],
  ["a range without an end", gap({parameters: {width: {from: 1}}}), /width\.to must be .*, got nothing; try/],
  ["a long range", gap({parameters: {width: {from: 1, to: 1e9}}}), /at most 100000 numbers.*; try a larger step/],
  [
    "a large grid",
    gap({parameters: {width: {from: 1, to: 2000}}, seeds: 1000}),
    /at most 100000 combinations, got 2000000/
  ],
  ["no seeds", gap({seeds: 0}), /: seeds must be at least one seed, got 0; try 8/],
  [
    "seeds twice",
    gap({seeds: 2, parameters: {seed: [1]}}),
    /must have seeds or the parameter seed, got both; drop one/
  ],
  [
    "an unknown condition",
    gap({leaveOut: [{width: {above: 3}}]}),
    /must leave out by parameters of its grid .* got width/
  ],
  [
    "no condition",
    gap({parameters: {width: 1}, leaveOut: [{width: {}}]}),
    /leaveOut\.0\.width must be .* at least one end/
  ]
])("refuses %s", (_, grid, message) => {
  expect(() => parse(grid)).toThrow(message);
});

test("refuses what is no JSON", () => {
  expect(() => parseGrid("{", "grid.json")).toThrow(/^grid\.json must be JSON, got .*; try \{"experiment"/);
});

test("the grids of docs/sweeps.md are grids", async () => {
  const blocks = [...textOf("docs/sweeps.md").matchAll(/^```json\n([\s\S]*?)^```/gm)].map(([, text]) => text!);
  expect(blocks.length).toBeGreaterThan(0);
  for (const text of blocks) {
    const plan = await planSweep("docs", {shows: "", parts: parseGrid(text, "docs/sweeps.md")}, experiments);
    expect(plan.cells.length).toBeGreaterThan(10);
  }
});
