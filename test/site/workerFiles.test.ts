import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {afterEach, beforeEach, expect, test} from "vitest";
import {bundleWorker} from "../../cli/site/workerFiles.js";

let folder: string;
const worker = () => join(folder, "_import", "worker");
const entry = "simulate.worker.0123abcd.js";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "polywidth-"));
  const files = {
    [`_import/worker/${entry}`]: 'import("../experiments/gap.js");import("../experiments/tail.js");',
    "_import/experiments/gap.js":
      'import {twice} from "../own.js";import {half} from "../shown.js";self.gap=twice(half(1));',
    "_import/experiments/tail.js": 'import {twice} from "../own.js";self.tail=twice(3);',
    "_import/own.js": "export const twice = (x) => x + x + 12345;",
    "_import/shown.js": "export const half = (x) => x / 2 + 67890;"
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), {recursive: true});
    await writeFile(join(folder, name), text);
  }
});
afterEach(() => rm(folder, {recursive: true, force: true}));

test("the worker becomes a file an experiment and what they share, and leaves what pages load where it is", async () => {
  const page = '<link rel="modulepreload" href="../_import/shown.js">';
  await bundleWorker(folder, new Map([["some/page", page]]));
  const names = (await readdir(worker())).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(worker(), name), "utf8")));
  expect(names.map((name) => name.replace(/-\w{8}\.js$/, ""))).toEqual(["chunk", "gap", entry, "tail"]);
  expect(texts.filter((text) => text.includes("12345"))).toEqual([texts[0]]);
  expect(texts.filter((text) => text.includes("67890"))).toEqual([]);
  expect(texts.filter((text) => text.includes('"../shown.js"'))).toEqual([texts[1]]);
  expect(texts.filter((text) => text.includes("../own.js") || text.includes("experiments/"))).toEqual([]);
});

test("a build without a worker is refused", async () => {
  await rm(join(worker(), entry));
  await expect(bundleWorker(folder, new Map())).rejects.toThrow(/holds no simulate\.worker\.HASH\.js to bundle/);
});
