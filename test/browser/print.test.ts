import {inflateSync} from "node:zlib";
import {expect, test} from "vitest";
import {describeSite} from "./site.js";

/** A4 within the margins of the stylesheet, in px of 1/96 inch. */
const paper = {width: Math.floor(((210 - 32) / 25.4) * 96), height: Math.floor(((297 - 36) / 25.4) * 96)};

/** How many pages a PDF has, and how many pieces of text are shown on them. */
function contentOf(pdf: Buffer): {pages: number; texts: number} {
  const raw = pdf.toString("latin1");
  const streams = Array.from(
    raw.matchAll(/\/FlateDecode[\s\S]*?>>\s*stream\r?\n([\s\S]*?)\r?\nendstream/g),
    ([, bytes]) => {
      try {
        return inflateSync(Buffer.from(bytes!, "latin1")).toString("latin1");
      } catch {
        return "";
      }
    }
  );
  const texts = streams.join("\n").match(/\bT[jJ]\b/g)?.length ?? 0;
  return {pages: raw.match(/\/Type\s*\/Page\b/g)?.length ?? 0, texts};
}

describeSite("a printed page", (site) => {
  test("has all text and whole figures in ink on white, and nothing to press, also where screens are dark", async () => {
    const {page} = await site.open("approximation-gap", {
      colorScheme: "dark",
      javaScriptEnabled: false,
      viewport: paper
    });
    const ink = () =>
      page.evaluate(() => {
        const {color, getPropertyValue} = getComputedStyle(document.body);
        return [color, getPropertyValue.call(getComputedStyle(document.documentElement), "--pw-measured")];
      });
    const [onScreen] = await ink();
    await page.emulateMedia({media: "print"});
    expect(await ink()).toEqual(["rgb(27, 30, 35)", "#16191d"]);
    expect(onScreen).not.toBe("rgb(27, 30, 35)");
    const gone =
      "button, summary, .controls, .figure-tools, #observablehq-sidebar, #observablehq-toc, #observablehq-footer nav";
    expect(await page.locator(gone).filter({visible: true}).count()).toBe(0);
    const figures = await page.locator("figure.figure").evaluateAll((list) =>
      list.map((figure) => {
        const {width, height} = figure.getBoundingClientRect();
        const notes = figure.querySelector(".figure-notes")?.getBoundingClientRect().height ?? 0;
        const drawing = [...figure.querySelectorAll("svg")].find((svg) => svg.getBoundingClientRect().height > 0)!;
        return {id: figure.id, width, height: height - notes, drawn: drawing.getBoundingClientRect().width};
      })
    );
    expect(figures.length).toBeGreaterThan(3);
    for (const {id, width, height, drawn} of figures) {
      expect(height, id).toBeLessThan(paper.height);
      expect(width, id).toBeLessThanOrEqual(paper.width);
      expect(drawn, id).toBeLessThanOrEqual(width);
    }
    const {pages, texts} = contentOf(await page.pdf({format: "A4", preferCSSPageSize: true}));
    expect(pages).toBeGreaterThan(3);
    expect(texts).toBeGreaterThan(300);
    await page.context().close();
  });
});
