import {createHash} from "node:crypto";
import type {Locator, Page} from "playwright-core";
import {expect, test} from "vitest";
import {describeSite, idle, look} from "./site.js";

/** What a figure draws: a digest of its curves and bars, and its caption. */
async function drawn(page: Page, id: string): Promise<string> {
  await look(page, id);
  const [shapes, caption] = await page.evaluate((id) => {
    const figure = document.getElementById(id);
    if (!figure) return ["", ""];
    const shapes = [...figure.querySelectorAll("svg path, svg rect")].map(
      (shape) => `${shape.getAttribute("d")}${shape.getAttribute("y")}${shape.getAttribute("height")}`
    );
    return [shapes.join("\n"), figure.querySelector(".figure-caption")!.textContent];
  }, id);
  return `${createHash("sha256").update(shapes!).digest("hex").slice(0, 12)} ${caption}`;
}

/** Waits until the figure draws something else than `before`, and no run is under way that would draw more. */
async function changed(page: Page, id: string, before: string, label: string): Promise<string> {
  await expect.poll(() => drawn(page, id), {message: label}).not.toBe(before);
  await idle(page);
  const now = await drawn(page, id);
  expect(now).not.toBe(before);
  return now;
}

async function selectAnother(input: Locator): Promise<void> {
  const index = await input.evaluate((element) => {
    const {selectedIndex, options} = element as HTMLSelectElement;
    return options.length > 2 ? 2 : 1 - selectedIndex;
  });
  await input.selectOption({index});
}

/** Sliders that a page opens at their left end. */
const atTheirLeast = [
  "ridge λ",
  "ridge λ without noise",
  "samples a step",
  "step of gradient descent",
  "noise τ (per unit of t)"
];

/** What is typed into text fields. */
const typed: Readonly<Record<string, string>> = {"activation σ": "tanh(x)", "target’s link σ*": "3:1"};

