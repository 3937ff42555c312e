import type {Page} from "playwright-core";
import {expect, test} from "vitest";
import {describeSite, idle, look} from "./site.js";

const path = "two-layer-networks";
const caption = (page: Page, id: string) => page.locator(`#${id} .figure-caption`).textContent();
const shapes = async (page: Page, id: string) => {
  await look(page, id);
  return page.locator(`#${id} svg.chart`).first().innerHTML();
};
const query = (page: Page) => new URL(page.url()).searchParams;

describeSite("the three atoms", (site) => {
  test("are moved by the arrow keys, one key after the other, and the address follows", async () => {
    const {page, faults} = await site.open(path);
    const before = await shapes(page, "atoms");
    const handle = page.getByRole("slider", {name: "neuron 2"});
    await handle.focus();
    for (let n = 0; n < 4; ++n) {
      const drawn = await shapes(page, "atoms");
      await page.keyboard.press("ArrowUp");
      await expect.poll(() => shapes(page, "atoms")).not.toBe(drawn);
    }
    await page.keyboard.press("Shift+ArrowLeft");
    expect(await handle.getAttribute("aria-valuetext")).toBe("first coordinate -0.10, second coordinate -1.00");
    await expect.poll(() => shapes(page, "atoms")).not.toBe(before);
    await expect.poll(() => query(page).get("atoms")).toBe("-1.5,-1,-0.1,-1,1.6,-0.8");
    expect(await handle.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test("are dragged with the pointer, and a link brings them back", async () => {
    const {page, faults} = await site.open(path);
    const opening = {atoms: await caption(page, "atoms"), "atom-paths": await caption(page, "atom-paths")};
    const handle = page.getByRole("slider", {name: "neuron 1"});
    await handle.scrollIntoViewIfNeeded();
    const box = (await handle.boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let n = 1; n <= 10; ++n) await page.mouse.move(x + 6 * n, y - 5 * n);
    await page.mouse.up();
    await page.mouse.move(x, y);
    const words = await handle.getAttribute("aria-valuetext");
    const [first, second] = [...words!.matchAll(/-?\d+\.\d+/g)].map(Number);
    expect(first).toBeGreaterThan(-1.2);
    expect(second).toBeGreaterThan(-0.8);
    const end = (await handle.boundingBox())!;
    expect(Math.abs(end.x + end.width / 2 - (x + 60))).toBeLessThan(2);
    const inAddress = () => (query(page).get("atoms") ?? "").split(",").slice(0, 2);
    await expect
      .poll(() => inAddress().map((at) => Number(at).toFixed(2)))
      .toEqual([first.toFixed(2), second.toFixed(2)]);
    const again = await site.open(`${path}${new URL(page.url()).search}`);
    for (const [id, before] of Object.entries(opening)) {
      await look(again.page, id);
      const isSaidByBoth = async () => {
        const [here, there] = [await caption(page, id), await caption(again.page, id)];
        return here === there && here !== before;
      };
      await expect.poll(isSaidByBoth, {message: id}).toBe(true);
    }
    expect([...faults, ...again.faults]).toEqual([]);
    await page.context().close();
    await again.page.context().close();
  });

  test("go through a step stage by stage, take it, and can start again", async () => {
    const {page, faults} = await site.open(`${path}?stage=draw`);
    const arrows = (name: string) => page.locator(`#atoms .arrows-${name} path`).count();
    const next = page.getByRole("button", {name: "Next stage"});
    expect(await arrows("externalField")).toBe(0);
    for (const name of ["externalField", "repulsion", "netDirection", "finite"]) {
      await next.click();
      await expect.poll(() => arrows(name)).toBe(3);
    }
    await next.click();
    await expect.poll(() => page.locator("#atoms .atoms-before circle").count()).toBe(3);
    const risk = /to (\S+?)[.:]? ?(this|$)/.exec((await caption(page, "atoms"))!)![1];
    await page.getByRole("button", {name: "Take the step"}).click();
    await expect.poll(() => caption(page, "atoms")).toContain("Sample 2 of the stream");
    expect(await caption(page, "atoms")).toContain(`takes the risk from ${risk}`);
    await page.getByRole("button", {name: "Start again"}).click();
    await expect.poll(() => caption(page, "atoms")).toContain("Sample 1 of the stream");
    await expect.poll(() => query(page).get("atoms")).toBe("-1.5,-1,0.4,-1.2,1.6,-0.8");
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

/** Which figure each input moves, and what it is set to. */
const moves: readonly (readonly [label: string, id: string, value: string])[] = [
  ["sample", "atoms", "ArrowRight"],
  ["seed of the samples", "step-noise", "7"],
  ["step size s", "atoms", "ArrowLeft"],
  ["arrows", "atoms", "average"],
  ["stage", "atoms", "field"],
  ["step size ε", "atom-paths", "ArrowLeft"],
  ["time t", "atom-paths", "ArrowLeft"],
  ["activation σ", "risk-terms", "relu"],
  ["dimension d", "risk-terms", "ArrowLeft"],
  ["width N (neurons)", "risk-terms", "ArrowLeft"],
  ["teacher M (units)", "risk-terms", "ArrowLeft"],
  ["pull to the teacher", "risk-terms", "ArrowRight"],
  ["seed of the network", "risk-terms", "7"]
];

describeSite("every input of the two-layer page", (site) => {
  test("changes what its figure draws and says, and the address", async () => {
    const {page, faults} = await site.open(`${path}?stage=step`);
    for (const [label, id, value] of moves) {
      const [drawn, said, address] = [await shapes(page, id), await caption(page, id), page.url()];
      const input = page.getByLabel(label, {exact: true}).first();
      const kind = await input.evaluate((element) => `${element.tagName} ${element.getAttribute("type")}`);
      if (kind.startsWith("SELECT")) await input.selectOption(value);
      else if (kind === "INPUT number") await input.fill(value);
      else await input.press(value);
      await expect.poll(() => shapes(page, id), {message: label}).not.toBe(drawn);
      await expect.poll(() => caption(page, id), {message: label}).not.toBe(said);
      await expect.poll(() => page.url(), {message: label}).not.toBe(address);
      // So that the next change that is seen is one of the next input.
      await idle(page);
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describeSite("the three atoms on a phone", (site) => {
  test("follow a finger without the page scrolling", async () => {
    const {page, faults} = await site.open(path, {viewport: {width: 390, height: 844}, hasTouch: true, isMobile: true});
    const handle = page.getByRole("slider", {name: "neuron 3"});
    await handle.scrollIntoViewIfNeeded();
    const box = (await handle.boundingBox())!;
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(40);
    const scrolled = await page.evaluate(() => window.scrollY);
    const session = await page.context().newCDPSession(page);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", points: {x: number; y: number}[]) =>
      session.send("Input.dispatchTouchEvent", {type, touchPoints: points});
    await touch("touchStart", [{x, y}]);
    for (let n = 1; n <= 8; ++n) await touch("touchMove", [{x: x - 5 * n, y: y - 8 * n}]);
    await touch("touchEnd", []);
    await expect.poll(() => query(page).get("atoms")).toMatch(/^-1\.5,-1,0\.4,-1\.2,/);
    expect(await handle.getAttribute("aria-valuetext")).not.toContain("second coordinate -0.80");
    expect(await page.evaluate(() => window.scrollY)).toBe(scrolled);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
