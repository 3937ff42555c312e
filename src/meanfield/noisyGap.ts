import {type GapFrame, gapFrame} from "./gapFrame.js";
import {FiniteNetwork, normalise} from "./network.js";
import {type NoisyLimit, noisyStep} from "./noisyLimit.js";
import {stepsTo} from "./particles.js";
import {derivative, evaluate} from "./polynomial.js";
import {brownianStep, noiseOfStep} from "./sphericalNoise.js";

export interface NoisyGapOptions {
  /** The gradient flow with noise, or projected gradient descent with noise between its steps. */
  readonly method: "flow" | "pgd";
  /** The length of a step in t; output times must be multiples of it. */
  readonly step: number;
  /** Of the noise; neurons are given. */
  readonly seed: number;
}

/** A run of the finite network with noise beside its twins in the noisy limit. */
export interface NoisyGapRun {
  /** Yields a frame at every output time, and the time reached after every step in between. */
  readonly progress: Generator<GapFrame | number, void, undefined>;
  /** The network's neurons at the time reached, d×m, coordinate-major, of unit length. */
  readonly neurons: Float64Array;
}

/** A velocity of m unit vectors (d×m), written into the second argument. */
type Field = (neurons: Float64Array, velocity: Float64Array) => void;

/**
 * Trains the network from the given neurons (d×m, coordinate-major, of unit length) with noise, dw_i = ν(w_i, ρ̂_m) dt + √(2τ) dB_i. A
 * step is half of the noise, then the drift, then the other half: weakly of second order for the flow, whose drift is Heun's; the
 * drift of "pgd" is a step of projected gradient descent. The twin w̄_i starts at the same place, has the same noise and follows
 * ν(·, ρ_t); gaps are Δ_i = w_i − w̄_i. Throws a RangeError where times are not the limit's or no multiples of the step.
 */
export function simulateNoisyGap(
  limit: NoisyLimit,
  start: Float64Array,
  times: ArrayLike<number>,
  {method, step, seed}: NoisyGapOptions
): NoisyGapRun {
  const {problem, dimension, noise} = limit;
  const width = start.length / dimension;
  const network = new FiniteNetwork(problem, dimension, width);
  const neurons = Float64Array.from(start);
  const twins = Float64Array.from(start);
  const indices = Array.from(times, (time) => {
    const index = limit.times.indexOf(time);
    if (index < 0) throw new RangeError(`the limit was not solved at t = ${time}`);
    stepsTo(time, step);
    return index;
  });
  const drift = heun(dimension, width);
  // A long step of descent is the network's own; its twin follows the field as closely as the limit does.
  const parts = Math.max(1, Math.ceil(step / noisyStep(problem)));
  const velocity: Field = (at, result) => network.velocity(at, result);
  const descent = new Float64Array(start.length);

  const advance = (n: number) => {
    const [first, second] = noiseOfStep(seed, n, dimension, width);
    const duration = (noise * step) / 2;
    for (const all of [neurons, twins]) brownianStep(all, first, duration, dimension);
    if (method === "flow") drift(neurons, step, velocity, velocity);
    else {
      network.descent(neurons, descent);
      for (let k = 0; k < neurons.length; ++k) neurons[k] += step * descent[k];
      normalise(neurons, neurons, dimension, width);
    }
    for (let part = 0; part < parts; ++part) {
      const [before, after] = [part, part + 1].map((passed) => meanField(limit, (n + passed / parts) * step, width));
      drift(twins, step / parts, before, after);
    }
    for (const all of [neurons, twins]) brownianStep(all, second, duration, dimension);
  };

  function* progress(): Generator<GapFrame | number, void, undefined> {
    let steps = 0;
    for (const index of indices) {
      const last = stepsTo(limit.times[index], step);
      while (steps < last) {
        advance(steps);
        ++steps;
        if (steps < last) yield steps * step;
      }
      const gaps = neurons.map((value, k) => value - twins[k]);
      yield gapFrame(network, neurons, gaps, limit, index);
    }
  }
  return {progress: progress(), neurons};
}

/** ν(w, ρ_t) = −2Ψ_t′(α)(w* − α w). */
function meanField(limit: NoisyLimit, time: number, width: number): Field {
  const slope = derivative(limit.potentialAt(time));
  return (neurons, velocity) => {
    const pull = new Float64Array(width);
    for (let i = 0; i < width; ++i) pull[i] = -2 * evaluate(slope, neurons[i]);
    for (let k = 0; k < neurons.length; ++k) {
      const i = k % width;
      velocity[k] = (k < width ? pull[i] : 0) - pull[i] * neurons[i] * neurons[k];
    }
  };
}

/** Heun's step on the sphere: the mean of the velocities at both ends, which are brought back to length 1. */
function heun(dimension: number, width: number) {
  const size = dimension * width;
  const [first, second, predicted] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  return (neurons: Float64Array, step: number, before: Field, after: Field): void => {
    before(neurons, first);
    for (let k = 0; k < size; ++k) predicted[k] = neurons[k] + step * first[k];
    normalise(predicted, predicted, dimension, width);
    after(predicted, second);
    for (let k = 0; k < size; ++k) neurons[k] += (step / 2) * (first[k] + second[k]);
    normalise(neurons, neurons, dimension, width);
  };
}
