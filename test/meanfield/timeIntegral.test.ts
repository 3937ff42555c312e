import fc from "fast-check";
import {expect, it} from "vitest";
import {integrateOverTime} from "../../src/meanfield/timeIntegral.js";

const time = fc.double({min: 0, max: 4, noNaN: true});

it("is exact for polynomials of degree 5 between knots, for any knots and times", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(time, {maxLength: 6}),
      fc.uniqueArray(time, {minLength: 1, maxLength: 5}),
      (inner, asked) => {
        const knots = Float64Array.from([0, ...inner.filter((t) => t > 0), 4]).sort();
        const times = Float64Array.from(asked).sort();
        const limit = {knots, potentialAt: (t: number) => Float64Array.of(0, t ** 5)};
        const integral = integrateOverTime(limit, (p) => 6 * p[1], times);
        for (const [n, t] of times.entries()) expect(Math.abs(integral[n] - t ** 6)).toBeLessThan(1e-11 * 4 ** 6);
      }
    ),
    {seed: 11, numRuns: 100}
  );
});
