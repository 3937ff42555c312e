import {stream} from "./random.js";

/**
 * The Gaussian numbers of one step of training with noise, as coordinates of m vectors in R^d (d×m, coordinate-major): of its first and of
 * its second half. They are drawn neuron after neuron from a stream of the step, so that those of a neuron depend neither on the width
 * nor on what came before.
 */
export function noiseOfStep(
  seed: number,
  step: number,
  dimension: number,
  width: number
): readonly [Float64Array, Float64Array] {
  const {normal} = stream(seed, `noise of step ${step}`);
  const halves = [new Float64Array(dimension * width), new Float64Array(dimension * width)] as const;
  for (let i = 0; i < width; ++i)
    for (const half of halves) for (let c = 0; c < dimension; ++c) half[c * width + i] = normal();
  return halves;
}

/**
 * Brownian motion √2 dB on the sphere over a length of time s (τ times that of the training), one step for m unit vectors w_i (d×m,
 * coordinate-major, changed in place). With ξ the part of √(e^{2s} − 1) g_i orthogonal to w_i,
 *
 *     w_i ← e^{−|ξ|²/2} w_i + √(1 − e^{−|ξ|²}) ξ/|ξ|.
 *
 * The mean of w_i decays by e^{−(d−1)s} exactly, and the mean of every function of second order: by e^{sΔ} up to s³
 * (docs/numerics/noisy-limit.md). Vectors that are given the same g take the same step as far as their tangent spaces allow.
 */
export function brownianStep(neurons: Float64Array, gaussian: Float64Array, duration: number, dimension: number): void {
  const width = neurons.length / dimension;
  const variance = Math.expm1(2 * duration);
  const along = new Float64Array(width);
  const square = new Float64Array(width);
  for (let c = 0; c < dimension; ++c)
    for (let i = 0, k = c * width; i < width; ++i, ++k) along[i] += neurons[k] * gaussian[k];
  for (let c = 0; c < dimension; ++c)
    for (let i = 0, k = c * width; i < width; ++i, ++k) square[i] += (gaussian[k] - along[i] * neurons[k]) ** 2;
  const kept = square.map((value) => Math.exp((-variance * value) / 2));
  const moved = square.map((value) => (value > 0 ? Math.sqrt(-Math.expm1(-variance * value) / value) : 0));
  for (let c = 0; c < dimension; ++c)
    for (let i = 0, k = c * width; i < width; ++i, ++k)
      neurons[k] = (kept[i] - moved[i] * along[i]) * neurons[k] + moved[i] * gaussian[k];
}
