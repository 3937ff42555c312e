import type {BrowserContextOptions, Page} from "playwright-core";
import {expect, test} from "vitest";
import {describeSite, type Site} from "./site.js";

const phone = {viewport: {width: 390, height: 844}, colorScheme: "dark"} as const;
const desktop = {viewport: {width: 1280, height: 900}, colorScheme: "light"} as const;

const properties = [
  ...["color", "background-color", "border-color", "border-width", "fill", "stroke", "opacity", "visibility"],
  ...["font-family", "font-size", "font-style", "font-weight", "line-height", "text-decoration", "white-space"]
];

/** Where an element of a page is, and how it looks. */
interface Look {
  readonly box: readonly number[];
  readonly style: string;
}

/** Runs in the page, all of which is laid out for it. */
async function looksOf(properties: readonly string[]): Promise<Look[]> {
  const all = document.createElement("style");
  all.textContent = "* {content-visibility: visible !important}";
  document.head.append(all);
  document.body.getBoundingClientRect();
  await document.fonts.ready;
  return [...document.body.querySelectorAll("*")].map((element) => {
    const {x, y, width, height} = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const before = getComputedStyle(element, "::before");
    const values = properties.map((name) => `${name}: ${style.getPropertyValue(name)}`);
    const text = [element.tagName, element.className, ...values, before.content, before.color].join("; ");
    return {box: [x, y, width, height], style: text};
  });
}

/** The looks of a page without scripts, with what stands in it of its style sheet alone or with the whole sheet. */
async function looks(site: Site, path: string, view: BrowserContextOptions, isWhole: boolean): Promise<Look[]> {
  let refused: Promise<unknown> | undefined;
  const refuse = (page: Page) => {
    refused = isWhole ? undefined : page.route(/\/_import\/style\/site\.[^/]*css$/, (route) => route.abort());
  };
  const {page, faults} = await site.open(path, {...view, javaScriptEnabled: false}, refuse);
  await refused;
  expect(faults.length > 0).toBe(!isWhole);
  const found = await page.evaluate(looksOf, properties);
  await page.context().close();
  return found;
}

/** By how many pixels lines of text of the same style may differ, which depend on the order in which fonts have come. */
const tolerance = 1;

/** Pages that have, between them, all kinds of parts. */
const visits = [
  {path: "", view: phone},
  {path: "two-layer-networks", view: phone},
  {path: "approximation-gap", view: phone},
  {path: "figures", view: phone},
  {path: "notation", view: phone},
  {path: "lab", view: phone},
  {path: "lab", view: desktop},
  {path: "mean-field-pde", view: desktop}
];

describeSite("the rules that stand in a page, without the rest of their sheet", (site) => {
  test.each(visits)("/$path looks the same at $view.viewport.width px", async ({path, view}) => {
    const [first, whole] = await Promise.all([false, true].map((isWhole) => looks(site, path, view, isWhole)));
    expect(whole!.length).toBeGreaterThan(100);
    expect(first!.map(({style}) => style)).toEqual(whole!.map(({style}) => style));
    const moved = first!.filter(({box}, i) => box.some((place, k) => Math.abs(place - whole![i]!.box[k]!) > tolerance));
    expect(moved.slice(0, 3)).toEqual([]);
  });
});
