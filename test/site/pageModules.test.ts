import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {afterEach, beforeEach, expect, test} from "vitest";
import {bundleModules} from "../../cli/site/pageModules.js";

let folder: string;
const worker = "simulate.worker.0123abcd.js";
const files: Readonly<Record<string, string>> = {
  [`_import/worker/${worker}`]: 'import("../experiments/gap.js");import("../experiments/tail.js");',
  "_import/experiments/gap.js":
    'import {twice} from "../own.js";import {half} from "../shown.js";self.gap=twice(half(1));',
  "_import/experiments/tail.js": 'import {twice} from "../own.js";self.tail=twice(3);',
  "_import/own.js": "export const twice = (x) => x + x + 12345;",
  "_import/shown.js": 'import {add} from "../_node/add.js";export const half = (x) => add(x / 2, 67890);',
  "_import/components/everyPage.0123abcd.js": 'import {half} from "../shown.js";self.every = half(2);',
  "_import/style/site.css": "p{}",
  "_import/embed.0123abcd.js": 'import {twice} from "./own.js";export const figure = twice;',
  "embed.js": 'export * from "./_import/embed.0123abcd.js";\n',
  "_node/add.js": "export const add = (x, y) => x + y;"
};
const every = '<script type="module" src="./_import/components/everyPage.0123abcd.js"></script>';
const page = (code: string) =>
  [
    '<head><link rel="modulepreload" href="./_node/add.js">',
    '<link rel="modulepreload" href="./_import/shown.js">',
    every,
    `<script type="module">${code}</script></head>`
  ].join("\n");

/** The site as Framework writes it. */
async function write(): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), {recursive: true});
    await writeFile(join(folder, name), text);
  }
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "polywidth-"));
  await write();
});
afterEach(() => rm(folder, {recursive: true, force: true}));

const bundles = () => readdir(join(folder, "_import", "bundle"));
const cells =
  'define({body: async () => { const [{half}] = await Promise.all([import("./_import/shown.js")]); half(5); }})';

test("a page has one script, the worker one and one an experiment, and what they share is there once", async () => {
  const pages = await bundleModules(folder, new Map([["gap", page(cells)]]));
  const names = (await bundles()).sort();
  const kinds = names.map((name) => name.replace(/-\w{8}\.js$/, "-HASH").replace(/^(gap\.)\w{8}\.js$/, "$1HASH"));
  expect(kinds).toEqual(
    expect.arrayContaining(["chunk-HASH", "gap-HASH", "tail-HASH", "gap.HASH", worker, "everyPage.0123abcd.js"])
  );
  const texts = await Promise.all(names.map((name) => readFile(join(folder, "_import", "bundle", name), "utf8")));
  for (const number of ["12345", "67890"]) expect(texts.filter((text) => text.includes(number))).toHaveLength(1);
  expect(texts.filter((text) => text.includes('"../../_node/add.js"'))).toHaveLength(1);
  const own = names.find((name) => /^gap\.\w{8}\.js$/.test(name))!;
  const html = pages.get("gap")!;
  expect(html).toContain(`<script type="module" src="./_import/bundle/${own}"></script></head>`);
  expect(html).toContain('src="./_import/bundle/everyPage.0123abcd.js"');
  expect(html).not.toContain("define(");
});

test("a page says beforehand which files its scripts will ask for: all of them, and no other", async () => {
  const html = (await bundleModules(folder, new Map([["", page(cells)]]))).get("")!;
  const links = Array.from(html.matchAll(/modulepreload" href="\.\/([^"]+)"/g), ([, href]) => href!);
  expect(links[0]).toBe("_node/add.js");
  const asked = new Set<string>();
  const follow = async (path: string): Promise<void> => {
    if (asked.has(path)) return;
    asked.add(path);
    const text = await readFile(join(folder, path), "utf8");
    for (const [, from] of text.matchAll(/(?:from|import)"([^"]+)"/g)) await follow(join(dirname(path), from!));
  };
  for (const [, src] of html.matchAll(/src="\.\/([^"]+)"/g)) await follow(src!);
  expect(links.sort()).toEqual([...asked].sort());
});

test("modules that were put together are gone, style sheets stay", async () => {
  await bundleModules(folder, new Map([["gap", page(cells)]]));
  const names = await readdir(join(folder, "_import"), {recursive: true});
  const left = names.filter((name) => /\.\w+$/.test(name) && !name.startsWith("bundle"));
  expect(left).toEqual([join("style", "site.css")]);
});

test("a script without modules of ours stays in its page", async () => {
  const code = 'import "./_observablehq/client.js";';
  expect((await bundleModules(folder, new Map([["404", page(code)]]))).get("404")).toContain(code);
});

test("what other sites load stays where it is, and says where its module has gone", async () => {
  await bundleModules(folder, new Map([["gap", page(cells)]]));
  expect(await readFile(join(folder, "embed.js"), "utf8")).toBe(
    'export * from "./_import/bundle/embed.0123abcd.js";\n'
  );
  expect(await bundles()).toContain("embed.0123abcd.js");
});

test("the same modules have the same names; another script has another", async () => {
  const nameOf = async (code: string) => {
    await rm(join(folder, "_import"), {recursive: true});
    await write();
    const html = (await bundleModules(folder, new Map([["gap", page(code)]]))).get("gap")!;
    return /bundle\/(gap\.\w+\.js)/.exec(html)![1];
  };
  const first = await nameOf(cells);
  expect(await nameOf(cells)).toBe(first);
  expect(await nameOf(`${cells};0`)).not.toBe(first);
});

test("a build without a worker is refused", async () => {
  await rm(join(folder, "_import", "worker", worker));
  await expect(bundleModules(folder, new Map())).rejects.toThrow("holds no simulate.worker.HASH.js to bundle");
});
