import {expect, test} from "vitest";
import {describeSite, paths} from "./site.js";

const withoutFigures = ["changes", "figures", "notation", "references"];
const plots = paths.filter((path) => !withoutFigures.includes(path));

describeSite("without JavaScript", (site) => {
  test.each(plots)("/%s shows every figure, with rows in it", async (path) => {
    const {page} = await site.open(path, {javaScriptEnabled: false});
    const figures = page.locator(".static-figure:not(:empty)");
    const count = await figures.count();
    expect(count).toBeGreaterThan(0);
    for (let i = 0; i < count; ++i) {
      const figure = figures.nth(i);
      expect(await figure.locator("svg path, svg rect").count()).toBeGreaterThan(3);
      expect(await figure.textContent()).not.toMatch(/no rows|NaN|undefined/);
      expect((await figure.locator("figcaption, .figure-caption").first().textContent())?.length).toBeGreaterThan(20);
    }
    await page.context().close();
  });
});

describeSite("with JavaScript", (site) => {
  test.each(plots)("/%s puts a live figure in the place of each static one", async (path) => {
    const {page} = await site.open(path);
    expect(await page.locator(".static-figure:not(:empty)").count()).toBe(0);
    const places = await page.locator("div.figure:not(:has(.static-figure))").count();
    expect(places).toBeGreaterThan(0);
    expect(await page.locator("div.figure:has(svg path)").count()).toBe(places);
    await page.context().close();
  });
});
