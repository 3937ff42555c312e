import {spawnSync} from "node:child_process";
import {mkdir, readdir, rm, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {root} from "../cli/site/folders.js";
import {cellsOf, moduleOf} from "./cells.js";

const folder = join(root, "src", ".observablehq", "cells");

const pages = (await readdir(join(root, "src")))
  .filter((name) => name.endsWith(".md"))
  .map((name) => name.slice(0, -3));

/** What the compiler says of the modules in `folder`, one line a fault. */
function compile(): string[] {
  const {stdout} = spawnSync(
    process.execPath,
    [join(root, "node_modules/typescript/bin/tsc"), "-p", folder, "--pretty", "false"],
    {
      encoding: "utf8",
      cwd: folder
    }
  );
  return stdout.split("\n").filter((line) => line.includes("error TS"));
}

let faults: string[] = [];

beforeAll(async () => {
  process.chdir(root);
  await rm(folder, {recursive: true, force: true});
  await mkdir(folder, {recursive: true});
  const options = {noImplicitAny: false, noUnusedLocals: false, noUnusedParameters: false};
  const config = {
    extends: "../../../tsconfig.json",
    compilerOptions: options,
    include: ["*.ts", "../../**/*.d.ts"],
    exclude: []
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
  for (const page of pages) await writeFile(join(folder, `${page}.ts`), moduleOf(await cellsOf(`/${page}`), "../.."));
  await writeFile(join(folder, "wrong.ts"), moduleOf(await cellsOfText("const wrong = 1 + width.length;"), "../.."));
  faults = compile();
}, 60_000);

afterAll(() => rm(folder, {recursive: true, force: true}));

/** Cells as Framework parses them from the text of one cell. */
async function cellsOfText(input: string) {
  const {parseJavaScript} = await import("@observablehq/framework/dist/javascript/parse.js");
  return [{node: parseJavaScript(input, {path: "/wrong.md"})}];
}

test.each(pages)("the code cells of %s.md are well typed", (page) => {
  expect(faults.filter((line) => line.startsWith(`${page}.ts`))).toEqual([]);
});

test("an ill-typed cell is found", () => {
  expect(faults.filter((line) => line.startsWith("wrong.ts"))).toHaveLength(1);
});
