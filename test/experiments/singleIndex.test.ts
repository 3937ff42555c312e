import {describe, expect, it} from "vitest";
import {escapeTimes} from "../../src/experiments/escape.js";
import {escapeClock, escapeUnits} from "../../src/experiments/escapeClock.js";
import {fitEscape} from "../../src/experiments/escapeFit.js";
import {allRows, type Experiment} from "../../src/experiments/experiment.js";
import {parseParameters} from "../../src/experiments/parameters.js";
import {linkParameters, linksOf} from "../../src/experiments/singleIndexLinks.js";
import {learnedRuns, longGapRuns, tailRuns} from "../../src/experiments/singleIndexRuns.js";
import {tail} from "../../src/experiments/tail.js";
import {plateauAt, readTails} from "../../src/experiments/tailReading.js";
import {fitLearned, lateExponent, supremumFit} from "../../src/experiments/uniformFits.js";

async function rowsOf<P, R>(experiment: Experiment<P, R>, input: Record<string, string | number>): Promise<R[]> {
  return allRows(experiment.run(parseParameters(experiment.parameters.schema, input)));
}

describe("escape", () => {
  it("grows like log d/8 for h₂ and its slopes are those of the rows", async () => {
    const dimensions = "64,128,256,512";
    const rows = await rowsOf(escapeTimes, {...linkParameters("h2"), dimensions, tolerance: 1e-6});
    const fit = fitEscape("h2", rows);
    expect(fit.law).toBe("logarithm");
    expect(fit.predicted).toBe(1 / 8);
    expect(Math.abs(fit.slope - 1 / 8)).toBeLessThan(0.006);
    expect(rows[0].localRate).toBeNaN();
    expect(rows[2].localRate).toBeCloseTo((rows[2].time - rows[1].time) / Math.log(2), 12);
    for (const {error, time} of rows) expect(error).toBeLessThan(1e-4 * time);
  });

  it("calls a slope resolved only when every local slope is near the prediction", () => {
    const row = (dimension: number, localSlope: number) => ({
      exponent: 4,
      dimension,
      time: dimension,
      error: 0,
      neuronTime: 1,
      localSlope,
      localRate: 0
    });
    const rows = [row(8, Number.NaN), row(16, 1.01), row(32, 0.99), row(64, 1)];
    expect(fitEscape("h4", rows)).toMatchObject({law: "power", predicted: 1, isResolved: true, from: 8, to: 64});
    expect(fitEscape("h4", [...rows.slice(0, 3), row(64, 0.9)]).isResolved).toBe(false);
  });

  it("refuses a target that cannot be seen, with a remedy", () => {
    expect(() => parseParameters(escapeTimes.parameters.schema, {activation: "4:1", target: "3:1"})).toThrow(
      /target must share a degree.*try target=4:1/
    );
  });

  it("has a clock that starts at 0 and strictly grows", () => {
    const {unit, times} = escapeClock("h6", 32);
    expect(times[0]).toBe(0);
    expect(times[escapeUnits.indexOf(1)]).toBeCloseTo(unit, 1);
    times.slice(1).forEach((time, i) => {
      expect(time).toBeGreaterThan(times[i]);
    });
  });
});

