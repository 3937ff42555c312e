import {readFile} from "node:fs/promises";
import {expect, test} from "vitest";
import {htmlPath} from "../../cli/figures/kept.js";
import {placesOfFigures} from "../../cli/figures/places.js";
import {figuresFolder} from "../../cli/site/folders.js";
import {describeSite} from "./site.js";

/** Widths of a figure's column in px: one for each of the two drawings that a static figure has. */
const widths = [720, 350];

/** How much of two texts may lie on each other, and how much of one beyond its picture, in px. */
const tolerances = {overlap: 1.5, outside: 2};

describeSite("the figures", (site) => {
  test("have no two labels on each other, and none outside the picture", async () => {
    // Figures bring styles of their own, whose hashes the policy of another page does not know.
    const {page} = await site.open("notation", {viewport: {width: 1280, height: 900}, bypassCSP: true});
    const found: string[] = [];
    let texts = 0;
    for (const id of (await placesOfFigures()).keys()) {
      const html = await readFile(htmlPath(figuresFolder, id), "utf8");
      for (const width of widths) {
        const read = await page.evaluate(faultsOf, {html, width, ...tolerances});
        texts += read.texts;
        found.push(...read.faults.map((fault) => `${id} at ${width} px: ${fault}`));
      }
    }
    expect(texts).toBeGreaterThan(2000);
    expect(found).toEqual([]);
    await page.context().close();
  });

  test("are read so that labels on each other and outside are seen, also turned ones", async () => {
    const {page} = await site.open("notation", {bypassCSP: true});
    const text = (x: number, y: number, words: string, more = "") => `<text x="${x}" y="${y}" ${more}>${words}</text>`;
    const drawing = [
      text(20, 50, "first"),
      text(30, 54, "second"),
      text(20, 80, "below"),
      text(20, 93, "next line"),
      text(120, 80, "upright", 'transform="rotate(-90 120 80)"'),
      text(105, 60, "crossing"),
      text(180, 20, "leaving")
    ].join("");
    const html = `<svg width="200" height="100" viewBox="0 0 200 100" font-size="12">${drawing}</svg>`;
    const {faults} = await page.evaluate(faultsOf, {html, width: 200, ...tolerances});
    expect(faults.map((fault) => fault.replace(/\d+(\.\d+)?/g, "N"))).toEqual([
      "“first” and “second” by N × N px",
      "“upright” and “crossing” by N × N px",
      "“leaving” outside by N px"
    ]);
    await page.context().close();
  });
});

/** Runs in the page: shows a figure in a column of this width and reads the boxes of its visible labels. */
function faultsOf({html, width, overlap, outside}: {html: string; width: number; overlap: number; outside: number}) {
  const column = document.createElement("div");
  column.style.width = `${width}px`;
  column.innerHTML = html;
  document.querySelector("main")!.append(column);
  const faults: string[] = [];
  let texts = 0;
  for (const svg of column.querySelectorAll("svg")) {
    if (svg.ownerSVGElement || svg.clientWidth === 0) continue;
    const frame = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll("text")].filter(isVisible).map((text) => ({
      words: text.textContent!.trim().replace(/\s+/g, " "),
      ...boxOf(text)
    }));
    texts += boxes.length;
    boxes.forEach((a, i) => {
      for (const b of boxes.slice(i + 1)) {
        const x = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (Math.min(x, y) > overlap)
          faults.push(`“${a.words}” and “${b.words}” by ${x.toFixed(1)} × ${y.toFixed(1)} px`);
      }
    });
    for (const {words, left, right, top, bottom} of boxes) {
      const beyond = Math.max(frame.left - left, right - frame.right, frame.top - top, bottom - frame.bottom);
      if (beyond > outside) faults.push(`“${words}” outside by ${beyond.toFixed(1)} px`);
    }
  }
  column.remove();
  return {faults, texts};

  function isVisible(text: SVGTextElement): boolean {
    return (
      text.textContent!.trim() !== "" &&
      !text.closest("[aria-hidden=true]") &&
      text.checkVisibility({opacityProperty: true, visibilityProperty: true})
    );
  }

  /** The box on the screen of the letters alone: as high as the font's size, whatever the height of its lines. */
  function boxOf(text: SVGTextElement) {
    const {x, y, width, height} = text.getBBox();
    const spare = (text.getExtentOfChar(0).height - Number.parseFloat(getComputedStyle(text).fontSize)) / 2;
    const corners = [x, x + width].flatMap((x) =>
      [y + spare, y + height - spare].map((y) => new DOMPoint(x, y).matrixTransform(text.getScreenCTM()!))
    );
    const [xs, ys] = [corners.map(({x}) => x), corners.map(({y}) => y)];
    return {left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys)};
  }
}