/** Which figures each input of each page moves; the inputs are named by their labels. */
const moves: readonly {path: string; query?: string; inputs: Readonly<Record<string, string>>}[] = [
  {path: "", inputs: {problem: "hero", "dimension d": "hero", "width m (neurons)": "hero"}},
  {
    path: "mean-field-pde",
    inputs: {
      problem: "density",
      "dimension d": "risk",
      "width m (neurons)": "density",
      seed: "density",
      "time t": "density",
      "width of the run (neurons)": "sgd",
      "step ε": "sgd",
      "samples a step": "sgd",
      "schedule ξ": "sgd",
      "seed of the run": "sgd",
      "time of the run": "sgd",
      "problem of these runs": "steps"
    }
  },
  {
    path: "lazy-or-mean-field",
    inputs: {
      network: "neurons",
      "width N (neurons)": "neurons",
      seed: "training",
      "time t": "neurons",
      "plotted against N": "scaling",
      "dimension d": "staircase",
      "ridge λ": "noisy"
    }
  },
  {
    path: "noise-and-free-energy",
    inputs: {
      "inverse temperature β": "free-energy",
      "ridge λ": "temperature",
      "width N (neurons)": "noisy-density",
      "noise of a step": "noisy-density",
      seed: "noisy-density",
      "time t": "noisy-density",
      "size of the target": "gathering",
      "ridge λ without noise": "gathering",
      // Last, because a run in the plane takes longer.
      teacher: "noisy-density"
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
  {
    path: "propagation-of-chaos",
    inputs: {
      "last time T": "terms",
      "width N (neurons)": "terms",
      "step size ε": "bound",
      "dimension D": "mcdiarmid",
      seed: "terms",
      "vertical axis": "bound",
      "test function f": "mcdiarmid",
      stack: "terms"
    }
  },
  {
    path: "single-index",
    inputs: {
      links: "escaping",
      "dimension d": "escaping",
      "width m (neurons)": "escape-paths",
      seed: "escaping",
      "time t/τ": "escaping",
      "dimension d of h₃": "halves",
      "link of the tail": "tail-slopes"
    }
  },
  {
    path: "self-concordance",
    inputs: {problem: "hessian", "dimension d": "floor", "time t": "propagator", link: "jmax-levels"}
  },
  {
    path: "approximation-gap",
    inputs: {
      problem: "collapse",
      "dimension d": "rates",
      "width m (neurons)": "gap",
      "error of the": "step-error",
      "at time t": "step-crossing",
      // The cheaper run first.
      "last time T of the run": "instrument",
      "dimension d of the run": "instrument",
      "width m of the run (neurons)": "instrument",
      "constant C": "instrument",
      "allowance B": "instrument",
      link: "instrument",
      "seed of the run": "instrument"
    }
  },
  {
    path: "polynomial-width",
    inputs: {
      problem: "width-collapse",
      "level δ of the risk": "needed-width",
      "mean gap allowed ε": "needed-width",
      "squared gap": "width-exponents",
      gap: "equator",
      draw: "neuron-gaps",
      "width m of the largest (neurons)": "neuron-gaps",
      "their dimension d": "neuron-gaps",
      "last time T": "equator",
      "seed of the neurons": "neuron-gaps",
      "problem of the neurons": "equator",
      // Last, because the small preset does not have all problems and levels.
      runs: "needed-width"
    }
  },
  {
    path: "experiments",
    inputs: {
      "squared gap": "problem-gap",
      "gap in the histogram": "problem-neurons",
      "over time": "problem-paths",
      "dimension d": "problem-gap",
      problem: "problem-training",
      "trained on": "problem-variants",
      "temperature τ": "problem-variants",
      "path norm λ": "problem-variants"
    }
  },
  {
    path: "lab",
    // Runs so short that they start by themselves on slow machines, too.
    query: "?m=64&T=2&t=1",
    inputs: {
      links: "lab-links",
      "Hermite degree k": "lab-links",
      "dimension d": "lab-gap",
      "width m (neurons)": "lab-gap",
      "step of gradient descent": "lab-risk",
      "noise τ (per unit of t)": "lab-risk",
      "last time T": "lab-risk",
      seed: "lab-gap",
      "time t": "lab-neurons",
      // Last, because what is typed leaves the links by name.
      "target’s link σ*": "lab-links",
      "activation σ": "lab-links"
    }
  },
  {path: "uniform-in-time", inputs: {links: "own-integral", "dimension d": "own-integral"}}
];

describeSite("every input", (site) => {
  test.each(moves)(
    "of /$path changes what its figure draws, and the address, which brings all of it back",
    async ({path, query = "", inputs}) => {
      const {page, faults} = await site.open(path + query);
      await idle(page);
      for (const [label, id] of Object.entries(inputs)) {
        const before = await drawn(page, id);
        const address = page.url();
        const input = page.getByLabel(label, {exact: true}).first();
        if ((await input.evaluate((element) => element.tagName)) === "SELECT") await selectAnother(input);
        else if (label.startsWith("seed")) await input.fill("7");
        else if (typed[label] !== undefined) await input.fill(typed[label]);
        else await input.press(atTheirLeast.includes(label) ? "ArrowRight" : "ArrowLeft");
        await changed(page, id, before, label);
        await expect.poll(() => page.url(), {message: label}).not.toBe(address);
      }
      const again = await site.open(`${path}${new URL(page.url()).search}`);
      await idle(again.page);
      for (const id of new Set(Object.values(inputs))) {
        const differ = async () => new Set([await drawn(again.page, id), await drawn(page, id)]).size - 1;
        await expect.poll(differ, {message: id}).toBe(0);
      }
      expect([...faults, ...again.faults]).toEqual([]);
      await page.context().close();
      await again.page.context().close();
    },
    300_000
  );
});

describeSite("the threshold of the staircase's target", (site) => {
  test("moves staircase and expected stairs, by keyboard, and takes the network away", async () => {
    const {page, faults} = await site.open("lazy-or-mean-field");
    const before = [await drawn(page, "staircase"), await drawn(page, "sharpening")];
    expect(before[0]).toContain("The mean-field network reaches");
    await page.getByLabel("threshold b of the target", {exact: true}).press("ArrowRight");
    const staircase = await changed(page, "staircase", before[0]!, "threshold");
    await changed(page, "sharpening", before[1]!, "threshold");
    expect(staircase).toContain("which this kernel can never learn");
    expect(staircase).not.toContain("The mean-field network reaches");
    expect(faults).toEqual([]);
    await page.context().close();
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
    expect(await caption.textContent()).toMatch(/at most (nothing, to the last bit|[^%]*10⁻\S+\s%)/);
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
