import {cp, mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, test} from "vitest";
import {compile, compileKernels} from "../../cli/kernels/compile.js";
import {root} from "../../cli/site/folders.js";
import {codeHashes} from "../../store/code.js";

const name = join("src", "kernels", "kernelBytes.ts");

test("the compiled kernels are those of assembly/; if not, run `npm run kernels`", async () => {
  expect(await compileKernels()).toBe(await readFile(join(root, name), "utf8"));
}, 120_000);

test("faulty sources are refused with what the compiler says", async () => {
  const folder = await mkdtemp(join(tmpdir(), "polywidth-"));
  await writeFile(join(folder, "faulty.ts"), "export function f(): i32 { return missing; }");
  const {default: asc} = await import("assemblyscript/asc");
  await expect(compile(asc, folder, "faulty")).rejects.toThrow("Cannot find name 'missing'");
  await rm(folder, {recursive: true});
}, 120_000);

test("the key of a result depends on the bytes of the kernels", async () => {
  const folder = await mkdtemp(join(tmpdir(), "polywidth-"));
  await cp(join(root, "src", "kernels"), join(folder, "src", "kernels"), {recursive: true});
  const entry = join(folder, "src", "kernels", "pairSums.ts");
  const before = await codeHashes([entry], folder);
  const text = await readFile(join(folder, name), "utf8");
  await writeFile(join(folder, name), text.replace('pairBytes = "AGFz', 'pairBytes = "AGFy'));
  expect(await codeHashes([entry], folder)).not.toEqual(before);
  // A kernel that the entry does not reach does not count.
  await writeFile(join(folder, name), text.replace('sampleBytes = "AGFz', 'sampleBytes = "AGFy'));
  expect(await codeHashes([entry], folder)).toEqual(before);
  await rm(folder, {recursive: true});
});
