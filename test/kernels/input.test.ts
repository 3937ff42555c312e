import {describe, expect, it} from "vitest";
import type {Activation} from "../../src/kernels/activation.js";
import {KernelInputError} from "../../src/kernels/input.js";
import {momentTensor} from "../../src/kernels/momentTensor.js";
import {PairSums} from "../../src/kernels/pairSums.js";
import {PlainLinearPairKernel} from "../../src/kernels/plainLinearPair.js";
import {PlainMomentKernel} from "../../src/kernels/plainMoment.js";
import {PlainPairKernel} from "../../src/kernels/plainPair.js";
import {PlainSampleKernel} from "../../src/kernels/plainSample.js";
import {SimdLinearPairKernel} from "../../src/kernels/simdLinearPair.js";
import {SimdMomentKernel} from "../../src/kernels/simdMoment.js";
import {SimdPairKernel} from "../../src/kernels/simdPair.js";
import {SimdSampleKernel} from "../../src/kernels/simdSample.js";
import {initialNeurons} from "../../src/meanfield/random.js";

const [d, m] = [3, 10];
const W = initialNeurons(d, m, 1);
const broken = W.map((w, k) => (k === 7 ? Number.NaN : w));

/** The result must be untouched after a refusal. */
function refusal(length: number, call: (result: Float64Array) => void, message: string): void {
  const result = new Float64Array(length).fill(42);
  const attempt = () => call(result);
  expect(attempt).toThrow(KernelInputError);
  expect(attempt).toThrow(message);
  expect(result).toEqual(new Float64Array(length).fill(42));
}

describe.each([PairSums, SimdPairKernel, PlainPairKernel, SimdMomentKernel, PlainMomentKernel])(
  "%o refuses",
  (Kernel) => {
    const kernel = new Kernel(d, m);
    it.each([
      ["neurons of another length", [0, 1], W.slice(1), "neurons must hold 30 numbers for this kernel, got 29"],
      ["neurons that are not finite", [0, 1], broken, "neurons must be finite numbers, got NaN at index 7"],
      ["coefficients that are not finite", [0, Number.POSITIVE_INFINITY], W, "p must be finite numbers, got Infinity"],
      ["no coefficients", [], W, "p must have a coefficient at least, got none"]
    ])("%s", (_, p, neurons, message) => {
      refusal(d * m, (force) => kernel.force(p, neurons, force), message);
      refusal(m, (sums) => kernel.sums(p, neurons, sums), message.replace("p must", "q must"));
    });

    it("results of another length", () => {
      refusal(d * m - 1, (force) => kernel.force([0, 1], W, force), "force must hold 30 numbers");
      refusal(m + 1, (sums) => kernel.sums([0, 1], W, sums), "sums must hold 10 numbers");
    });
  }
);

describe.each([PairSums, SimdLinearPairKernel, PlainLinearPairKernel, SimdMomentKernel, PlainMomentKernel])(
  "%o refuses in its linearisation",
  (Kernel) => {
    const kernel = new Kernel(d, m);
    it.each([
      ["displacements that are not finite", 1, broken, "displacements must be finite numbers, got NaN at index 7"],
      ["displacements of another length", 1, W.slice(2), "displacements must hold 30 numbers"],
      ["a factor that is not finite", Number.NaN, W, "fixed must be finite numbers, got NaN"]
    ])("%s", (_, fixed, displacements, message) => {
      refusal(d * m, (force) => kernel.linearForce([0, 1], fixed, W, displacements, force), message);
    });
  }
);

it("a moment tensor that is too large is refused, and the sums are taken by pairs", () => {
  expect(() => momentTensor(300, 4)).toThrow(KernelInputError);
  expect(() => momentTensor(300, 4)).toThrow("must hold at most 8388608 numbers, got degree 4 in dimension 300");
  const neurons = initialNeurons(300, 2, 1);
  const [chosen, pairs] = [new Float64Array(600), new Float64Array(600)];
  refusal(
    600,
    (force) => new SimdMomentKernel(300, 2).force([0, 0, 0, 4], neurons, force),
    "degree 4 in dimension 300"
  );
  new PairSums(300, 2).force([0, 0, 0, 4], neurons, chosen);
  new SimdPairKernel(300, 2).force([0, 0, 0, 4], neurons, pairs);
  expect(chosen).toEqual(pairs);
});

describe.each([SimdSampleKernel, PlainSampleKernel])("%o refuses", (Kernel) => {
  const kernel = new Kernel(d, m);
  const X = initialNeurons(d, 5, 2);
  const y = new Float64Array(5);
  const gradient = (activation: Activation, neurons: Float64Array, samples: Float64Array, targets: Float64Array) =>
    [d * m, y.length]
      .map((length, which) => [length, which] as const)
      .map(([length, which]) => ({
        length,
        call: (result: Float64Array) =>
          kernel.gradient(
            activation,
            neurons,
            samples,
            targets,
            which === 0 ? result : new Float64Array(d * m),
            which === 1 ? result : new Float64Array(y.length)
          )
      }));

  it.each([
    ["neurons that are not finite", "relu", broken, X, y, "neurons must be finite numbers"],
    ["samples of another shape", "relu", W, X.slice(1), y, "the number of samples must be an integer"],
    ["no samples", "relu", W, new Float64Array(0), y, "the number of samples must be an integer from 1"],
    ["targets of another length", "relu", W, X, y.slice(1), "targets must hold 5 numbers"],
    ["targets that are not finite", "relu", W, X, y.map(() => Number.NaN), "targets must be finite numbers"],
    [
      "a negative width of the bell",
      {polynomial: [0], bell: [1], gamma: -1},
      W,
      X,
      y,
      "gamma must be a finite number ≥ 0"
    ],
    ["no polynomial", {polynomial: []}, W, X, y, "polynomial must have a coefficient at least"]
  ] as const)("%s", (_, activation, neurons, samples, targets, message) => {
    for (const {length, call} of gradient(activation as Activation, neurons, samples, targets))
      refusal(length, call, message);
  });

  it("signs of another length", () => {
    refusal(5, (outputs) => kernel.outputs("relu", W, X, outputs, new Float64Array(9)), "signs must hold 10 numbers");
  });
});
