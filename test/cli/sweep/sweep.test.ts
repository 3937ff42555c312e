import * as fs from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {tableFromIPC} from "@uwdata/flechette";
import {afterEach, beforeEach, describe, expect, test, vi} from "vitest";
import {parseGrid} from "../../../cli/sweep/grid.js";
import {sweep} from "../../../cli/sweep/main.js";
import {planSweep} from "../../../cli/sweep/plan.js";
import {experiments} from "../../../src/experiments/registry.js";
import {hash} from "../../../store/key.js";
import {lockPath} from "../../../store/places.js";
import {Store} from "../../../store/store.js";
import {distancesFromNew, rowsOfSummary, summaryCells} from "../../rowsAgain.js";

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), "polywidth-"));
  vi.stubEnv("POLYWIDTH_STORE", join(folder, "store"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  fs.rmSync(folder, {recursive: true});
});

/** Runs the command line in this process; what its workers do, they do in theirs. */
async function commandLine(...args: string[]) {
  const texts = {stdout: "", stderr: ""};
  const to = (name: keyof typeof texts) => ({
    write(text: string) {
      texts[name] += text;
    }
  });
  const streams = {stdout: to("stdout"), stderr: to("stderr")};
  const code = await sweep(args, streams);
  return {code, ...texts};
}

function write(name: string, grid: unknown): string {
  const path = join(folder, name);
  fs.writeFileSync(path, JSON.stringify(grid));
  return path;
}

const read = (name: string) => fs.readFileSync(join(folder, name), "utf8");

async function cellsOf(name: string) {
  return (await planSweep("grid", {shows: "", parts: parseGrid(read(name), name)}, experiments)).cells;
}

const cheap = {times: "0,0.5", include: "none"};
const gaps = {
  experiment: "gap",
  parameters: {dimension: [4, 8], width: {from: 8, to: 32, times: 2}, ...cheap},
  seeds: 2,
  leaveOut: [{"dimension*width": {above: 200}}]
};
const limits = {experiment: "mean-field", parameters: {dimension: [8, 4], times: "0,0.5"}};

