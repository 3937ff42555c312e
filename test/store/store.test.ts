import {mkdtemp, readdir, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join, relative} from "node:path";
import {setTimeout} from "node:timers/promises";
import {afterEach, beforeEach, describe, expect, test, vi} from "vitest";
import {keyOf} from "../../store/key.js";
import {encodeResult} from "../../store/result.js";
import {Store} from "../../store/store.js";

const identity = {experiment: "gap", parameters: {dimension: "16", seed: "1"}, code: "c"};
const key = keyOf(identity);
const provenance = {packages: {}, node: process.version};

let folder: string;
let store: Store;
let complain: ReturnType<typeof vi.spyOn>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "polywidth-"));
  store = new Store(folder);
  complain = vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(async () => {
  complain.mockRestore();
  await rm(folder, {recursive: true});
});

/** The files of the store, by their paths below it. */
async function files(): Promise<string[]> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  return entries
    .filter((entry) => entry.isFile())
    .map(({parentPath, name}) => relative(folder, join(parentPath, name)).replaceAll("\\", "/"))
    .sort();
}

const place = `results/${key.slice(0, 2)}/${key.slice(2)}`;

test("computes rows once; stored ones are those that the first caller got", async () => {
  const computed = [
    {time: 0.1, gap: 1e-300, bound: Number.NaN},
    {time: 1 / 3, gap: -0}
  ];
  const compute = vi.fn(async () => computed);
  const first = await store.recall(identity, compute, {columns: ["gap", "time"]});
  const second = await new Store(folder).recall(identity, compute);
  expect(first).toStrictEqual([
    {gap: 1e-300, time: 0.1, bound: null},
    {gap: 0, time: 1 / 3, bound: null}
  ]);
  expect(second).toStrictEqual(first);
  expect(Object.keys(second[0]!)).toEqual(["gap", "time", "bound"]);
  expect(compute).toHaveBeenCalledTimes(1);
  expect(complain).not.toHaveBeenCalled();
});

test("keeps the timing beside the result, whose bytes do not depend on it", async () => {
  await store.recall(identity, async () => [{time: 1}]);
  expect(await files()).toEqual([`${place}.arrow`, `${place}.timing.json`]);
  expect(await store.timing(key)).toEqual({
    seconds: expect.any(Number),
    host: expect.any(String),
    finished: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/)
  });
  const bytes = await readFile(store.path(key));
  await rm(folder, {recursive: true});
  await store.recall(identity, async () => {
    await setTimeout(20);
    return [{time: 1}];
  });
  expect(await readFile(store.path(key))).toEqual(bytes);
});

test("records what the result depends on", async () => {
  await store.recall(identity, async () => [{time: 1}], {packages: {"node_modules/a": "1.2.3"}});
  const result = await store.find(key);
  expect(result?.identity).toEqual(identity);
  expect(result?.provenance).toEqual({packages: {"node_modules/a": "1.2.3"}, node: process.version});
});

test("does not store what failed, and leaves nothing behind", async () => {
  await expect(store.recall(identity, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  await expect(store.recall(identity, async () => [{list: [1]}])).rejects.toThrow("the column list must hold");
  expect(await files()).toEqual([]);
  expect(await store.recall(identity, async () => [{two: 2}])).toEqual([{two: 2}]);
});

describe("sets aside and makes again", () => {
  const rows = [{time: 17}];
  const other = {...identity, parameters: {dimension: "16", seed: "2"}};
  test.each<[string, (file: Buffer) => Uint8Array]>([
    ["a truncated file", (file) => file.subarray(0, -2)],
    ["a file with one bit changed", (file) => file.map((byte, i) => (i === 40 ? byte ^ 1 : byte))],
    ["an empty file", () => Buffer.alloc(0)],
    ["a file of another kind", () => Buffer.from("no result")],
    ["a result of other parameters", () => encodeResult(other, provenance, rows, [])],
    ["a result of another experiment", () => encodeResult({...identity, experiment: "tail"}, provenance, rows, [])],
    ["a result of other code", () => encodeResult({...identity, code: "d"}, provenance, rows, [])]
  ])("%s", async (_, damage) => {
    await store.recall(identity, async () => rows);
    const path = store.path(key);
    const whole = await readFile(path);
    const damaged = damage(whole);
    await writeFile(path, damaged);
    expect(await store.find(key)).toBeUndefined();
    expect(await store.recall(identity, async () => rows)).toEqual(rows);
    expect(complain).toHaveBeenCalledTimes(1);
    expect(complain).toHaveBeenCalledWith(expect.stringContaining(`the stored result ${path} `));
    expect(new Uint8Array(await readFile(`${path}.damaged`))).toEqual(new Uint8Array(damaged));
    expect(await readFile(path)).toEqual(whole);
  });
});

test("those who ask at the same time share one computation", async () => {
  const compute = vi.fn(async () => {
    await setTimeout(50);
    return [{time: 1}];
  });
  const all = await Promise.all(Array.from({length: 5}, () => store.recall(identity, compute)));
  expect(all).toEqual(Array(5).fill([{time: 1}]));
  expect(compute).toHaveBeenCalledTimes(1);
});
