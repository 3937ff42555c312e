import {describe, expect, it} from "vitest";
import {allRows, type Experiment} from "../../src/experiments/experiment.js";
import {freeEnergy} from "../../src/experiments/freeEnergy.js";
import {gibbs} from "../../src/experiments/gibbs.js";
import {langevin} from "../../src/experiments/langevin.js";
import {noiseless} from "../../src/experiments/noiseless.js";
import {noisyDensity} from "../../src/experiments/noisyDensity.js";
import {parseParameters} from "../../src/experiments/parameters.js";
import {noisy} from "../../src/experiments/shown.js";

async function rowsOf<P, R>(experiment: Experiment<P, R>, input: Record<string, string | number>): Promise<R[]> {
  return allRows(experiment.run(parseParameters(experiment.parameters.schema, input)));
}

describe("noisy-density", () => {
  it("has mass 1 and, late, the Gibbs law's second moment as gibbs has it", async () => {
    const cells = 80;
    const setting = {teacher: "two", ridge: 0.2, cells};
    const rows = await rowsOf(noisyDensity, {...setting, inverseTemperature: 20, times: "0,80"});
    const [cold] = await rowsOf(gibbs, {...setting, inverseTemperatures: "20"});
    expect(rows).toHaveLength(2 * cells);
    const late = rows.filter(({time}) => time === 80);
    const h = late[1].first - late[0].first;
    const moment = (power: number) => late.reduce((sum, row) => sum + row.density * row.first ** power * h, 0);
    expect(moment(0)).toBeCloseTo(1, 10);
    expect(moment(2)).toBeCloseTo(cold.secondMoment, 5);
    for (const row of late) expect(Math.abs(row.density - row.stationary)).toBeLessThan(1e-4);
  });

  it("follows noisy SGD in the plane", async () => {
    const setting = {teacher: "corner", inverseTemperature: 100, ridge: 0.1, times: "3"};
    const rows = await rowsOf(noisyDensity, setting);
    const neurons = await rowsOf(langevin, {...setting, width: 500, step: 0.002, seed: 4});
    const total = rows.reduce((sum, {density}) => sum + density, 0);
    for (const coordinate of ["first", "second"] as const) {
      const limit = rows.reduce((sum, row) => sum + row.density * row[coordinate], 0) / total;
      const finite = neurons.reduce((sum, row) => sum + row[coordinate], 0) / neurons.length;
      expect(Math.abs(limit - finite)).toBeLessThan(0.06);
      expect(limit).toBeGreaterThan(0.2);
    }
  });
});

describe("free-energy", () => {
  it("falls by what is dissipated, between its bounds, for every setting of the page", async () => {
    for (const inverseTemperature of noisy.inverseTemperatures.filter((_, i) => i % 2 === 0)) {
      const rows = await rowsOf(freeEnergy, {inverseTemperature, ridge: 0.1, times: "0,0.5,2,8"});
      rows.forEach((row, i) => {
        expect(row.freeEnergy).toBeCloseTo(row.halfRisk + row.ridgeCost + row.entropyCost, 14);
        expect(row.leastExcess).toBeLessThanOrEqual(row.excess);
        expect(row.excess).toBeLessThanOrEqual(row.mostExcess);
        if (i > 0) expect(row.freeEnergy).toBeLessThan(rows[i - 1].freeEnergy);
        expect(Math.abs(rows[0].freeEnergy - row.freeEnergy - row.dissipated)).toBeLessThan(0.01 * rows[0].excess);
      });
    }
  });
});

describe("gibbs", () => {
  it("has a risk that falls with the temperature and stays below its bound", async () => {
    const rows = await rowsOf(gibbs, {inverseTemperatures: "10,40,160", ridge: 0.05});
    rows.forEach((row, i) => {
      expect(row.risk).toBeLessThan(row.bound);
      if (i > 0) expect(row.risk).toBeLessThan(rows[i - 1].risk);
    });
  });
});

describe("noiseless", () => {
  it("gathers at the predicted rate, and comes apart at one where the Hessian is negative", async () => {
    const stable = await rowsOf(noiseless, {size: 2, width: 20, times: "3,6"});
    expect(Math.log(stable[0].distance / stable[1].distance) / 3 / stable[0].rate).toBeCloseTo(1, 2);
    const unstable = await rowsOf(noiseless, {teacher: "two", size: 1.5, radius: 0.001, width: 20, times: "4,8"});
    expect(unstable[0].rate).toBeLessThan(0);
    expect(Math.log(unstable[0].spread / unstable[1].spread) / 4 / unstable[0].rate).toBeCloseTo(1, 2);
  });
});

describe("what cannot be run", () => {
  it.each([
    [noisyDensity, {ridge: 0.001, inverseTemperature: 2}, "inverseTemperature times ridge must be at least 0.05"],
    [noisyDensity, {teacher: "triangle", cells: 200}, "cells must be at most 96"],
    [freeEnergy, {teacher: "three"}, "teacher must be one of two, one, triangle, corner, got three"],
    [langevin, {times: "0.015"}, "times must be multiples of the step 0.01, got 0.015"],
    [langevin, {step: 0.5, ridge: 2, times: "1"}, "step times twice ridge must be below 1"],
    [gibbs, {inverseTemperatures: "100,10"}, "inverseTemperatures must be strictly increasing"]
  ] as const)("is refused with value, range and remedy (%#)", (experiment, input, message) => {
    const {schema} = experiment.parameters;
    expect(() => parseParameters(schema as typeof noisyDensity.parameters.schema, input)).toThrow(message);
  });

  it("does not happen with the settings of the page", () => {
    for (const step of [noisy.step]) {
      const times = noisy.times.join(",");
      expect(() => parseParameters(langevin.parameters.schema, {step, times})).not.toThrow();
    }
  });
});
