import type {Locator, Page} from "playwright-core";
import {expect, test} from "vitest";
import {barriers} from "./axe.js";
import {describeSite, paths} from "./site.js";

/** The displays of a page that are cut, by how many px; by number, or by their order where they have none. */
function cut(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    await document.fonts.ready;
    return [...document.querySelectorAll(".katex-display")].flatMap((display, i) => {
      const over = display.scrollWidth - display.clientWidth;
      return over > 0 ? [`${display.closest("[id]")?.id ?? `display ${i + 1}`} by ${over} px`] : [];
    });
  });
}

describeSite("the equations", (site) => {
  test("are whole on a phone", async () => {
    const found: string[] = [];
    let equations = 0;
    for (const path of paths) {
      const {page} = await site.open(path, {javaScriptEnabled: false, viewport: {width: 390, height: 844}});
      equations += await page.locator(".katex-display").count();
      found.push(...(await cut(page)).map((one) => `/${path}: ${one}`));
      await page.context().close();
    }
    expect(equations).toBeGreaterThan(90);
    expect(found).toEqual([]);
  });

  test("that a narrower window cuts show it, and can be scrolled from the keyboard", async () => {
    const {page} = await site.open("propagation-of-chaos", {viewport: {width: 260, height: 844}, bypassCSP: true});
    await page.addStyleTag({content: "* {content-visibility: visible !important}"});
    const wide = page.locator("#eq-9 > .katex-display");
    await expect.poll(() => wide.getAttribute("tabindex")).toBe("0");
    expect(await page.getByRole("group", {name: "Equation (9), scrolls sideways"}).count()).toBe(1);
    expect(await isShaded(wide)).toBe(true);
    expect(await barriers(page, ["scrollable-region-focusable", "aria-allowed-role"])).toEqual([]);
    await wide.focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => wide.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
    await page.setViewportSize({width: 700, height: 844});
    await expect.poll(() => wide.getAttribute("tabindex")).toBe(null);
    expect(await wide.getAttribute("role")).toBe(null);
    expect(await isShaded(wide)).toBe(false);
    await page.context().close();
  });
});

/** Whether there is a shade to be seen: without its colour the equation looks otherwise. */
async function isShaded(display: Locator): Promise<boolean> {
  const shaded = await display.screenshot();
  await display.evaluate((element) => (element as HTMLElement).style.setProperty("--shade", "transparent"));
  const bare = await display.screenshot();
  await display.evaluate((element) => (element as HTMLElement).style.removeProperty("--shade"));
  return !shaded.equals(bare);
}
