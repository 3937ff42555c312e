import {createHash} from "node:crypto";
import type {Page} from "playwright-core";
import {expect, test} from "vitest";
import {describeSite} from "./site.js";

/** What a figure draws: a digest of its curves and bars, and its caption. */
async function drawn(page: Page, id: string): Promise<string> {
  const [shapes, caption] = await page.evaluate((id) => {
    const figure = document.getElementById(id)!;
    const shapes = [...figure.querySelectorAll("svg path, svg rect")].map(
      (shape) => `${shape.getAttribute("d")}${shape.getAttribute("y")}${shape.getAttribute("height")}`
    );
    return [shapes.join("\n"), figure.querySelector(".figure-caption")!.textContent];
  }, id);
  return `${createHash("sha256").update(shapes!).digest("hex").slice(0, 12)} ${caption}`;
}

/** Waits until the figure draws something else than `before` and no run that could change it again is under way. */
async function changed(page: Page, id: string, before: string): Promise<void> {
  await expect.poll(() => drawn(page, id), {timeout: 30_000}).not.toBe(before);
  const isIdle = () => !document.documentElement.hasAttribute("data-computing");
  await page.waitForFunction(isIdle, undefined, {timeout: 30_000});
}

/** Which figures each input of each page moves; the inputs are named by their labels. */
const moves: readonly {path: string; inputs: Readonly<Record<string, string>>}[] = [
  {path: "", inputs: {problem: "hero", "dimension d": "hero", "width m (neurons)": "hero"}},
  {
    path: "mean-field-pde",
    inputs: {
      problem: "density",
      "dimension d": "risk",
      "width m (neurons)": "density",
      seed: "density",
      "time t": "density"
    }
  },
  {
    path: "isotropic-gaussians",
    inputs: {
      "separation Δ": "radial-risk",
      "width N (neurons)": "radii",
      "step ε": "radii",
      seed: "radii",
      "time t": "radii"
    }
  },
  {path: "self-concordance", inputs: {problem: "hessian", "dimension d": "floor", "time t": "propagator"}},
  {path: "approximation-gap", inputs: {problem: "collapse", "dimension d": "rates", "width m (neurons)": "gap"}}
];

describeSite("every input", (site) => {
  const cases = moves.flatMap(({path, inputs}) => Object.entries(inputs).map(([label, id]) => ({path, label, id})));
  test.each(cases)("/$path: $label changes what the figure $id draws, and the address", async ({path, label, id}) => {
    const {page, faults} = await site.open(path);
    const before = await drawn(page, id);
    const input = page.getByLabel(label, {exact: true}).first();
    if ((await input.evaluate((element) => element.tagName)) === "SELECT") await input.selectOption({index: 2});
    else if (label === "seed") await input.fill("7");
    else await input.press("ArrowLeft");
    await changed(page, id, before);
    await expect.poll(() => new URL(page.url()).search).not.toBe("");
    const again = await site.open(`${path}${new URL(page.url()).search}`);
    const agree = async () => (await drawn(again.page, id)) === (await drawn(page, id));
    await expect.poll(agree, {timeout: 30_000}).toBe(true);
    expect(await drawn(page, id)).not.toBe(before);
    expect([...faults, ...again.faults]).toEqual([]);
    await page.context().close();
    await again.page.context().close();
  });
});

describeSite("an address with values that cannot be used", (site) => {
  test("says so and shows the default", async () => {
    const {page, faults} = await site.open("?d=-3&m=1e999&problem=He5");
    const note = await page.locator(".url-note").textContent();
    for (const part of ["d=-3", "m=1e999", "problem=He5", "from 8 to 64", "He4"]) expect(note).toContain(part);
    expect(await drawn(page, "hero")).toContain("d = 16");
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describeSite("a run of the reader's own", (site) => {
  test("gives the published rows, to the last bit where this machine made both", async () => {
    const query = "?own=He4&ownD=8&ownM=64&seed=2&T=2";
    const {page, faults} = await site.open(`approximation-gap${query}`);
    await page.getByRole("button", {name: /^Run m = 64, d = 8, seed 2/}).click();
    const caption = page.locator("#own .figure-caption");
    await expect.poll(() => caption.textContent(), {timeout: 60_000}).toContain("differs from yours by at most");
    expect(await caption.textContent()).toMatch(/at most (nothing, to the last bit|[^%]*10⁻\S+ %)/);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test("can be cancelled", async () => {
    const {page, faults} = await site.open("approximation-gap?own=He6&ownD=128&ownM=512&T=32");
    await page.getByRole("button", {name: /^Run m = 512/}).click();
    await page.getByRole("button", {name: "Cancel"}).click();
    await expect.poll(() => page.locator(".run-status").textContent()).toContain("cancelled");
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
