import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {fitLine, fitLogarithms} from "../../src/meanfield/leastSquares.js";
import {stream} from "../../src/meanfield/random.js";

describe("a straight line", () => {
  it("is found exactly, with an interval of nothing", () => {
    fc.assert(
      fc.property(fc.double({min: -5, max: 5, noNaN: true}), fc.double({min: -5, max: 5, noNaN: true}), (a, b) => {
        const x = [0, 1, 3, 4];
        const fit = fitLine(
          x,
          x.map((value) => a + b * value)
        );
        expect(fit.slope).toBeCloseTo(b, 10);
        expect(fit.intercept).toBeCloseTo(a, 10);
        expect(fit.halfWidth).toBeLessThan(1e-9);
      })
    );
  });

  it("has an interval that holds the slope in 95 % of the cases", () => {
    const {normal} = stream(1, "noise about a line");
    const x = [0, 1, 2, 3, 4];
    const trials = 1000;
    let held = 0;
    for (let i = 0; i < trials; ++i) {
      const fit = fitLine(
        x,
        x.map((value) => 2 * value + normal())
      );
      if (Math.abs(fit.slope - 2) <= fit.halfWidth) ++held;
    }
    expect(held / trials).toBeGreaterThan(0.93);
    expect(held / trials).toBeLessThan(0.97);
  });

  it("is refused to too few or equal points", () => {
    expect(() => fitLine([1], [1])).toThrow(RangeError);
    expect(() => fitLine([1, 1, 1], [1, 2, 3])).toThrow(RangeError);
    expect(fitLine([1, 2], [1, 3])).toMatchObject({slope: 2, halfWidth: Number.NaN});
  });

  it("through logarithms has the exponent of a power law, and says how far points are from it", () => {
    const x = [1, 2, 4, 8];
    const fit = fitLogarithms(
      x,
      x.map((value) => 3 * value ** -0.75)
    );
    expect(fit.slope).toBeCloseTo(-0.75, 12);
    expect(fit.intercept).toBeCloseTo(Math.log(3), 12);
    const residuals = fitLogarithms([1, 2, 4], [1, Math.E, 1]).residuals;
    expect(residuals.map((r) => 3 * r)).toEqual([-1, 2, -1].map((r) => expect.closeTo(r, 12)));
    expect(fitLogarithms([1, 2, 4], [1, 0, 1]).slope).toBeNaN();
    expect(fitLogarithms([2], [1])).toMatchObject({slope: Number.NaN, residuals: [Number.NaN]});
  });
});
