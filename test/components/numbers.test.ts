import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {compressedLog} from "../../src/components/compressedLog.js";
import {decadeTicks, formatNumber, powerOfTen} from "../../src/components/numbers.js";

describe("formatNumber", () => {
  it.each([
    [0, "0"],
    [0.0275, "0.0275"],
    [-2.5, "−2.5"],
    [12345.6, "12300"],
    [1e25, "10²⁵"],
    [4.68e-7, "4.68 × 10⁻⁷"],
    [Number.NaN, "–"],
    [Number.POSITIVE_INFINITY, "–"],
    [undefined, "–"]
  ])("writes %s as %s", (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it("never loses more than the digits that it drops", () => {
    fc.assert(
      fc.property(fc.double({min: 1e-3, max: 9e4, noNaN: true}), (value) => {
        expect(Math.abs(Number(formatNumber(value, 4)) - value)).toBeLessThanOrEqual(5.01e-4 * value);
      }),
      {seed: 3, numRuns: 200}
    );
  });
});

describe("tick exponents", () => {
  it("stay few and inside", () => {
    fc.assert(
      fc.property(fc.integer({min: -30, max: 5}), fc.integer({min: 1, max: 300}), (low, span) => {
        const ticks = decadeTicks(low, low + span, 6);
        expect(ticks.length).toBeLessThanOrEqual(6);
        for (const tick of ticks) expect(tick).toBeGreaterThanOrEqual(low);
        expect(ticks.at(-1) ?? low).toBeLessThanOrEqual(low + span);
      }),
      {seed: 5, numRuns: 200}
    );
  });

  it("are written as powers of ten", () => {
    expect([-3, 0, 1, 25].map(powerOfTen)).toEqual(["10⁻³", "1", "10", "10²⁵"]);
  });
});

describe("the compressed scale", () => {
  const scale = compressedLog(0);

  it("is the logarithm below the knee, increasing and smooth across it", () => {
    expect(scale.position(1e-3)).toBeCloseTo(-3, 12);
    const h = 1e-6;
    const slope = (e: number) => (scale.position(10 ** (e + h)) - scale.position(10 ** (e - h))) / (2 * h);
    expect(slope(0)).toBeCloseTo(1, 4);
    expect(slope(10)).toBeGreaterThan(0);
    expect(slope(10)).toBeLessThan(0.06);
    expect(scale.position(0)).toBeNaN();
  });

  it("labels its own ticks truly", () => {
    for (const exponent of scale.ticks(-3, 25))
      expect(scale.label(scale.position(10 ** exponent))).toBe(powerOfTen(exponent));
    expect(scale.ticks(-3, 25)).toEqual([-3, -2, -1, 0, 2, 5, 10, 20]);
  });
});
