import {mkdtemp, readdir, readFile, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, expect, test} from "vitest";
import {writeWhole} from "../../store/whole.js";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "polywidth-"));
});
afterEach(() => rm(folder, {recursive: true}));

test("a write that fails leaves the file as it was, and nothing else", async () => {
  const path = join(folder, "file");
  await writeWhole(path, "whole");
  await expect(writeWhole(path, {} as Uint8Array)).rejects.toThrow();
  expect(await readFile(path, "utf8")).toBe("whole");
  expect(await readdir(folder)).toEqual(["file"]);
});

test("writers at the same time do not disturb one another", async () => {
  const path = join(folder, "new", "file");
  const content = Buffer.alloc(100_000, 7);
  await Promise.all(Array.from({length: 20}, () => writeWhole(path, content)));
  expect((await readFile(path)).equals(content)).toBe(true);
  expect(await readdir(join(folder, "new"))).toEqual(["file"]);
});
