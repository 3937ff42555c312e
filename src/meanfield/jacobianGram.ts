import type {Activation} from "../kernels/activation.js";
import {activationSlope} from "./activationSlope.js";
import {dot} from "./dot.js";

/**
 * k_N(x_a, x_b) = (1/N) Σ_i σ′(⟨w_i,x_a⟩) σ′(⟨w_i,x_b⟩) ⟨x_a, x_b⟩ for d×N neurons and d×p points, p×p: N^{2γ−1} times the Gram matrix of
 * the Jacobian of N^{−γ} Σ_i ±σ(⟨w_i, x⟩) with respect to the neurons, in every scaling γ. Positive semidefinite.
 */
export function jacobianGram(
  activation: Activation,
  neurons: Float64Array,
  points: Float64Array,
  dimension: number
): Float64Array {
  const width = neurons.length / dimension;
  const count = points.length / dimension;
  const slope = activationSlope(activation);
  const slopes = new Float64Array(count * width);
  for (let a = 0; a < count; ++a) {
    const row = slopes.subarray(a * width, (a + 1) * width);
    for (let c = 0; c < dimension; ++c) {
      const x = points[c * count + a];
      for (let i = 0; i < width; ++i) row[i] += neurons[c * width + i] * x;
    }
    for (let i = 0; i < width; ++i) row[i] = slope(row[i]);
  }
  const gram = new Float64Array(count * count);
  for (let a = 0; a < count; ++a)
    for (let b = 0; b <= a; ++b) {
      let product = 0;
      for (let c = 0; c < dimension; ++c) product += points[c * count + a] * points[c * count + b];
      const entry = (product * dot(slopes, a * width, slopes, b * width, width)) / width;
      gram[a * count + b] = entry;
      gram[b * count + a] = entry;
    }
  return gram;
}

/** |A − B| / |B| in the Frobenius norm. */
export function relativeChange(now: Float64Array, before: Float64Array): number {
  let difference = 0;
  let size = 0;
  for (let k = 0; k < now.length; ++k) {
    difference += (now[k] - before[k]) ** 2;
    size += before[k] ** 2;
  }
  return Math.sqrt(difference / size);
}

/**
 * The linearised network: F ← F − (2h/n) K (F − y) on all p points, where only the first n = y.length are trained on and
 * K = k_N(0) (p×p) is frozen; F starts from 0. The same steps as gradient descent on the network's tangent at the start.
 */
export class LinearisedTraining {
  readonly outputs: Float64Array;

  constructor(
    private readonly gram: Float64Array,
    private readonly targets: Float64Array,
    private readonly step: number
  ) {
    this.outputs = new Float64Array(Math.sqrt(gram.length));
  }

  advance(): void {
    const {gram, targets, outputs} = this;
    const residuals = targets.map((target, b) => outputs[b] - target);
    const rate = (2 * this.step) / targets.length;
    for (let a = 0; a < outputs.length; ++a)
      outputs[a] -= rate * dot(gram, a * outputs.length, residuals, 0, residuals.length);
  }
}
