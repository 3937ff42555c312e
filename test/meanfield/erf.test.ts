import {describe, expect, it} from "vitest";
import {erf} from "../../src/meanfield/erf.js";
import {integral} from "./closedForms.js";

describe("erf", () => {
  it("has the values of Abramowitz and Stegun's table 7.1", () => {
    const table: [number, number][] = [
      [0.1, 0.1124629160182849],
      [0.5, 0.5204998778130465],
      [1, 0.8427007929497149],
      [1.5, 0.9661051464753108],
      [2, 0.9953222650189527],
      [3, 0.9999779095030014]
    ];
    for (const [x, value] of table) expect(Math.abs(erf(x) - value)).toBeLessThan(1e-15);
  });

  it("is the integral of the Gaussian, on both sides of the change of method", () => {
    for (const x of [-4, -2.6, -2.4, -0.3, 0.01, 0.7, 2.4999999, 2.5, 2.5000001, 3.3, 5.9, 6.1]) {
      const expected = (2 / Math.sqrt(Math.PI)) * integral((t) => Math.exp(-t * t), 0, x);
      expect(Math.abs(erf(x) - expected), String(x)).toBeLessThan(1e-15);
    }
  });

  it("is odd, and has its limits at both ends", () => {
    for (const x of [1e-300, 1e-9, 0.5, 2.5, 7]) expect(erf(-x)).toBe(-erf(x));
    expect([erf(0), erf(40), erf(Number.POSITIVE_INFINITY), erf(Number.NEGATIVE_INFINITY)]).toEqual([0, 1, 1, -1]);
    expect(erf(Number.NaN)).toBeNaN();
    expect(erf(1e-9) / 1e-9).toBeCloseTo(2 / Math.sqrt(Math.PI), 14);
  });
});
