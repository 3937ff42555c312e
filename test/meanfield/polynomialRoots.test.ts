import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {evaluate} from "../../src/meanfield/polynomial.js";
import {maximumBetween, rootsBetween} from "../../src/meanfield/polynomialRoots.js";

/** Coefficients of Π (x − root). */
function fromRoots(roots: readonly number[]): number[] {
  let q = [1];
  for (const root of roots) q = [0, ...q].map((c, j) => c - root * (q[j] ?? 0));
  return q;
}

describe("rootsBetween", () => {
  it("finds every root of products of known factors, and no other", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({min: -30, max: 30}), {minLength: 1, maxLength: 9}), (tenths) => {
        const roots = tenths.map((n) => n / 10).sort((a, b) => a - b);
        const found = rootsBetween(fromRoots(roots), -1, 1);
        const expected = roots.filter((root) => Math.abs(root) < 1);
        const inside = found.filter((root) => Math.abs(root) < 1 - 1e-6);
        expect(inside.length).toBe(expected.length);
        inside.forEach((root, i) => {
          expect(Math.abs(root - expected[i])).toBeLessThan(1e-6);
        });
      }),
      {seed: 1, numRuns: 300}
    );
  });

  it("includes the ends and handles constants, lines and leading zeros", () => {
    expect(rootsBetween([0], -1, 1)).toEqual([]);
    expect(rootsBetween([3], -1, 1)).toEqual([]);
    expect(rootsBetween([-1, 1, 0, 0], -1, 1)).toEqual([1]);
    expect(rootsBetween([-1, 0, 1], -1, 1)).toEqual([-1, 1]);
    expect(rootsBetween([0, -1, 0, 4], -1, 1)).toEqual([-0.5, 0, 0.5]);
  });
});

describe("maximumBetween", () => {
  it("is attained and not below any value on a fine grid", () => {
    fc.assert(
      fc.property(fc.array(fc.double({min: -3, max: 3, noNaN: true}), {minLength: 1, maxLength: 13}), (q) => {
        const {value, at} = maximumBetween(q, -1, 1);
        expect(evaluate(q, at)).toBe(value);
        let largest = Number.NEGATIVE_INFINITY;
        for (let n = 0; n <= 2000; ++n) largest = Math.max(largest, evaluate(q, -1 + n / 1000));
        expect(value).toBeGreaterThanOrEqual(largest - 1e-12);
        expect(value).toBeLessThan(largest + 1e-3);
      }),
      {seed: 2, numRuns: 200}
    );
  });
});
