import {mkdtemp, readdir, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, expect, test, vi} from "vitest";
import {keyOf} from "../../store/key.js";
import {Store, writeWhole} from "../../store/store.js";

const identity = {experiment: "gap", parameters: {dimension: 16}, code: "c"};
const key = keyOf(identity);

let folder: string;
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "polywidth-"));
  store = new Store(folder);
});
afterEach(() => rm(folder, {recursive: true}));

async function onlyFile(): Promise<string> {
  const names = await readdir(folder, {recursive: true, withFileTypes: true});
  const files = names.filter((entry) => entry.isFile());
  expect(files).toHaveLength(1);
  return join(files[0]!.parentPath, files[0]!.name);
}

test("gives back the bytes that were written, under their key only", async () => {
  const bytes = Uint8Array.of(0, 10, 255, 10, 1);
  await store.write(key, bytes);
  expect(Uint8Array.from((await store.read(key))!)).toEqual(bytes);
  expect(await store.read(keyOf({...identity, code: "d"}))).toBeUndefined();
});

test("computes a value once", async () => {
  const compute = vi.fn(async () => [{time: 0.1, gap: 1e-300}, {time: 1 / 3}]);
  const first = await store.recall(identity, compute);
  const second = await new Store(folder).recall(identity, compute);
  expect(second).toEqual(first);
  expect(first).toEqual([{time: 0.1, gap: 1e-300}, {time: 1 / 3}]);
  expect(compute).toHaveBeenCalledTimes(1);
});

test("does not store what failed", async () => {
  await expect(store.recall(identity, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await store.recall(identity, async () => 2)).toBe(2);
});

test.each([
  ["truncated", (text: string) => text.slice(0, -2)],
  ["altered", (text: string) => text.replace("17", "18")],
  ["empty", () => ""]
])("sets a %s entry aside and makes it again", async (_, damage) => {
  await store.recall(identity, async () => [17, 4]);
  const path = await onlyFile();
  const text = damage(await readFile(path, "utf8"));
  await writeFile(path, text);
  const warn = vi.spyOn(console, "error").mockImplementation(() => {});
  expect(await store.recall(identity, async () => [17, 4])).toEqual([17, 4]);
  expect(warn).toHaveBeenCalledWith(expect.stringContaining("is damaged"));
  warn.mockRestore();
  expect(await readFile(`${path}.damaged`, "utf8")).toBe(text);
  expect((await store.read(key))?.toString()).toBe("[17,4]");
});

test("a write that fails leaves the file as it was, and nothing else", async () => {
  const path = join(folder, "file");
  await writeWhole(path, "whole");
  await expect(writeWhole(path, {} as Uint8Array)).rejects.toThrow();
  expect(await readFile(path, "utf8")).toBe("whole");
  expect(await readdir(folder)).toEqual(["file"]);
});

test("writers at the same time do not disturb one another", async () => {
  await Promise.all(Array.from({length: 20}, () => store.write(key, Buffer.alloc(100_000, 7))));
  expect((await store.read(key))?.equals(Buffer.alloc(100_000, 7))).toBe(true);
  await onlyFile();
});
