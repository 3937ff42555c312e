import {copyFile, mkdir, readdir, readFile, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {cache, root} from "./folders.js";
import {bundlePackages} from "./packages.js";

/** Puts in place what Framework would otherwise fetch from the network, bundle badly or not find. */
export async function prepare(options: {shake: boolean}): Promise<void> {
  await Promise.all([stayOffline(), vendorKatex(), bundlePackages(options)]);
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

async function writeIfChanged(path: string, text: string): Promise<void> {
  if ((await readFile(path, "utf8").catch(() => undefined)) === text) return;
  await mkdir(dirname(path), {recursive: true});
  await writeFile(path, text);
}
