import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {normalDensity, normalDistribution, upperOrthant} from "../../src/meanfield/normalDistribution.js";

/** ∫ f over [from, to] by Simpson's rule. */
function simpson(f: (x: number) => number, from: number, to: number, intervals = 4000): number {
  const h = (to - from) / intervals;
  let sum = f(from) + f(to);
  for (let i = 1; i < intervals; ++i) sum += (i % 2 === 1 ? 4 : 2) * f(from + i * h);
  return (sum * h) / 3;
}

describe("the normal distribution", () => {
  it("has its tabulated values, to rounding", () => {
    // ½ erfc(−x/√2) in double precision.
    const reference = [
      [-8, 6.220960574271819e-16],
      [-3.21, 0.0006636748614399685],
      [-1, 0.15865525393145707],
      [-0.004, 0.49840423513376836],
      [0.3, 0.6179114221889526],
      [1.96, 0.9750021048517795],
      [4.4, 0.9999945874560923],
      [7.7, 0.9999999999999932]
    ];
    for (const [x, value] of reference) expect(Math.abs(normalDistribution(x) - value)).toBeLessThan(1e-15);
    expect(normalDistribution(1.1)).toBeCloseTo(0.5 + simpson(normalDensity, 0, 1.1), 13);
    expect(normalDistribution(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(normalDistribution(Number.POSITIVE_INFINITY)).toBe(1);
    expect(normalDistribution(Number.NaN)).toBeNaN();
  });

  it("is symmetric and never decreases", () => {
    fc.assert(
      fc.property(fc.double({min: -10, max: 10, noNaN: true}), fc.double({min: 0, max: 1, noNaN: true}), (x, more) => {
        expect(Math.abs(normalDistribution(x) + normalDistribution(-x) - 1)).toBeLessThan(3e-16);
        expect(normalDistribution(x + more)).toBeGreaterThanOrEqual(normalDistribution(x) - 3e-16);
      })
    );
  });
});

describe("the orthant probability", () => {
  const conditional = (h: number, k: number, r: number) =>
    simpson((x) => normalDensity(x) * normalDistribution((r * x - k) / Math.sqrt(1 - r * r)), h, h + 14, 20000);

  it.each([
    [0, 0, 0.5],
    [0.3, -1.2, 0.7],
    [1.5, 0.5, -0.8],
    [-2, 1, 0.95],
    [2.5, 2.4, 0.9]
  ])("of h = %d, k = %d, correlation %d is that of conditioning on the first", (h, k, r) => {
    expect(Math.abs(upperOrthant(h, k, r) - conditional(h, k, r))).toBeLessThan(1e-13);
  });

  it("keeps its digits towards full correlation and at it", () => {
    for (const r of [0.99, 0.999, -0.999])
      for (const k of [0.7, 0.52, 0.5, 3])
        expect(Math.abs(upperOrthant(0.5, k, r) - conditional(0.5, k, r))).toBeLessThan(1e-10);
    expect(upperOrthant(0.5, 0.7, 1)).toBe(normalDistribution(-0.7));
    expect(upperOrthant(0.5, -0.7, -1)).toBeCloseTo(normalDistribution(0.7) - normalDistribution(0.5), 14);
    expect(upperOrthant(0, 0, 0.6)).toBeCloseTo(0.25 + Math.asin(0.6) / (2 * Math.PI), 14);
  });
});
