import {describe, expect, it} from "vitest";
import {measuredExponent} from "../../src/meanfield/exponent.js";
import {stream} from "../../src/meanfield/random.js";

const xs = [1, 2, 4, 8];

function powerLaw(seeds: number, noise: (seed: number) => number) {
  return Array.from({length: seeds}, (_, seed) => xs.map((x) => ({seed, x, y: 3 * x ** (-0.5 + noise(seed))}))).flat();
}

describe("a measured exponent", () => {
  it("is that of a power law, with no interval where the seeds agree", () => {
    const exponent = measuredExponent(powerLaw(3, () => 0))!;
    expect(exponent.value).toBeCloseTo(-0.5, 12);
    expect(exponent.high - exponent.low).toBeLessThan(1e-12);
    expect(exponent.residual).toBeCloseTo(1, 12);
    expect(exponent.range).toBe(8);
  });

  it("has an interval that holds the exponent in 95 of 100 experiments", () => {
    const {normal} = stream(7, "a test of exponents");
    const trials = 3000;
    let inside = 0;
    for (let n = 0; n < trials; ++n) {
      const deviations = Array.from({length: 4}, () => 0.1 * normal());
      const {low, high} = measuredExponent(powerLaw(4, (seed) => deviations[seed]))!;
      if (low <= -0.5 && -0.5 <= high) ++inside;
    }
    expect(Math.abs(inside / trials - 0.95)).toBeLessThan(0.015);
  });

  it("is not resolved over less than a factor of 8, by one seed, or through 0", () => {
    const all = powerLaw(3, (seed) => seed / 100);
    expect(measuredExponent(all)).toBeDefined();
    expect(measuredExponent(all.filter(({x}) => x < 8))).toBeUndefined();
    expect(measuredExponent(all.filter(({seed}) => seed === 0))).toBeUndefined();
    expect(measuredExponent([...all, {seed: 0, x: 16, y: 0}])).toBeUndefined();
  });
});
