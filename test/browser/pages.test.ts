import type {Page} from "playwright-core";
import {expect, test} from "vitest";
import {barriers} from "./axe.js";
import {describeSite, paths, settled} from "./site.js";

// Under a path of its own, since what works there works at the root, too. One visit for all of it: a page computes whenever it is opened.
describeSite(
  "the built site",
  (site) => {
    test.each(paths)("/%s loads without a fault, is drawn in light and in dark, and fits a phone", async (path) => {
      const {page, faults} = await site.open(path, {colorScheme: "light", viewport: {width: 1100, height: 900}});
      await saysWhatItIs(page);
      const light = await page.screenshot();
      expect(await barriers(page)).toEqual([]);
      await page.emulateMedia({colorScheme: "dark"});
      const dark = await page.screenshot();
      expect(light.length).toBeGreaterThan(20_000);
      expect(dark.length).toBeGreaterThan(20_000);
      expect(light.equals(dark)).toBe(false);
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toContain("dark");
      expect(await barriers(page)).toEqual([]);
      await page.setViewportSize({width: 390, height: 844});
      const width = () => page.evaluate(() => document.documentElement.scrollWidth);
      await expect.poll(width, {timeout: 10_000}).toBeLessThanOrEqual(390);
      await settled(page);
      expect(await width()).toBeLessThanOrEqual(390);
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

async function saysWhatItIs(page: Page): Promise<void> {
  expect(await page.locator(".observablehq--error, .katex-error").allTextContents()).toEqual([]);
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  expect(await page.title()).toMatch(/^\S.*/);
  expect(await page.locator("h1").count()).toBe(1);
}

describeSite("an address without a page", (site) => {
  test("is answered with the page that says so", async () => {
    const {page, faults} = await site.open("no-such-page");
    expect(await page.locator("h1").textContent()).toBe("Page not found");
    expect(faults).toEqual([expect.stringContaining("404"), expect.stringContaining("404")]);
  });
});
