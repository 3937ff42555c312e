import type {ChaosProblem} from "./chaosProblem.js";
import {dot} from "./dot.js";
import {classes} from "./isotropicProblem.js";
import {normalDensity, normalDistribution} from "./normalDistribution.js";

/**
 * G(θ_i; ρ̂_N) = −∇V(θ_i) − (1/N) Σ_j ∇₁U(θ_i, θ_j), j = i included, for a normal sigmoid: what `IsotropicNetwork.force`
 * computes for any activation, with one exponential a pair instead of six. For x ~ N(0, τ² I), A_i = τ²|θ_i|² + width²,
 * C = τ²⟨θ_i, θ_j⟩, p_i the density of N(0, A_i) and q that of N(0, (A_i, C; C, A_j)), both at the centre c, Stein's lemma
 * gives E[σ′(⟨θ_i, x⟩) x] = τ² rise (c/A_i) p_i θ_i and
 *
 *     E[σ′(⟨θ_i, x⟩) σ(⟨θ_j, x⟩) x] = τ² rise { (c/A_i) p_i (low + rise Φ(m)) − rise (C/A_i) q } θ_i + τ² rise² q θ_j,
 *     m = c (C − A_i) / √(A_i (A_i A_j − C²)).
 */
export class SigmoidForce {
  /** The multiple of θ_i that ∇₁U(θ_i, θ_i) is, for the neurons of the last call. */
  readonly self: Float64Array;
  readonly #along: Float64Array;
  readonly #weights: Float64Array;
  readonly #gram: Float64Array;
  readonly #variances: Float64Array;
  readonly #pulls: Float64Array;

  constructor(
    readonly problem: ChaosProblem,
    readonly width: number
  ) {
    this.self = new Float64Array(width);
    this.#along = new Float64Array(width);
    this.#weights = new Float64Array(width * width);
    this.#gram = new Float64Array(width * width);
    this.#variances = new Float64Array(width);
    this.#pulls = new Float64Array(width);
  }

  /** Writes G; neurons and force are N rows of D numbers. */
  evaluate(neurons: Float64Array, force: Float64Array): void {
    const {dimension, delta} = this.problem;
    const n = this.width;
    for (let i = 0; i < n; ++i)
      for (let j = i; j < n; ++j)
        this.#gram[i * n + j] = dot(neurons, i * dimension, neurons, j * dimension, dimension);
    this.#along.fill(0);
    this.#weights.fill(0);
    this.self.fill(0);
    for (const {label, scale} of classes(delta)) this.#addClass(label, scale * scale);
    for (let i = 0; i < n; ++i) {
      const row = i * dimension;
      for (let k = 0; k < dimension; ++k) force[row + k] = this.#along[i] * neurons[row + k];
      for (let j = 0; j < n; ++j) {
        const weight = this.#weights[i * n + j] / n;
        for (let k = 0; k < dimension; ++k) force[row + k] -= weight * neurons[j * dimension + k];
      }
    }
  }

  #addClass(label: number, square: number): void {
    const {low, high, centre, width: softness} = this.problem.activation;
    const n = this.width;
    const rise = high - low;
    const [along, weights, variances, pulls] = [this.#along, this.#weights, this.#variances, this.#pulls];
    for (let i = 0; i < n; ++i) {
      const a = square * this.#gram[i * n + i] + softness * softness;
      const root = Math.sqrt(a);
      variances[i] = a;
      pulls[i] = ((square / 2) * rise * centre * normalDensity(centre / root)) / (a * root);
      along[i] += pulls[i] * (label - low);
    }
    for (let i = 0; i < n; ++i) {
      const a = variances[i];
      for (let j = i; j < n; ++j) {
        const b = variances[j];
        const c = square * this.#gram[i * n + j];
        const determinant = a * b - c * c;
        const exponent = (-centre * centre * (a + b - 2 * c)) / (2 * determinant);
        const root = Math.sqrt(determinant);
        const weight = ((square / 2) * rise * rise * Math.exp(exponent)) / (2 * Math.PI * root);
        const first =
          pulls[i] * rise * normalDistribution((centre * (c - a)) / (Math.sqrt(a) * root)) - (weight * c) / a;
        weights[i * n + j] += weight;
        along[i] -= first / n;
        if (j === i) this.self[i] += pulls[i] * low + first + weight;
        else {
          const second =
            pulls[j] * rise * normalDistribution((centre * (c - b)) / (Math.sqrt(b) * root)) - (weight * c) / b;
          weights[j * n + i] += weight;
          along[j] -= second / n;
        }
      }
    }
  }
}
