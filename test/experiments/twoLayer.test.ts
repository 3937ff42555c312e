import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {activations} from "../../src/experiments/activations.js";
import {atomPaths} from "../../src/experiments/atomPaths.js";
import {atoms} from "../../src/experiments/atoms.js";
import {allRows, type Experiment} from "../../src/experiments/experiment.js";
import {parseParameters} from "../../src/experiments/parameters.js";
import {riskTerms} from "../../src/experiments/riskTerms.js";
import {stepNoise} from "../../src/experiments/stepNoise.js";
import {toy} from "../../src/experiments/toySettings.js";

type Input = Readonly<Record<string, string | number>>;

async function rowsOf<P, R>(experiment: Experiment<P, R>, input: Input): Promise<R[]> {
  return allRows(experiment.run(parseParameters(experiment.parameters.schema, input)));
}

function refusal<P, R>(experiment: Experiment<P, R>, input: Input): string {
  try {
    parseParameters(experiment.parameters.schema, input);
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}

describe("atoms", () => {
  it("has a row for each neuron and kind; the average has no sample", async () => {
    const rows = await rowsOf(atoms, {});
    expect(rows.map(({neuron, average}) => [neuron, average])).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
      [0, 1],
      [1, 1],
      [2, 1]
    ]);
    for (const row of rows) expect(Number.isNaN(row.target)).toBe(row.average === 1);
  });

  it("averages over its draws to the average, within five standard errors", async () => {
    const draws = 300;
    const [, , , average] = await rowsOf(atoms, {});
    let [sum, squares] = [0, 0];
    for (let draw = 0; draw < draws; ++draw) {
      const [row] = await rowsOf(atoms, {draw});
      sum += row.net2;
      squares += row.net2 ** 2;
    }
    const error = Math.sqrt(squares / draws - (sum / draws) ** 2) / Math.sqrt(draws);
    expect(Math.abs(sum / draws - average.net2)).toBeLessThan(5 * error);
  });

  it("takes the very steps of atom-paths, draw by draw", async () => {
    const path = await rowsOf(atomPaths, {stepSizes: 0.25, time: 1, seed: 7});
    let at = path.filter(({time}) => time === 0).flatMap(({w1, w2}) => [w1, w2]);
    for (let draw = 0; draw < 4; ++draw) {
      const rows = (await rowsOf(atoms, {atoms: at.join(","), stepSize: 0.25, draw, seed: 7})).slice(0, 3);
      at = rows.flatMap(({next1, next2}) => [next1, next2]);
      const then = path.filter(({time}) => time === (draw + 1) / 4);
      then.forEach((row, i) => {
        expect(row.w1).toBeCloseTo(at[2 * i], 13);
        expect(row.w2).toBeCloseTo(at[2 * i + 1], 13);
        expect(row.risk).toBeCloseTo(rows[i].nextRisk, 13);
      });
    }
  });

  it("lowers the risk by a small enough step along the average, from wherever the atoms are", async () => {
    const place = fc.double({min: -2.5, max: 2.5, noNaN: true});
    await fc.assert(
      fc.asyncProperty(fc.array(place, {minLength: 6, maxLength: 6}), async (places) => {
        const rows = await rowsOf(atoms, {atoms: places.map((x) => x.toFixed(4)).join(","), stepSize: 0.001});
        const {risk, nextRisk} = rows[3];
        expect(nextRisk).toBeLessThanOrEqual(risk + 1e-15);
      }),
      {numRuns: 40}
    );
  });

  it("refuses half a point, with a value and a remedy", () => {
    expect(refusal(atoms, {atoms: "1,2,3"})).toMatch(/atoms must be pairs of coordinates .* got 3 numbers; try atoms=/);
    expect(refusal(atoms, {teacher: "1"})).toMatch(/teacher must be pairs/);
    expect(refusal(atoms, {atoms: "1,99"})).toMatch(/atoms must be numbers from -6 to 6.*got 99/);
  });
});

