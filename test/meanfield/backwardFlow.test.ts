import {describe, expect, it} from "vitest";
import {footOf, interpolated, type Knot} from "../../src/meanfield/backwardFlow.js";

const none = new Float64Array(0);

/** Ψ_t = −(1 + t)α²/4: u̇ = (1 + t) tanh u, so sinh u grows by the factor exp(t + t²/2). */
function knotAt(time: number): Knot {
  return {time, moments: none, p: Float64Array.of(0, 0, -(1 + time) / 4), rate: Float64Array.of(0, 0, -1 / 4)};
}

describe("backward characteristics", () => {
  it("lead to where sinh u was smaller by the exact factor, with order 6", () => {
    const exact = Math.asinh(Math.sinh(1.3) * Math.exp(-(2 + 2)));
    const errors = [8, 16, 32].map((substeps) => Math.abs(footOf(knotAt(0), knotAt(2), substeps)(1.3) - exact));
    expect(Math.abs(Math.log2(errors[1] / errors[2]) - 6)).toBeLessThan(0.6);
    expect(errors[2]).toBeLessThan(1e-8);
  });

  it("keep the equator and the order of points", () => {
    const foot = footOf(knotAt(0.5), knotAt(1), 4);
    expect(foot(0)).toBe(0);
    const feet = [-2, -1, -0.1, 0.2, 0.9, 3].map(foot);
    expect(feet.every((u, i) => i === 0 || u > feet[i - 1])).toBe(true);
  });
});

describe("the potential between knots", () => {
  it("is the cubic through values and rates", () => {
    const knots = [0, 0.7, 2].map((time) => ({
      time,
      moments: none,
      p: Float64Array.of(time ** 3 - time),
      rate: Float64Array.of(3 * time ** 2 - 1)
    }));
    for (let t = 0; t <= 2; t += 0.1) expect(interpolated(knots, t)[0]).toBeCloseTo(t ** 3 - t, 13);
    expect(() => interpolated(knots, 2.1)).toThrow("time 2.1 is outside the solved range [0, 2]");
  });
});
