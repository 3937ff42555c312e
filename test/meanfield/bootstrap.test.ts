import {describe, expect, it} from "vitest";
import {bootstrap} from "../../src/meanfield/bootstrap.js";
import {dimensionExponent} from "../../src/meanfield/dimensionExponent.js";
import {stream} from "../../src/meanfield/random.js";

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("the bootstrap", () => {
  it("has an interval that holds the mean of skewed values about 95 times in 100, for eight repetitions", () => {
    const {normal} = stream(3, "a test of the bootstrap");
    const trials = 400;
    let inside = 0;
    for (let n = 0; n < trials; ++n) {
      const values = Array.from({length: 8}, () => Math.exp(0.3 * normal()));
      const {low, high} = bootstrap(8, (indices) => mean(indices.map((i) => values[i])));
      const expected = Math.exp(0.3 ** 2 / 2);
      if (low <= expected && expected <= high) ++inside;
    }
    // The binomial error is 1.1 %; skewness costs a little.
    expect(inside / trials).toBeGreaterThan(0.89);
    expect(inside / trials).toBeLessThan(0.985);
  });

  it("is Student's for a mean of many, the same every time, and silent for one", () => {
    const {normal} = stream(4, "a test of the bootstrap");
    const values = Array.from({length: 100}, normal);
    const statistic = (indices: readonly number[]) => mean(indices.map((i) => values[i]));
    const estimate = bootstrap(100, statistic);
    expect(estimate).toEqual(bootstrap(100, statistic));
    expect(estimate.value).toBe(mean(values));
    const spread = Math.sqrt(mean(values.map((value) => (value - estimate.value) ** 2)));
    expect((estimate.high - estimate.low) / ((2 * 1.984 * spread) / Math.sqrt(99))).toBeCloseTo(1, 1);
    expect(bootstrap(1, () => 2)).toEqual({value: 2, low: Number.NaN, high: Number.NaN});
  });
});

describe("an exponent of the dimension", () => {
  const dimensions = [8, 16, 32, 64, 128];
  const powers = (noise: (seed: number, dimension: number) => number, power = (d: number) => 3 * d ** 0.5) =>
    dimensions.map((dimension) => ({
      dimension,
      values: Array.from({length: 8}, (_, seed) => power(dimension) * Math.exp(noise(seed, dimension)))
    }));

  it("is that of a power law, with its value in another dimension", () => {
    const found = dimensionExponent(
      powers(() => 0),
      {extendTo: 512}
    )!;
    expect(found.value).toBeCloseTo(0.5, 12);
    expect(found.high - found.low).toBeLessThan(1e-12);
    expect(found.residual).toBeCloseTo(1, 12);
    expect(found.extended!.value).toBeCloseTo(3 * 512 ** 0.5, 8);
    expect(found.points.map(({law}) => law)[2]).toBeCloseTo(3 * 32 ** 0.5, 10);
    expect(Math.abs(found.bend.value)).toBeLessThan(1e-12);
  });

  it("covers the truth although seeds are shared between dimensions, and no bend is seen", () => {
    const {normal} = stream(5, "a test of the bootstrap");
    let [inside, straight] = [0, 0];
    const trials = 200;
    for (let n = 0; n < trials; ++n) {
      const shared = Array.from({length: 8}, () => 0.2 * normal());
      const found = dimensionExponent(powers((seed, d) => shared[seed] * Math.log(d / 32) + 0.1 * normal()))!;
      // Every seed has its own exponent; that of the mean over seeds is larger by its curvature.
      if (found.low <= 0.5 + 0.02 && 0.5 - 0.02 <= found.high) ++inside;
      if (found.bend.low <= 0.04 && -0.04 <= found.bend.high) ++straight;
    }
    expect(inside / trials).toBeGreaterThan(0.9);
    expect(straight / trials).toBeGreaterThan(0.9);
  });

  it("sees a bend, and is not resolved over a small range, by one seed, or through 0", () => {
    const {normal} = stream(6, "a test of the bootstrap");
    const bent = dimensionExponent(
      powers(
        () => 0.02 * normal(),
        (d) => 1 + 10 / Math.sqrt(d)
      )
    )!;
    expect(bent.bend.low).toBeGreaterThan(0);
    const all = powers(() => 0);
    expect(dimensionExponent(all.slice(0, 3))).toBeUndefined();
    expect(dimensionExponent(all.map((one) => ({...one, values: one.values.slice(0, 1)})))).toBeUndefined();
    expect(dimensionExponent(all.map((one) => ({...one, values: [0, 1]})))).toBeUndefined();
  });
});