describe("tail", () => {
  it("has the slope of its own excess and the integral of its root", async () => {
    const times = "0,3.9,4,4.1,16";
    const rows = await rowsOf(tail, {...linkParameters("h4"), dimension: 8, times, tolerance: 1e-8});
    const difference = Math.log(rows[3].excess / rows[1].excess) / Math.log(4.1 / 3.9);
    expect(rows[2].slope).toBeCloseTo(difference, 3);
    expect((rows[3].integralRootRisk - rows[1].integralRootRisk) / 0.2).toBeCloseTo(Math.sqrt(rows[2].risk), 4);
    for (const {behind, near, ahead} of rows) expect(behind + near + ahead).toBeCloseTo(1, 12);
    expect(rows[4].leastIntegral).toBeLessThan(rows[4].integralRootRisk);
  });

  it("has ∫√L in closed form for h₂ with half the target", async () => {
    const d = 16;
    const [row] = await rowsOf(tail, {...linkParameters("h2_small"), dimension: d, times: "16", tolerance: 1e-8});
    // √((d−1)/d)·θ/4 with E [e^{2θ} sinh²u₀/(1 + e^{2θ} sinh²u₀)] = b + (1−b)/d; α₀ with density ∝ (1−a²)^{(d−3)/2}.
    const mean = (theta: number): number => {
      let [mass, sum] = [0, 0];
      for (let i = 0; i < 20000; ++i) {
        const a = (i + 0.5) / 20000;
        const weight = (1 - a * a) ** ((d - 3) / 2);
        const s = (Math.exp(2 * theta) * a * a) / (1 - a * a);
        mass += weight;
        sum += (weight * s) / (1 + s);
      }
      return sum / mass;
    };
    let [low, high] = [0, 10];
    for (let i = 0; i < 40; ++i) {
      const middle = (low + high) / 2;
      if (mean(middle) < 0.5 + 0.5 / d) low = middle;
      else high = middle;
    }
    expect(row.integralRootExcess).toBeCloseTo((Math.sqrt((d - 1) / d) * low) / 4, 4);
    expect(row.leastIntegral).toBeNaN();
  });

  it("says nothing of an excess that is below its own error", async () => {
    const rows = await rowsOf(tail, {...linkParameters("h2_small"), dimension: 8, times: "1,60"});
    expect(rows[0].excess).toBeGreaterThan(0);
    expect(rows[1].excess).toBeNaN();
    expect(rows[1].slope).toBeNaN();
  });
});

describe("what is read off the rows", () => {
  const row = (time: number, slope: number, slopeError = 0) => ({time, slope, slopeError});

  it("a plateau is the longest stretch near the exponent, error included", () => {
    const rows = [row(1, -2), row(2, -1), row(4, -2.01), row(8, -1.99), row(32, -2.02), row(64, -2, 0.5)];
    expect(plateauAt(rows, -2)).toEqual({from: 4, to: 32, isResolved: true});
    expect(plateauAt(rows.slice(0, 4), -2)).toEqual({from: 4, to: 8, isResolved: false});
    expect(plateauAt(rows, -5)).toBeUndefined();
  });

  it("tails come by dimension, with a law where we have one", async () => {
    const rows = await rowsOf(tail, {...linkParameters("h4"), dimension: 8, times: "1,10,100", tolerance: 1e-6});
    const [curve] = readTails(
      4,
      rows.map((row) => ({...row, dimension: 8}))
    );
    expect(curve.derived!.points.at(-1)!.time).toBeLessThanOrEqual(100);
    expect(curve.derived!.crossover).toBeGreaterThan(0);
    expect(readTails(3, [{...rows[0], dimension: 8}])[0].derived).toBeUndefined();
  });

  it("suprema and their slope are those of the rows", () => {
    const rows = [16, 32, 64].flatMap((width) =>
      [1, 2].flatMap((seed) => [0, 8, 16].map((time) => ({width, seed, time, functionGap: (3 - time / 8) / width})))
    );
    const fit = supremumFit(rows, 8);
    expect(fit.slope).toBeCloseTo(-1, 12);
    expect(fit.points).toContainEqual({width: 32, seed: 2, largest: 2 / 32});
    expect(fit.widths).toEqual([16, 64]);
  });

  it("a learned power and a late exponent are found", () => {
    const rows = [8, 16, 32, 64].map((dimension) => ({dimension, integralRootExcess: 2 * dimension}));
    expect(fitLearned(rows, "power").slope).toBeCloseTo(1, 12);
    const slopes = [-1, -1.9, Number.NaN].map((slope) => ({dimension: 8, slope}));
    expect(lateExponent([...slopes, {dimension: 16, slope: -5}])).toBe(1.9);
    expect(lateExponent([{dimension: 8, slope: -20}])).toBe(Number.POSITIVE_INFINITY);
  });

  it("every precomputed run is accepted by its experiment", () => {
    for (const {links: _, ...run} of tailRuns) parseParameters(tail.parameters.schema, run);
    for (const run of learnedRuns) parseParameters(tail.parameters.schema, run);
    expect(longGapRuns.every(({links, activation}) => linksOf(links).activation === activation)).toBe(true);
  });
});
