import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {gapBounds} from "../../src/meanfield/bounds.js";
import {simulateGap} from "../../src/meanfield/gap.js";
import {gronwallBound, gronwallOnRun} from "../../src/meanfield/gronwall.js";
import {solveLagrangian} from "../../src/meanfield/lagrangian.js";
import type {Problem} from "../../src/meanfield/problem.js";
import {findProblem} from "../../src/meanfield/problems.js";
import {initialNeurons} from "../../src/meanfield/random.js";

function boundedRun(problem: Problem, dimension: number, neurons: Float64Array, times: number[], tolerance?: number) {
  const limit = solveLagrangian(problem, dimension, times, {tolerance: 1e-7});
  const run = simulateGap(limit, neurons, times, {record: true, tolerance});
  const frames = [...run.frames];
  return {limit, frames, record: run.forcing(), bounds: gapBounds(limit, run.forcing(), times)};
}

/** |Δ_i| of every neuron from the gaps, d×m, coordinate-major. */
function lengths(gaps: Float64Array, width: number): Float64Array {
  const squares = new Float64Array(width);
  gaps.forEach((x, k) => {
    squares[k % width] += x * x;
  });
  return squares.map(Math.sqrt);
}

/** Hermite coefficients of degrees 1 … 6, even or mixed, pure or not. */
const links = fc.oneof(
  fc.constantFrom(...[2, 3, 4, 5, 6].map((k) => Array.from({length: k + 1}, (_, j) => (j === k ? 1 : 0)))),
  fc.array(fc.double({min: -1, max: 1, noNaN: true}), {minLength: 2, maxLength: 2}).map(([a, b]) => [0, 0, 0, a, b]),
  fc
    .array(fc.double({min: -1, max: 1, noNaN: true}), {minLength: 3, maxLength: 3})
    .map(([a, b, c]) => [0, 0, a, 0, b, 0, c]),
  fc.array(fc.double({min: -0.7, max: 0.7, noNaN: true}), {minLength: 4, maxLength: 4}).map((c) => [0, ...c])
);

