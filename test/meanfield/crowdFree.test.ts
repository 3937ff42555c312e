import {describe, expect, it} from "vitest";
import {crowdFreeField, crowdFreeRoot, crowdFreeStretch, levelStretch} from "../../src/meanfield/crowdFree.js";
import {hittingTime} from "../../src/meanfield/hittingTime.js";
import {solveLimit} from "../../src/meanfield/limit.js";
import {normalDistribution} from "../../src/meanfield/normalDistribution.js";
import {findProblem} from "../../src/meanfield/problems.js";
import {maximalPropagator} from "../../src/meanfield/propagator.js";
import {rootRiskIntegral} from "../../src/meanfield/rootRiskIntegral.js";

/** 1 − ∫α^k dμ in dimension 3, where α_0 is uniform, by following many neurons with the classical Runge–Kutta method. */
function followed(k: number, field: number): number {
  const neurons = 1000;
  const steps = 300;
  const h = field / steps;
  const speed = (a: number): number => 2 * k * a ** (k - 1) * (1 - a * a);
  let sum = 0;
  for (let i = 0; i < neurons; ++i) {
    let a = -1 + (2 * i + 1) / neurons;
    for (let n = 0; n < steps; ++n) {
      const k1 = speed(a);
      const k2 = speed(a + (h / 2) * k1);
      const k3 = speed(a + (h / 2) * k2);
      a += (h / 6) * (k1 + 2 * k2 + 2 * k3 + speed(a + h * k3));
    }
    sum += a ** k / neurons;
  }
  return 1 - sum;
}

describe("the flow without the crowd", () => {
  it.each([3, 4, 6])("has the risk of neurons followed one by one, k = %i", (k) => {
    for (const field of [0, 0.3, 1]) expect(crowdFreeRoot(k, 3, field)).toBeCloseTo(followed(k, field), 4);
  });

  it("is at the risk δ when ∫√R = F(δ), and never for odd k and δ ≤ ¼", () => {
    for (const [k, d, level] of [
      [4, 8, 0.5],
      [3, 32, 0.6],
      [6, 64, 0.2]
    ] as const)
      expect(crowdFreeRoot(k, d, crowdFreeField(k, d, level)) ** 2).toBeCloseTo(level, 9);
    expect(crowdFreeField(4, 16, 1)).toBe(0);
    expect(crowdFreeField(3, 16, 0.25)).toBe(Number.POSITIVE_INFINITY);
    expect(crowdFreeStretch(3, 16, 0.2)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("the law of growth at a fixed risk", () => {
  it("is ((k−1)/k)^{(k−1)/2} k^{−1/2} (√d/z)^{k−1} in high dimension, with z from the normal law", () => {
    for (const [k, level] of [
      [3, 0.5],
      [4, 0.5],
      [4, 0.05],
      [6, 0.8]
    ] as const) {
      const constant = ((k - 1) / k) ** ((k - 1) / 2) / Math.sqrt(k);
      const d = 1e6;
      const z = Math.sqrt(d) * (levelStretch(k, d, level) / constant) ** (-1 / (k - 1));
      const left = k % 2 === 0 ? 2 * normalDistribution(z) - 1 : normalDistribution(z);
      expect(left).toBeCloseTo(Math.sqrt(level), 5);
      expect(crowdFreeStretch(k, d, level) / levelStretch(k, d, level)).toBeCloseTo(1, 2);
    }
    expect(levelStretch(3, 100, 0.2)).toBe(Number.POSITIVE_INFINITY);
    expect(levelStretch(4, 100, 1)).toBe(1);
  });

  it("is approached by the full flow as d grows, and so is the escape law", () => {
    const He4 = findProblem("He4")!;
    const off = [32, 256].map((d) => {
      const time = hittingTime(He4, d, 0.5, 1e-7);
      const times = Array.from({length: 101}, (_, n) => time * (n / 100) ** 2);
      const limit = solveLimit(He4, d, times, {tolerance: 1e-7});
      const {maximum} = maximalPropagator(limit, time);
      const field = rootRiskIntegral(limit)[100];
      return {stretch: maximum / crowdFreeStretch(4, d, 0.5) - 1, field: field / crowdFreeField(4, d, 0.5) - 1};
    });
    for (const key of ["stretch", "field"] as const) {
      expect(off[1][key]).toBeGreaterThan(0);
      expect(off[1][key]).toBeLessThan(0.015);
      expect(off[0][key]).toBeGreaterThan(2 * off[1][key]);
    }
  });
});
