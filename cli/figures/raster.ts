import {readFile} from "node:fs/promises";
import {createRequire} from "node:module";
import {initWasm, Resvg} from "@resvg/resvg-wasm";
import {fontPackage} from "./versions.js";

/** Pixels of a PNG for each px of its SVG. */
export const scale = 2;

// About as wide as what systems call sans-serif, with every sign that the figures write.
const fontFiles = ["DejaVuSansCondensed", "DejaVuSansCondensed-Bold", "DejaVuSansCondensed-Oblique"];
const family = "DejaVu Sans Condensed";

/** The bytes of a file of an installed package. */
function installed(specifier: string): Promise<Buffer> {
  return readFile(createRequire(import.meta.url).resolve(specifier));
}

async function start(): Promise<Buffer[]> {
  await initWasm(installed("@resvg/resvg-wasm/index_bg.wasm"));
  return Promise.all(fontFiles.map((name) => installed(`${fontPackage}/ttf/${name}.ttf`)));
}

let started: Promise<Buffer[]> | undefined;

/**
 * An SVG as PNG, `scale` times as large: WebAssembly and fonts of our own, so that the same drawing has the same bytes on
 * every system.
 */
export async function rasterise(svg: string): Promise<Uint8Array> {
  started ??= start();
  const fontBuffers = await started;
  const resvg = new Resvg(svg, {
    fitTo: {mode: "zoom", value: scale},
    font: {fontBuffers, defaultFontFamily: family, sansSerifFamily: family}
  });
  const image = resvg.render();
  const png = image.asPng();
  image.free();
  resvg.free();
  return png;
}
