import {describe, expect, it} from "vitest";
import {allRows, type Experiment} from "../../src/experiments/experiment.js";
import {isotropicShown, isPublishedSgd, publishedSgd} from "../../src/experiments/isotropicShown.js";
import {parseParameters} from "../../src/experiments/parameters.js";
import {radial} from "../../src/experiments/radial.js";
import {radialLaw} from "../../src/experiments/radialLaw.js";
import {radialSgd} from "../../src/experiments/radialSgd.js";
import {radialTransition} from "../../src/experiments/radialTransition.js";

async function rowsOf<P, R>(experiment: Experiment<P, R>, input: Record<string, string | number>): Promise<R[]> {
  return allRows(experiment.run(parseParameters(experiment.parameters.schema, input)));
}

describe("radial", () => {
  it("loses risk at the rate that it prints", async () => {
    const h = 1e-3;
    const rows = await rowsOf(radial, {times: [0.5 - h, 0.5, 0.5 + h].join(","), tolerance: 1e-8});
    expect((rows[0].risk - rows[2].risk) / (2 * h) / rows[1].dissipation).toBeCloseTo(1, 4);
  });

  it("agrees with itself when the cells are asked for", async () => {
    const input = {times: "0,0.05,0.1", delta: 0.5};
    const [one, other] = [await rowsOf(radial, input), await rowsOf(radial, {...input, solver: "cells", cells: 800})];
    one.forEach((row, n) => {
      expect(Math.abs(row.risk - other[n].risk)).toBeLessThan(3e-3);
      expect(Math.abs(row.meanRadius - other[n].meanRadius)).toBeLessThan(1e-3);
      expect(Math.abs(other[n].mass - 1)).toBeLessThan(1e-12);
    });
    expect(other[2].risk).not.toBe(one[2].risk);
  });

  it("has cells that reach as far as the neurons, whatever the scale", async () => {
    const input = {times: "0,1", scale: 10, tolerance: 1e-4};
    const [one, other] = [await rowsOf(radial, input), await rowsOf(radial, {...input, solver: "cells", cells: 200})];
    expect(Math.abs(other[1].risk / one[1].risk - 1)).toBeLessThan(0.01);
    await expect(rowsOf(radial, {times: "0,1000", solver: "cells", cells: 64})).rejects.toThrow(/have come there/);
  });

  it("starts at the radius κ E|z|/√d with the spread of χ", async () => {
    const [row] = await rowsOf(radial, {times: "0", scale: 0.5, dimension: 9});
    // E χ_9 = √2 Γ(5)/Γ(9/2) = 2.918, κ/3 times that.
    const mean = (0.5 / 3) * Math.SQRT2 * (24 / 11.631728396567448);
    expect(row.meanRadius).toBeCloseTo(mean, 9);
    expect(row.radiusDeviation ** 2).toBeCloseTo(0.25 - mean ** 2, 9);
  });
});

describe("radial-law", () => {
  it("has mass 1, and the mean radius of radial up to the bins' width", async () => {
    const input = {times: "0,1,5", delta: 0.8};
    const bins = await rowsOf(radialLaw, {...input, bin: 0.02});
    for (const {time, meanRadius} of await rowsOf(radial, input)) {
      const now = bins.filter((row) => row.time === time);
      expect(now.reduce((sum, {mass}) => sum + mass, 0)).toBeCloseTo(1, 10);
      expect(now.reduce((sum, {from, to, mass}) => sum + (mass * (from + to)) / 2, 0)).toBeCloseTo(meanRadius, 2);
    }
  });
});