describe("gapBounds", () => {
  it("are bounds of every neuron's gap and in their order, for random dimensions, widths, seeds and links", () => {
    fc.assert(
      fc.property(
        links,
        fc.option(links, {freq: 2}),
        fc.integer({min: 2, max: 10}),
        fc.integer({min: 1, max: 40}),
        fc.integer({min: 1, max: 1000}),
        fc.constantFrom(0.2, 1, 2.5),
        (activation, target, dimension, width, seed, end) => {
          const problem: Problem = {name: "random", activation, target: target ?? activation};
          fc.pre(activation.some((c) => Math.abs(c) > 0.05));
          const times = [0, end / 5, end / 2, end];
          const neurons = initialNeurons(dimension, width, seed);
          const {limit, frames, record, bounds} = boundedRun(problem, dimension, neurons, times);
          const gronwall = gronwallOnRun(gronwallBound(limit, width, times), record);
          frames.forEach(({gaps, meanGap}, n) => {
            const {propagator, propagatorOfNeuron, selfConcordance, largestEigenvalue} = bounds;
            lengths(gaps, width).forEach((gap, i) => {
              expect(gap).toBeLessThanOrEqual(propagatorOfNeuron[n][i] + 1e-10);
            });
            expect(meanGap).toBeLessThanOrEqual(propagator[n] + 1e-9);
            expect(propagator[n]).toBeLessThanOrEqual(selfConcordance[n] * (1 + 1e-6));
            expect(propagator[n]).toBeLessThanOrEqual(largestEigenvalue[n] * (1 + 1e-6));
            expect(meanGap).toBeLessThanOrEqual(gronwall.bound[n] + 1e-9);
            expect(Number.isFinite(selfConcordance[n])).toBe(true);
          });
        }
      ),
      {seed: 20250702, numRuns: 60}
    );
  }, 120_000);

  it("are close where they should be: (A) within 50 % of the gap and 1 % of the polygon", () => {
    const times = [0, 1, 2, 4];
    for (const [name, dimension] of [
      ["He4", 8],
      ["He4", 16],
      ["He3", 8]
    ] as const) {
      const neurons = initialNeurons(dimension, 96, 3);
      const {frames, bounds} = boundedRun(findProblem(name)!, dimension, neurons, times);
      for (let n = 1; n < times.length; ++n) {
        expect(bounds.propagator[n] / frames[n].meanGap).toBeLessThan(1.5);
        expect(bounds.polygon[n] / frames[n].meanGap).toBeGreaterThanOrEqual(1);
        expect(bounds.polygon[n]).toBeLessThanOrEqual(bounds.propagator[n]);
        expect(bounds.polygon[n]).toBeGreaterThan(0.99 * bounds.propagator[n]);
        expect(bounds.selfConcordance[n]).toBeGreaterThan(bounds.propagator[n]);
        expect(bounds.largestEigenvalue[n]).toBeGreaterThan(bounds.selfConcordance[n]);
      }
    }
  });

  it("converge as the recorded grid is refined, the polygon to the curve", () => {
    const times = [0, 0.5, 2];
    const neurons = initialNeurons(8, 32, 4);
    const [coarse, middle, fine] = [1e-2, 1e-4, 1e-6].map(
      (tolerance) => boundedRun(findProblem("He4")!, 8, neurons, times, tolerance).bounds
    );
    const error = (bounds: typeof fine) => Math.abs(bounds.propagator[2] / fine.propagator[2] - 1);
    expect(error(coarse)).toBeLessThan(5e-3);
    expect(error(middle)).toBeLessThan(5e-4);
    const shortfall = (bounds: typeof fine) => 1 - bounds.polygon[2] / fine.propagator[2];
    expect(shortfall(fine)).toBeLessThan(shortfall(middle) / 4);
    expect(shortfall(fine)).toBeLessThan(1e-4);
  });

  it("are an equality for a single neuron whose forcing keeps its direction", () => {
    const times = [0, 0.25, 0.5];
    const neurons = initialNeurons(8, 1, 7);
    const {frames, bounds} = boundedRun(findProblem("He6")!, 8, neurons, times, 1e-8);
    for (const n of [1, 2]) {
      expect(bounds.propagator[n]).toBeGreaterThanOrEqual(frames[n].meanGap);
      expect(bounds.propagator[n]).toBeLessThan(frames[n].meanGap * (1 + 2e-3));
    }
  });

  it("stand neurons at the poles and on the equator", () => {
    const neurons = Float64Array.of(1, -1, 0, 0.6, 0, 0, 1, 0, 0, 0, 0, 0.8);
    for (const name of ["He4", "He3"]) {
      const {frames, bounds} = boundedRun(findProblem(name)!, 3, neurons, [0, 0.5, 1], 1e-7);
      for (const n of [0, 1, 2]) {
        lengths(frames[n].gaps, 4).forEach((gap, i) => {
          expect(gap).toBeLessThanOrEqual(bounds.propagatorOfNeuron[n][i] + 1e-9);
        });
        expect(bounds.selfConcordance[n]).toBeGreaterThanOrEqual(bounds.propagator[n] - 1e-9);
      }
    }
  });

  it("exist for links of degree 0 and 1", () => {
    for (const activation of [[1], [0, 1], [0.5, 1]]) {
      const problem: Problem = {name: "low", activation, target: [0, 1]};
      const {frames, bounds} = boundedRun(problem, 4, initialNeurons(4, 8, 2), [0, 0.5, 1], 1e-7);
      for (const n of [0, 1, 2]) {
        expect(frames[n].meanGap).toBeLessThanOrEqual(bounds.propagator[n] + 1e-9);
        expect(bounds.propagator[n]).toBeLessThanOrEqual(bounds.selfConcordance[n] + 1e-9);
        expect(bounds.selfConcordance[n]).toBeLessThanOrEqual(bounds.largestEigenvalue[n] + 1e-6);
      }
    }
  });

  it("are the same where so many paths are followed that most are interpolated", () => {
    const times = [0, 0.5, 1, 2, 4];
    for (const name of ["He4", "He6", "He4_misspecified"]) {
      const {limit, record, bounds} = boundedRun(findProblem(name)!, 8, initialNeurons(8, 16, 6), times);
      const repeat = (all: readonly Float64Array[]) =>
        all.map((own) => Float64Array.from({length: 64 * own.length}, (_, i) => own[i % own.length]));
      const {alignment, parallel, transverse, turning} = record;
      const many = gapBounds(
        limit,
        {
          times: record.times,
          alignment: repeat(alignment),
          parallel: repeat(parallel),
          transverse: repeat(transverse),
          turning: repeat(turning)
        },
        times
      );
      for (let n = 1; n < times.length; ++n)
        for (const key of ["propagator", "selfConcordance", "largestEigenvalue", "polygon"] as const)
          expect(Math.abs(many[key][n] / bounds[key][n] - 1)).toBeLessThan(2e-6);
    }
  });

  it("refuse times to which the forcing was not recorded", () => {
    const limit = solveLagrangian(findProblem("He4")!, 4, [0, 1]);
    const run = simulateGap(limit, initialNeurons(4, 3, 1), [0, 1], {record: true});
    for (const _ of run.frames);
    expect(() => gapBounds(limit, run.forcing(), [0.123])).toThrow(RangeError);
  });
});
