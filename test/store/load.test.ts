import {spawnSync} from "node:child_process";
import {mkdtemp, readdir, rm, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {tableFromIPC} from "@uwdata/flechette";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {root} from "../../cli/site/folders.js";
import {arrowOf} from "../../store/load.js";

test("rows become an Arrow stream that holds them exactly", () => {
  const rows = [
    {time: 0, problem: "He4", bound: null},
    {time: 1 / 3, problem: "He3", bound: 1e-300},
    {time: Number.NaN, bound: Number.POSITIVE_INFINITY}
  ];
  const table = tableFromIPC(arrowOf(rows, ["problem", "time", "bound"]));
  expect(table.names).toEqual(["problem", "time", "bound"]);
  expect(table.toArray().map((row) => ({...row}))).toEqual([
    {problem: "He4", time: 0, bound: null},
    {problem: "He3", time: 1 / 3, bound: 1e-300},
    {problem: null, time: null, bound: null}
  ]);
});

describe("a loader", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(root, "test", "loader-"));
  });
  afterEach(() => rm(folder, {recursive: true}));

  async function run(call: string, ...args: string[]) {
    const loader = join(folder, "rows.ts");
    const imports = [
      'import {pathParameters, writeArrow, writeArrowWith, writeJson} from "../../store/load.js";',
      'import {hessian} from "../../src/experiments/hessian.js";'
    ];
    await writeFile(loader, [...imports, call].join("\n"));
    const env = {...process.env, POLYWIDTH_STORE: join(folder, "store")};
    return spawnSync(process.execPath, ["--import", "tsx", loader, ...args], {cwd: root, env});
  }

  const stored = async () =>
    (await readdir(join(folder, "store"), {recursive: true})).filter((name) => name.endsWith(".arrow"));
  const input = "{...pathParameters(), times: [0, 1], alignments: [-0.5, 0.25]}";

  test("writes the rows of its experiment, from the store the second time", async () => {
    const first = await run(`await writeJson(hessian, ${input});`, "--problem=He4", "--dimension=8");
    expect(first.stderr.toString()).toBe("");
    const rows = JSON.parse(first.stdout.toString());
    expect(rows).toHaveLength(4);
    expect(rows[1]).toMatchObject({time: 0, alignment: 0.25});
    expect(await stored()).toHaveLength(1);
    const second = await run(`await writeArrow(hessian, ${input});`, "--problem=He4", "--dimension=8");
    expect(
      tableFromIPC(second.stdout)
        .toArray()
        .map((row) => ({...row}))
    ).toEqual(rows);
    expect(await stored()).toHaveLength(1);
  });

  test("writes several runs, with a column for what tells them apart", async () => {
    const call = `await writeArrow(hessian, ...[8, 16].map((dimension) => ({dimension, times: [0], alignments: [0.5]})));`;
    const {stdout} = await run(call);
    const table = tableFromIPC(stdout);
    expect(table.names[0]).toBe("dimension");
    expect(Array.from(table.getChild("dimension"))).toEqual([8, 16]);
    expect(await stored()).toHaveLength(2);
  });

  test("writes the parameters that are asked for, also where all runs have the same", async () => {
    const input = '{problem: "He4", dimension: 8, times: [0], alignments: [0.5]}';
    const {stdout} = await run(`await writeArrowWith(["problem", "dimension"], hessian, ${input});`);
    expect(tableFromIPC(stdout).names.slice(0, 3)).toEqual(["problem", "dimension", "time"]);
  });

  test("fails with the experiment's own words on parameters that it refuses", async () => {
    const {status, stdout, stderr} = await run(`await writeArrow(hessian, ${input});`, "--dimension=1");
    expect(status).not.toBe(0);
    expect(stdout).toHaveLength(0);
    expect(stderr.toString()).toMatch(/dimension must be an integer from 2/);
  });
});