describe("radial-sgd", () => {
  const meanRadius = (rows: readonly {time: number; from: number; to: number; neurons: number}[], time: number) => {
    const now = rows.filter((row) => row.time === time);
    const count = now.reduce((sum, {neurons}) => sum + neurons, 0);
    return now.reduce((sum, {from, to, neurons}) => sum + (((from + to) / 2) * neurons) / count, 0);
  };

  it("follows the radial PDE, and the radii's outward drift is of order ε", async () => {
    const setting = {dimension: 20, times: "0,1", bin: 0.001, width: 120};
    const [, {meanRadius: exact}] = await rowsOf(radial, {dimension: 20, times: "0,1", tolerance: 1e-7});
    const drift = async (step: number) => {
      const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
      const runs = await Promise.all(seeds.map((seed) => rowsOf(radialSgd, {...setting, step, seed})));
      return runs.reduce((sum, rows) => sum + meanRadius(rows, 1) - exact, 0) / seeds.length;
    };
    const [coarse, fine] = [await drift(0.00125), await drift(0.000625)];
    expect(fine).toBeGreaterThan(0.02);
    expect(fine).toBeLessThan(0.08);
    expect(coarse / fine).toBeGreaterThan(1.6);
    expect(coarse / fine).toBeLessThan(3.2);
  });

  it("meets the risk of the PDE, within its standard errors and what width and step cost", async () => {
    const rows = await rowsOf(radialSgd, {width: 300, step: 0.0005, times: "0,0.8,1.2"});
    const {squaredError, standardError, errorTime} = rows[rows.length - 1];
    const [{risk}] = await rowsOf(radial, {times: "1"});
    expect(errorTime).toBeCloseTo(1, 10);
    expect(Math.abs(squaredError - risk)).toBeLessThan(3 * standardError + 0.02);
  });

  it("counts every neuron and gives the same rows again", async () => {
    const input = {width: 40, step: 0.001, times: "0,0.05", seed: 3};
    const rows = await rowsOf(radialSgd, input);
    expect(rows.filter(({time}) => time === 0.05).reduce((sum, {neurons}) => sum + neurons, 0)).toBe(40);
    expect(await rowsOf(radialSgd, input)).toEqual(rows);
    expect(await rowsOf(radialSgd, {...input, seed: 4})).not.toEqual(rows);
  });

  it("is trapped by a kink at 0 like the limit when its steps are small, and kicked out when they are not", async () => {
    const trap = {activation: "dip", delta: 0.5, scale: 0.1, width: 100, times: "0,0.5,1"};
    const error = async (step: number) => (await rowsOf(radialSgd, {...trap, step})).at(-1)!.squaredError;
    expect(Math.abs((await error(0.00005)) - 7.25)).toBeLessThan(0.8);
    expect(await error(0.001)).toBeLessThan(2);
  });

  it("refuses times between its steps, with a remedy", () => {
    expect(() => parseParameters(radialSgd.parameters.schema, {step: 0.02, times: "0,0.05"}, "flags")).toThrow(
      /--times must be multiples of --step, got 0.05 with 0.02; try --step 0.001/
    );
  });
});

describe("radial-transition", () => {
  it("never has a risk below the best law's", async () => {
    const rows = await rowsOf(radialTransition, {deltas: "0.2,0.6", times: "0.1,3", interaction: "infinite"});
    for (const {risk, bestRisk, bestGap, delta, threshold} of rows) {
      expect(risk).toBeGreaterThan(bestRisk - bestGap);
      expect(bestRisk < 1e-6).toBe(delta > threshold);
    }
    const [dip] = await rowsOf(radialTransition, {deltas: "0.5", times: "0", activation: "dip"});
    expect(dip.threshold).toBeNaN();
  });
});

describe("the page's settings", () => {
  it("have times that every step meets", () => {
    for (const step of isotropicShown.steps)
      for (const time of isotropicShown.times)
        expect(Math.abs(time / step - Math.round(time / step))).toBeLessThan(1e-9 * Math.max(1, time / step));
  });

  it("know the run that is made beforehand", () => {
    expect(isPublishedSgd({...publishedSgd})).toBe(true);
    expect(isPublishedSgd({...publishedSgd, seed: 2})).toBe(false);
  });
});
