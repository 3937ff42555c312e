import {expect, test} from "vitest";
import {planSweep} from "../../../cli/sweep/plan.js";
import {parseParameters} from "../../../src/experiments/parameters.js";
import {experiments} from "../../../src/experiments/registry.js";
import type {SweepPart} from "../../../src/experiments/sweep.js";
import {identityOf} from "../../../store/experiment.js";
import {keyOf} from "../../../store/key.js";

const plan = (...parts: readonly SweepPart[]) => planSweep("grid", {shows: "", parts}, experiments);
const gap = experiments.find(({name}) => name === "gap")!;

test("a cell is what a loader of the same parameters would look for", async () => {
  const {cells} = await plan({experiment: "gap", grid: {dimension: [4], width: [8, 16], times: ["0,1"]}});
  expect(cells).toHaveLength(2);
  for (const [i, width] of [8, 16].entries()) {
    const parameters = parseParameters(gap.parameters.schema, {dimension: 4, width, times: [0, 1]});
    const identity = await identityOf(gap, parameters);
    expect(cells[i]).toMatchObject(identity);
    expect(cells[i]!.key).toBe(keyOf(identity));
  }
});

test("combinations that come to the same cell are computed once, where the first stands", async () => {
  const grid = {dimension: [4], width: [8, "8", 16], times: ["0,1", "0, 1.0"]};
  const {cells, merged} = await plan({experiment: "gap", grid}, {experiment: "gap", grid: {...grid, problem: ["He4"]}});
  expect(cells.map(({parameters}) => parameters.width)).toEqual(["8", "16"]);
  expect(merged).toBe(10);
});

test("costs are those of the experiment, by its parsed parameters", async () => {
  const priced = {...gap, cost: (parameters: unknown) => 2 * (parameters as {width: number}).width};
  const parts = [{experiment: "gap", grid: {width: ["8", "16"]}}];
  const {cells} = await planSweep("grid", {shows: "", parts}, [priced]);
  expect(cells.map(({cost}) => cost)).toEqual([16, 32]);
});

test.each([
  [{experiment: "gpa", grid: {}}, /^the experiment must be one of mean-field, .*, got gpa; did you mean gap\?$/],
  [
    {experiment: "gap", grid: {dimension: [4, 1], width: [8]}},
    "gap dimension=1 width=8: dimension must be an integer from 2 to 100000, got 1; try dimension=32"
  ],
  [{experiment: "gap", grid: {wdith: [8]}}, /^gap wdith=8: wdith is not a parameter here, .*; did you mean width\?$/],
  [
    {experiment: "gap", grid: {width: [8]}, leaveOut: [{width: {atLeast: 8}}]},
    "grid must leave at least one cell, got none; leave less out"
  ]
])("refuses %j", async (part, message) => {
  await expect(plan(part)).rejects.toThrow(message);
});
