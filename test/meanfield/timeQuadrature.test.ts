import {describe, expect, it} from "vitest";
import {timeQuadrature} from "../../src/meanfield/timeQuadrature.js";

/** Panels of unequal length with their middles. */
function panels(ends: readonly number[]): number[] {
  return [ends[0], ...ends.slice(1).flatMap((end, k) => [(ends[k] + end) / 2, end])];
}

const integrate = (weights: Float64Array, times: readonly number[], f: (t: number) => number) =>
  weights.reduce((sum, w, q) => sum + w * f(times[q]), 0);

describe("timeQuadrature", () => {
  it("integrates cubics exactly by both rules, on unequal panels", () => {
    const times = panels([0, 0.3, 0.35, 1.1, 1.2]);
    const f = (t: number) => 1 - 2 * t + 3 * t ** 2 - 8 * t ** 3;
    const exact = (t: number) => t - t ** 2 + t ** 3 - 2 * t ** 4;
    for (const last of [4, 6, 8]) {
      const {simpson, cubic} = timeQuadrature(times, last);
      expect(integrate(simpson, times, f)).toBeCloseTo(exact(times[last]), 12);
      expect(integrate(cubic, times, f)).toBeCloseTo(exact(times[last]), 12);
    }
    expect(integrate(timeQuadrature(times, 2).simpson, times, f)).toBeCloseTo(exact(0.3), 12);
  });

  it("converges with order 4, the errors opposite and in the ratio 11/720 : 1/180", () => {
    const errors = (n: number) => {
      const times = panels(Array.from({length: n + 1}, (_, k) => k / n));
      const {simpson, cubic} = timeQuadrature(times, 2 * n);
      return [simpson, cubic].map((weights) => integrate(weights, times, Math.exp) - (Math.E - 1));
    };
    const [coarse, fine] = [errors(100), errors(200)];
    for (const rule of [0, 1]) expect(Math.abs(coarse[rule] / fine[rule] - 16)).toBeLessThan(0.5);
    expect(Math.abs(fine[1] / fine[0] + 11 / 4)).toBeLessThan(0.1);
  });

  it("is zero over no time and refuses to end inside a panel", () => {
    expect([...timeQuadrature([0], 0).simpson]).toEqual([0]);
    expect(() => timeQuadrature([0, 1, 2], 1)).toThrow(RangeError);
    expect(() => timeQuadrature([0, 1, 2], 4)).toThrow(RangeError);
  });
});
