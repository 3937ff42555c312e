import {readFile} from "node:fs/promises";
import type {Page} from "playwright-core";
import {expect, test} from "vitest";
import {describeSite, idle, look} from "./site.js";

/** The file that the figure's button CSV saves, once no run is under way. */
async function csvOf(page: Page, id: string): Promise<string> {
  await look(page, id);
  await idle(page);
  const button = page.locator(`#${id}`).getByRole("button", {name: /as CSV$/});
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return readFile(await download.path(), "utf8");
}

describeSite("the link of a figure", (site) => {
  test.each([
    {
      path: "",
      id: "hero",
      change: async (page: Page) => {
        await page.getByLabel("problem", {exact: true}).first().selectOption("He3");
        await page.getByLabel("width m (neurons)", {exact: true}).first().press("ArrowLeft");
      },
      query: /^\?v=1&problem=He3&d=16&m=128$/
    },
    {
      path: "two-layer-networks",
      id: "atom-paths",
      change: async (page: Page) => {
        await page.getByLabel("seed of the samples", {exact: true}).fill("7");
        await page.getByRole("slider", {name: "neuron 2"}).press("ArrowRight");
      },
      query: /^\?v=1&atoms=[-\d.,]+&.*&seed=7&/
    }
  ])("of /$path gives another browser the same data, to the last digit", async ({path, id, change, query}) => {
    const {page, faults} = await site.open(path, {permissions: ["clipboard-read", "clipboard-write"]});
    const before = await csvOf(page, id);
    await change(page);
    await page
      .locator(`#${id}`)
      .getByRole("button", {name: /^Copy a link to/})
      .click();
    const said = () => page.locator(`#${id} .copy-status`).first().textContent();
    await expect.poll(said).toBe("copied");
    // Whoever has pressed it is left there when the figure changes.
    await idle(page);
    expect([await page.evaluate(() => document.activeElement?.textContent), await said()]).toEqual(["Link", "copied"]);
    const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
    expect(link.href).toBe(page.url().replace(/(#.*)?$/, `#figure-${id}`));
    expect(link.search).toMatch(query);
    const other = await site.open(`${path}${link.search}${link.hash}`);
    // Either page may still show what it opened with, or the first of two changes.
    const agree = async () => {
      const [data, same] = [await csvOf(page, id), await csvOf(other.page, id)];
      return data === same && data !== before && data.split("\n").length > 10;
    };
    await expect.poll(agree, {timeout: 60_000}).toBe(true);
    expect([...faults, ...other.faults]).toEqual([]);
    await page.context().close();
    await other.page.context().close();
  });

  test("of a newer version, with a strange and a repeated name, is read as far as it goes, and says so", async () => {
    const {page, faults} = await site.open("?v=9&d=32&d=64&depth=3&problem=He3");
    const note = page.locator(".url-note");
    for (const part of ["v=9", "v=1", "the first, 32,", "depth=3", "problem, d, m"])
      expect(await note.textContent()).toContain(part);
    await expect.poll(() => page.locator("#hero .figure-caption").textContent()).toContain("d = 32");
    await page.getByLabel("width m (neurons)", {exact: true}).press("ArrowLeft");
    await expect.poll(() => new URL(page.url()).search).toBe("?v=1&problem=He3&d=32&m=128");
    expect(await note.isHidden()).toBe(true);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
