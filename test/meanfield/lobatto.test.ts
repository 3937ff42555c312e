import {describe, expect, it} from "vitest";
import {lobattoRule} from "../../src/meanfield/lobatto.js";

describe("lobattoRule", () => {
  it("has both ends, integrates degree n−1 to every node and degree 2n−3 over the panel, and no more", () => {
    for (const n of [2, 3, 6, 9]) {
      const {nodes, integration} = lobattoRule(n);
      expect([nodes[0], nodes[n - 1]]).toEqual([0, 1]);
      const error = (i: number, power: number) =>
        Math.abs(
          integration[i].reduce((sum, w, j) => sum + w * nodes[j] ** power, 0) - nodes[i] ** (power + 1) / (power + 1)
        );
      for (let power = 0; power < n; ++power) for (let i = 0; i < n; ++i) expect(error(i, power)).toBeLessThan(1e-14);
      for (let power = n; power <= 2 * n - 3; ++power) expect(error(n - 1, power)).toBeLessThan(1e-14);
      expect(error(n - 1, 2 * n - 2)).toBeGreaterThan(1e-12);
    }
  });

  it("interpolates polynomials of degree n−1", () => {
    const {nodes, lagrange} = lobattoRule(6);
    for (const x of [0, 0.13, 0.5, 1])
      expect(lagrange(x).reduce((sum, l, j) => sum + l * nodes[j] ** 5, 0)).toBeCloseTo(x ** 5, 13);
  });
});
