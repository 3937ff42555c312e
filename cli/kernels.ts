import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {compileKernels, moduleOf} from "./kernels/compile.js";
import {command} from "./refusal.js";
import {root} from "./site/folders.js";

await command(async () => {
  const path = join(root, "src", "kernels", "kernelBytes.ts");
  try {
    writeFileSync(path, await compileKernels());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    console.warn("assemblyscript is not installed: the sums over pairs will run in plain TypeScript, more slowly");
    writeFileSync(path, await moduleOf(async () => new Uint8Array()));
  }
});
