import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {PlainLinearPairKernel} from "../../src/kernels/plainLinearPair.js";
import {PlainMomentKernel} from "../../src/kernels/plainMoment.js";
import {PlainPairKernel} from "../../src/kernels/plainPair.js";
import {SimdLinearPairKernel} from "../../src/kernels/simdLinearPair.js";
import {SimdMomentKernel} from "../../src/kernels/simdMoment.js";
import {SimdPairKernel} from "../../src/kernels/simdPair.js";
import {derivative, evaluate} from "../../src/meanfield/polynomial.js";
import {initialNeurons, stream} from "../../src/meanfield/random.js";

/** The same sums, term by term. */
function naive(p: readonly number[], d: number, m: number, W: Float64Array, D = new Float64Array(d * m), fixed = 1) {
  const dp = derivative(p);
  const force = new Float64Array(d * m);
  const sums = new Float64Array(m);
  for (let i = 0; i < m; ++i)
    for (let j = 0; j < m; ++j) {
      let s = 0;
      let q = 0;
      for (let c = 0; c < d; ++c) {
        s += W[c * m + i] * W[c * m + j];
        q += W[c * m + i] * D[c * m + j];
      }
      sums[i] += evaluate(p, s);
      const weight = fixed * evaluate(p, s) + evaluate(dp, s) * q;
      for (let c = 0; c < d; ++c) force[c * m + i] += weight * W[c * m + j] + evaluate(p, s) * D[c * m + j];
    }
  return {force, sums};
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((worst, x, i) => Math.max(worst, Math.abs(x - b[i])), 0);
}

const shape = fc.record({d: fc.integer({min: 2, max: 9}), m: fc.integer({min: 1, max: 13}), seed: fc.nat(1000)});
const coefficients = fc.oneof(
  fc.array(fc.double({min: -2, max: 2, noNaN: true}), {minLength: 1, maxLength: 8}),
  fc.constantFrom([0, 0, 0, 4], [0, 0, 3], [0, 0, 0, 4, 0, 6], [0], [1], [0, 2])
);
const runs = {seed: 7, numRuns: 200};

describe.each([
  ["PlainPairKernel", PlainPairKernel],
  ["SimdPairKernel", SimdPairKernel],
  ["PlainMomentKernel", PlainMomentKernel],
  ["SimdMomentKernel", SimdMomentKernel]
] as const)("%s", (_, PairKernel) => {
  it("agrees with the sums taken term by term, for every shape and parity", () => {
    fc.assert(
      fc.property(shape, coefficients, coefficients, ({d, m, seed}, p, q) => {
        const W = initialNeurons(d, m, seed);
        const kernel = new PairKernel(d, m);
        const force = new Float64Array(d * m);
        const sums = new Float64Array(m);
        kernel.force(p, W, force, q, sums);
        expect(largestDifference(force, naive(p, d, m, W).force)).toBeLessThan(1e-13 * m);
        expect(largestDifference(sums, naive(q, d, m, W).sums)).toBeLessThan(1e-13 * m);
        const again = new Float64Array(m);
        kernel.sums(q, W, again);
        expect(again).toEqual(sums);
      }),
      runs
    );
  });

  it("gives the same bits when its buffers are used again", () => {
    const [d, m] = [5, 11];
    const kernel = new PairKernel(d, m);
    const [first, second] = [new Float64Array(d * m), new Float64Array(d * m)];
    const W = initialNeurons(d, m, 1);
    kernel.force([0, 0, 0, 4], W, first);
    kernel.force([0, 1], initialNeurons(d, m, 2), second, [1], new Float64Array(m));
    kernel.force([0, 0, 0, 4], W, second);
    expect(second).toEqual(first);
  });
});

describe.each([
  ["PlainLinearPairKernel", PlainLinearPairKernel],
  ["SimdLinearPairKernel", SimdLinearPairKernel],
  ["PlainMomentKernel", PlainMomentKernel],
  ["SimdMomentKernel", SimdMomentKernel]
] as const)("%s", (_, LinearPairKernel) => {
  it("agrees with the sums taken term by term", () => {
    fc.assert(
      fc.property(shape, coefficients, fc.constantFrom(0, 1), ({d, m, seed}, p, fixed) => {
        const W = initialNeurons(d, m, seed);
        const {normal} = stream(seed, "displacements");
        const D = Float64Array.from({length: d * m}, normal);
        const force = new Float64Array(d * m);
        new LinearPairKernel(d, m).linearForce(p, fixed, W, D, force);
        expect(largestDifference(force, naive(p, d, m, W, D, fixed).force)).toBeLessThan(2e-12 * m);
      }),
      runs
    );
  });
});
