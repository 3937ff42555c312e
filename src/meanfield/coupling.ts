import {radiusOf} from "./flow.js";

/**
 * The coupled mean-field particles w̄_i(t) = α_i(t) w* + √(1−α_i(t)²) ζ_i: they start at the network's neurons and
 * follow ν(·, ρ_t), which by symmetry leaves their direction ζ_i ⟂ w* as it is. Exact; one number a neuron moves.
 */
export interface Coupling {
  readonly dimension: number;
  readonly width: number;
  /** u_i(0) = artanh α_i(0), ±∞ where α_i = ±1. */
  readonly start: Float64Array;
  /** ζ_i, d×m with row 0 zero. Where α_i = ±1 every choice gives the same particle; it is e_2. */
  readonly directions: Float64Array;
}

/** The coupling of m unit neurons, d×m coordinate-major, at time 0. */
export function couple(neurons: Float64Array, dimension: number): Coupling {
  const width = neurons.length / dimension;
  const radii = transverseNorms(neurons, width);
  const directions = new Float64Array(neurons.length);
  for (let k = width; k < neurons.length; ++k) directions[k] = neurons[k] / radii[k % width];
  for (let i = 0; i < width; ++i) {
    if (radii[i] > 0) continue;
    for (let c = 1; c < dimension; ++c) directions[c * width + i] = c === 1 ? 1 : 0;
  }
  // α/√(1−α²) = sinh u; the radius is a sum of squares, so nothing cancels near the poles.
  const start = Float64Array.from(radii, (r, i) => Math.asinh(neurons[i] / r));
  return {dimension, width, start, directions};
}

/** w̄_i for u_i = artanh α_i (length m), written into `particles` (d×m). */
export function meanFieldParticles(coupling: Coupling, u: Float64Array, particles: Float64Array): void {
  const {width, directions} = coupling;
  for (let i = 0; i < width; ++i) {
    const r = radiusOf(u[i]);
    particles[i] = Math.tanh(u[i]);
    for (let k = width + i; k < particles.length; k += width) particles[k] = r * directions[k];
  }
}

/** Δ_i = ŵ_i − w̄_i of m neurons and their particles at u_i = artanh α_i, written into `gaps` (d×m). */
export function deviations(coupling: Coupling, u: Float64Array, neurons: Float64Array, gaps: Float64Array): void {
  meanFieldParticles(coupling, u, gaps);
  for (let k = 0; k < gaps.length; ++k) gaps[k] = neurons[k] - gaps[k];
}

/** √(1−α_i²) of m unit neurons as the length of what is orthogonal to w*, without cancellation. */
export function transverseNorms(neurons: Float64Array, width: number): Float64Array {
  const norms = new Float64Array(width);
  for (let k = width; k < neurons.length; ++k) norms[k % width] += neurons[k] * neurons[k];
  return norms.map(Math.sqrt);
}
