import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {gaussLegendre} from "../../src/meanfield/legendre.js";
import {scheduleNames, schedules} from "../../src/meanfield/schedule.js";

const rule = gaussLegendre(40);

describe.each(scheduleNames)("the schedule %s", (name) => {
  const {rate, clock} = schedules[name];

  it("has the clock ∫ξ, by quadrature on either side of its corner", () => {
    const integral = (a: number, b: number) =>
      rule.nodes.reduce(
        (sum, x, i) => sum + (rule.weights[i] * (b - a) * rate((a + b) / 2 + ((b - a) / 2) * x)) / 2,
        0
      );
    fc.assert(
      fc.property(fc.double({min: 0, max: 20, noNaN: true}), (t) => {
        const expected = t <= 1 ? integral(0, t) : integral(0, 1) + integral(1, t);
        expect(clock(t)).toBeCloseTo(expected, 10);
      })
    );
  });

  it("is bounded by 1 and 1-Lipschitz, as the theorem asks", () => {
    const time = fc.double({min: 0, max: 50, noNaN: true});
    fc.assert(
      fc.property(time, time, (s, t) => {
        expect(rate(s)).toBeGreaterThanOrEqual(0);
        expect(rate(s)).toBeLessThanOrEqual(1);
        expect(Math.abs(rate(s) - rate(t))).toBeLessThanOrEqual(Math.abs(s - t) * (1 + 1e-12) + 1e-15);
      })
    );
  });
});
