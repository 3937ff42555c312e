import {erfActivation, erfSlope} from "./arcsineKernel.js";
import type {ErfNetwork} from "./erfNetwork.js";
import type {RandomStream} from "./random.js";

/** What one sample (x, y) asks of every neuron; the sum of `field` and `repulsion` is (y − ŷ) ∇σ_*(x; θ_i). */
export interface SampleArrows {
  /** y. */
  readonly target: number;
  /** ŷ(x; θ). */
  readonly output: number;
  /** y ∇σ_*(x; θ_i), d×N; its mean over x is −∇V(θ_i). */
  readonly field: Float64Array;
  /** −ŷ ∇σ_*(x; θ_i), d×N; its mean over x is −(1/N) Σ_j ∇_1 U(θ_i, θ_j). */
  readonly repulsion: Float64Array;
}

/** Writes the next input x ~ N(0, I_d) of the stream into `x`. */
export function drawInput(x: Float64Array, {normal}: RandomStream): void {
  for (let c = 0; c < x.length; ++c) x[c] = normal();
}

/** The two parts of (y − ŷ) ∇_{θ_i} σ_*(x; θ_i), d×N each, for one input x. */
export function sampleArrows(network: ErfNetwork, neurons: Float64Array, x: Float64Array): SampleArrows {
  const {teacher, width, amplitude} = network;
  const target = amplitude * output(teacher.coordinates, teacher.width, x);
  const own = amplitude * output(neurons, width, x);
  const field = new Float64Array(neurons.length);
  const repulsion = new Float64Array(neurons.length);
  for (let i = 0; i < width; ++i) {
    const slope = amplitude * erfSlope(preactivation(neurons, width, i, x));
    for (let c = 0; c < x.length; ++c) {
      field[c * width + i] = target * slope * x[c];
      repulsion[c * width + i] = -own * slope * x[c];
    }
  }
  return {target, output: own, field, repulsion};
}

/**
 * One step of one-pass stochastic gradient descent with step size s on the input x, in place, all neurons at once:
 * θ_i ← θ_i + 2s (y − ŷ) ∇_{θ_i} σ_*(x; θ_i).
 */
export function sgdStep(network: ErfNetwork, neurons: Float64Array, x: Float64Array, step: number): void {
  const {teacher, width, amplitude} = network;
  const error = output(teacher.coordinates, teacher.width, x) - output(neurons, width, x);
  for (let i = 0; i < width; ++i) {
    const scale = 2 * step * amplitude ** 2 * error * erfSlope(preactivation(neurons, width, i, x));
    for (let c = 0; c < x.length; ++c) neurons[c * width + i] += scale * x[c];
  }
}

/** (1/n) Σ_i erf(⟨p_i,x⟩/√2) over n points p_i. */
function output(points: Float64Array, width: number, x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < width; ++i) sum += erfActivation(preactivation(points, width, i, x));
  return sum / width;
}

function preactivation(points: Float64Array, width: number, i: number, x: Float64Array): number {
  let z = 0;
  for (let c = 0; c < x.length; ++c) z += points[c * width + i] * x[c];
  return z;
}
