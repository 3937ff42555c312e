import {readFile} from "node:fs/promises";
import {join} from "node:path";
import type {Page} from "playwright-core";
import {describe, expect, test} from "vitest";
import {dist} from "../../cli/site/folders.js";
import config from "../../observablehq.config.js";
import {chromiumPath} from "./chromium.js";
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

describeSite("the switch of the sidebar", (site) => {
  test.each([390, 320])("stands above the text of a phone of %i px, and opens the list of pages", async (width) => {
    const {page} = await site.open("notation", {viewport: {width, height: 844}});
    const toggle = page.locator("#observablehq-sidebar-toggle");
    const bottom = async () => {
      const {y, height} = (await toggle.boundingBox())!;
      return y + height;
    };
    const text = (await page.locator("#observablehq-main").boundingBox())!;
    expect(await bottom()).toBeLessThanOrEqual(text.y);
    await page.evaluate(() => scrollTo(0, 3000));
    expect(await bottom()).toBeLessThan(0);
    await page.evaluate(() => scrollTo(0, 0));
    await toggle.click();
    const link = page.locator("#observablehq-sidebar").getByRole("link", {name: "Self-concordance"});
    await expect.poll(() => link.isVisible()).toBe(true);
    await page.context().close();
  });
});

describeSite("without JavaScript", (site) => {
  test("a page says how long it is, what it builds on and what builds on it", async () => {
    const phone = {javaScriptEnabled: false, viewport: {width: 390, height: 844}};
    const {page} = await site.open("self-concordance", phone);
    const lines = page.locator(".reading-line");
    expect(await lines.first().textContent()).toMatch(
      /^\d+ minutes · reads better after: The mean-field PDE, Single-index models$/
    );
    expect(await page.locator("h1 + .reading-line").count()).toBe(1);
    expect(await lines.last().textContent()).toContain("Where this is used: The approximation gap");
    const contents = page.locator("details.contents");
    await contents.locator("summary").click();
    await contents.getByRole("link", {name: "The law of growth"}).click();
    await page.waitForURL("**/self-concordance#the-law-of-growth");
    await page.setViewportSize({width: 1280, height: 900});
    expect(await contents.isVisible()).toBe(false);
    const beside = page.locator("#observablehq-toc").getByRole("link", {name: "The law of growth"});
    expect(await beside.isVisible()).toBe(true);
    await lines.first().getByRole("link", {name: "The mean-field PDE"}).click();
    expect(await page.locator("h1").textContent()).toBe("The mean-field PDE");
    await page.context().close();
  });
});

describe.skipIf(!chromiumPath)("every page that is built", () => {
  const pages = [{name: "Polywidth", path: "/index"}, ...config.pages];
  const htmlOf = (path: string) => readFile(join(dist, `${path}.html`), "utf8");
  const count = (html: string, pattern: RegExp) => html.match(pattern)?.length ?? 0;

  test.each(pages.map(({path}, i) => [path, i] as const))(
    "%s leads to its neighbours and its sections",
    async (path, i) => {
      const html = await htmlOf(path);
      const neighbour = (rel: string) => new RegExp(`<a rel="${rel}"[^>]*><span>([^<]*)</span>`).exec(html)?.[1];
      expect([neighbour("prev"), neighbour("next")]).toEqual([pages[i - 1]?.name, pages[i + 1]?.name]);
      const sections = count(html, /<h2 id=/g);
      expect(count(html, /<li class="observablehq-secondary-link">/g)).toBe(sections);
      const [contents = ""] = /<details class="contents">.*<\/details>/.exec(html) ?? [];
      if (path !== "/figures") expect(count(contents, /<a href="#/g)).toBe(sections < 3 ? 0 : sections);
    }
  );

  test("for wrong addresses leads to all of them", async () => {
    const [, main] = /<main[^>]*>([\s\S]*)<\/main>/.exec(await htmlOf("404"))!;
    const links = Array.from(main!.matchAll(/<li><a href="([^"]*)"/g), ([, address]) => address);
    expect(links).toEqual(["./", ...config.pages.map(({path}) => `.${path}`)]);
  });
});
