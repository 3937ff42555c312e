import {readdir} from "node:fs/promises";
import {dirname, join, relative, resolve, sep} from "node:path";
import {build, type Plugin} from "esbuild";

const worker = /^simulate\.worker\.[\da-f]+\.js$/;
const preloads = /<link rel="modulepreload"[^>]*\bhref="([^":]+)"/g;

/**
 * Bundles the worker of the built site in `folder` in place: one file per experiment with what several need in shared chunks, rather
 * than one per module, which for some pages is a hundred requests, each known only when the one before has come. Modules that `pages`
 * (HTML by address) load themselves stay files of their own, which are then fetched once for both. Throws an Error where there is no worker.
 */
export async function bundleWorker(folder: string, pages: ReadonlyMap<string, string>): Promise<void> {
  const outdir = join(folder, "_import", "worker");
  const entry = (await readdir(outdir)).find((name) => worker.test(name));
  if (entry === undefined) throw new Error(`${outdir} holds no simulate.worker.HASH.js to bundle`);
  await build({
    entryPoints: [join(outdir, entry)],
    outdir,
    entryNames: "[name]",
    // In the worker's own folder, from where the paths of shared files are right.
    chunkNames: "[name]-[hash]",
    allowOverwrite: true,
    bundle: true,
    splitting: true,
    plugins: [shared(modulesOf(folder, pages), outdir)],
    format: "esm",
    platform: "browser",
    target: ["es2022"],
    minify: true,
    legalComments: "none",
    logLevel: "warning"
  });
}

/** The files of all modules that pages load. */
function modulesOf(folder: string, pages: ReadonlyMap<string, string>): ReadonlySet<string> {
  const files = [...pages].flatMap(([path, html]) =>
    Array.from(html.matchAll(preloads), ([, href]) => resolve(folder, dirname(path), href!))
  );
  return new Set(files);
}

/** Leaves the imports of those files, which are named as seen from `outdir`. */
function shared(files: ReadonlySet<string>, outdir: string): Plugin {
  return {
    name: "shared",
    setup({onResolve}) {
      onResolve({filter: /^\.\.?\//}, ({path, resolveDir}) => {
        const file = resolve(resolveDir, path);
        if (!files.has(file)) return undefined;
        const seen = relative(outdir, file).split(sep).join("/");
        return {path: seen.startsWith(".") ? seen : `./${seen}`, external: true};
      });
    }
  };
}
