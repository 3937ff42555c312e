import {copyFile, mkdir, readdir, readFile, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {build} from "esbuild";
import {cache, root} from "./folders.js";

/** Puts in place what Framework would otherwise fetch from the network, bundle badly or not find. */
export async function prepare(): Promise<void> {
  await Promise.all([stayOffline(), vendorKatex(), bundlePackages()]);
}

// Framework's client names these libraries in imports that no page of ours ever runs, and looks up their versions at
// the registry unless its cache has a folder for them. The numbers are arbitrary, and fixed so that builds agree.
const UNUSED = [
  "@observablehq/plot@0.6.17",
  "@observablehq/sample-datasets@1.0.1",
  "apache-arrow@17.0.0",
  "arquero@8.0.3",
  "d3-dsv@3.0.1",
  "d3@7.9.0",
  "echarts@5.6.0",
  "htl@0.3.1",
  "leaflet@1.9.4",
  "lodash@4.17.21",
  "mapbox-gl@3.9.0",
  "parquet-wasm@0.6.1",
  "react-dom@19.0.0",
  "react@19.0.0",
  "topojson-client@3.1.0"
];

async function stayOffline(): Promise<void> {
  for (const name of UNUSED) await mkdir(join(cache, "_npm", name), {recursive: true});
}

/** KaTeX's style sheet and its woff2 fonts, from the installed package, as files of the site. */
async function vendorKatex(): Promise<void> {
  const from = join(root, "node_modules", "katex", "dist");
  const to = join(root, "src", "style", "katex");
  await mkdir(join(to, "fonts"), {recursive: true});
  const css = await readFile(join(from, "katex.min.css"), "utf8");
  await writeIfChanged(join(to, "katex.css"), css.replaceAll(/,url\([^)]*\.(woff|ttf)\) format\("\w+"\)/g, ""));
  for (const font of await readdir(join(from, "fonts"))) {
    if (font.endsWith(".woff2")) await copyFile(join(from, "fonts", font), join(to, "fonts", font));
  }
}

/**
 * Bundles every package that the sources import, one file each, with what two of them need in shared chunks. Framework
 * bundles a package only if its cache lacks it, one file per transitive package and without tree shaking: Plot alone then
 * makes 39 requests. So we fill that cache first.
 */
async function bundlePackages(): Promise<void> {
  const folder = join(cache, "_node");
  const entryPoints: Record<string, string> = {};
  for (const specifier of await packageImports()) {
    const [name, path] = splitSpecifier(specifier);
    const {version} = JSON.parse(await readFile(join(root, "node_modules", name, "package.json"), "utf8"));
    entryPoints[`${name}@${version}/${path.replace(/\.js$/, "") || "index"}`] = specifier;
  }
  const {outputFiles} = await build({
    entryPoints,
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
  for (const {path, text} of outputFiles) await writeIfChanged(path, text);
}

const IMPORT = /^(?:import|export)\s[\w\s{},*$]*\sfrom\s+["']([^."':][^"':]*)["']/gm;

/** The bare specifiers in the import declarations of pages and modules. */
async function packageImports(): Promise<Set<string>> {
  const specifiers = new Set<string>();
  for (const name of await readdir(join(root, "src"), {recursive: true})) {
    if (name.startsWith(".") || !/\.(md|ts|js)$/.test(name)) continue;
    const text = await readFile(join(root, "src", name), "utf8");
    for (const [, specifier] of text.matchAll(IMPORT)) specifiers.add(specifier!);
  }
  return specifiers;
}

/** "@scope/name/path" as ["@scope/name", "path"]. */
function splitSpecifier(specifier: string): [name: string, path: string] {
  const parts = specifier.split("/");
  const name = parts.splice(0, specifier.startsWith("@") ? 2 : 1);
  return [name.join("/"), parts.join("/")];
}

async function writeIfChanged(path: string, text: string): Promise<void> {
  if ((await readFile(path, "utf8").catch(() => undefined)) === text) return;
  await mkdir(dirname(path), {recursive: true});
  await writeFile(path, text);
}
