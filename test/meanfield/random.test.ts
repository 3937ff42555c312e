import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {initialNeurons, stream} from "../../src/meanfield/random.js";

describe("stream", () => {
  it("repeats itself for the same seed and name and not for others", () => {
    const draw = (seed: number, name: string) => {
      const {uniform, normal} = stream(seed, name);
      return [uniform(), normal(), uniform()];
    };
    expect(draw(1, "a")).toEqual(draw(1, "a"));
    const others = [draw(1, "a"), draw(1, "b"), draw(2, "a"), draw(11, "a"), draw(0, ""), draw(2 ** 53 - 1, "a")];
    expect(new Set(others.map((x) => x[0])).size).toBe(others.length);
  });

  it("has not changed: published figures depend on these bits", () => {
    const {uniform, normal} = stream(1, "pinned");
    expect([uniform(), uniform(), normal(), normal()]).toMatchInlineSnapshot(`
      [
        0.45562524031958584,
        0.4329079784760461,
        -0.3675256658742332,
        1.1068753901321722,
      ]
    `);
  });

  it("draws uniforms and normals with the right moments and tail", () => {
    const {uniform, normal} = stream(5, "moments");
    const n = 200_000;
    const u = Float64Array.from({length: n}, uniform);
    const z = Float64Array.from({length: n}, normal);
    const mean = (x: Float64Array, f: (x: number) => number) => x.reduce((sum, xi) => sum + f(xi), 0) / n;
    // Five standard errors each.
    expect(Math.abs(mean(u, (x) => x) - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 12 / n));
    expect(Math.abs(mean(z, (x) => x))).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(mean(z, (x) => x * x) - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    expect(Math.abs(mean(z, (x) => x ** 4) - 3)).toBeLessThan(5 * Math.sqrt(96 / n));
    const tail = 2.6997960632601866e-3;
    expect(Math.abs(mean(z, (x) => (Math.abs(x) > 3 ? 1 : 0)) - tail)).toBeLessThan(5 * Math.sqrt(tail / n));
    const body = 0.3829249225480262;
    expect(Math.abs(mean(z, (x) => (Math.abs(x) < 0.5 ? 1 : 0)) - body)).toBeLessThan(5 * Math.sqrt(0.24 / n));
  });

  it("refuses seeds that are not safe integers ≥ 0", () => {
    for (const seed of [-1, 0.5, NaN, 2 ** 53]) expect(() => stream(seed, "a")).toThrow(RangeError);
  });
});

describe("initialNeurons", () => {
  it("gives narrower networks the first neurons of wider ones, all of unit length", () => {
    fc.assert(
      fc.property(
        fc.integer({min: 2, max: 9}),
        fc.integer({min: 1, max: 12}),
        fc.nat(5),
        fc.maxSafeNat(),
        (d, m, more, seed) => {
          const narrow = initialNeurons(d, m, seed);
          const wide = initialNeurons(d, m + more, seed);
          for (let i = 0; i < m; ++i) {
            let square = 0;
            for (let c = 0; c < d; ++c) {
              expect(narrow[c * m + i]).toBe(wide[c * (m + more) + i]);
              square += narrow[c * m + i] ** 2;
            }
            expect(Math.abs(square - 1)).toBeLessThan(1e-15 * d);
          }
        }
      ),
      {seed: 1, numRuns: 50}
    );
  });

  it("is uniform: E w_c² = 1/d and E w_c⁴ = 3/(d(d+2)) for every coordinate", () => {
    const [d, m] = [5, 40_000];
    const w = initialNeurons(d, m, 3);
    for (let c = 0; c < d; ++c) {
      const row = w.subarray(c * m, (c + 1) * m);
      const moment = (p: number) => row.reduce((sum, x) => sum + x ** p, 0) / m;
      expect(Math.abs(moment(1))).toBeLessThan(5 * Math.sqrt(1 / d / m));
      expect(Math.abs(moment(2) - 1 / d)).toBeLessThan(5 * Math.sqrt(3 / (d * (d + 2)) / m));
      expect(Math.abs(moment(4) - 3 / (d * (d + 2)))).toBeLessThan(5 * Math.sqrt(105 / (5 * 7 * 9 * 11) / m));
    }
  });

  it("refuses impossible shapes", () => {
    for (const [d, m] of [
      [1, 3],
      [2.5, 3],
      [4, 0],
      [4, Number.NaN]
    ])
      expect(() => initialNeurons(d, m, 1)).toThrow(RangeError);
  });
});
