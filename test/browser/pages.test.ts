import {statSync} from "node:fs";
import {join} from "node:path";
import {brotliCompressSync} from "node:zlib";
import type {Page, Request} from "playwright-core";
import {expect, test} from "vitest";
import {dist} from "../../cli/site/folders.js";
import {barriers, rulesOfColour} from "./axe.js";
import {cutOff} from "./cutOff.js";
import {describeSite, drawAll, hasFigures, idle, paths, settled} from "./site.js";
import {answersOf} from "./slowness.js";
import {tabTour} from "./tabTour.js";

/** What a page may weigh before its data: compressed scripts, style sheets and fonts, in bytes. */
const heaviest = 300_000;

/** What a new connection brings in three round trips, of which the answer's head is a little; one more delays a page's first paint. */
const threeTrips = 43_800 - 300;

/** The longest that a slider may take to answer on a slow processor, in units of the yardstick: about half a second there. */
const slowest = 6;

// Under a path of its own, since what works there works at the root, too. One visit for all of it: a page computes whenever it is opened.
describeSite(
  "the built site",
  (site) => {
    test.each(paths)("/%s loads without a fault, is light, is drawn in both themes, and fits a phone", async (path) => {
      const sizes = new Map<string, Promise<number>>();
      const view = {colorScheme: "light", viewport: {width: 1100, height: 900}} as const;
      const weigh = (request: Request) => {
        if (!/\.(js|css|woff2)$/.test(request.url())) return;
        sizes.set(
          request.url(),
          request.sizes().then(({responseBodySize}) => responseBodySize)
        );
      };
      const {page, faults} = await site.open(path, view, (opened) => opened.on("requestfinished", weigh));
      await saysWhatItIs(page);
      // All of the page is looked at, also what is laid out only when the reader comes near it.
      await page.addStyleTag({content: "* {content-visibility: visible !important}"});
      await idle(page);
      await drawAll(page);
      await idle(page);
      const styles = await page.locator("head style").allTextContents();
      const inside = brotliCompressSync(styles.join(""));
      const weight = (await Promise.all(sizes.values())).reduce((a, b) => a + b, inside.length);
      // A request that ends with the page has no size.
      page.off("requestfinished", weigh);
      expect.soft(weight, "bytes before data").toBeGreaterThan(10_000);
      expect.soft(weight, "bytes before data").toBeLessThanOrEqual(heaviest);
      if (hasFigures(path)) await hasLiveFigures(page);
      expect.soft(await symbolsWithoutMarks(page)).toEqual([]);
      const changes = await watchChanges(page);
      const light = await page.screenshot();
      expect.soft(await barriers(page), "light").toEqual([]);
      await page.emulateMedia({colorScheme: "dark"});
      const dark = await page.screenshot();
      expect.soft(light.length).toBeGreaterThan(20_000);
      expect.soft(dark.length).toBeGreaterThan(20_000);
      expect.soft(light.equals(dark)).toBe(false);
      expect.soft(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toContain("dark");
      expect.soft(await barriers(page, rulesOfColour), "dark").toEqual([]);
      expect.soft(await changes(), "what plays by itself").toEqual([]);
      await isToured(page);
      await page.emulateMedia({reducedMotion: "reduce"});
      await expect.poll(() => page.evaluate(moving), {message: "animations"}).toEqual([]);
      // What a window of 1280 px is when everything in it is twice as large, a phone, and that window four times as large.
      await fits(page, 640);
      await fits(page, 390);
      expect.soft(await barriers(page), "dark, on a phone").toEqual([]);
      await fits(page, 320);
      await page.setViewportSize(view.viewport);
      await answers(page, hasFigures(path));
      expect(faults).toEqual([]);
      await page.context().close();
    });
  },
  "/some/where/"
);

describeSite("the HTML of the built site", () => {
  test.each(paths)("/%s comes in three round trips, compressed", (path) => {
    const {size} = statSync(join(dist, `${path || "index"}.html.br`));
    expect(size).toBeGreaterThan(5000);
    expect(size).toBeLessThanOrEqual(threeTrips);
  });
});

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

/** Runs in the page: animations under way, and what scrolls smoothly. */
function moving(): string[] {
  const running = document.getAnimations().filter(({playState}) => playState === "running");
  const smooth = [...document.querySelectorAll("*")].filter(
    (element) => getComputedStyle(element).scrollBehavior !== "auto"
  );
  return [...running.map(({id}) => `animation ${id}`), ...smooth.map(({tagName}) => `smooth scrolling of ${tagName}`)];
}

/** From now on: the elements of the page's text and figures that have changed, the first few. */
async function watchChanges(page: Page): Promise<() => Promise<string[]>> {
  const changed = await page.evaluateHandle(() => {
    const list: string[] = [];
    // Screenshots change styles.
    const attributeFilter = ["d", "transform", "x", "y", "width", "height", "aria-valuenow", "aria-valuetext"];
    new MutationObserver((records) => {
      for (const {target} of records) {
        const element = target instanceof Element ? target : target.parentElement!;
        // What is read aloud follows a change that has been seen, once that has come to rest.
        if (list.length < 5 && !element.matches("[role=status]")) list.push(element.outerHTML.slice(0, 120));
      }
    }).observe(document.querySelector("main")!, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter
    });
    return list;
  });
  return () => changed.jsonValue();
}

/** All that can be used is reached by keyboard, and shows it. */
async function isToured(page: Page): Promise<void> {
  const {stops, faults} = await tabTour(page);
  expect.soft(stops).toBeGreaterThan(20);
  expect.soft(faults, "by the tab key").toEqual([]);
}

/** On a slow processor, too, a slider follows its keys at once, whatever is computed meanwhile. */
async function answers(page: Page, hasSliders: boolean): Promise<void> {
  const sliders = await answersOf(page);
  expect.soft(sliders.length > 0).toBe(hasSliders);
  for (const {label, units, isSaid} of sliders) {
    expect.soft(isSaid, `${label} says its value`).toBe(true);
    expect.soft(units, `${label} on a slow processor`).toBeLessThan(slowest);
  }
}

/** The page does not scroll sideways in a window of this width, and shows all of its text. */
async function fits(page: Page, width: number): Promise<void> {
  await page.setViewportSize({width, height: 844});
  const scrolled = () => page.evaluate(() => document.documentElement.scrollWidth);
  await expect.poll(scrolled).toBeLessThanOrEqual(width);
  await settled(page);
  expect.soft(await scrolled()).toBeLessThanOrEqual(width);
  expect.soft(await cutOff(page), `at ${width} px`).toEqual([]);
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
