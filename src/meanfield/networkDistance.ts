import {FiniteNetwork, normalise} from "./network.js";
import type {Problem} from "./problem.js";

/**
 * ‖f_a − f_b‖ = (E (f_a − f_b)²)^½ for two networks of the same shape, exactly: with c the network of all their neurons,
 * f_a + f_b = 2 f_c, and so the square is 2‖f_a‖² + 2‖f_b‖² − 4‖f_c‖². Rounding leaves a floor of a few 1e−8.
 */
export function functionDistance(problem: Problem, dimension: number, a: Float64Array, b: Float64Array): number {
  const width = a.length / dimension;
  const both = new Float64Array(2 * a.length);
  for (let c = 0; c < dimension; ++c) {
    both.set(a.subarray(c * width, (c + 1) * width), 2 * c * width);
    both.set(b.subarray(c * width, (c + 1) * width), (2 * c + 1) * width);
  }
  const single = new FiniteNetwork(problem, dimension, width);
  const square =
    2 * (powerOf(single, a) + powerOf(single, b)) - 4 * powerOf(new FiniteNetwork(problem, dimension, 2 * width), both);
  return Math.sqrt(Math.max(0, square));
}

/** ‖f_m‖² = (1/m²) Σ_ij u(⟨w_i, w_j⟩). */
function powerOf(network: FiniteNetwork, neurons: Float64Array): number {
  return network.overlaps(neurons).reduce((sum, own) => sum + own, 0) / network.width;
}

/** ‖d/dη f(w + ηδ)‖ at η = 0 for tangent δ (both d×m), by a central difference. */
export function functionSpeed(problem: Problem, dimension: number, neurons: Float64Array, rate: Float64Array): number {
  const width = neurons.length / dimension;
  const size = Math.sqrt(rate.reduce((sum, value) => sum + value * value, 0) / width);
  if (size === 0) return 0;
  const h = 1e-3 / size;
  const [ahead, behind] = [h, -h].map((step) => {
    const moved = neurons.map((w, k) => w + step * rate[k]);
    normalise(moved, moved, dimension, width);
    return moved;
  });
  return functionDistance(problem, dimension, ahead, behind) / (2 * h);
}
