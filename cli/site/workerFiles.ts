import {readdir} from "node:fs/promises";
import {join} from "node:path";
import {build} from "esbuild";

const worker = /^simulate\.worker\.[\da-f]+\.js$/;

/**
 * Bundles the worker of the built site in `folder` in place: one file per experiment with what several need in shared chunks, rather
 * than one per module, which for some pages is a hundred requests, each known only when the one before has come. Throws an Error where
 * there is no worker.
 */
export async function bundleWorker(folder: string): Promise<void> {
  const outdir = join(folder, "_import", "worker");
  const entry = (await readdir(outdir)).find((name) => worker.test(name));
  if (entry === undefined) throw new Error(`${outdir} holds no simulate.worker.HASH.js to bundle`);
  await build({
    entryPoints: [join(outdir, entry)],
    outdir,
    entryNames: "[name]",
    chunkNames: "simulate/[name]-[hash]",
    allowOverwrite: true,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: ["es2022"],
    minify: true,
    legalComments: "none",
    logLevel: "warning"
  });
}
