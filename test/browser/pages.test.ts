import {brotliCompressSync} from "node:zlib";
import type {Page} from "playwright-core";
import {expect, test} from "vitest";
import {barriers, rulesOfColour} from "./axe.js";
import {describeSite, hasFigures, paths, settled} from "./site.js";

/** What a page may weigh before its data: compressed scripts, style sheets and fonts, in bytes. */
const heaviest = 310_000;

// Under a path of its own, since what works there works at the root, too. One visit for all of it: a page computes whenever it is opened.
describeSite(
  "the built site",
  (site) => {
    test.each(paths)("/%s loads without a fault, is light, is drawn in both themes, and fits a phone", async (path) => {
      const sizes = new Map<string, Promise<number>>();
      const view = {colorScheme: "light", viewport: {width: 1100, height: 900}} as const;
      const {page, faults} = await site.open(path, view, (opened) => {
        opened.on("requestfinished", (request) => {
          const size = request.sizes().then(({responseBodySize}) => responseBodySize);
          if (/\.(js|css|woff2)$/.test(request.url())) sizes.set(request.url(), size);
        });
      });
      const styles = await page.locator("head style").allTextContents();
      const inside = brotliCompressSync(styles.join(""));
      const weight = (await Promise.all(sizes.values())).reduce((a, b) => a + b, inside.length);
      expect.soft(weight, "bytes before data").toBeGreaterThan(10_000);
      expect.soft(weight, "bytes before data").toBeLessThanOrEqual(heaviest);
      await saysWhatItIs(page);
      if (hasFigures(path)) await hasLiveFigures(page);
      expect.soft(await symbolsWithoutMarks(page)).toEqual([]);
      // All of the page is looked at, also what is laid out only when the reader comes near it.
      await page.addStyleTag({content: "* {content-visibility: visible !important}"});
      const light = await page.screenshot();
      expect.soft(await barriers(page), "light").toEqual([]);
      await page.emulateMedia({colorScheme: "dark"});
      const dark = await page.screenshot();
      expect.soft(light.length).toBeGreaterThan(20_000);
      expect.soft(dark.length).toBeGreaterThan(20_000);
      expect.soft(light.equals(dark)).toBe(false);
      expect.soft(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toContain("dark");
      expect.soft(await barriers(page, rulesOfColour), "dark").toEqual([]);
      await page.emulateMedia({reducedMotion: "reduce"});
      const moving = () => document.getAnimations().filter(({playState}) => playState === "running").length;
      await expect.poll(() => page.evaluate(moving), {timeout: 20_000, message: "animations"}).toBe(0);
      await fits(page, 390);
      // What a window of 1280 px is when everything in it is four times as large.
      await fits(page, 320);
      expect(faults).toEqual([]);
      await page.context().close();
    });
  },
  "/some/where/"
);

describeSite("the built site at the root", (site) => {
  test.each(["", "two-layer-networks", "polynomial-width"])(
    "/%s loads without a fault, and does not scroll sideways on a phone that opens it",
    async (path) => {
      const phone = {viewport: {width: 390, height: 844}, hasTouch: true, isMobile: true};
      const {page, faults} = await site.open(path, phone);
      await saysWhatItIs(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      expect(faults).toEqual([]);
      await page.context().close();
    }
  );
});

/** The page does not scroll sideways in a window of this width. */
async function fits(page: Page, width: number): Promise<void> {
  await page.setViewportSize({width, height: 844});
  const scrolled = () => page.evaluate(() => document.documentElement.scrollWidth);
  await expect.poll(scrolled, {timeout: 20_000}).toBeLessThanOrEqual(width);
  await settled(page);
  expect.soft(await scrolled()).toBeLessThanOrEqual(width);
}

async function saysWhatItIs(page: Page): Promise<void> {
  expect(await page.locator(".observablehq--error, .katex-error").allTextContents()).toEqual([]);
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  expect(await page.title()).toMatch(/^\S.*/);
  expect(await page.locator("h1").count()).toBe(1);
}

/** The quantities of the text that nothing in the live figures lights up for when they are pointed at. */
function symbolsWithoutMarks(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const words = [...document.querySelectorAll("#observablehq-main :is(p, li) .q")];
    const named = new Map(words.map((word) => [/\bq-([\w-]+)/.exec(word.className)![1]!, word]));
    const dark = [...named].filter(([name, word]) => {
      word.dispatchEvent(new PointerEvent("pointermove", {bubbles: true}));
      return !document.querySelector(`.figure-plot svg[data-lit="${name}"] .lit[data-quantity="${name}"]`);
    });
    document.body.dispatchEvent(new PointerEvent("pointermove", {bubbles: true}));
    return dark.map(([name]) => name);
  });
}

/** A live figure stands in the place of each static one. */
async function hasLiveFigures(page: Page): Promise<void> {
  expect(await page.locator(".static-figure:not(:empty)").count()).toBe(0);
  const places = await page.locator("div.figure:not(:has(.static-figure))").count();
  expect(places).toBeGreaterThan(0);
  expect(await page.locator("div.figure:has(svg path)").count()).toBe(places);
}

describeSite("an address without a page", (site) => {
  test("is answered with the page that says so", async () => {
    const {page, faults} = await site.open("no-such-page");
    expect(await page.locator("h1").textContent()).toBe("Page not found");
    expect(faults).toEqual([expect.stringContaining("404"), expect.stringContaining("404")]);
  });
});