describe("a sweep", () => {
  test("is computed, written, summarised, and then there", async () => {
    const grid = write("grid.json", [gaps, limits]);
    const plan = await commandLine(grid, "--dry-run", "--jobs", "2");
    expect(plan).toMatchObject({code: 0, stderr: ""});
    expect(plan.stdout).toMatch(
      /^grid: 12 cells; 2 combinations are left out, 0 come to a cell that is there already\n/
    );
    expect(plan.stdout).toMatch(
      /\ngap +10 +0 +10 +\d.*\nmean-field +2 +0 +2 +\d.*\nabout .*, 2 at once, by the cost model/
    );
    const files = ["rows.csv", "rows.arrow", "missing.json"].map((name) => join(folder, name));
    const outcome = await commandLine(grid, "--output", files[0]!, "--summary", folder, "--missing", files[2]!);
    expect(outcome).toMatchObject({code: 0, stdout: ""});
    expect(outcome.stderr).toMatch(/^grid: all 12 cells are stored, 12 were computed in .* s$/m);
    expect(read("missing.json")).toBe("[]\n");

    const lines = read("rows.csv").trimEnd().split("\n");
    expect(lines[0]).toMatch(/^experiment,dimension,width,seed,time,riskFinite,/);
    expect(lines).toHaveLength(1 + 2 * 12);
    const cells = lines.slice(1).map((line) => line.split(",").slice(0, 5).join(","));
    expect(cells.slice(0, 4)).toEqual(["gap,4,8,1,0", "gap,4,8,1,0.5", "gap,4,8,2,0", "gap,4,8,2,0.5"]);
    expect(cells.slice(-4)).toEqual([
      "mean-field,8,,,0",
      "mean-field,8,,,0.5",
      "mean-field,4,,,0",
      "mean-field,4,,,0.5"
    ]);

    const again = await commandLine(grid, "--output", files[1]!, "--resume");
    expect(again).toMatchObject({code: 0, stdout: ""});
    expect(again.stderr).toMatch(/^grid: all 12 cells are stored, 0 were computed/m);
    const table = tableFromIPC(fs.readFileSync(files[1]!));
    expect(table.names).toEqual(lines[0]!.split(","));
    const texts = table.toArray().map((row) => table.names.map((name) => row[name] ?? "").join(","));
    expect(texts).toEqual(lines.slice(1));

    fs.truncateSync(new Store(join(folder, "store")).path((await cellsOf("grid.json"))[10]!.key), 100);
    const repaired = await commandLine(grid, "--output", join(folder, "again.csv"));
    expect(repaired.stderr).toMatch(/the stored result .* is damaged.*all 12 cells are stored, 1 were computed/s);
    expect(read("again.csv")).toBe(read("rows.csv"));
    expect((await commandLine(grid, "--dry-run")).stdout).toMatch(/\nnothing is left to compute\n$/);
  });

  test("has a summary any row of which can be made again", async () => {
    const grid = write("grid.json", [gaps, limits]);
    await commandLine(grid, "--summary", join(folder, "summaries", "new"));
    const [table, text] = [read("summaries/new/grid.csv"), read("summaries/new/grid.manifest.json")];
    const manifest = JSON.parse(text);
    expect(manifest).toMatchObject({sweep: "grid", cells: 12, table: {file: "grid.csv", rows: 24, digits: 6}});
    expect(manifest.table.sha256).toBe(hash(table));
    expect(manifest.parts.map(({leftOut}: {leftOut: string[]}) => leftOut)).toEqual([["dimension=8 width=32"], []]);
    expect(text).not.toMatch(/seconds|host|date|finished/);
    const rows = rowsOfSummary(table);
    const all = summaryCells(rows, manifest);
    expect(all).toHaveLength(12);
    for (const i of [0, 5, 11])
      for (const [, distance] of await distancesFromNew(all[i]!)) expect(distance).toBeLessThan(1e-5);
    const altered = {...rows[1]!, meanGap: String(1.0001 * Number(rows[1]!.meanGap))};
    expect((await distancesFromNew({...all[0]!, rows: [altered]}))[0]![1]).toBeCloseTo(1e-4, 5);
    await commandLine(grid, "--summary", join(folder, "summaries", "other"));
    expect(read("summaries/other/grid.csv")).toBe(table);
    expect(read("summaries/other/grid.manifest.json")).toBe(text);
  });

  test("reports a cell that fails twice, keeps the others, and lists it as a grid", async () => {
    // Neurons come to the end of the cells, where this solver must give up.
    const late = {times: ["0,1", "0,1000", "0,2"], solver: "cells", cells: 16};
    const grid = write("grid.json", {experiment: "radial", parameters: late});
    const missing = join(folder, "missing.json");
    const outcome = await commandLine(grid, "--missing", missing, "--output", join(folder, "rows.csv"));
    expect(outcome).toMatchObject({code: 1, stdout: ""});
    expect(outcome.stderr.match(/^failed: radial .* times=0,1000 .*: .*have come there/gm)).toHaveLength(2);
    expect(outcome.stderr).toMatch(
      /\ngrid: 1 of 3 cells are missing, 2 were computed in .*\n {2}radial .*=0,1000 .*\n/
    );
    expect(outcome.stderr).toContain(
      `rows.csv will be written when no cell is missing; to go on: npm run sweep -- ${grid}`
    );
    expect(fs.existsSync(join(folder, "rows.csv"))).toBe(false);
    expect(JSON.parse(read("missing.json"))).toMatchObject([
      {experiment: "radial", parameters: {times: "0,1000"}, failure: expect.stringMatching(/have come there/)}
    ]);
    const plan = await commandLine(missing, "--dry-run");
    expect(plan.stdout).toMatch(/^missing: 1 cells; .*\nexperiment .*\nradial +1 +0 +1 /);
    const again = await commandLine("--resume", "--jobs", "1");
    expect(again).toMatchObject({code: 1, stderr: expect.stringMatching(/grid: 1 of 3 cells are missing, 0 were/)});
  });

  test("ends where nothing can be stored", async () => {
    const grid = write("grid.json", gaps);
    const cells = await cellsOf("grid.json");
    fs.mkdirSync(lockPath(new Store(join(folder, "store")).path(cells[0]!.key)), {recursive: true});
    const outcome = await commandLine(grid);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toMatch(
      /^sweep: \d+ of 10 cells were computed and are kept\n.*\nsweep: no result can be stored in /m
    );
  });

  test("of a thousand tiny cells counts a thousand", async () => {
    const alignments = {from: 0, to: 0.99, step: 0.01};
    const grid = write("tiny.json", {
      experiment: "hessian",
      parameters: {dimension: {from: 8, to: 17}, times: "0", alignments}
    });
    const outcome = await commandLine(grid, "--output", join(folder, "rows.csv"));
    expect(outcome).toMatchObject({code: 0, stderr: expect.stringMatching(/^tiny: all 1000 cells .*, 1000 were/m)});
    expect(read("rows.csv").trimEnd().split("\n")).toHaveLength(1001);
  }, 120_000);
});

