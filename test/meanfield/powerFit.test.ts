import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {fitPower} from "../../src/meanfield/powerFit.js";
import {stream} from "../../src/meanfield/random.js";

const xs = [0.01, 0.02, 0.05, 0.1, 0.4];

describe("fitPower", () => {
  it("finds an exact power law, whatever the errors", () => {
    fc.assert(
      fc.property(fc.double({min: -3, max: 3, noNaN: true}), fc.double({min: 0.1, max: 10, noNaN: true}), (p, a) => {
        const fit = fitPower(xs.map((x, i) => ({x, y: a * x ** p, error: 0.01 * (i + 1) * a * x ** p})));
        expect(fit.exponent).toBeCloseTo(p, 9);
        expect(fit.factor / a).toBeCloseTo(1, 9);
        expect(fit.largestResidual).toBeLessThan(1e-6);
      })
    );
  });

  it("states an error that covers the truth as often as it should", () => {
    const {normal} = stream(1, "errors");
    let covered = 0;
    for (let trial = 0; trial < 1000; ++trial) {
      const fit = fitPower(
        xs.map((x) => ({x, y: Math.sqrt(x) * Math.exp(0.02 * normal()), error: 0.02 * Math.sqrt(x)}))
      );
      if (Math.abs(fit.exponent - 0.5) < 1.96 * fit.exponentError) ++covered;
    }
    expect(covered).toBeGreaterThan(925);
    expect(covered).toBeLessThan(975);
  });

  it("refuses what has no logarithm, and fewer than three measurements", () => {
    expect(() => fitPower([1, 2].map((x) => ({x, y: x, error: 1})))).toThrow(/3 measurements/);
    for (const wrong of [{x: 0}, {y: -1}, {error: 0}, {y: Number.NaN}])
      expect(() => fitPower(xs.map((x) => ({x, y: x, error: 1, ...wrong})))).toThrow(RangeError);
  });
});
