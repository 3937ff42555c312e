import {mkdtemp, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, test} from "vitest";
import {describeSite, paths} from "./site.js";

for (const base of ["/", "/some/where/"]) {
  describeSite(
    `the built site under ${base}`,
    (site) => {
      test.each(paths)("/%s loads without a fault and says what it is", async (path) => {
        const {page, faults} = await site.open(path);
        expect(faults).toEqual([]);
        expect(await page.locator(".observablehq--error, .katex-error").allTextContents()).toEqual([]);
        expect(await page.locator("html").getAttribute("lang")).toBe("en");
        expect(await page.title()).toMatch(/^\S.*/);
        expect(await page.locator("h1").count()).toBe(1);
        await page.context().close();
      });
    },
    base
  );
}

describeSite("on a screen", (site) => {
  test.each(paths)("/%s does not scroll sideways on a phone", async (path) => {
    const {page} = await site.open(path, {viewport: {width: 390, height: 844}});
    const {content, view} = await page.evaluate(() => ({
      content: document.documentElement.scrollWidth,
      view: document.documentElement.clientWidth
    }));
    expect(content).toBeLessThanOrEqual(view);
    await page.context().close();
  });

  test.each(paths)("/%s is drawn in light and in dark", async (path) => {
    const folder = await mkdtemp(join(tmpdir(), "polywidth-"));
    const pictures: Buffer[] = [];
    for (const colorScheme of ["light", "dark"] as const) {
      const {page} = await site.open(path, {colorScheme, viewport: {width: 1100, height: 900}});
      const picture = await page.screenshot();
      await writeFile(join(folder, `${path || "index"}-${colorScheme}.png`), picture);
      pictures.push(picture);
      const background = await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
      expect(background).toContain(colorScheme);
      await page.context().close();
    }
    const [light, dark] = pictures;
    expect(light!.length).toBeGreaterThan(20_000);
    expect(dark!.length).toBeGreaterThan(20_000);
    expect(light!.equals(dark!)).toBe(false);
  });
});

describeSite("an address without a page", (site) => {
  test("is answered with the page that says so", async () => {
    const {page, faults} = await site.open("no-such-page");
    expect(await page.locator("h1").textContent()).toBe("Page not found");
    expect(faults).toEqual([expect.stringContaining("404"), expect.stringContaining("404")]);
  });
});