describe("what cannot be done is refused in one line", () => {
  test.each([
    ["", /^sweep: the sweep must be named, got nothing; try one of .*grid\.json, or --resume\n$/],
    ["nowhere.json", /^sweep: the grid must be the path of a file that can be read, got nowhere\.json \(no such file/],
    ["nothing", /^sweep: the sweep must be .*the path of a grid file, got nothing; /],
    ["--resume", /^sweep: --resume must follow a sweep that was interrupted, got none in the store .*; name the sweep/],
    ["GRID --resume", /^sweep: --resume must find finished cells of grid in the store .*, got none of 2 .*; leave out/],
    ["GRID --jobs 0", /^sweep: --jobs must be an integer from 1 to 10000, got 0; try --jobs \d+\n$/],
    ["GRID --engine clod", /^sweep: --engine must be one of local.*, got clod; try --engine local\n$/],
    ["GRID --outptu x.csv", /^sweep: --outptu is not a flag of sweep, .*; did you mean --output\?\n$/],
    ["GRID --output", /^sweep: --output must be followed by a value, got nothing/],
    [
      "GRID --output rows.txt",
      /^sweep: --output must end in \.csv or \.arrow, got rows\.txt; try --output rows\.csv\n$/
    ],
    ["GRID --output nowhere/rows.csv", /^sweep: --output must be the path of a file that can be written, got nowhere/],
    ["GRID --summary GRID", /^sweep: --summary must be a folder, got .*; try --summary summaries\n$/],
    ["GRID again", /^sweep: again belongs to no flag of sweep; /]
  ])("%s", async (line, message) => {
    const grid = write("grid.json", limits);
    const args = line.split(" ").filter((word) => word !== "");
    const outcome = await commandLine(...args.map((word) => (word === "GRID" ? grid : word)));
    expect(outcome).toMatchObject({code: 2, stdout: ""});
    expect(outcome.stderr).toMatch(message);
    expect(outcome.stderr.split("\n")).toHaveLength(2);
    expect(fs.readdirSync(folder)).toEqual(["grid.json"]);
  });

  test("a store that cannot be written", async () => {
    const grid = write("grid.json", limits);
    fs.writeFileSync(join(folder, "store"), "");
    const outcome = await commandLine(grid);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toMatch(/^sweep: .*store.*\n$/);
  });
});

test("help names the sweeps and explains grids", async () => {
  const {code, stdout} = await commandLine("--help");
  expect(code).toBe(0);
  expect(stdout).toMatch(/Usage: sweep <name\|grid\.json> \[flags\]/);
  expect(stdout).toMatch(/"leaveOut": .*docs\/sweeps\.md/s);
});
