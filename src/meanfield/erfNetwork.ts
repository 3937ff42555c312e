import {addArcsineGradient, arcsineHessian} from "./arcsineKernel.js";
import {interactionKernels} from "./interactionKernels.js";
import type {Points} from "./points.js";
import {riskTerms} from "./riskTerms.js";

/**
 * The network ŷ(x) = (1/N) Σ_i σ_*(x; θ_i) with σ_*(x; θ) = a erf(⟨θ,x⟩/√2), N neurons θ_i ∈ ℝ^d and one fixed weight a, learning
 * the teacher y(x) = (1/M) Σ_k σ_*(x; v_k) from inputs x ~ N(0, I_d). Every average over x is in closed form:
 * U(θ,θ′) = E σ_*(x;θ) σ_*(x;θ′) is a² times the arcsine kernel and V(θ) = −(1/M) Σ_k U(θ, v_k). Neurons are d×N numbers,
 * coordinate c of neuron i at [c·N + i].
 */
export class ErfNetwork {
  constructor(
    readonly teacher: Points,
    readonly width: number,
    readonly amplitude: number
  ) {}

  /** −∇V(θ_i) for every neuron (d×N): what the data ask of each neuron alone. */
  field(coordinates: Float64Array): Float64Array {
    const neurons = this.#points(coordinates);
    const scale = this.amplitude ** 2 / this.teacher.width;
    const field = new Float64Array(coordinates.length);
    for (let i = 0; i < this.width; ++i)
      for (let k = 0; k < this.teacher.width; ++k) addArcsineGradient(field, scale, neurons, i, this.teacher, k);
    return field;
  }

  /**
   * −(1/N) Σ_j ∇_1 U(θ_i, θ_j) for every neuron (d×N), j = i included: the push away from what the network already does. ∇_1
   * differentiates in the first argument only.
   */
  repulsion(coordinates: Float64Array): Float64Array {
    const neurons = this.#points(coordinates);
    const scale = -(this.amplitude ** 2) / this.width;
    const repulsion = new Float64Array(coordinates.length);
    for (let i = 0; i < this.width; ++i)
      for (let j = 0; j < this.width; ++j) addArcsineGradient(repulsion, scale, neurons, i, neurons, j);
    return repulsion;
  }

  /** Writes θ̇_i = −2∇Ψ(θ_i; ρ̂_N) = −N ∇_{θ_i} R_N into `velocity` (d×N). */
  velocity(coordinates: Float64Array, velocity: Float64Array): void {
    const field = this.field(coordinates);
    const repulsion = this.repulsion(coordinates);
    for (let k = 0; k < velocity.length; ++k) velocity[k] = 2 * (field[k] + repulsion[k]);
  }

  /** ∂velocity/∂coordinates, a symmetric dN×dN matrix by rows: −N times the Hessian of the risk. */
  jacobian(coordinates: Float64Array): Float64Array {
    const neurons = this.#points(coordinates);
    const {teacher, width, amplitude} = this;
    const d = teacher.dimension;
    const size = d * width;
    const jacobian = new Float64Array(size * size);
    const add = (scale: number, block: Float64Array, i: number, l: number) => {
      for (let r = 0; r < d; ++r)
        for (let c = 0; c < d; ++c)
          jacobian[(r * width + i) * size + c * width + l] += 2 * amplitude ** 2 * scale * block[r * d + c];
    };
    for (let i = 0; i < width; ++i) {
      for (let k = 0; k < teacher.width; ++k) add(1 / teacher.width, arcsineHessian(neurons, i, teacher, k).own, i, i);
      for (let j = 0; j < width; ++j) {
        const {own, mixed} = arcsineHessian(neurons, i, neurons, j);
        add(-1 / width, own, i, i);
        add(-1 / width, mixed, i, j);
      }
    }
    return jacobian;
  }

  /** R_N = E (y − ŷ)². */
  risk(coordinates: Float64Array): number {
    return this.amplitude ** 2 * riskTerms(interactionKernels.erf, this.#points(coordinates), this.teacher).risk;
  }

  #points(coordinates: Float64Array): Points {
    return {dimension: this.teacher.dimension, width: this.width, coordinates};
  }
}
