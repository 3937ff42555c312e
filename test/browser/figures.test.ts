import {existsSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {type Manifest, nameOf} from "../../cli/figures/entry.js";
import {readManifest} from "../../cli/figures/manifest.js";
import {placesOfFigures} from "../../cli/figures/places.js";
import {rasterise} from "../../cli/figures/raster.js";
import {readCommandLine, withFiles} from "../../cli/simulate/command.js";
import {dist} from "../../cli/site/folders.js";
import {galleryFiles} from "../../cli/site/gallery.js";
import {parseParameters} from "../../src/experiments/parameters.js";
import {experiments} from "../../src/experiments/registry.js";
import {sweeps} from "../../src/experiments/sweeps.js";
import {hash} from "../../store/key.js";
import {chromiumPath} from "./chromium.js";
import {describeSite} from "./site.js";

const folder = join(dist, galleryFiles);

async function built(): Promise<{manifest: Manifest; ids: string[]}> {
  const manifest = await readManifest(folder);
  return {manifest, ids: Object.keys(manifest)};
}

/** Throws on what `npm run simulate` would refuse. */
function readSimulation(args: readonly string[]): void {
  const request = readCommandLine(args, {experiments, version: "0", stdout: {write: () => true}});
  parseParameters(request!.experiment.parameters.schema, withFiles(request!), "flags");
}

describe.skipIf(!chromiumPath)("the figures of the built site", () => {
  test("are all there, in the order of the pages, as the manifest says", async () => {
    const {manifest, ids} = await built();
    expect(ids).toEqual([...(await placesOfFigures()).keys()]);
    for (const [id, {files}] of Object.entries(manifest)) {
      expect(Object.keys(files)).toEqual(["svg", "png", "csv"]);
      for (const [format, {sha256}] of Object.entries(files))
        expect(hash(await readFile(join(folder, nameOf(id, format as "svg")))), `${id}.${format}`).toBe(sha256);
    }
  });

  test("name an experiment and how to print its rows, in words that the command line takes", async () => {
    const {manifest} = await built();
    for (const [id, {experiment, command}] of Object.entries(manifest)) {
      expect(experiment, id).toBeTruthy();
      for (const line of command!.split("\n")) {
        const [, script, ...words] = /^npm run (-s simulate|sweep) -- (\S.*)$/.exec(line) ?? [];
        const args = words.join("").split(" ");
        if (script === "sweep") expect(Object.keys(sweeps), id).toContain(args[0]);
        else expect(() => readSimulation(args), `${id}: ${line}`).not.toThrow();
      }
    }
  });

  test("write no sign that the fonts of the pictures lack", async () => {
    const signs = new Set<string>();
    for (const id of (await built()).ids) {
      const svg = await readFile(join(folder, nameOf(id, "svg")), "utf8");
      for (const [, text] of svg.matchAll(/>([^<>]+)<\/(?:text|tspan)>/g)) for (const sign of text!) signs.add(sign);
    }
    expect(signs.size).toBeGreaterThan(80);
    const picture = async (sign: string) => {
      const text = `<text x="5" y="15" font-family="sans-serif" font-size="12">${sign}</text>`;
      return hash(await rasterise(`<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">${text}</svg>`));
    };
    const missing = await picture("\u{10fffd}");
    expect(await picture("漢")).toBe(missing);
    for (const sign of signs) if (sign > "~") expect(await picture(sign), sign).not.toBe(missing);
  });
});

describeSite("the gallery", (site) => {
  test("shows every figure, also without JavaScript", async () => {
    const {manifest} = await built();
    const {page} = await site.open("figures", {javaScriptEnabled: false});
    const cards = await page.locator(".gallery-figure").evaluateAll((list) =>
      list.map((card) => {
        const text = (selector: string) => card.querySelector(selector)?.textContent ?? "";
        const [title, caption, made, commands] = ["h3", ".figure-caption", ".figure-provenance", "pre"].map(text);
        return {id: card.querySelector("h3")?.id, title, caption, made, commands};
      })
    );
    expect(cards.map(({id, title}) => [id, title])).toEqual(
      Object.entries(manifest).map(([id, {title}]) => [id, title])
    );
    for (const {id, caption, made, commands} of cards) {
      const {experiment, parameters, code, command} = manifest[id!]!;
      expect(caption!.length, id).toBeGreaterThan(20);
      for (const word of [`experiment ${experiment}`, ...Object.keys(parameters ?? {}), `code ${code.slice(0, 12)}`])
        expect(made).toContain(word);
      expect(commands).toBe(`npm run figures -- ${id}\n${command}`);
    }
    await page.context().close();
  });

  test("has pictures that load, files to save, and links to where each figure stands", async () => {
    const {page} = await site.open("figures");
    const widths = await page.locator(".gallery-figure img").evaluateAll((pictures) =>
      Promise.all(
        pictures.map(async (element) => {
          const picture = element as HTMLImageElement;
          picture.loading = "eager";
          await picture.decode();
          return picture.naturalWidth;
        })
      )
    );
    expect(new Set(widths)).toEqual(new Set([720]));
    const links = await page
      .locator(".gallery-figure a[download]")
      .evaluateAll((list) => list.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
    expect(links.length).toBe(3 * widths.length);
    for (const path of links) expect(existsSync(join(dist, path)), path).toBe(true);
    const places = await page
      .locator(".gallery-files > a")
      .evaluateAll((list) =>
        list.map((link) => new URL((link as HTMLAnchorElement).href)).map(({pathname, hash}) => [pathname, hash])
      );
    expect(places.length).toBe(widths.length);
    for (const [path, anchor] of places) {
      const html = await readFile(join(dist, path === "/" ? "index.html" : `${path}.html`), "utf8");
      expect(html).toContain(`id="${anchor!.slice(1)}"`);
    }
    await page.context().close();
  });

  test("weighs little: its pictures come as the reader scrolls", async () => {
    const sizes: Promise<number>[] = [];
    const {page} = await site.open("figures", {}, (opened) => {
      opened.on("requestfinished", (request) => {
        if (request.url().endsWith(".svg")) sizes.push(request.sizes().then(({responseBodySize}) => responseBodySize));
      });
    });
    expect(sizes.length).toBeLessThan((await built()).ids.length / 2);
    expect((await Promise.all(sizes)).reduce((a, b) => a + b, 0)).toBeLessThan(500_000);
    await page.context().close();
  });
});
