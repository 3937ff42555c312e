import {describe, expect, it} from "vitest";
import {alignments} from "../../src/experiments/alignments.js";
import {density} from "../../src/experiments/density.js";
import {allRows, type Experiment} from "../../src/experiments/experiment.js";
import {meanField} from "../../src/experiments/meanField.js";
import {parseParameters} from "../../src/experiments/parameters.js";
import {propagatorPaths} from "../../src/experiments/propagatorPaths.js";
import {selfConcordance} from "../../src/experiments/selfConcordance.js";
import {logAlignments, runTimes} from "../../src/experiments/shown.js";

async function rowsOf<P, R>(experiment: Experiment<P, R>, input: Record<string, string | number>): Promise<R[]> {
  return allRows(experiment.run(parseParameters(experiment.parameters.schema, input)));
}

const setting = {problem: "He4", dimension: 16};

describe("density", () => {
  it("has mass 1 and the moments of mean-field, by the trapezoidal rule on 4000 alignments", async () => {
    const times = "0,1";
    const grid = Array.from({length: 4001}, (_, i) => Math.sin((Math.PI / 2) * (i / 2000 - 1)));
    const rows = await rowsOf(density, {problem: "He3", dimension: 16, times, alignments: grid.join(",")});
    const expected = await rowsOf(meanField, {problem: "He3", dimension: 16, times});
    for (const {time, meanAlignment} of expected) {
      const now = rows.filter((row) => row.time === time);
      const integral = (f: (alignment: number) => number): number =>
        now.slice(1).reduce((sum, b, i) => {
          const a = now[i];
          const [fa, fb] = [f(a.alignment) * a.density, f(b.alignment) * b.density];
          return sum + ((fa + fb) * (b.alignment - a.alignment)) / 2;
        }, 0);
      expect(Math.abs(integral(() => 1) - 1)).toBeLessThan(1e-4);
      expect(Math.abs(integral((alignment) => alignment) - meanAlignment)).toBeLessThan(1e-4);
    }
  });
});

describe("alignments", () => {
  it("starts both at the same place and keeps them closer the wider the network is", async () => {
    const distance = async (width: number, seed: number): Promise<number> => {
      const rows = await rowsOf(alignments, {...setting, width, times: "0,2", seed});
      const first = rows.filter(({time}) => time === 0);
      expect(first).toHaveLength(width);
      for (const row of first) expect(Math.abs(row.alignment - row.meanFieldAlignment)).toBeLessThan(1e-14);
      const last = rows.filter(({time}) => time === 2);
      return last.reduce((sum, row) => sum + Math.abs(row.alignment - row.meanFieldAlignment), 0) / width;
    };
    const total = async (width: number): Promise<number> => {
      const distances = await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => distance(width, seed)));
      return distances.reduce((sum, one) => sum + one);
    };
    // Sampling 16 times as many neurons takes the distance down about 4-fold.
    expect((await total(32)) / (await total(512))).toBeGreaterThan(2.5);
  });
});

describe("self-concordance", () => {
  it("has the floor 8 p₂⁺ for He4, whose integral is what the trapezoidal rule makes of it", async () => {
    const times = Array.from({length: 65}, (_, n) => n / 8);
    const rows = await rowsOf(selfConcordance, {...setting, times: times.join(",")});
    let sum = 0;
    rows.forEach((row, n) => {
      expect(row.floor).toBeCloseTo(8 * Math.max(0, row.quadraticCoefficient), 12);
      if (n > 0) sum += (row.floor + rows[n - 1].floor) / 16;
      expect(Math.abs(row.integralFloor - sum)).toBeLessThan(1e-3);
    });
    expect(sum).toBeGreaterThan(0.01);
    expect(rows[64].largestEigenvalue).toBeLessThan(rows[0].largestEigenvalue);
  });

  it("has no floor for a link with odd degrees", async () => {
    const rows = await rowsOf(selfConcordance, {problem: "He3", dimension: 8, times: "1,2"});
    for (const row of rows) expect([row.floor, row.integralFloor]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe("propagator-paths", () => {
  it.each(["He4", "He6", "He4_misspecified"])("stays below the self-concordance estimate for %s", async (problem) => {
    const rows = await rowsOf(propagatorPaths, {
      problem,
      dimension: 32,
      times: "0,2,8",
      alignments: logAlignments.filter((_, i) => i % 8 === 0).join(",")
    });
    for (const {time, parallel, estimate} of rows) {
      expect(parallel).toBeLessThanOrEqual(estimate * (1 + 1e-9));
      if (time === 0) expect([parallel, estimate]).toEqual([expect.closeTo(1, 12), expect.closeTo(1, 12)]);
    }
    expect(Math.max(...rows.map(({parallel}) => parallel))).toBeGreaterThan(3);
  });
});

it("runs of a reader's own share their times with the published ones", () => {
  expect(runTimes(2)).toEqual([0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]);
  expect(runTimes(9).slice(-4)).toEqual([6, 7, 8, 9]);
});