describe("atom-paths", () => {
  it("starts every path at the atoms and refuses a time that is no multiple of a step size", async () => {
    const rows = await rowsOf(atomPaths, {time: 1});
    for (const row of rows.filter(({time}) => time === 0))
      expect([row.w1, row.w2, row.deviation]).toEqual([row.flow1, row.flow2, 0]);
    expect(new Set(rows.map(({stepSize}) => stepSize)).size).toBe(3);
    expect(Math.max(...rows.map(({time}) => time))).toBe(1);
    expect(refusal(atomPaths, {time: 1.1})).toMatch(/time must be a multiple of every step size.*try time=1$/);
  });

  it("prints the same flow for every step size, within its tolerance", async () => {
    const rows = await rowsOf(atomPaths, {stepSizes: "0.25,0.03125", time: 2});
    const [a, b] = [0.25, 0.03125].map((step) => rows.filter((row) => row.stepSize === step && row.time === 2));
    a.forEach((row, i) => {
      expect(Math.abs(row.flow1 - b[i].flow1)).toBeLessThan(1e-8);
      expect(Math.abs(row.flow2 - b[i].flow2)).toBeLessThan(1e-8);
    });
  });
});

describe("step-noise", () => {
  it("measures an exponent of ½ and what the prediction says", async () => {
    const stepSizes = "0.03125,0.0078125,0.001953125,0.125";
    const rows = await rowsOf(stepNoise, {stepSizes, fitBelow: 0.03125, runs: 200});
    const [first] = rows;
    expect(Math.abs(first.exponent - 0.5)).toBeLessThan(0.05);
    expect(first.exponentError).toBeLessThan(0.03);
    const smallest = rows[2];
    expect(Math.abs(smallest.deviation - smallest.predicted)).toBeLessThan(4 * smallest.standardError);
    expect(rows.map(({fitted}) => fitted > 0)).toEqual([true, true, true, false]);
  });

  it("fits nothing to fewer than three step sizes, and refuses a run that would take minutes", async () => {
    const rows = await rowsOf(stepNoise, {stepSizes: "0.125,0.0625", fitBelow: 0.125, runs: 2, time: 0.5});
    for (const row of rows) expect([row.exponent, row.fitted]).toEqual([Number.NaN, Number.NaN]);
    expect(refusal(stepNoise, {runs: 100000})).toMatch(/runs times the steps of a run must be at most/);
  });
});

describe("risk-terms", () => {
  it("adds up, and agrees with its samples", async () => {
    for (const activation of toy.activations) {
      const rows = await rowsOf(riskTerms, {...toy.network, activation});
      expect(rows[0].value + rows[1].value + rows[2].value).toBeCloseTo(rows[3].value, 13);
      for (const row of rows) expect(Math.abs(row.sampled - row.value)).toBeLessThan(5 * row.standardError);
    }
  });

  it("has no risk left when every neuron is at a teacher unit and each unit has as many", async () => {
    const rows = await rowsOf(riskTerms, {neurons: 6, units: 2, pull: 1, samples: 2});
    expect(Math.abs(rows[3].value)).toBeLessThan(1e-15);
    const [, , , odd] = await rowsOf(riskTerms, {neurons: 1, units: 2, pull: 1, samples: 2});
    expect(odd.value).toBeGreaterThan(0.05);
  });

  it("refuses more teacher units than there are axes", () => {
    expect(refusal(riskTerms, {inputs: 2, units: 3})).toMatch(/units must be at most .* got 3 units .*try units=2/);
  });
});

describe("activations", () => {
  it("has the mean of ReLU squared where neurons are orthogonal, and σ(−z) where it should", async () => {
    const rows = await rowsOf(activations, {points: 3});
    expect(rows[1].cosine).toBe(0);
    expect(rows[1].reluInteraction).toBeCloseTo(1 / (2 * Math.PI), 14);
    for (const name of ["erf", "tanh", "hermite3"] as const) expect(rows[0][name]).toBeCloseTo(-rows[2][name], 13);
    for (const name of ["hermite2", "hermite4"] as const) expect(rows[0][name]).toBeCloseTo(rows[2][name], 13);
  });
});
