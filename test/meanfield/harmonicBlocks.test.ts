import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {gegenbauerPolynomials} from "../../src/meanfield/gegenbauer.js";
import {harmonicBlocks} from "../../src/meanfield/harmonicBlocks.js";
import {evaluate} from "../../src/meanfield/polynomial.js";
import {activationDegree, interactionCoefficients, type Problem} from "../../src/meanfield/problem.js";

const problem = (activation: number[]): Problem => ({name: "test", activation, target: activation});

describe("harmonicBlocks", () => {
  it("splits u(⟨w,w′⟩) into Σ_l ⟨φ_l(α),φ_l(α′)⟩ P_l(ξ), for every link and dimension", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({min: -2, max: 2, noNaN: true}), {minLength: 1, maxLength: 13}),
        fc.constantFrom(2, 3, 4, 9, 50, 10_000),
        fc.double({min: -1, max: 1, noNaN: true}),
        fc.double({min: -1, max: 1, noNaN: true}),
        fc.double({min: -1, max: 1, noNaN: true}),
        (activation, dimension, a, b, cosine) => {
          const xi = dimension === 2 ? (cosine < 0 ? -1 : 1) : cosine;
          const [r, s] = [Math.sqrt(1 - a * a), Math.sqrt(1 - b * b)];
          const link = problem(activation);
          const p = gegenbauerPolynomials(dimension, 12, xi);
          let sum = 0;
          for (const {degree, polynomials} of harmonicBlocks(link, dimension)) {
            expect(polynomials.length).toBeLessThanOrEqual(activationDegree(link) - degree + 1);
            for (const q of polynomials) sum += (r * s) ** degree * evaluate(q, a) * evaluate(q, b) * p[degree];
          }
          const u = interactionCoefficients(link);
          const scale = u.reduce((total, c) => total + c, 0);
          expect(Math.abs(sum - evaluate(u, a * b + r * s * xi))).toBeLessThan(1e-12 * (1 + scale));
        }
      ),
      {seed: 11, numRuns: 200}
    );
  });

  it("needs ⌊(k−l)/2⌋ + 1 features for a pure degree k, and no more for k and lower degrees of its parity", () => {
    const sizes = (activation: number[]) => harmonicBlocks(problem(activation), 9).map((b) => b.polynomials.length);
    expect(sizes([0, 0, 0, 0, 1])).toEqual([3, 2, 2, 1, 1]);
    expect(sizes([0, 0, 1, 0, 1])).toEqual([3, 2, 2, 1, 1]);
    expect(sizes([1, 1, 1, 1, 1])).toEqual([5, 4, 3, 2, 1]);
  });
});
