import {JSDOM} from "jsdom";
import {expect, test} from "vitest";
import type {Entry} from "../../cli/figures/entry.js";
import {cardsOf, gallery, showInGallery} from "../../cli/site/gallery.js";

const entry: Entry = {
  title: "The gap of m < n",
  caption: "At <i>t</i> = 8 the gap is <b>0.03</b>.",
  place: {path: "/gap#figure-gap", page: "Gap"},
  experiment: "gap",
  parameters: {dimension: 16, seed: 1},
  seed: 1,
  command: "npm run -s simulate -- gap --dimension 16 --seed 1",
  code: "0123456789abcdef",
  data: [],
  versions: {},
  width: 720,
  height: 403,
  files: {svg: {bytes: 7001, sha256: ""}, png: {bytes: 80_000, sha256: ""}, csv: {bytes: 10, sha256: ""}}
};
const manifest = {gap: entry, factor: entry, hero: {...entry, place: {path: "/#figure-hero", page: "Start"}}};

const parse = (html: string) => new JSDOM(html).window.document;

test("a preview, which draws no figures, says so", () => {
  expect(gallery()).toBe("<p>The figures are here once the site is built (npm run build).</p>");
});

test("the gallery goes page by page and leaves a place for each figure's card", () => {
  showInGallery(manifest);
  const document = parse(gallery());
  const texts = (selector: string) => [...document.querySelectorAll(selector)].map(({textContent}) => textContent);
  expect(texts("h2")).toEqual(["Gap", "Start"]);
  expect(texts("#gap, #factor, #hero")).toEqual([entry.title, entry.title, entry.title]);
  expect([...document.querySelectorAll(".gallery")].map(({children}) => children.length)).toEqual([2, 1]);
  expect([...document.querySelectorAll<HTMLElement>("[data-card]")].map(({dataset}) => dataset.card)).toEqual(
    Object.keys(manifest)
  );
});

test("a card shows the drawing, what it was made of, its files and how to make it again", () => {
  const document = parse(cardsOf(manifest).hero!);
  const picture = document.querySelector("img")!;
  expect(picture.getAttribute("src")).toBe("./_file/figures/hero.svg");
  expect([picture.alt, picture.width, picture.height, picture.getAttribute("loading")]).toEqual([
    entry.title,
    720,
    403,
    "lazy"
  ]);
  expect(document.querySelector(".figure-caption")!.innerHTML).toBe(entry.caption);
  expect(document.querySelector(".figure-provenance")!.textContent).toBe(
    "experiment gap · dimension 16 · seed 1 · code 0123456789ab"
  );
  expect([...document.querySelectorAll("span")].map(({textContent}) => textContent)).toEqual([
    "SVG 8 kB",
    "PNG 80 kB",
    "CSV 1 kB"
  ]);
  expect(document.querySelector(".gallery-files > a")!.getAttribute("href")).toBe("./#figure-hero");
  expect(document.querySelector("code")!.textContent).toBe(`npm run figures -- hero\n${entry.command}`);
});
