import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {largestEigenvalue, localHessian} from "../../src/meanfield/hessian.js";
import {solveLagrangian} from "../../src/meanfield/lagrangian.js";
import {findProblem} from "../../src/meanfield/problems.js";
import {
  selfConcordanceExponents,
  selfConcordanceFloor,
  selfConcordanceRate,
  selfConcordanceRemainder
} from "../../src/meanfield/selfConcordance.js";
import {integrateOverTime} from "../../src/meanfield/timeIntegral.js";

const coefficient = fc.double({min: -1, max: 1, noNaN: true});
const potentials = fc.array(coefficient, {minLength: 2, maxLength: 13});
const evenPotentials = fc
  .array(coefficient, {minLength: 2, maxLength: 7})
  .map((p) => p.flatMap((c, j) => (j === 0 ? [c] : [0, c])));
/** Kept off α = 0 and ±1, where the identity divides zero by zero. */
const alignments = fc.double({min: 0.05, max: 0.99, noNaN: true}).chain((x) => fc.constantFrom(x, -x));

const logarithmicVelocity = (potential: number[], alpha: number): number =>
  localHessian(potential, alpha).alignmentRate / alpha;

describe("the self-concordance identity", () => {
  it("λ_∥ = (k−1) α̇/α + S_k(α) holds for every polynomial and every number k", () => {
    fc.assert(
      fc.property(potentials, alignments, fc.double({min: 0, max: 14, noNaN: true}), (potential, alpha, k) => {
        const identity =
          (k - 1) * logarithmicVelocity(potential, alpha) + selfConcordanceRemainder(potential, k, alpha);
        expect(Math.abs(localHessian(potential, alpha).parallel - identity)).toBeLessThan(1e-9);
      }),
      {seed: 1, numRuns: 500}
    );
  });

  it("leaves the non-positive j = k term of a pure learning field", () => {
    expect(selfConcordanceRemainder([0, 0, 0, 0, -1], 4, 0.3)).toBeCloseTo(-8 * 0.3 ** 4, 14);
  });
});

describe("selfConcordanceFloor", () => {
  it("is the least floor: it bounds λ_∥ − (k−1) α̇/α and is attained unless it is 0", () => {
    fc.assert(
      fc.property(evenPotentials, fc.integer({min: 2, max: 12}), (potential, k) => {
        const floor = selfConcordanceFloor(potential, k);
        let largest = Number.NEGATIVE_INFINITY;
        for (let n = 0; n <= 1000; ++n) {
          const alpha = (n + 0.5) / 1000.5;
          const {parallel} = localHessian(potential, alpha);
          largest = Math.max(largest, parallel - (k - 1) * logarithmicVelocity(potential, alpha));
        }
        expect(largest).toBeLessThanOrEqual(floor + 1e-9);
        if (floor > 0) expect(largest).toBeGreaterThan(floor - 0.05);
      }),
      {seed: 2, numRuns: 100}
    );
  });

  it("is 8 p_2⁺ for He4", () => {
    fc.assert(
      fc.property(
        fc.double({min: -0.5, max: 0.5, noNaN: true}),
        fc.double({min: -2, max: -0.1, noNaN: true}),
        (p2, p4) => {
          expect(selfConcordanceFloor([0.1, 0, p2, 0, p4], 4)).toBeCloseTo(8 * Math.max(0, p2), 12);
        }
      ),
      {seed: 3, numRuns: 100}
    );
  });

  it("sums up to little along He4: ∫8p_2⁺ ≤ 0.054 until T = 2d, where ∫Λ is hundreds of times as large", () => {
    const expected: Record<number, number> = {8: 0.0442, 16: 0.0534};
    for (const dimension of [8, 16]) {
      const limit = solveLagrangian(findProblem("He4")!, dimension, [0, 2 * dimension], {tolerance: 1e-7});
      const integral = (f: (potential: Float64Array) => number) => integrateOverTime(limit, f, [2 * dimension])[0];
      const floor = integral((potential) => selfConcordanceFloor(potential, 4));
      expect(Math.abs(floor - integral((potential) => 8 * Math.max(0, potential[2])))).toBeLessThan(1e-9);
      expect(Math.abs(floor - expected[dimension])).toBeLessThan(2e-4);
      expect(integral((potential) => largestEigenvalue(potential).value)).toBeGreaterThan(400 * floor);
    }
  });

  it("does not exist for a link with odd degrees", () => {
    expect(selfConcordanceFloor([0, 0.01, 0, -1], 3)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("selfConcordanceRate", () => {
  it("bounds λ_∥ for links with odd degrees, at the equator too, and never exceeds the largest eigenvalue given", () => {
    fc.assert(
      fc.property(potentials, fc.double({min: -1, max: 1, noNaN: true}), (potential, alpha) => {
        const {parallel} = localHessian(potential, alpha);
        const rate = selfConcordanceRate(potential, [3, 5], alpha, 1e3);
        expect(rate).toBeGreaterThanOrEqual(parallel - 1e-7);
        expect(rate).toBeLessThanOrEqual(1e3);
        expect(selfConcordanceRate(potential, [3], 0, 7)).toBe(7);
      }),
      {seed: 4, numRuns: 500}
    );
  });

  it("uses the degrees k ≥ 2 of the activation", () => {
    expect(selfConcordanceExponents({name: "", activation: [1, 1, 0, 0.5, 2], target: [0, 1]})).toEqual([3, 4]);
    expect(selfConcordanceExponents({name: "", activation: [1, 1], target: [0, 1]})).toEqual([1]);
  });
});
