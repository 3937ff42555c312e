import type {ErfNetwork} from "./erfNetwork.js";
import {drawInput, sgdStep} from "./erfSgd.js";
import {Stepper} from "./integrate.js";
import type {RandomStream} from "./random.js";

/** The neurons at one time. */
export interface PathPoint {
  readonly time: number;
  /** d×N. */
  readonly neurons: Float64Array;
}

/**
 * One-pass SGD with the constant step size ε from `start`, at every `stride`-th step and the last one of `steps`, the start
 * included; the time after k steps is kε.
 */
export function sgdPath(
  network: ErfNetwork,
  start: Float64Array,
  step: number,
  steps: number,
  samples: RandomStream,
  stride = 1
): PathPoint[] {
  const neurons = Float64Array.from(start);
  const x = new Float64Array(network.teacher.dimension);
  const path: PathPoint[] = [{time: 0, neurons: neurons.slice()}];
  for (let k = 1; k <= steps; ++k) {
    drawInput(x, samples);
    sgdStep(network, neurons, x, step);
    if (k % stride === 0 || k === steps) path.push({time: k * step, neurons: neurons.slice()});
  }
  return path;
}

/**
 * The gradient flow θ̇_i = −N∇_{θ_i} R_N from `start` at each of `times` (increasing, ≥ 0), by Dormand–Prince 5(4) with the given
 * local error. Throws an Error where it cannot be continued.
 */
export function gradientFlowPath(
  network: ErfNetwork,
  start: Float64Array,
  times: readonly number[],
  tolerance = 1e-9
): PathPoint[] {
  const stepper = new Stepper((_, y, dy) => network.velocity(y, dy), 0, Float64Array.from(start), {
    name: "the gradient flow",
    absolute: tolerance,
    firstStep: 1e-2
  });
  return times.map((time) => {
    while (stepper.time < time) stepper.advance(time);
    return {time, neurons: stepper.state.slice()};
  });
}

/** (1/N) Σ_i |θ_i − θ′_i|², for d×N neurons each. */
export function meanSquareDistance(a: Float64Array, b: Float64Array, width: number): number {
  let sum = 0;
  for (let k = 0; k < a.length; ++k) sum += (a[k] - b[k]) ** 2;
  return sum / width;
}
