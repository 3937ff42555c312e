import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {gapBounds} from "../../src/meanfield/bounds.js";
import {concordanceBound} from "../../src/meanfield/concordanceBound.js";
import {
  admissibleConstants,
  allowanceEnd,
  concordanceFloor,
  floorIntegral,
  largestExcess
} from "../../src/meanfield/concordanceFloor.js";
import {simulateGap} from "../../src/meanfield/gap.js";
import {largestEigenvalue, localHessian} from "../../src/meanfield/hessian.js";
import {solveLagrangian} from "../../src/meanfield/lagrangian.js";
import type {MeanFieldLimit} from "../../src/meanfield/limit.js";
import {activationDegree} from "../../src/meanfield/problem.js";
import {findProblem} from "../../src/meanfield/problems.js";
import {initialNeurons} from "../../src/meanfield/random.js";
import {selfConcordanceFloor} from "../../src/meanfield/selfConcordance.js";

const solved = (name: string, dimension: number, times: number[]) =>
  solveLagrangian(findProblem(name)!, dimension, times, {tolerance: 1e-7});

/** sup over a grid of alignments of λ_∥ − C α̇/α, from the local Hessian alone. */
function excessOnGrid(potential: Float64Array, constant: number, points = 2000): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 1; i <= points; ++i) {
    const alignment = i / points;
    const {parallel, alignmentRate} = localHessian(potential, alignment);
    largest = Math.max(largest, parallel - (constant * alignmentRate) / alignment);
  }
  return largest;
}

/** The same warrant by brute force: trapezoids in time, a grid of alignments, no polynomial but the potential. */
function endOnGrid(limit: MeanFieldLimit, constant: number, allowance: number, end: number, steps = 4000) {
  let sum = 0;
  let before = Math.max(0, excessOnGrid(limit.potentialAt(0), constant, 400));
  for (let n = 1; n <= steps; ++n) {
    const floor = Math.max(0, excessOnGrid(limit.potentialAt((n * end) / steps), constant, 400));
    sum += ((before + floor) * end) / steps / 2;
    if (sum > allowance) return (n * end) / steps;
    before = floor;
  }
  return undefined;
}

const evenPotentials = fc
  .array(fc.double({min: -1, max: 1, noNaN: true}), {minLength: 3, maxLength: 3})
  .map(([a, b, c]) => Float64Array.of(0, 0, a, 0, b, 0, c));

describe("the floor of a constant", () => {
  it("is the largest excess of the Hessian over C times the velocity, for any C", () => {
    fc.assert(
      fc.property(evenPotentials, fc.double({min: 0, max: 8, noNaN: true}), (potential, constant) => {
        const {value, alignment} = largestExcess(potential, constant);
        expect(value).toBeGreaterThanOrEqual(excessOnGrid(potential, constant) - 1e-12);
        const {parallel, alignmentRate} = localHessian(potential, Math.max(alignment, 1e-9));
        expect(parallel - (constant * alignmentRate) / Math.max(alignment, 1e-9)).toBeCloseTo(value, 6);
      }),
      {seed: 11, numRuns: 200}
    );
  });

  it("is that of self-concordance for C = k − 1, and the largest eigenvalue for C = 0", () => {
    fc.assert(
      fc.property(evenPotentials, (potential) => {
        for (const k of [2, 4, 6])
          expect(concordanceFloor(potential, k - 1)).toBeCloseTo(selfConcordanceFloor(potential, k), 12);
        expect(concordanceFloor(potential, 0)).toBeCloseTo(largestEigenvalue(potential).value, 12);
      }),
      {seed: 12, numRuns: 100}
    );
  });
});

describe("the end of the warrant", () => {
  it.each([
    ["He4", 16, 2, 0.1, 4],
    ["He4", 8, 1, 1, 4],
    ["He4", 16, 6, 0.1, 4],
    ["He6", 16, 4, 0.2, 4],
    ["He4_small", 16, 3, 0.1, 4],
    ["He4_misspecified", 16, 3, 0.1, 8]
  ] as const)(
    "of %s, d = %i, C = %f, B = %f is where brute force finds it",
    (name, dimension, constant, allowance, end) => {
      const limit = solved(name, dimension, [0, end]);
      const found = allowanceEnd(limit, constant, allowance, end);
      const expected = endOnGrid(limit, constant, allowance, end);
      expect(found).toBeDefined();
      expect(Math.abs(found! - expected!)).toBeLessThan(2e-3 * end);
      const [before, after] = floorIntegral(limit, constant, [found! * (1 - 1e-6), found! * (1 + 1e-6)]);
      expect(before).toBeLessThan(allowance);
      expect(after).toBeGreaterThan(allowance);
    }
  );

  it("is not reached by the link's own constant where the floor is summable, and is where it is not", () => {
    for (const [name, constant] of [
      ["He4", 3],
      ["He6", 5]
    ] as const)
      expect(allowanceEnd(solved(name, 16, [0, 16]), constant, 0.1, 16)).toBeUndefined();
    expect(allowanceEnd(solved("He4_misspecified", 16, [0, 16]), 5, 0.5, 16)).toBeGreaterThan(4);
  });

  it("leaves an interval of constants, outside of which it comes too early", () => {
    const limit = solved("He4", 16, [0, 4]);
    const range = admissibleConstants(limit, 0.1, 4, 3)!;
    expect(range.least).toBeLessThan(3);
    expect(range.most).toBeGreaterThan(3);
    const ends = [range.least - 0.02, range.least + 0.02, range.most - 0.02, range.most + 0.02].map((constant) =>
      allowanceEnd(limit, constant, 0.1, 4)
    );
    expect(ends.map((time) => time !== undefined)).toEqual([true, false, false, true]);
  });

  it("leaves no constant where the pole stays unstable, whichever is tried", () => {
    const limit = solved("He4_misspecified", 16, [0, 8]);
    expect(admissibleConstants(limit, 0.1, 8, 5)).toBeUndefined();
    for (let constant = 0; constant <= 12; constant += 0.25)
      expect(allowanceEnd(limit, constant, 0.1, 8)).toBeDefined();
    // With room for the floor there are some, though not the degree's own minus one.
    const range = admissibleConstants(limit, 0.24, 8, 5)!;
    expect(range.most).toBeLessThan(5);
    expect(allowanceEnd(limit, (range.least + range.most) / 2, 0.24, 8)).toBeUndefined();
  });
});

