import {readFileSync} from "node:fs";
import {isBuiltin} from "node:module";
import {dirname, join, relative, resolve, sep} from "node:path";
import {build} from "esbuild";
import {canonicalJson, hash} from "./key.js";

/** What a module's results depend on: everything that it imports, directly or not. */
export interface Code {
  /** Hash of the minified bundle (comments and types do not count) and of the versions of the packages it imports. */
  readonly hash: string;
  /** The source files in the bundle, absolute paths. */
  readonly files: readonly string[];
}

/** The code behind each entry module, in the order given. Throws if one cannot be bundled. */
export async function codeOf(entries: readonly string[]): Promise<Code[]> {
  if (entries.length === 0) return [];
  const folder = process.cwd();
  const {metafile, outputFiles} = await build({
    entryPoints: entries.map((entry, i) => ({in: resolve(entry), out: String(i)})),
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
    const packages = new Set(output.imports.filter(({external}) => external).map(({path}) => packageName(path)));
    return {
      hash: hash(canonicalJson({text, packages: versions(packages)})),
      files: Object.keys(output.inputs).map((file) => resolve(file))
    };
  });
}

function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** The installed version of each package and of what it depends on at run time, by its place in node_modules. */
function versions(names: Iterable<string>): Record<string, string> {
  const found: Record<string, string> = {};
  const visit = (name: string, from: string): void => {
    if (isBuiltin(name)) return;
    const path = installed(name, from);
    if (path === undefined || found[path] !== undefined) return;
    const {version, dependencies = {}} = JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
    found[path] = version;
    for (const dependency of Object.keys(dependencies)) visit(dependency, path);
  };
  for (const name of names) visit(name, ".");
  return Object.fromEntries(Object.entries(found).map(([path, version]) => [path.split(sep).join("/"), version]));
}

/** The folder of a package as Node finds it from `from`, relative to the working directory; undefined if not installed. */
function installed(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const path = join(folder, "node_modules", name);
    try {
      readFileSync(join(path, "package.json"));
      return path;
    } catch {
      if (folder === ".") return undefined;
    }
  }
}
