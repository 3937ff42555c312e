import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  hermiteDerivatives,
  hermiteSeries,
  hermiteSeriesDerivative,
  hermiteValues,
  projectOnHermite
} from "../../src/meanfield/hermite.js";
import {gaussHermite} from "../../src/meanfield/quadrature.js";

const reals = fc.double({min: -6, max: 6, noNaN: true});

describe("hermiteValues", () => {
  it("gives the textbook polynomials over √k!", () => {
    fc.assert(
      fc.property(reals, (z) => {
        const h = hermiteValues(5, z);
        const explicit = [1, z, z * z - 1, z ** 3 - 3 * z, z ** 4 - 6 * z * z + 3, z ** 5 - 10 * z ** 3 + 15 * z];
        const factorials = [1, 1, 2, 6, 24, 120];
        explicit.forEach((value, k) => {
          expect(h[k] * Math.sqrt(factorials[k])).toBeCloseTo(value, 9);
        });
      }),
      {seed: 1, numRuns: 50}
    );
  });

  it("is orthonormal under N(0, 1) up to degree 40", () => {
    const {nodes, weights} = gaussHermite(64);
    const values = Array.from(nodes, (z) => hermiteValues(40, z));
    for (let j = 0; j <= 40; ++j)
      for (let k = 0; k <= j; ++k) {
        const inner = values.reduce((sum, h, i) => sum + weights[i] * h[j] * h[k], 0);
        expect(Math.abs(inner - (j === k ? 1 : 0))).toBeLessThan(1e-11);
      }
  });

  it("refuses a degree that is negative or fractional", () => {
    expect(() => hermiteValues(-1, 0)).toThrow("degree -1 is not an integer ≥ 0");
    expect(() => hermiteValues(1.5, 0)).toThrow("degree 1.5");
  });
});

describe("derivatives and series", () => {
  it("agree with central differences", () => {
    const step = 1e-5;
    fc.assert(
      fc.property(fc.double({min: -3, max: 3, noNaN: true}), (z) => {
        const slopes = hermiteDerivatives(8, z);
        const above = hermiteValues(8, z + step);
        const below = hermiteValues(8, z - step);
        slopes.forEach((slope, k) => {
          expect(Math.abs(slope - (above[k] - below[k]) / (2 * step))).toBeLessThan(1e-6);
        });
      }),
      {seed: 2, numRuns: 30}
    );
  });

  it("a series is the sum of its terms, and its derivative the sum of theirs", () => {
    const coefficients = fc.array(fc.double({min: -2, max: 2, noNaN: true}), {minLength: 1, maxLength: 13});
    fc.assert(
      fc.property(coefficients, reals, (c, z) => {
        const h = hermiteValues(12, z);
        const slopes = hermiteDerivatives(12, z);
        const scale = c.reduce((sum, value, k) => sum + Math.abs(value) * (Math.abs(h[k]) + Math.abs(slopes[k])), 1);
        const value = c.reduce((sum, ck, k) => sum + ck * h[k], 0);
        const slope = c.reduce((sum, ck, k) => sum + ck * slopes[k], 0);
        expect(Math.abs(hermiteSeries(c, z) - value)).toBeLessThan(1e-10 * scale);
        expect(Math.abs(hermiteSeries(hermiteSeriesDerivative(c), z) - slope)).toBeLessThan(1e-10 * scale);
      }),
      {seed: 3, numRuns: 100}
    );
  });
});

describe("projectOnHermite", () => {
  it("recovers the coefficients of a series", () => {
    const c = [0.5, -1, 0, 2, 0.25, 0, 0, 0, -0.125];
    expect(
      Math.max(...projectOnHermite((z) => hermiteSeries(c, z), 10, 16).map((p, k) => Math.abs(p - (c[k] ?? 0))))
    ).toBeLessThan(1e-12);
  });

  it("meets the closed form of exp(sz): e^{s²/2} s^k/√k!", () => {
    const s = 0.7;
    let expected = Math.exp((s * s) / 2);
    projectOnHermite((z) => Math.exp(s * z), 12, 40).forEach((c, k) => {
      if (k > 0) expected *= s / Math.sqrt(k);
      expect(Math.abs(c - expected)).toBeLessThan(1e-13);
    });
  });

  it("meets the closed form of the Ge4 link 5(z² e^{−z²} − √3/9)", () => {
    const link = (z: number) => 5 * (z * z * Math.exp(-z * z) - Math.sqrt(3) / 9);
    const c = projectOnHermite(link, 4, 200);
    // E z^{2j} e^{−z²} = (2j−1)!!/3^{j+1/2}: E z²e^{−z²} = √3/9, E z⁴e^{−z²} = 3^{−3/2}, E z⁶e^{−z²} = 15·3^{−7/2}.
    const [second, fourth, sixth] = [3 ** -1.5, 3 * 3 ** -2.5, 15 * 3 ** -3.5];
    expect(Math.abs(c[0])).toBeLessThan(1e-12);
    expect(Math.abs(c[2] - (5 * (fourth - second)) / Math.sqrt(2))).toBeLessThan(1e-12);
    expect(Math.abs(c[4] - (5 * (sixth - 6 * fourth + 3 * second)) / Math.sqrt(24))).toBeLessThan(1e-12);
  });
});
