import {existsSync, readFileSync} from "node:fs";
import {isBuiltin} from "node:module";
import {dirname, join, relative, resolve, sep} from "node:path";
import {build} from "esbuild";
import {canonicalJson, hash} from "./key.js";

/** What the results of a module depend on, beside parameters. */
export interface Code {
  /** Of its minified bundle (comments, types and code that is not reached do not count) and of `packages`. */
  readonly hash: string;
  /** The versions of the packages that it imports, directly or not, by their places in node_modules. */
  readonly packages: Readonly<Record<string, string>>;
}

/** The hash of each entry module's code; see codesOf. */
export async function codeHashes(entries: readonly string[], folder?: string): Promise<string[]> {
  return (await codesOf(entries, folder)).map(({hash}) => hash);
}

/** What counts as the code of each entry module. `folder` holds node_modules. Throws if a module cannot be bundled. */
export async function codesOf(entries: readonly string[], folder = process.cwd()): Promise<Code[]> {
  if (entries.length === 0) return [];
  const {metafile, outputFiles} = await build({
    entryPoints: entries.map((entry, i) => ({in: resolve(folder, entry), out: String(i)})),
    absWorkingDir: folder,
    outdir: join(folder, "bundles"),
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "node",
    target: "es2022",
    minify: true,
    legalComments: "none",
    metafile: true,
    write: false,
    logLevel: "silent"
  });
  return entries.map((_, i) => {
    const name = `bundles/${i}.js`;
    const output = metafile.outputs[name]!;
    const {text} = outputFiles.find(({path}) => relative(folder, path).split(sep).join("/") === name)!;
    const names = new Set(output.imports.filter(({external}) => external).map(({path}) => packageName(path)));
    const packages = versions(names, folder);
    return {hash: hash(canonicalJson({text, packages})), packages};
  });
}

function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** The installed version of each package and of what it depends on at run time, by its place in node_modules. */
function versions(names: Iterable<string>, folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  const visit = (name: string, from: string): void => {
    if (isBuiltin(name)) return;
    const path = installed(folder, name, from);
    if (path === undefined || found[path] !== undefined) return;
    const {version, dependencies = {}} = JSON.parse(readFileSync(join(folder, path, "package.json"), "utf8"));
    found[path] = version;
    for (const dependency of Object.keys(dependencies)) visit(dependency, path);
  };
  for (const name of names) visit(name, ".");
  return Object.fromEntries(Object.entries(found).map(([path, version]) => [path.split(sep).join("/"), version]));
}

/** The place of a package as Node finds it from the package at `from`, both relative to `root`; undefined if there is none. */
function installed(root: string, name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const path = join(folder, "node_modules", name);
    if (existsSync(join(root, path, "package.json"))) return path;
    if (folder === ".") return undefined;
  }
}
