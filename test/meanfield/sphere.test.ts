import {describe, expect, it} from "vitest";
import {lineNormaliser, uniformLineDensity} from "../../src/meanfield/sphere.js";
import {integral} from "./closedForms.js";

describe("the uniform law on the sphere, seen on the line u = artanh α", () => {
  it("has the normaliser √π Γ((d−1)/2)/Γ(d/2): π, 2, π/2, 4/3 in dimensions 2 to 5", () => {
    [Math.PI, 2, Math.PI / 2, 4 / 3].forEach((value, i) => {
      expect(Math.abs(lineNormaliser(i + 2) - value)).toBeLessThan(1e-15);
    });
  });

  it("obeys I_{n+2} = I_n n/(n+1) across the change to the asymptotic series and beyond", () => {
    for (const d of [990, 998, 999, 1000, 1001, 4000, 1e6]) {
      const n = d - 1;
      expect(Math.abs((lineNormaliser(d + 2) / lineNormaliser(d)) * ((n + 1) / n) - 1)).toBeLessThan(1e-14);
    }
  });

  it("has mass 1 and E α² = 1/d in every dimension", () => {
    for (const d of [2, 3, 7, 64, 1000, 1e4, 1e6]) {
      const density = uniformLineDensity(d);
      const end = Math.acosh(1e-18 ** (-1 / (d - 1)));
      expect(Math.abs(integral(density, -end, end) - 1)).toBeLessThan(1e-13);
      expect(Math.abs(d * integral((u) => Math.tanh(u) ** 2 * density(u), -end, end) - 1)).toBeLessThan(1e-12);
    }
  });
});
