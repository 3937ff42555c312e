import {PairSums} from "../kernels/pairSums.js";
import {derivative, evaluate} from "./polynomial.js";
import {fieldCoefficients, interactionCoefficients, type Problem, targetPower} from "./problem.js";

/**
 * The network of m neurons f_m(x) = (1/m) Σ σ(⟨w_i, x⟩) of a single-index problem in dimension d: its risk, the gradient
 * of its risk and the velocity of its neurons, exactly, as sums over pairs (no sampling of x). Neurons are d×m,
 * coordinate-major, of unit length. The cost of an evaluation is that of its sum over pairs; the object keeps its buffers.
 */
export class FiniteNetwork {
  readonly problem: Problem;
  readonly dimension: number;
  readonly width: number;
  readonly #pairs: PairSums;
  readonly #sums: Float64Array;
  readonly #u: number[];
  readonly #du: Float64Array;
  readonly #g: number[];
  readonly #dg: Float64Array;
  readonly #radialInteraction: number[];
  readonly #radialField: number[];

  constructor(problem: Problem, dimension: number, width: number) {
    this.problem = problem;
    this.dimension = dimension;
    this.width = width;
    this.#pairs = new PairSums(dimension, width);
    this.#sums = new Float64Array(width);
    this.#u = interactionCoefficients(problem);
    this.#du = derivative(this.#u);
    this.#g = fieldCoefficients(problem);
    this.#dg = derivative(this.#g);
    this.#radialInteraction = radialCoefficients(problem.activation, problem.activation);
    this.#radialField = radialCoefficients(problem.target, problem.activation);
  }

  /**
   * ν(w_i, ρ̂_m) = −2 P_i ∇Ψ(w_i; ρ̂_m) = 2 P_i [g′(α_i) e_1 − (1/m) Σ_j u′(⟨w_i, w_j⟩) w_j] for every neuron, written into
   * `velocity` (d×m). It equals −m times the tangential part of the risk's gradient with respect to w_i.
   */
  velocity(neurons: Float64Array, velocity: Float64Array): void {
    this.#pairs.force(this.#du, neurons, velocity);
    this.#addField(neurons, velocity);
    toTangent(neurons, velocity, this.dimension, this.width);
  }

  /**
   * −m ∇_{w_i} L for every neuron, the radial part included, written into `descent` (d×m). By Stein's lemma the radial
   * part that the polynomials of the tangential part do not show is 2 Σ_k √((k+2)(k+1)) c_{k+2} b_k α^k w_i minus its mean
   * over the network (docs/numerics/particles.md).
   */
  descent(neurons: Float64Array, descent: Float64Array): void {
    const {dimension, width} = this;
    const sums = this.#sums;
    this.#pairs.force(this.#du, neurons, descent, this.#radialInteraction, sums);
    this.#addField(neurons, descent);
    for (let i = 0; i < width; ++i) sums[i] = 2 * (evaluate(this.#radialField, neurons[i]) - sums[i] / width);
    for (let c = 0; c < dimension; ++c)
      for (let i = 0; i < width; ++i) descent[c * width + i] += sums[i] * neurons[c * width + i];
  }

  /**
   * R(ρ̂_m) = E (f_m − f*)² = (1/m²) Σ_ij u(⟨w_i, w_j⟩) − (2/m) Σ_i g(α_i) + Σ_k b_k², from `overlaps` where they are at
   * hand. Rounding leaves a floor of a few 1e−16 times Σ c_k² + Σ b_k².
   */
  risk(neurons: Float64Array, overlaps = this.overlaps(neurons)): number {
    const risk = overlaps.reduce((sum, own, i) => sum + own - 2 * evaluate(this.#g, neurons[i]), 0);
    return risk / this.width + targetPower(this.problem);
  }

  /** E f_m(x) σ(⟨w_i,x⟩) = (1/m) Σ_j u(⟨w_i, w_j⟩) for every neuron (length m). */
  overlaps(neurons: Float64Array): Float64Array {
    const sums = new Float64Array(this.width);
    this.#pairs.sums(this.#u, neurons, sums);
    return sums.map((sum) => sum / this.width);
  }

  /** force ← 2 (g′(α_i) e_1 − force/m). */
  #addField(neurons: Float64Array, force: Float64Array): void {
    const scale = -2 / this.width;
    for (let k = 0; k < force.length; ++k) force[k] *= scale;
    for (let i = 0; i < this.width; ++i) force[i] += 2 * evaluate(this.#dg, neurons[i]);
  }
}

/** Coefficients of Σ_k √((k+2)(k+1)) c_{k+2} a_k s^k = E σ_a(⟨w′,x⟩) σ_c″(⟨w,x⟩) for unit vectors, s = ⟨w, w′⟩. */
export function radialCoefficients(a: readonly number[], c: readonly number[]): number[] {
  return Array.from(
    {length: Math.max(1, c.length - 2)},
    (_, k) => Math.sqrt((k + 2) * (k + 1)) * (c[k + 2] ?? 0) * (a[k] ?? 0)
  );
}

/** field_i ← field_i − ⟨w_i, field_i⟩ w_i for unit vectors w_i; both d×m. */
export function toTangent(neurons: Float64Array, field: Float64Array, dimension: number, width: number): void {
  const radial = new Float64Array(width);
  for (let c = 0; c < dimension; ++c)
    for (let i = 0, k = c * width; i < width; ++i, ++k) radial[i] += neurons[k] * field[k];
  for (let c = 0; c < dimension; ++c)
    for (let i = 0, k = c * width; i < width; ++i, ++k) field[k] -= radial[i] * neurons[k];
}

/** Writes w_i/|w_i| into `unit` (d×m), which may be `neurons` itself. */
export function normalise(neurons: Float64Array, unit: Float64Array, dimension: number, width: number): void {
  const factor = new Float64Array(width);
  for (let c = 0; c < dimension; ++c)
    for (let i = 0, k = c * width; i < width; ++i, ++k) factor[i] += neurons[k] * neurons[k];
  for (let i = 0; i < width; ++i) factor[i] = 1 / Math.sqrt(factor[i]);
  for (let c = 0; c < dimension; ++c)
    for (let i = 0, k = c * width; i < width; ++i, ++k) unit[k] = neurons[k] * factor[i];
}
