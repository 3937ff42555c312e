import {readdir, readFile, rm} from "node:fs/promises";
import {join} from "node:path";
import {build, type Plugin, transform} from "esbuild";
import {writeWhole} from "../../store/whole.js";
import {cache, root} from "./folders.js";

/** The names that the sources use of each package that they import; "*" stands for all. */
export type Used = Map<string, Set<string>>;

const IMPORT = /^(?:import|export)\s+([\w\s{},*$]+?)\s+from\s+["']([^."':][^"':]*)["']/gm;

/**
 * Bundles every package that the sources import, one file each, with what two of them need in shared chunks, where
 * Framework looks before it would bundle them itself: one file per transitive package and all of each, which for Plot
 * alone makes 39 requests. A build takes only the names that are used; the preview takes all, since an edit may use more.
 */
export async function bundlePackages({shake}: {shake: boolean}): Promise<void> {
  const folder = join(cache, "_node");
  const used: Used = new Map();
  for (const name of (await readdir(join(root, "src"), {recursive: true})).sort()) {
    if (name.startsWith(".") || !/\.(md|ts)$/.test(name)) continue;
    const text = await readFile(join(root, "src", name), "utf8");
    collect(name.endsWith(".ts") ? (await transform(text, {loader: "ts"})).code : text, used);
  }
  const entryPoints: Record<string, string> = {};
  for (const [specifier, names] of used) {
    if (!shake) names.add("*");
    const [name, path] = splitSpecifier(specifier);
    const {version} = JSON.parse(await readFile(join(root, "node_modules", name, "package.json"), "utf8"));
    entryPoints[`${name}@${version}/${path.replace(/\.js$/, "") || "index"}`] = `used:${specifier}`;
  }
  const {outputFiles} = await build({
    entryPoints,
    plugins: [entries(used)],
    absWorkingDir: root,
    outdir: folder,
    bundle: true,
    splitting: true,
    chunkNames: "_shared/[name]-[hash]",
    format: "esm",
    platform: "browser",
    target: ["es2022"],
    define: {"process.env.NODE_ENV": '"production"'},
    minify: true,
    legalComments: "none",
    write: false
  });
  await rm(folder, {recursive: true, force: true});
  for (const {path, contents} of outputFiles) await writeWhole(path, contents);
}

/** Adds to `used` what a module without types, or the code of a page, imports from packages. */
export function collect(text: string, used: Used): void {
  for (const [statement, clause, specifier] of text.matchAll(IMPORT)) {
    const names = used.get(specifier!) ?? new Set();
    used.set(specifier!, names);
    const [, namespace] = /\*\s+as\s+([\w$]+)/.exec(clause!) ?? [];
    const [, list = ""] = /\{([^}]*)\}/.exec(clause!) ?? [];
    if (/^[\w$]/.test(clause!)) names.add("default");
    for (const [, name] of list.matchAll(/(?:^|,)\s*([\w$]+)/g)) names.add(name!);
    if (namespace) {
      const escaped = namespace.replaceAll("$", "\\$");
      const rest = text.replace(statement!, "");
      for (const [, name] of rest.matchAll(new RegExp(`(?<![\\w$.])${escaped}\\s*\\.\\s*([\\w$]+)`, "g")))
        names.add(name!);
      // Used as a value, it may lose any of its names.
      if (new RegExp(`(?<![\\w$.])${escaped}(?![\\w$]|\\s*\\.)`).test(code(rest))) names.add("*");
    }
  }
}

/** The text without strings, in which a namespace's name means nothing. */
function code(text: string): string {
  return text.replaceAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, "");
}

/** One entry module a package, which exports the names that are used. */
function entries(used: Used): Plugin {
  return {
    name: "used names",
    setup({onResolve, onLoad}) {
      onResolve({filter: /^used:/}, ({path}) => ({path: path.slice("used:".length), namespace: "used"}));
      onLoad({filter: /.*/, namespace: "used"}, ({path}) => {
        const names = [...used.get(path)!].sort();
        const list = names.includes("*") ? "*" : `{${names.join(", ")}}`;
        const rest = names.includes("*") && names.includes("default") ? `export {default} from "${path}";` : "";
        return {contents: `export ${list} from "${path}";${rest}`, resolveDir: root};
      });
    }
  };
}

/** "@scope/name/path" as ["@scope/name", "path"]. */
function splitSpecifier(specifier: string): [name: string, path: string] {
  const parts = specifier.split("/");
  const name = parts.splice(0, specifier.startsWith("@") ? 2 : 1);
  return [name.join("/"), parts.join("/")];
}
