import {describe, expect, it} from "vitest";
import {gaussianLength} from "../../src/meanfield/gaussianLength.js";
import {gaussLegendre} from "../../src/meanfield/legendre.js";

/** E|Z| for a standard normal Z in ℝ^n, √2 Γ((n+1)/2)/Γ(n/2), from n = 1, 2 by E|Z|_{n+2} = E|Z|_n (n+1)/n. */
function chiMean(n: number): number {
  if (n === 1) return Math.sqrt(2 / Math.PI);
  if (n === 2) return Math.sqrt(Math.PI / 2);
  return (chiMean(n - 2) * (n - 1)) / (n - 2);
}

describe("gaussianLength", () => {
  it("has its closed forms: one dimension, isotropic, nothing", () => {
    const line = gaussianLength(2.3, 0, 0);
    expect(line.mean / Math.sqrt((2 * 2.3) / Math.PI)).toBeCloseTo(1, 9);
    expect(line.parallelCurvature / Math.sqrt(2 / (Math.PI * 2.3))).toBeCloseTo(1, 9);
    for (const n of [1, 2, 3, 10, 126, 998]) {
      const {mean, parallelCurvature, transverseCurvature} = gaussianLength(1.7, 1.7 * n, n);
      expect(Math.abs(mean / (Math.sqrt(1.7) * chiMean(n + 1)) - 1)).toBeLessThan(1e-8);
      expect(Math.abs((parallelCurvature * 1.7 * (n + 1)) / mean - 1)).toBeLessThan(1e-12);
      expect(transverseCurvature).toBeCloseTo(parallelCurvature, 12);
    }
    expect(gaussianLength(0, 0, 5)).toEqual({mean: 0, parallelCurvature: 0, transverseCurvature: 0});
  });

  it("agrees with the average over directions, |X| = |Z| √(v_∥cos²θ + v sin²θ)", () => {
    const {nodes, weights} = gaussLegendre(300);
    for (const [parallel, transverse, n] of [
      [1, 0.3, 1],
      [1e-3, 1, 1],
      [1, 1e-4, 6],
      [0.5, 2, 14],
      [1e-6, 1, 14],
      [0.01, 1, 126]
    ]) {
      let sum = 0;
      let mass = 0;
      nodes.forEach((x, i) => {
        const theta = (Math.PI * (x + 1)) / 4;
        const weight = weights[i] * Math.sin(theta) ** (n - 1);
        mass += weight;
        sum += weight * Math.sqrt(parallel * Math.cos(theta) ** 2 + (transverse / n) * Math.sin(theta) ** 2);
      });
      const expected = (chiMean(n + 1) * sum) / mass;
      expect(Math.abs(gaussianLength(parallel, transverse, n).mean / expected - 1)).toBeLessThan(1e-6);
    }
  });

  it("has curvatures 2 ∂E|X|/∂v, for each direction", () => {
    const [parallel, transverse, n, h] = [0.4, 1.1, 7, 1e-5];
    const mean = (a: number, b: number) => gaussianLength(a, b, n).mean;
    const {parallelCurvature, transverseCurvature} = gaussianLength(parallel, transverse, n);
    const first = (mean(parallel + h, transverse) - mean(parallel - h, transverse)) / h;
    const others = (mean(parallel, transverse + h) - mean(parallel, transverse - h)) / h;
    expect(Math.abs(first / parallelCurvature - 1)).toBeLessThan(1e-8);
    expect(Math.abs(others / transverseCurvature - 1)).toBeLessThan(1e-8);
  });
});
