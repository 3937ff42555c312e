import {readFileSync} from "node:fs";
import {join} from "node:path";
import {root} from "../site/folders.js";

const OPTIONS = ["--runtime", "stub", "--enable", "simd", "-O3", "--noAssert", "--use", "abort="];

/**
 * The source of `src/kernels/kernelBytes.ts`: the WebAssembly module of `assembly/`, in base64, the same on every machine.
 * Throws what the compiler says about faulty sources, and an error with the code ERR_MODULE_NOT_FOUND where the compiler
 * is not installed.
 */
export async function compileKernels(): Promise<string> {
  const {default: asc} = await import("assemblyscript/asc");
  let bytes = new Uint8Array();
  const {error, stderr} = await asc.main(["kernels.ts", "--outFile", "kernels.wasm", ...OPTIONS], {
    readFile: (name) => {
      try {
        return readFileSync(join(root, "assembly", name), "utf8");
      } catch {
        return null;
      }
    },
    writeFile: (_, contents) => {
      bytes = Uint8Array.from(contents as Uint8Array);
    },
    listFiles: () => null
  });
  if (error) throw new Error(`assembly/ cannot be compiled: ${stderr.toString()}`);
  return moduleOf(bytes);
}

/** The source of the module that holds these bytes. */
export function moduleOf(bytes: Uint8Array): string {
  return `/** Compiled from assembly/ by \`npm run kernels\`. */
export const kernelBytes = "${Buffer.from(bytes).toString("base64")}";
`;
}
