import {describe, expect, it} from "vitest";
import {gaussLegendre, type QuadratureRule} from "../../src/meanfield/legendre.js";
import {gaussGegenbauer, gaussHermite} from "../../src/meanfield/quadrature.js";

function moment({nodes, weights}: QuadratureRule, power: number): number {
  return nodes.reduce((sum, x, i) => sum + weights[i] * x ** power, 0);
}

describe("gaussHermite", () => {
  it.each([1, 2, 5, 20, 64])("is exact for the monomials of degree < 2·%i", (n) => {
    const rule = gaussHermite(n);
    let expected = 1;
    for (let power = 0; power < Math.min(2 * n, 80); power += 2) {
      if (power > 0) expected *= power - 1;
      expect(Math.abs(moment(rule, power) / expected - 1)).toBeLessThan(2e-12);
    }
  });

  it("is not exact one degree further", () => {
    expect(moment(gaussHermite(3), 6)).toBeCloseTo(9, 10);
  });

  it("keeps the relative accuracy of tiny weights: the last of 200 nodes", () => {
    const {nodes, weights} = gaussHermite(200);
    // E x^398 is made by the outermost nodes, whose weights are near 1e−160.
    let logMoment = 0;
    for (let j = 1; j < 398; j += 2) logMoment += Math.log(j);
    const terms = Array.from(nodes, (x, i) => 398 * Math.log(Math.abs(x)) + Math.log(weights[i]) - logMoment);
    expect(Math.abs(terms.reduce((sum, term) => sum + Math.exp(term), 0) - 1)).toBeLessThan(1e-10);
    expect(weights[199]).toBeLessThan(1e-150);
  });

  it("refuses a number of nodes out of range", () => {
    expect(() => gaussHermite(0)).toThrow("a rule of 0 nodes");
    expect(() => gaussHermite(301)).toThrow("from 1 to 300");
  });
});

describe("gaussGegenbauer", () => {
  it.each([3, 4, 5, 16, 128])("is exact for even moments of a coordinate on the sphere of dimension %i", (d) => {
    const rule = gaussGegenbauer(12, d);
    let expected = 1;
    for (let power = 0; power < 24; power += 2) {
      if (power > 0) expected *= (power - 1) / (d + power - 2);
      expect(Math.abs(moment(rule, power) / expected - 1)).toBeLessThan(1e-12);
    }
  });

  it("is the Gauss–Legendre rule on the sphere of dimension 3", () => {
    const gegenbauer = gaussGegenbauer(16, 3);
    const legendre = gaussLegendre(16);
    legendre.nodes.forEach((x, i) => {
      expect(Math.abs(gegenbauer.nodes[i] - x)).toBeLessThan(1e-15);
      expect(Math.abs(2 * gegenbauer.weights[i] - legendre.weights[i])).toBeLessThan(1e-15);
    });
  });

  it("refuses dimension 2, where the density is not integrable at the ends by this rule", () => {
    expect(() => gaussGegenbauer(4, 2)).toThrow("dimension 2");
  });
});

describe("gaussLegendre", () => {
  it.each([1, 2, 3, 16, 33])("is exact for the monomials of degree < 2·%i", (n) => {
    const rule = gaussLegendre(n);
    for (let power = 0; power < 2 * n; ++power)
      expect(Math.abs(moment(rule, power) - (power % 2 === 0 ? 2 / (power + 1) : 0))).toBeLessThan(1e-14);
  });
});
