import {PairSums} from "../kernels/pairSums.js";
import {toTangent} from "./network.js";
import {derivative} from "./polynomial.js";
import {interactionCoefficients, type Problem} from "./problem.js";

/**
 * The interaction Hessian H(w, w′) = ∂/∂w′ of 2 P_w ∇_w U(w, w′): how the pull of a neuron at w′ on the neuron at w
 * changes as w′ moves. With s = ⟨w, w′⟩ and a displacement δ ⟂ w′,
 *
 *   H(w, w′) δ = 2 P_w [u″(s) ⟨w, δ⟩ w′ + u′(s) δ]      (Glasgow, Wu, Bruna 2025; derived in docs/numerics/gap.md).
 *
 * It enters the velocity with a minus: ν(w, ρ) = −2 P_w ∇_w (V + ∫U dρ).
 */
export class Interaction {
  readonly dimension: number;
  readonly width: number;
  readonly #pairs: PairSums;
  readonly #du: Float64Array;

  constructor(problem: Problem, dimension: number, width: number) {
    this.dimension = dimension;
    this.width = width;
    this.#pairs = new PairSums(dimension, width);
    this.#du = derivative(interactionCoefficients(problem));
  }

  /**
   * (1/m) Σ_j H(w_i, w_j) Δ_j for every neuron, written into `result`. Neurons (unit), tangent gaps Δ_j ⟂ w_j and result
   * are d×m, coordinate-major.
   */
  apply(neurons: Float64Array, gaps: Float64Array, result: Float64Array): void {
    this.#sum(0, neurons, gaps, result);
    toTangent(neurons, result, this.dimension, this.width);
  }

  /**
   * (2/m) Σ_j u′(⟨w_i, w_j⟩) w_j + (1/m) Σ_j H(w_i, w_j) Δ_j in one pass over the pairs, before the projection P_{w_i}: the
   * interaction of the network and its first-order change.
   */
  withForce(neurons: Float64Array, gaps: Float64Array, result: Float64Array): void {
    this.#sum(1, neurons, gaps, result);
  }

  #sum(fixed: number, neurons: Float64Array, gaps: Float64Array, result: Float64Array): void {
    this.#pairs.linearForce(this.#du, fixed, neurons, gaps, result);
    const scale = 2 / this.width;
    for (let k = 0; k < result.length; ++k) result[k] *= scale;
  }
}
