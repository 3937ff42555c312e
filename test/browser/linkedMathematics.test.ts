import {readFile} from "node:fs/promises";
import {join} from "node:path";
import type {Locator, Page} from "playwright-core";
import {expect, test} from "vitest";
import {dist} from "../../cli/site/folders.js";
import {describeSite, paths} from "./site.js";

const preview = ".preview:not([hidden])";

/** The part of the preview that lies outside the window, in px; undefined where none is open. */
function overflow(page: Page): Promise<number | undefined> {
  return page.evaluate((selector) => {
    const box = document.querySelector(selector)?.getBoundingClientRect();
    const {clientWidth, clientHeight} = document.documentElement;
    return box && Math.max(0, -box.left, -box.top, box.right - clientWidth, box.bottom - clientHeight);
  }, preview);
}

/** Expects of what happens when an element is pointed at, again where it has moved away from under the pointer. */
const whenPointedAt = <Value>(element: Locator, read: () => Promise<Value>) =>
  expect.poll(async () => {
    await element.hover();
    return read();
  });

const centre = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => element.scrollIntoView({block: "center"}));

describeSite("linked mathematics", (site) => {
  test("a reference shows what it leads to on hover and on focus, and a symbol and its curve light up each other", async () => {
    const {page, faults} = await site.open("approximation-gap", {viewport: {width: 1100, height: 800}});
    const link = (href: string) => page.locator(`a.ref[href="${href}"]`).first();
    const text = () => page.locator(preview).textContent();

    await centre(page, 'a.ref[href="#eq-4"]');
    await whenPointedAt(link("#eq-4"), () => page.locator(`${preview} .katex-display .tag`).count()).toBe(1);
    await page.locator(preview).hover();
    await page.locator(`${preview} .katex-display`).click();
    expect(await overflow(page)).toBe(0);
    await page.keyboard.press("Escape");
    expect(await page.locator(preview).count()).toBe(0);

    await link("./references#Sznitman").focus();
    await expect.poll(text).toContain("Topics in propagation of chaos");
    expect(await link("./references#Sznitman").getAttribute("aria-describedby")).toBe("preview");
    await page.keyboard.press("Tab");
    await expect.poll(text).toContain("Mean-field analysis of polynomial-width");
    await page.keyboard.press("Escape");

    await link("#figure-gap").focus();
    await expect.poll(() => page.locator(`${preview} svg path`).count()).toBeGreaterThan(5);
    expect(await overflow(page)).toBe(0);
    await page.keyboard.press("Escape");

    const lit = () => page.locator("#gap svg").first().getAttribute("data-lit");
    await centre(page, "#eq-3 .q-gronwall");
    await whenPointedAt(page.locator("#eq-3 .q-gronwall"), lit).toBe("gronwall");
    await centre(page, "#gap .end-labels text");
    const label = page.locator('#gap .end-labels [data-quantity="propagator-bound"]').last();
    await whenPointedAt(label, () => page.locator("p .q-propagator-bound.lit").count()).toBe(1);
    await page.mouse.move(5, 400);
    await expect.poll(lit).toBeNull();
    // In the last line of an equation of several, and on another figure.
    await centre(page, "#eq-2 .q-forcing-term");
    const term = page.locator("#eq-2 .q-forcing-term .mord.mathnormal").first();
    await whenPointedAt(term, () => page.locator("#rates svg").first().getAttribute("data-lit")).toBe("forcing-term");
    await page.mouse.move(5, 400);
    await expect.poll(lit).toBeNull();

    const first = page.locator("#gap .figure-key button").first();
    await first.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await expect
      .poll(lit)
      .toBe(await first.evaluate((button) => (button.nextElementSibling as HTMLElement).dataset.name));
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test("on a narrow phone the first tap shows it, inside the window, and the second follows it; a note opens in its place", async () => {
    const phone = {viewport: {width: 320, height: 640}, hasTouch: true, isMobile: true};
    const {page, faults} = await site.open("two-layer-networks", phone);
    await centre(page, 'a.ref[href="./references#KY"]');
    const link = page.locator('a.ref[href="./references#KY"]').first();
    await link.tap();
    await expect.poll(() => page.locator(preview).textContent()).toContain("Stochastic approximation");
    expect(await overflow(page)).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await centre(page, ".note-mark");
    await page.locator(".note-mark").tap();
    expect(await page.locator(preview).count()).toBe(0);
    await expect.poll(() => page.locator(".margin-note").isVisible()).toBe(true);
    await centre(page, 'a.ref[href="./references#KY"]');
    await link.tap();
    // What comes near above is laid out, and moves the link.
    const apart = () =>
      link.evaluate((element) => {
        const [at, box] = [element.getClientRects()[0]!, document.getElementById("preview")!.getBoundingClientRect()];
        return Math.round(Math.max(at.top - box.bottom, box.top - at.bottom));
      });
    const before = await apart();
    await page.evaluate(() => {
      const space = document.createElement("div");
      space.style.height = "90px";
      document.querySelector("main h1")!.after(space);
    });
    await expect.poll(apart).toBe(before);
    await link.tap();
    await expect.poll(() => new URL(page.url()).pathname + new URL(page.url()).hash).toBe("/references#KY");
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

test.each(paths.filter((path) => path !== "figures"))(
  "/%s: what has the colour of a quantity names one of its figures' marks",
  async (path) => {
    const html = await readFile(join(dist, `${path || "index"}.html`), "utf8");
    const names = (pattern: RegExp) => new Set(Array.from(html.matchAll(pattern), ([, name]) => name!));
    const marks = names(/data-quantity="([\w-]+)"/g);
    for (const word of names(/\bq q-([\w-]+)/g)) expect([...marks]).toContain(word);
  }
);
