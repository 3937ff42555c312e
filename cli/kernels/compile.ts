import {readFileSync} from "node:fs";
import {join} from "node:path";
import {root} from "../site/folders.js";

const OPTIONS = ["--runtime", "stub", "--enable", "simd", "-O3", "--noAssert", "--use", "abort="];

/** The modules by the name under which their bytes are exported, and the sources in `assembly/` that they are compiled from. */
const MODULES = {
  pairBytes: "pairModule",
  momentBytes: "momentModule",
  sampleBytes: "sampleModule",
  driftBytes: "driftModule"
};

/**
 * The source of `src/kernels/kernelBytes.ts`: the WebAssembly modules of `assembly/`, in base64, the same on every machine.
 * Throws what the compiler says about faulty sources, and an error with the code ERR_MODULE_NOT_FOUND where the compiler
 * is not installed.
 */
export async function compileKernels(): Promise<string> {
  const {default: asc} = await import("assemblyscript/asc");
  return moduleOf((name) => compile(asc, join(root, "assembly"), name));
}

/** The bytes of one module, compiled from the source of this name in a folder. Throws what the compiler says. */
export async function compile(
  asc: typeof import("assemblyscript/asc").default,
  folder: string,
  name: string
): Promise<Uint8Array> {
  let bytes = new Uint8Array();
  const {error, stderr} = await asc.main([`${name}.ts`, "--outFile", `${name}.wasm`, ...OPTIONS], {
    readFile: (path) => {
      try {
        return readFileSync(join(folder, path), "utf8");
      } catch {
        return null;
      }
    },
    writeFile: (_, contents) => {
      bytes = Uint8Array.from(contents as Uint8Array);
    },
    listFiles: () => null
  });
  if (error) throw new Error(`${join(folder, name)}.ts cannot be compiled: ${stderr.toString()}`);
  return bytes;
}

/** The source of the module that holds the bytes of all modules. */
export async function moduleOf(bytesOf: (name: string) => Promise<Uint8Array>): Promise<string> {
  const lines = ["/* Compiled from assembly/ by `npm run kernels`. */"];
  for (const [constant, name] of Object.entries(MODULES))
    lines.push(`export const ${constant} = "${Buffer.from(await bytesOf(name)).toString("base64")}";`);
  return `${lines.join("\n")}\n`;
}
