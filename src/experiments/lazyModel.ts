import type {Activation} from "../kernels/activation.js";
import {activationValue} from "../meanfield/activationSlope.js";
import {initialNeurons, stream} from "../meanfield/random.js";
import type {ScaledStart} from "../meanfield/scaledTraining.js";
import {spherePoints} from "../meanfield/spherePoints.js";
import {seed} from "./common.js";
import {choice, increasing, integer, numbers, real} from "./parameter.js";
import {Refusal} from "./refusal.js";

/** What a run in several scalings is made of; `lazy` and `lazy-neurons` share it. */
export interface LazySetting {
  readonly activation: "relu" | "wavelet";
  readonly layer: "twins" | "positive";
  readonly exponents: readonly number[];
  readonly dimension: number;
  readonly samples: number;
  readonly step: number;
  readonly times: readonly number[];
}

/** The parameters that both experiments have. */
export const lazyParameters = {
  activation: choice({
    name: "activation",
    description: "σ of network and teacher: max(0, z), or the smooth z exp(−z²/4)",
    names: ["relu", "wavelet"],
    default: "relu"
  }),
  layer: choice({
    name: "layer",
    description:
      "second layer: pairs of neurons that start together with signs + and −, or all + and the initial function subtracted",
    names: ["twins", "positive"],
    default: "twins"
  }),
  exponents: numbers({
    name: "exponents",
    description: "γ in the factor N^−γ before the sum: 0.5 is the lazy scaling, 1 the mean-field one",
    least: 0.5,
    most: 1,
    default: [0.5, 1]
  }),
  dimension: integer({name: "dimension", description: "dimension d of the input", least: 3, most: 512, default: 10}),
  samples: integer({
    name: "samples",
    description: "number n of training samples, uniform on the sphere of radius √d",
    least: 1,
    most: 4096,
    default: 64
  }),
  step: real({
    name: "step",
    description: "h: the learning rate is h N^(2γ−1), and the times must be multiples of h",
    least: 0,
    open: true,
    most: 1,
    default: 0.25
  }),
  times: increasing({
    name: "times",
    description: "times of the rows: step times number of steps",
    least: 0,
    most: 1e4,
    default: [0, 1, 2, 5, 10, 20, 30]
  }),
  seed: {...seed, description: "seed of the data and of the initial neurons"}
};

/** Refuses times that gradient descent does not stop at. */
export function checkTimes({times, step}: Pick<LazySetting, "times" | "step">): void {
  for (const time of times)
    if (Math.abs(time / step - Math.round(time / step)) > 1e-9 * Math.max(1, time / step))
      throw new Refusal((label) => {
        const near = Number((Math.round(time / step) * step).toPrecision(12));
        return `${label("times")} must be multiples of ${label("step", String(step))}, got ${time}; try ${near}`;
      });
}

/** What is read off a descent at each of the times, one step after the other in between. */
export function atTimes<Value>(
  {times, step}: Pick<LazySetting, "times" | "step">,
  descent: {advance(): void},
  read: (n: number) => Value
): Value[] {
  let steps = 0;
  return times.map((time, n) => {
    for (; steps < Math.round(time / step); ++steps) descent.advance();
    return read(n);
  });
}

/** Refuses a width that cannot be split into twins. */
export function checkTwins(name: string, layer: LazySetting["layer"], widths: readonly number[]): void {
  for (const width of widths)
    if (layer === "twins" && width % 2 === 1)
      throw new Refusal(
        (label) =>
          `${label(name)} must be even with ${label("layer", "twins")}, got ${width}; try ${label(name, String(width + 1))}`
      );
}

/** How the kernels write σ. */
export const activations: Readonly<Record<LazySetting["activation"], Activation>> = {
  relu: "relu",
  wavelet: {polynomial: [0], bell: [0, 1], gamma: 0.25}
};

/** Points on which test loss, kernel and linearisation are compared, drawn once a seed. */
export const testPoints = 96;

/** Data and initial neurons of one seed and width; wider networks contain the narrower ones, and all scalings start alike. */
export function lazyStart(
  {activation, layer, dimension, samples: count, step}: LazySetting,
  exponent: number,
  width: number,
  seed: number
): ScaledStart & {readonly test: Float64Array; readonly testTargets: Float64Array} {
  const sigma = activationValue(activations[activation]);
  const samples = spherePoints(dimension, count, stream(seed, "training samples"));
  const test = spherePoints(dimension, testPoints, stream(seed, "test samples"));
  const twins = layer === "twins";
  const starts = twins ? width / 2 : width;
  const drawn = initialNeurons(dimension, starts, seed);
  return {
    activation: activations[activation],
    exponent,
    neurons: Float64Array.from({length: dimension * width}, (_, k) => {
      const [c, i] = [Math.floor(k / width), k % width];
      return drawn[c * starts + (twins ? i >> 1 : i)];
    }),
    signs: Float64Array.from({length: width}, (_, i) => (twins && i % 2 === 1 ? -1 : 1)),
    samples,
    targets: samples.subarray(0, count).map(sigma),
    step,
    test,
    testTargets: test.subarray(0, testPoints).map(sigma)
  };
}
