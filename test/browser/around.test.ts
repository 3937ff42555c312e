import type {Page} from "playwright-core";
import {expect, test} from "vitest";
import {describeSite} from "./site.js";

/** Looks for words by keyboard alone, and goes to the result that is `down` below the first. */
async function search(page: Page, words: string, down = 0): Promise<void> {
  await page.keyboard.press("/");
  await page.keyboard.type(words);
  await page.locator("#observablehq-search-results .observablehq-link-active").waitFor();
  for (let i = 0; i < down; ++i) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

describeSite("the search", (site) => {
  test("leads by keyboard from a symbol to its row, and from a term to its section", async () => {
    const {page, faults} = await site.open("changes");
    await search(page, "J_max");
    await page.waitForURL("**/notation#symbol-J-max");
    const row = page.locator("tr:target");
    await expect.poll(() => row.isVisible()).toBe(true);
    expect(await row.textContent()).toContain("supremum");
    expect(await row.evaluate((element) => Math.abs(element.getBoundingClientRect().top) < innerHeight)).toBe(true);
    await search(page, "information exponent", 1);
    await page.waitForURL("**/single-index#the-information-exponent");
    await page.locator("h2:target").waitFor();
    expect(faults.filter((fault) => !fault.includes("ERR_ABORTED"))).toEqual([]);
    await page.context().close();
  });
});

describeSite("without JavaScript", (site) => {
  test("a page says how long it is, what it builds on and what builds on it", async () => {
    const {page} = await site.open("self-concordance", {javaScriptEnabled: false});
    const lines = page.locator(".reading-line");
    expect(await lines.first().textContent()).toMatch(
      /^\d+ minutes · reads better after: The mean-field PDE, Single-index models$/
    );
    expect(await page.locator("h1 + .reading-line").count()).toBe(1);
    expect(await lines.last().textContent()).toContain("Where this is used: The approximation gap");
    await lines.first().getByRole("link", {name: "The mean-field PDE"}).click();
    expect(await page.locator("h1").textContent()).toBe("The mean-field PDE");
    await page.context().close();
  });
});