describe("concordanceBound", () => {
  const times = [0, 0.5, 1, 2, 3];
  const boundedRun = (name: string, dimension: number, width: number, seed: number) => {
    const limit = solved(name, dimension, [...times, 4]);
    const run = simulateGap(limit, initialNeurons(dimension, width, seed), times, {record: true});
    const gaps = [...run.frames].map(({meanGap}) => meanGap);
    return {limit, gaps, record: run.forcing(), exact: gapBounds(limit, run.forcing(), times)};
  };

  it.each(["He4", "He6", "He4_small", "He4_misspecified"])(
    "bounds J on every path of %s, and the gap, exactly as long as the floor keeps to its allowance",
    (name) => {
      for (const seed of [1, 2]) {
        const {limit, gaps, record} = boundedRun(name, 8, 24, seed);
        for (const [constant, allowance] of [
          [activationDegree(limit.problem) - 1, 0.1],
          [2, 0.1],
          [2.5, 1],
          [0, 2]
        ]) {
          const {bound, excess} = concordanceBound(limit, record, times, {constant, allowance});
          const integral = floorIntegral(limit, constant, times);
          times.forEach((_, n) => {
            if (integral[n] > allowance) return;
            expect(excess[n]).toBeLessThanOrEqual(1 + 1e-6);
            expect(bound[n]).toBeGreaterThanOrEqual(gaps[n] - 1e-9);
          });
        }
      }
    }
  );

  it("is the exact bound's own where its estimate is exact, and grows with both constants", () => {
    const {limit, record, exact} = boundedRun("He4", 8, 24, 3);
    const at = (constant: number, allowance: number) =>
      concordanceBound(limit, record, times, {constant, allowance}).bound[4];
    expect(at(3, 0.1)).toBeGreaterThan(at(3, 0));
    expect(at(3, 0)).toBeGreaterThan(at(2, 0));
    // The two sides of the estimate of bounds.ts, which carries the floor itself: 0 ≤ ∫φ ≤ B.
    expect(exact.selfConcordance[4]).toBeGreaterThanOrEqual(at(3, 0) * (1 - 1e-9));
    expect(exact.selfConcordance[4]).toBeLessThanOrEqual(at(3, floorIntegral(limit, 3, times)[4]) * (1 + 1e-9));
  });

  it("is smaller than J on some path, and at some time than the gap, where the constants are too small", () => {
    const {limit, gaps, record} = boundedRun("He4", 8, 24, 1);
    const {bound, excess} = concordanceBound(limit, record, times, {constant: 0, allowance: 0});
    expect(Math.max(...excess)).toBeGreaterThan(5);
    expect(times.some((_, n) => bound[n] < gaps[n])).toBe(true);
  });

  it("takes the pathwise estimate for links with odd degrees, whatever the constants", () => {
    const {limit, gaps, record, exact} = boundedRun("He3", 8, 24, 1);
    const [one, other] = [0, 3].map((constant) => concordanceBound(limit, record, times, {constant, allowance: 0}));
    expect(one).toEqual(other);
    times.forEach((_, n) => {
      expect(one.excess[n]).toBeLessThanOrEqual(1 + 1e-6);
      expect(one.bound[n]).toBeGreaterThanOrEqual(gaps[n] - 1e-9);
      expect(one.bound[n]).toBeLessThanOrEqual(exact.selfConcordance[n] * (1 + 1e-9));
    });
  });

  it("refuses times to which the forcing was not recorded", () => {
    const {limit, record} = boundedRun("He4", 4, 3, 1);
    expect(() => concordanceBound(limit, record, [0.123], {constant: 3, allowance: 0})).toThrow(RangeError);
  });
});
