import {describe, expect, it} from "vitest";
import {
  antiderivative,
  chebyshevDerivative,
  chebyshevNodes,
  chebyshevPoints,
  chebyshevTail,
  chebyshevValue,
  stieltjesWeights
} from "../../src/meanfield/chebyshev.js";

const exponential = chebyshevNodes.map((x) => Math.exp(x));

describe("Chebyshev panels", () => {
  it("interpolate, differentiate and integrate an entire function to rounding", () => {
    for (const x of [-1, -0.77, 0, 0.3, 1])
      expect(Math.abs(chebyshevValue(exponential, x) - Math.exp(x))).toBeLessThan(1e-14);
    chebyshevDerivative(exponential).forEach((slope, j) => {
      expect(Math.abs(slope - exponential[j])).toBeLessThan(1e-12);
    });
    antiderivative(exponential).forEach((value, j) => {
      expect(Math.abs(value - (exponential[j] - Math.exp(-1)))).toBeLessThan(1e-14);
    });
  });

  it("have Stieltjes weights that telescope: ∫dF = F(1) − F(−1), and integrate against dF", () => {
    const weights = stieltjesWeights(exponential);
    const total = weights.reduce((sum, w) => sum + w, 0);
    expect(Math.abs(total - (Math.E - 1 / Math.E))).toBeLessThan(1e-14);
    const first = weights.reduce((sum, w, j) => sum + w * chebyshevNodes[j], 0);
    expect(Math.abs(first - 2 / Math.E)).toBeLessThan(1e-13);
  });

  it("report the last two coefficients as their tail", () => {
    const last = chebyshevPoints - 1;
    const polynomial = (k: number) => chebyshevNodes.map((x) => Math.cos(k * Math.acos(x)));
    expect(chebyshevTail(polynomial(last))).toBeCloseTo(1, 13);
    expect(chebyshevTail(polynomial(last - 1))).toBeCloseTo(1, 13);
    expect(chebyshevTail(polynomial(last - 2))).toBeLessThan(1e-14);
  });
});
