import {expect, test} from "vitest";
import {describeSite, hasFigures, paths} from "./site.js";

describeSite("without JavaScript", (site) => {
  test.each(paths)("/%s shows every figure, with rows in it, and no equation wider than its column", async (path) => {
    const {page} = await site.open(path, {viewport: {width: 1280, height: 900}, javaScriptEnabled: false});
    const figures = await page.locator(".static-figure:not(:empty)").evaluateAll((list) =>
      list.map((figure) => ({
        shapes: figure.querySelectorAll("svg path, svg rect").length,
        text: figure.textContent,
        caption: figure.querySelector("figcaption, .figure-caption")?.textContent ?? ""
      }))
    );
    expect(figures.length > 0).toBe(hasFigures(path));
    for (const {shapes, text, caption} of figures) {
      expect.soft(shapes).toBeGreaterThan(3);
      expect.soft(text).not.toMatch(/no rows|NaN|undefined/);
      expect.soft(caption.length).toBeGreaterThan(20);
    }
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll(".katex-display")]
        .filter(({scrollWidth, clientWidth}) => scrollWidth > clientWidth + 1)
        .map(
          ({textContent, scrollWidth, clientWidth}) => `${scrollWidth - clientWidth} px: ${textContent?.slice(0, 60)}`
        )
    );
    expect.soft(wide).toEqual([]);
    await page.context().close();
  });
});
