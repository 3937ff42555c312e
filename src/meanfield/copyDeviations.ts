import {startingScale} from "./chaosProblem.js";
import {rowLengths} from "./chaosTerms.js";
import {drawGaussianNeurons} from "./isotropicSgd.js";
import type {RadialLimit} from "./radialLimit.js";
import {stream} from "./random.js";

/** A bounded 1-Lipschitz function of θ = r·direction, and its mean under a rotation-invariant law. */
export interface TestFunction {
  /** The length of an interval that holds its values. */
  readonly range: number;
  value(radius: number, firstCoordinate: number): number;
  /** Its mean over directions, as a function of the radius. */
  average(radius: number): number;
}

/** f(θ) = |θ|/(1+|θ|) and f(θ) = tanh θ_1; the latter is odd, so that its mean is 0. */
export const testFunctions = {
  length: {range: 1, value: (r) => r / (1 + r), average: (r) => r / (1 + r)},
  side: {range: 2, value: (_, first) => Math.tanh(first), average: () => 0}
} as const satisfies Record<string, TestFunction>;

export interface DeviationSetting {
  readonly width: number;
  readonly f: keyof typeof testFunctions;
  readonly times: readonly number[];
  readonly repetitions: number;
  readonly seed: number;
}

/**
 * For each of some independent draws of N copies, (1/N) Σ f(θ̄_i^t) − ∫ f dρ_t at the times (increasing, within the solved
 * range of `limit`).
 */
export function* copyDeviations(
  limit: RadialLimit,
  {width, f, times, repetitions, seed}: DeviationSetting
): Generator<Float64Array, void, undefined> {
  const {dimension} = limit.problem;
  const test: TestFunction = testFunctions[f];
  const snapshots = times.map((time) => limit.at(time));
  const means = snapshots.map((snapshot) => limit.average(snapshot, test.average));
  const neurons = new Float64Array(dimension * width);
  const random = stream(seed, "repeated copies");
  for (let n = 0; n < repetitions; ++n) {
    drawGaussianNeurons(neurons, dimension, startingScale, random);
    const starts = rowLengths(neurons, dimension);
    yield Float64Array.from(snapshots, (snapshot, k) => {
      let sum = 0;
      for (let i = 0; i < width; ++i) {
        const radius = limit.radius(starts[i], snapshot);
        sum += test.value(radius, (radius * neurons[i * dimension]) / starts[i]);
      }
      return sum / width - means[k];
    });
  }
}
