import type {InteractionKernel} from "./interactionKernels.js";
import {innerProduct, type Points, squaredLengths} from "./points.js";
import type {RandomStream} from "./random.js";

/** The three terms of R_N = R_# + (2/N) Σ V(θ_i) + (1/N²) Σ U(θ_i, θ_j), and their sum. */
export interface RiskTerms {
  /** R_# = E y². */
  readonly target: number;
  /** (2/N) Σ_i V(θ_i), V(θ) = −E y σ_*(x; θ). */
  readonly field: number;
  /** (1/N²) Σ_ij U(θ_i, θ_j) = E ŷ² ≥ 0, U(θ, θ′) = E σ_*(x; θ) σ_*(x; θ′). */
  readonly interaction: number;
  /** The part of `interaction` with i = j, which a neuron has with itself: of order 1/N. */
  readonly self: number;
  /** R_N = E (y − ŷ)². */
  readonly risk: number;
}

/** The mean over all pairs of E σ(⟨a_i,x⟩) σ(⟨b_j,x⟩). */
function meanInteraction(kernel: InteractionKernel, a: Points, b: Points): number {
  const [aa, bb] = [squaredLengths(a), squaredLengths(b)];
  let sum = 0;
  for (let i = 0; i < a.width; ++i)
    for (let j = 0; j < b.width; ++j) sum += kernel.value(aa[i], innerProduct(a, i, b, j), bb[j]);
  return sum / (a.width * b.width);
}

/**
 * The terms of the risk of ŷ(x) = (1/N) Σ_i σ(⟨θ_i,x⟩) on y(x) = (1/M) Σ_k σ(⟨v_k,x⟩), x ~ N(0, I_d), in closed form: no x is
 * drawn. Both sets of points have the same dimension.
 */
export function riskTerms(kernel: InteractionKernel, neurons: Points, teacher: Points): RiskTerms {
  const target = meanInteraction(kernel, teacher, teacher);
  const field = -2 * meanInteraction(kernel, neurons, teacher);
  const interaction = meanInteraction(kernel, neurons, neurons);
  const own = squaredLengths(neurons).reduce((sum, square) => sum + kernel.value(square, square, square), 0);
  return {target, field, interaction, self: own / neurons.width ** 2, risk: target + field + interaction};
}

/** A mean over samples and its standard error. */
export interface Estimate {
  readonly mean: number;
  readonly error: number;
}

/** What n ≥ 2 fresh samples say of the terms: the means of y², −2yŷ, ŷ² and (y − ŷ)². */
export function sampledRiskTerms(
  kernel: InteractionKernel,
  neurons: Points,
  teacher: Points,
  samples: number,
  {normal}: RandomStream
): Readonly<Record<"target" | "field" | "interaction" | "risk", Estimate>> {
  const x = new Float64Array(neurons.dimension);
  const sums = new Float64Array(8);
  for (let n = 0; n < samples; ++n) {
    for (let c = 0; c < x.length; ++c) x[c] = normal();
    const y = average(kernel, teacher, x);
    const output = average(kernel, neurons, x);
    [y * y, -2 * y * output, output * output, (y - output) ** 2].forEach((value, k) => {
      sums[k] += value;
      sums[k + 4] += value * value;
    });
  }
  const estimate = (k: number): Estimate => {
    const mean = sums[k] / samples;
    return {mean, error: Math.sqrt(Math.max(0, sums[k + 4] / samples - mean * mean) / (samples - 1))};
  };
  return {target: estimate(0), field: estimate(1), interaction: estimate(2), risk: estimate(3)};
}

/** (1/n) Σ_i σ(⟨p_i,x⟩). */
function average(kernel: InteractionKernel, points: Points, x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < points.width; ++i) {
    let z = 0;
    for (let c = 0; c < x.length; ++c) z += points.coordinates[c * points.width + i] * x[c];
    sum += kernel.sigma(z);
  }
  return sum / points.width;
}
