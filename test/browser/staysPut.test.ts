import type {Page} from "playwright-core";
import {expect, test} from "vitest";
import {describeSite, idle, look} from "./site.js";

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

describeSite("a reader at the keyboard", (site) => {
  test("stays in the data of a static figure that becomes live, and where its table was scrolled to", async () => {
    const {page, faults} = await site.open("self-concordance");
    const data = page.locator("#floor .figure-data");
    await expect.poll(() => page.locator("#figure-floor .static-figure").count()).toBe(1);
    // By script, as scrolling there would wake it.
    await data.evaluate((details: HTMLDetailsElement) => {
      details.open = true;
      details.querySelector("summary")!.focus({preventScroll: true});
    });
    await look(page, "floor");
    expect([await focused(page), await page.locator("#figure-floor .static-figure").count()]).toEqual(["Data", 0]);
    const table = data.locator(".figure-table");
    await table.evaluate((element) => {
      element.scrollTop = 120;
    });
    const before = await table.textContent();
    await page.getByLabel("problem", {exact: true}).first().selectOption("He3");
    await expect.poll(() => table.textContent()).not.toBe(before);
    await idle(page);
    expect(await table.evaluate(({scrollTop}) => scrollTop)).toBe(120);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test("is at the button that comes in place of the one pressed; a figure of other inputs goes", async () => {
    const {page, faults} = await site.open("approximation-gap?ownM=64&ownD=8&T=2");
    const own = page.locator("#own");
    const run = page.getByRole("button", {name: /^Run m = 64/});
    await run.press("Enter");
    await expect.poll(() => own.count()).toBe(1);
    await idle(page);
    expect(await focused(page)).toMatch(/^Run m = 64/);
    expect(await page.locator("#figure-own .figure-number").isVisible()).toBe(true);
    await page.getByLabel("width m (neurons)", {exact: true}).last().press("End");
    await expect.poll(() => own.count()).toBe(0);
    expect(await page.locator("#figure-own .figure-number").isVisible()).toBe(false);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
