import {mkdir, mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, expect, test} from "vitest";
import {codeHashes} from "../../store/code.js";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "polywidth-"));
  await mkdir(join(folder, "node_modules", "near"), {recursive: true});
  await mkdir(join(folder, "node_modules", "far"), {recursive: true});
  await write("node_modules/near/package.json", '{"version": "1.0.0", "dependencies": {"far": "*"}}');
  await write("node_modules/far/package.json", '{"version": "1.0.0"}');
  await write("a.ts", 'import {b} from "./b.js";\nimport near from "near";\nexport const a: number = near(b);');
  await write("b.ts", "export const b = 1; export const unused = 2;");
  await write("c.ts", "export const c = 1;");
});
afterEach(() => rm(folder, {recursive: true}));

const write = (name: string, text: string) => writeFile(join(folder, name), text);

async function hashOf(name: string): Promise<string> {
  const [code] = await codeHashes([join(folder, name)], folder);
  return code!;
}

test("counts the code of what is imported, and the packages behind it", async () => {
  const seen = [await hashOf("a.ts")];
  await write("b.ts", "export const b = 3; export const unused = 2;");
  seen.push(await hashOf("a.ts"));
  await write("node_modules/near/package.json", '{"version": "1.0.1", "dependencies": {"far": "*"}}');
  seen.push(await hashOf("a.ts"));
  await write("node_modules/far/package.json", '{"version": "2.0.0"}');
  seen.push(await hashOf("a.ts"));
  expect(new Set(seen).size).toBe(4);
});

test("does not count comments, types, code that is not reached, or other modules", async () => {
  const before = await hashOf("a.ts");
  await write("b.ts", "/** One. */\nexport const b: number = 1;\nexport const unused = 5;");
  await write("c.ts", "export const c = 2;");
  expect(await hashOf("a.ts")).toBe(before);
});

test("several entries are told apart, whatever else is asked for", async () => {
  const [a, c] = await codeHashes([join(folder, "a.ts"), join(folder, "c.ts")], folder);
  expect([a, c]).toEqual([await hashOf("a.ts"), await hashOf("c.ts")]);
});

test("a module that cannot be bundled is an error", async () => {
  await write("d.ts", 'import "./nowhere.js";');
  await expect(hashOf("d.ts")).rejects.toThrow(/nowhere/);
});
