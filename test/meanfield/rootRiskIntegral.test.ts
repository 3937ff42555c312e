import {describe, expect, it} from "vitest";
import {rootRiskIntegral} from "../../src/meanfield/rootRiskIntegral.js";

describe("rootRiskIntegral", () => {
  it("is of fourth order in the spacing of the times", () => {
    const error = (n: number) => {
      const times = Float64Array.from({length: n + 1}, (_, i) => (2 * i) / n);
      const risk = times.map((t) => (1 + t) ** -2);
      const dissipation = times.map((t) => 2 * (1 + t) ** -3);
      return Math.abs(rootRiskIntegral({times, risk, dissipation})[n] - Math.log(3));
    };
    expect(error(20) / error(40)).toBeGreaterThan(13);
    expect(error(40)).toBeLessThan(1e-6);
    expect(() =>
      rootRiskIntegral({times: Float64Array.of(1), risk: Float64Array.of(1), dissipation: Float64Array.of(1)})
    ).toThrow(RangeError);
  });
});
