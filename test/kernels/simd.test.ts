import * as fc from "fast-check";
import {afterEach, describe, expect, it, vi} from "vitest";
import {kernelBytes} from "../../src/kernels/kernelBytes.js";
import {LinearPairKernel} from "../../src/kernels/linearPair.js";
import {PairKernel} from "../../src/kernels/pair.js";
import {PlainLinearPairKernel} from "../../src/kernels/plainLinearPair.js";
import {PlainPairKernel} from "../../src/kernels/plainPair.js";
import {SimdLinearPairKernel} from "../../src/kernels/simdLinearPair.js";
import {SimdPairKernel} from "../../src/kernels/simdPair.js";
import {initialNeurons, stream} from "../../src/meanfield/random.js";

const shape = fc.record({
  d: fc.oneof(fc.integer({min: 2, max: 20}), fc.constantFrom(2, 3, 64, 100)),
  m: fc.oneof(fc.integer({min: 1, max: 40}), fc.constantFrom(1, 2, 3, 4, 5, 101)),
  seed: fc.nat(1000)
});

/** Constants, both parities with lowest terms of every degree, and polynomials without parity. */
const coefficients = fc
  .tuple(
    fc.array(
      fc.integer({min: -99, max: 99}).map((k) => k / 50),
      {minLength: 1, maxLength: 9}
    ),
    fc.constantFrom(
      () => true,
      (k: number) => k % 2 === 0,
      (k: number) => k % 2 === 1
    )
  )
  .map(([all, kept]) => all.map((a, k) => (kept(k) ? a : 0)));

const runs = {seed: 11, numRuns: 150};
const absolute = (x: ArrayLike<number>) => Float64Array.from(x, Math.abs);

/** The largest difference, in units of the sum of the absolute values of its terms. */
function largestError(a: Float64Array, b: Float64Array, terms: Float64Array): number {
  return a.reduce((worst, x, k) => (x === b[k] ? worst : Math.max(worst, Math.abs(x - b[k]) / terms[k])), 0);
}

describe("the kernels in WebAssembly", () => {
  it("are the ones in use here", () => {
    expect(PairKernel).toBe(SimdPairKernel);
    expect(LinearPairKernel).toBe(SimdLinearPairKernel);
  });

  it("agree with the plain ones on sums over pairs", () => {
    fc.assert(
      fc.property(shape, coefficients, coefficients, ({d, m, seed}, p, q) => {
        const W = initialNeurons(d, m, seed);
        const [force, sums, plainForce, plainSums, forceTerms, sumTerms] = [d * m, m, d * m, m, d * m, m].map(
          (length) => new Float64Array(length)
        );
        const [simd, plain] = [new SimdPairKernel(d, m), new PlainPairKernel(d, m)];
        simd.force(p, W, force, q, sums);
        plain.force(p, W, plainForce, q, plainSums);
        plain.force(absolute(p), absolute(W), forceTerms, absolute(q), sumTerms);
        expect(largestError(force, plainForce, forceTerms)).toBeLessThan(1e-13);
        expect(largestError(sums, plainSums, sumTerms)).toBeLessThan(1e-13);
        const [alone, sumsAlone] = [new Float64Array(d * m), new Float64Array(m)];
        simd.force(p, W, alone);
        simd.sums(q, W, sumsAlone);
        expect(alone).toEqual(force);
        expect(sumsAlone).toEqual(sums);
      }),
      runs
    );
  });

  it("agree with the plain ones on the linearisation", () => {
    fc.assert(
      fc.property(shape, coefficients, fc.constantFrom(0, 1, -0.5), ({d, m, seed}, p, fixed) => {
        const W = initialNeurons(d, m, seed);
        const D = Float64Array.from({length: d * m}, stream(seed, "displacements").normal);
        const [force, plainForce, terms] = Array.from({length: 3}, () => new Float64Array(d * m));
        new SimdLinearPairKernel(d, m).force(p, fixed, W, D, force);
        const plain = new PlainLinearPairKernel(d, m);
        plain.force(p, fixed, W, D, plainForce);
        plain.force(absolute(p), Math.abs(fixed), absolute(W), absolute(D), terms);
        expect(largestError(force, plainForce, terms)).toBeLessThan(1e-13);
      }),
      runs
    );
  });

  it("agree relative to the largest component for the forces of the paper's problems", () => {
    for (const p of [
      [0, 3],
      [0, 0, 3],
      [0, 0, 0, 4],
      [0, 0, 0, 0, 0, 6],
      [0, 0, 0, 4, 0, 6],
      [0, 0, 3, 4]
    ]) {
      const [d, m] = [32, 255];
      const W = initialNeurons(d, m, 3);
      const [force, plainForce] = [new Float64Array(d * m), new Float64Array(d * m)];
      new SimdPairKernel(d, m).force(p, W, force);
      new PlainPairKernel(d, m).force(p, W, plainForce);
      const largest = Math.max(...absolute(plainForce));
      expect(largestError(force, plainForce, new Float64Array(d * m).fill(largest))).toBeLessThan(1e-14);
    }
  });

  it("give the same bits whatever used their memory before", () => {
    const [d, m] = [5, 11];
    const kernel = new SimdPairKernel(d, m);
    const linear = new SimdLinearPairKernel(d, m);
    const W = initialNeurons(d, m, 1);
    const D = initialNeurons(d, m, 2);
    const run = () => {
      const [force, sums, second] = [new Float64Array(d * m), new Float64Array(m), new Float64Array(d * m)];
      kernel.force([0, 0, 0, 4], W, force, [1, 0, 2], sums);
      linear.force([0, 0, 0, 4], 1, W, D, second);
      return [force, sums, second];
    };
    const first = run();
    for (const [d, m] of [
      [2, 1],
      [64, 401],
      [3, 6]
    ] as const) {
      const other = new Float64Array(d * m);
      new SimdPairKernel(d, m).force([Number.NaN], initialNeurons(d, m, 4), other);
      expect(other[0]).toBeNaN();
      expect(run()).toEqual(first);
    }
  });

  it("fit into what a page may compile at once, 4096 bytes", () => {
    expect(atob(kernelBytes).length).toBeLessThan(4096);
  });
});

describe("without WebAssembly", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it("the plain kernels take over", async () => {
    vi.stubGlobal("WebAssembly", undefined);
    vi.resetModules();
    const [{PairKernel}, {LinearPairKernel}, {SimdPairKernel}] = await Promise.all([
      import("../../src/kernels/pair.js"),
      import("../../src/kernels/linearPair.js"),
      import("../../src/kernels/simdPair.js")
    ]);
    const sums = new Float64Array(3);
    new PairKernel(2, 3).sums([2], initialNeurons(2, 3, 1), sums);
    expect(sums).toEqual(Float64Array.of(6, 6, 6));
    expect(PairKernel.name).toBe("PlainPairKernel");
    expect(LinearPairKernel.name).toBe("PlainLinearPairKernel");
    expect(() => new SimdPairKernel(2, 3)).toThrow("WebAssembly SIMD is not available");
  });
});
