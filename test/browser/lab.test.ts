import type {Page} from "playwright-core";
import {expect, test} from "vitest";
import {describeSite, look} from "./site.js";

const patience = {timeout: 60_000};
const caption = (page: Page, id: string) => page.locator(`#${id} .figure-caption`).textContent();
const neurons = async (page: Page) => {
  await look(page, "lab-neurons");
  return page.locator("#lab-neurons path.neurons").getAttribute("d");
};
/** Runs in the page: the pictures of the neurons from now on, each one that is drawn. */
function watchNeurons(): Set<string> {
  const pictures = new Set<string>();
  const watch = new MutationObserver((records) => {
    for (const {target} of records)
      if (target instanceof Element && target.matches("path.neurons")) pictures.add(target.getAttribute("d")!);
  });
  watch.observe(document.getElementById("lab-neurons")!, {subtree: true, attributeFilter: ["d"]});
  return pictures;
}
const status = (page: Page) => page.locator(".run-status").textContent();
const slider = (page: Page) => page.getByLabel("time t", {exact: true});
const query = (page: Page) => new URL(page.url()).searchParams;
const boundsDone = (page: Page) => expect.poll(() => status(page), patience).toContain("bounds: done");

/** Presses Tab until the element of this role and name has the focus. */
async function tabTo(page: Page, role: "button" | "slider" | "combobox" | "textbox", name: string): Promise<void> {
  const wanted = page.getByRole(role, {name, exact: true});
  for (let presses = 0; presses < 80; ++presses) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to the ${role} ${name}`);
}

describeSite("the lab", (site) => {
  test("is toured by keyboard alone: links, width, run, steps, play, pause, speed, and back in time", async () => {
    const {page, faults} = await site.open("lab?d=8&m=32&T=2&t=0");
    await boundsDone(page);
    await page.locator("h1").click();
    await tabTo(page, "combobox", "links");
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => caption(page, "lab-links")).toContain("½ h₄");
    await tabTo(page, "textbox", "activation σ");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("tanh(");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".input-fault").first().textContent()).toContain("at character 6: expected");
    await page.keyboard.type("x)");
    await page.keyboard.press("Enter");
    await expect.poll(() => caption(page, "lab-links")).toContain("σ = tanh(x), σ* = 0.5 h4(x)");
    expect(await page.locator(".input-fault").first().textContent()).toBe("");
    await expect.poll(() => query(page).get("links")).toBe("own");
    await expect.poll(() => caption(page, "lab-gap"), patience).toContain("tanh(x)");
    await boundsDone(page);
    await tabTo(page, "slider", "time t");
    const before = await neurons(page);
    for (const key of ["ArrowRight", "PageUp"]) await page.keyboard.press(key);
    await expect.poll(() => neurons(page)).not.toBe(before);
    const later = await slider(page).getAttribute("aria-valuetext");
    await page.keyboard.press("End");
    await expect.poll(() => slider(page).getAttribute("aria-valuetext")).toBe("t = 2");
    await page.keyboard.press("Home");
    await expect.poll(() => neurons(page)).toBe(before);
    expect(later).not.toBe("t = 0");
    await tabTo(page, "combobox", "speed");
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Space");
    await expect.poll(() => neurons(page)).not.toBe(before);
    await page.keyboard.press("Space");
    await expect.poll(() => page.getByRole("button", {name: "Play", exact: true}).count()).toBe(1);
    const shown = (await slider(page).getAttribute("aria-valuetext"))!.slice(4);
    await expect.poll(() => Number(query(page).get("t")).toPrecision(4)).toBe(Number(shown).toPrecision(4));
    expect(faults).toEqual([]);
    await page.context().close();
  }, 120_000);

  test("gives the same picture to whoever opens the link, and the site's own numbers", async () => {
    const {page, faults} = await site.open("lab?k=4&d=8&m=64&T=3&seed=2&t=1.5");
    await boundsDone(page);
    expect(await caption(page, "lab-gap")).toMatch(/differs from yours by at most (nothing|[^%]*10⁻\S+\s%)/);
    await slider(page).press("ArrowRight");
    await expect.poll(() => query(page).get("t")).not.toBe("1.5");
    const again = await site.open(`lab${new URL(page.url()).search}`);
    await boundsDone(again.page);
    expect(await neurons(again.page)).toBe(await neurons(page));
    for (const id of ["lab-neurons", "lab-density", "lab-risk", "lab-gap", "lab-hessian"])
      expect(await caption(again.page, id)).toBe(await caption(page, id));
    expect([...faults, ...again.faults]).toEqual([]);
    await page.context().close();
    await again.page.context().close();
  }, 120_000);

  test("takes noise from the link, draws no bound with it, and shows the same to whoever opens the link again", async () => {
    const {page, faults} = await site.open("lab?d=8&m=64&T=2&noise=0.01&t=1");
    const ran = (at: Page) => expect.poll(() => status(at), patience).toMatch(/^run: done in [^;]*$/);
    await ran(page);
    const noise = page.getByLabel("noise τ (per unit of t)", {exact: true});
    expect(await noise.getAttribute("aria-valuetext")).toBe("0.01 per unit of t");
    for (const id of ["lab-neurons", "lab-density", "lab-risk", "lab-gap", "lab-hessian"])
      expect(await caption(page, id)).toContain("noise τ = 0.01");
    expect(await caption(page, "lab-gap")).toContain("No bound or prediction is drawn");
    await look(page, "lab-gap");
    expect(await page.locator("#lab-gap svg").first().textContent()).not.toMatch(/bound|Grönwall|beforehand/);
    const again = await site.open(`lab${new URL(page.url()).search}`);
    await ran(again.page);
    expect(await neurons(again.page)).toBe(await neurons(page));
    await noise.press("Home");
    await boundsDone(page);
    expect(query(page).get("noise")).toBe("0");
    expect(await caption(page, "lab-gap")).not.toContain("noise");
    expect([...faults, ...again.faults]).toEqual([]);
    await page.context().close();
    await again.page.context().close();
  }, 120_000);

  test("says what a dear run will take, follows it, cancels it, and ends it with the page", async () => {
    const {page, faults} = await site.open("lab?d=128&m=1024&T=32&eta=0.0009765625");
    await expect.poll(() => status(page)).toMatch(/^not run yet: it will take about .* on a common machine$/);
    const workers = page.workers().length;
    await page.getByRole("button", {name: "Run", exact: true}).click();
    await expect.poll(() => page.workers().length).toBeGreaterThan(workers);
    await expect.poll(() => neurons(page), patience).not.toBe("");
    await expect.poll(() => status(page)).toMatch(/running|slower/);
    await page.getByRole("button", {name: "Cancel"}).click();
    await expect.poll(() => status(page)).toContain("cancelled");
    await expect.poll(() => page.workers().length, patience).toBe(workers);
    expect(await neurons(page)).not.toBe("");
    await page.getByRole("button", {name: "Run", exact: true}).click();
    // Not while the worker still loads its modules: what is not loaded any more would count as a fault.
    const progress = () => page.locator(".lab-player progress").evaluate((bar) => (bar as HTMLProgressElement).value);
    await expect.poll(progress, patience).toBeGreaterThan(0);
    const ended = page.workers().map((worker) => new Promise((resolve) => worker.on("close", resolve)));
    await page.goto(`${site.origin}/references`);
    await Promise.all(ended);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 120_000);

  test("stays responsive on a processor a quarter as fast, while it plays and while it runs", async () => {
    const {page, faults} = await site.open("lab?d=32&m=512&T=4&t=0");
    const ran = () => expect.poll(() => status(page), patience).toContain("run: done");
    await ran();
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", {rate: 4});
    await look(page, "lab-neurons");
    const pictures = await page.evaluateHandle(watchNeurons);
    await page.getByRole("button", {name: "Play", exact: true}).click();
    await expect.poll(() => pictures.evaluate(({size}) => size), patience).toBeGreaterThan(8);
    // A run that is under way for as long as the test needs it.
    await page.goto(`${site.origin}/lab?d=64&m=1024&T=4&eta=0.0009765625&t=0`);
    await page.getByRole("button", {name: "Run", exact: true}).click();
    const reached = () => slider(page).getAttribute("aria-valuetext");
    await expect.poll(reached, patience).toMatch(/^t = (0\.0[1-9]|0\.[1-9]|[1-4])/);
    for (const [key, at] of [
      ["Home", "t = 0"],
      ["ArrowRight", "t = 0.0625"],
      ["Home", "t = 0"]
    ] as const) {
      await slider(page).press(key);
      await expect.poll(reached, patience).toBe(at);
    }
    await page.getByRole("button", {name: "Cancel"}).click();
    await expect.poll(() => status(page), patience).toContain("cancelled");
    expect(faults).toEqual([]);
    await page.context().close();
  }, 120_000);
});
