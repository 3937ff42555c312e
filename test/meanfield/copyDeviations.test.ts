import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {mcDiarmidQuantile, mcDiarmidTail} from "../../src/meanfield/boundedDifferences.js";
import {chaosProblem, startingScale} from "../../src/meanfield/chaosProblem.js";
import {copyDeviations} from "../../src/meanfield/copyDeviations.js";
import {RadialLimit} from "../../src/meanfield/radialLimit.js";

const limit = new RadialLimit(chaosProblem(4, 0.8), {scale: startingScale, dimension: 4}, {tolerance: 1e-7});
limit.at(0.3);

describe("McDiarmid's inequality", () => {
  it("has a tail that its quantile inverts", () => {
    fc.assert(
      fc.property(
        fc.integer({min: 1, max: 1e6}),
        fc.double({min: 0.1, max: 5, noNaN: true}),
        fc.double({min: 1e-6, max: 1, noNaN: true}),
        (count, range, p) => {
          expect(mcDiarmidTail(count, range, mcDiarmidQuantile(count, range, p))).toBeCloseTo(p, 10);
        }
      )
    );
    expect(mcDiarmidTail(10, 1, 0)).toBe(1);
  });

  it.each(["length", "side"] as const)("holds for %s at the copies, whose mean is unbiased", (f) => {
    const [width, repetitions] = [20, 300];
    const setting = {width, f, times: [0.1, 0.3], repetitions, seed: 4};
    const deviations = [...copyDeviations(limit, setting)].map(([, last]) => last);
    const mean = deviations.reduce((sum, value) => sum + value, 0) / repetitions;
    const deviation = Math.sqrt(deviations.reduce((sum, value) => sum + value ** 2, 0) / repetitions);
    expect(Math.abs(mean)).toBeLessThan((4 * deviation) / Math.sqrt(repetitions));
    for (const p of [0.3, 0.1, 0.02]) {
      const allowed = mcDiarmidQuantile(width, f === "length" ? 1 : 2, p);
      const exceeded = deviations.filter((value) => Math.abs(value) >= allowed).length / repetitions;
      expect(exceeded).toBeLessThanOrEqual(p + 4 * Math.sqrt((p * (1 - p)) / repetitions));
    }
    expect(deviation).toBeGreaterThan(1e-3);
  });
});
