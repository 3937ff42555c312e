import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  kolmogorovDistance,
  meanSampleDistance,
  sampleDistanceBound,
  wassersteinDistance
} from "../../src/meanfield/empiricalLaw.js";
import {stream} from "../../src/meanfield/random.js";

/** F of the uniform law on [−1, 1]. */
const uniform = (alignment: number) => (1 + alignment) / 2;

const sample = fc.array(fc.double({min: -1, max: 1, noNaN: true}), {minLength: 1, maxLength: 12});

describe("distances between an empirical and the uniform law", () => {
  it("are the supremum and the integral of |F_n − F|, by brute force", () => {
    fc.assert(
      fc.property(sample, (alignments) => {
        const cumulative = alignments.map(uniform);
        const count = 20_000;
        let [most, sum] = [0, 0];
        for (let i = 0; i < count; ++i) {
          const at = -1 + (2 * i + 1) / count;
          const difference = Math.abs(alignments.filter((a) => a <= at).length / alignments.length - uniform(at));
          most = Math.max(most, difference);
          sum += (2 * difference) / count;
        }
        expect(Math.abs(kolmogorovDistance(cumulative) - most)).toBeLessThan(2e-4);
        expect(Math.abs(wassersteinDistance(alignments, cumulative) - sum)).toBeLessThan(1e-3);
      }),
      {numRuns: 20}
    );
  });

  it("are those of the best and of the worst sample", () => {
    expect(kolmogorovDistance([0.125, 0.875, 0.375, 0.625])).toBe(0.125);
    expect(wassersteinDistance([1, 1], [1, 1])).toBe(1);
    expect(kolmogorovDistance([])).toBeNaN();
  });

  it("of independent draws have the mean and stay below the bound that are drawn as references", () => {
    const {uniform: draw} = stream(5, "a test of samples");
    const [n, runs] = [200, 2000];
    const distances = Array.from({length: runs}, () => kolmogorovDistance(Array.from({length: n}, draw)));
    const mean = distances.reduce((sum, one) => sum + one, 0) / runs;
    // The next order of the mean is −1/(6n); the standard error is 0.4 %.
    expect(Math.abs(mean / meanSampleDistance(n) - 1)).toBeLessThan(0.03);
    const above = distances.filter((one) => one > sampleDistanceBound(n, 0.05)).length / runs;
    expect(above).toBeLessThan(0.05 + 0.015);
    expect(above).toBeGreaterThan(0.02);
  });
});
