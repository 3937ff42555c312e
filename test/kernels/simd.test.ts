import * as fc from "fast-check";
import {afterEach, describe, expect, it, vi} from "vitest";
import * as kernelBytes from "../../src/kernels/kernelBytes.js";
import {PlainLinearPairKernel} from "../../src/kernels/plainLinearPair.js";
import {PlainMomentKernel} from "../../src/kernels/plainMoment.js";
import {PlainPairKernel} from "../../src/kernels/plainPair.js";
import {SimdLinearPairKernel} from "../../src/kernels/simdLinearPair.js";
import {SimdMomentKernel} from "../../src/kernels/simdMoment.js";
import {SimdPairKernel} from "../../src/kernels/simdPair.js";
import {SimdSampleKernel} from "../../src/kernels/simdSample.js";
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

/** Shapes whose moment tensors of degree up to 9 are small enough for a test. */
const smallShape = fc.record({
  d: fc.integer({min: 2, max: 6}),
  m: fc.oneof(fc.integer({min: 1, max: 40}), fc.constantFrom(63, 64, 65, 200)),
  seed: fc.nat(1000)
});

describe("the kernels in WebAssembly", () => {
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

  it("agree with the plain ones on sums through moments", () => {
    fc.assert(
      fc.property(smallShape, coefficients, coefficients, ({d, m, seed}, p, q) => {
        const W = initialNeurons(d, m, seed);
        const [force, sums, plainForce, plainSums, forceTerms, sumTerms] = [d * m, m, d * m, m, d * m, m].map(
          (length) => new Float64Array(length)
        );
        const [simd, plain] = [new SimdMomentKernel(d, m), new PlainMomentKernel(d, m)];
        simd.force(p, W, force, q, sums);
        plain.force(p, W, plainForce, q, plainSums);
        plain.force(absolute(p), absolute(W), forceTerms, absolute(q), sumTerms);
        expect(largestError(force, plainForce, forceTerms)).toBeLessThan(1e-13);
        expect(largestError(sums, plainSums, sumTerms)).toBeLessThan(1e-13);
        const sumsAlone = new Float64Array(m);
        simd.sums(q, W, sumsAlone);
        expect(sumsAlone).toEqual(sums);
      }),
      runs
    );
  });

  it("agree with the plain ones on the linearisation through moments", () => {
    fc.assert(
      fc.property(smallShape, coefficients, fc.constantFrom(0, 1, -0.5), ({d, m, seed}, p, fixed) => {
        const W = initialNeurons(d, m, seed);
        const D = Float64Array.from({length: d * m}, stream(seed, "displacements").normal);
        const [force, plainForce, terms] = Array.from({length: 3}, () => new Float64Array(d * m));
        new SimdMomentKernel(d, m).linearForce(p, fixed, W, D, force);
        const plain = new PlainMomentKernel(d, m);
        plain.linearForce(p, fixed, W, D, plainForce);
        plain.linearForce(absolute(p), Math.abs(fixed), absolute(W), absolute(D), terms);
        expect(largestError(force, plainForce, terms)).toBeLessThan(1e-13);
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
        new SimdLinearPairKernel(d, m).linearForce(p, fixed, W, D, force);
        const plain = new PlainLinearPairKernel(d, m);
        plain.linearForce(p, fixed, W, D, plainForce);
        plain.linearForce(absolute(p), Math.abs(fixed), absolute(W), absolute(D), terms);
        expect(largestError(force, plainForce, terms)).toBeLessThan(1e-13);
      }),
      runs
    );
  });

  it("agree relative to the largest component for the forces of the paper's problems, by pairs and through moments", () => {
    for (const p of [
      [0, 3],
      [0, 0, 3],
      [0, 0, 0, 4],
      [0, 0, 0, 0, 0, 6],
      [0, 0, 0, 4, 0, 6],
      [0, 0, 3, 4]
    ]) {
      const [d, m] = p.length > 4 ? [12, 255] : [32, 255];
      const W = initialNeurons(d, m, 3);
      const D = Float64Array.from({length: d * m}, stream(3, "displacements").normal);
      const [force, linear] = [new Float64Array(d * m), new Float64Array(d * m)];
      new PlainPairKernel(d, m).force(p, W, force);
      new PlainLinearPairKernel(d, m).linearForce(p, 1, W, D, linear);
      const largest = (x: Float64Array) => new Float64Array(d * m).fill(Math.max(...absolute(x)));
      for (const [kernel, tolerance] of [
        [new SimdPairKernel(d, m), 1e-14],
        [new SimdMomentKernel(d, m), 3e-14]
      ] as const) {
        const result = new Float64Array(d * m);
        kernel.force(p, W, result);
        expect(largestError(result, force, largest(force))).toBeLessThan(tolerance);
      }
      for (const [kernel, tolerance] of [
        [new SimdLinearPairKernel(d, m), 1e-14],
        [new SimdMomentKernel(d, m), 3e-14]
      ] as const) {
        const result = new Float64Array(d * m);
        kernel.linearForce(p, 1, W, D, result);
        expect(largestError(result, linear, largest(linear))).toBeLessThan(tolerance);
      }
    }
  });

  it("give the same bits whatever used their memory before", () => {
    const [d, m] = [5, 70];
    const kernel = new SimdPairKernel(d, m);
    const linear = new SimdLinearPairKernel(d, m);
    const moment = new SimdMomentKernel(d, m);
    const sample = new SimdSampleKernel(d, m);
    const W = initialNeurons(d, m, 1);
    const D = initialNeurons(d, m, 2);
    const y = Float64Array.from({length: 37}, stream(2, "targets").normal);
    const X = Float64Array.from({length: d * y.length}, stream(2, "samples").normal);
    const run = () => {
      const results = [d * m, m, d * m, d * m, m, d * m, d * m, y.length].map((length) => new Float64Array(length));
      kernel.force([0, 0, 0, 4], W, results[0], [1, 0, 2], results[1]);
      linear.linearForce([0, 0, 0, 4], 1, W, D, results[2]);
      moment.force([0, 0, 0, 4], W, results[3], [1, 0, 2], results[4]);
      moment.linearForce([0, 0, 0, 4], 1, W, D, results[5]);
      sample.gradient({polynomial: [1], bell: [0, 2], gamma: 1}, W, X, y, results[6], results[7]);
      return results;
    };
    const first = run();
    for (const [d, m] of [
      [2, 1],
      [24, 401],
      [3, 6]
    ] as const) {
      const other = new Float64Array(d * m);
      const W = initialNeurons(d, m, 4);
      for (const kernel of [new SimdPairKernel(d, m), new SimdMomentKernel(d, m)]) {
        kernel.force([0, 0, 0, 1e300], W, other);
        kernel.force([0, 0, 0, 1e300], other.fill(1e60), other);
        expect(other[0]).not.toBeLessThan(Number.POSITIVE_INFINITY);
      }
      new SimdSampleKernel(d, m).gradient("relu", W, W, new Float64Array(m), other, new Float64Array(m));
      expect(run()).toEqual(first);
    }
  });

  it.each(Object.entries(kernelBytes))("%s fit into what a page may compile at once, 4096 bytes", (_, bytes) => {
    expect(atob(bytes).length).toBeLessThan(4096);
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
    const [{PairSums}, {sampleKernel}, {SimdPairKernel}, {SimdMomentKernel}] = await Promise.all([
      import("../../src/kernels/pairSums.js"),
      import("../../src/kernels/samples.js"),
      import("../../src/kernels/simdPair.js"),
      import("../../src/kernels/simdMoment.js")
    ]);
    // By pairs, and then through moments.
    for (const [d, m] of [
      [2, 3],
      [4, 600]
    ]) {
      const sums = new Float64Array(m);
      new PairSums(d, m).sums([2], initialNeurons(d, m, 1), sums);
      expect(sums).toEqual(new Float64Array(m).fill(2 * m));
      const [force, linear, zeros] = [new Float64Array(d * m), new Float64Array(d * m), new Float64Array(d * m)];
      new PairSums(d, m).force([0, 0, 0, 1], initialNeurons(d, m, 1), force);
      new PairSums(d, m).linearForce([0, 0, 0, 1], 1, initialNeurons(d, m, 1), zeros, linear);
      force.forEach((f, k) => {
        expect(linear[k]).toBeCloseTo(f, 10);
      });
    }
    expect(sampleKernel(2, 3).constructor.name).toBe("PlainSampleKernel");
    for (const Kernel of [SimdPairKernel, SimdMomentKernel])
      expect(() => new Kernel(2, 3)).toThrow("WebAssembly SIMD is not available");
  });
});
