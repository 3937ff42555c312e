import type {IsotropicProblem} from "./isotropicProblem.js";
import {type LengthSample, lengthSample, RadialPotential} from "./radialPotential.js";
import {RadialProfile} from "./radialProfile.js";

/** The dynamics of a law of the radius that sits on M nodes: ṙ_q = −2ψ′(r_q; Σ_p weights[p] δ_{r_p}). */
export class RadialField {
  readonly profile: RadialProfile;
  readonly sample: LengthSample;
  readonly #weights: Float64Array;
  readonly #values: Float64Array;
  readonly #slopes: Float64Array;
  readonly #outputs: Float64Array;
  readonly #pulls: Float64Array;
  readonly #clamped: Float64Array;

  /** `weights` are the masses of the nodes, of sum 1; `profile` is that of the problem, where it is at hand. */
  constructor(
    readonly problem: IsotropicProblem,
    weights: Float64Array,
    profile = new RadialProfile(problem.activation, problem.dimension)
  ) {
    this.profile = profile;
    this.sample = lengthSample(problem);
    const count = this.sample.lengths.length;
    this.#weights = weights;
    this.#values = new Float64Array(weights.length * count);
    this.#slopes = new Float64Array(weights.length * count);
    this.#outputs = new Float64Array(count);
    this.#pulls = new Float64Array(count);
    this.#clamped = new Float64Array(weights.length);
  }

  /** Writes ṙ_q. A radius below 0 counts as 0, where a neuron that is pulled inwards stays. */
  velocity(radii: Float64Array, velocity: Float64Array): void {
    const {lengths, labels, weights} = this.sample;
    const count = lengths.length;
    this.#evaluate(radii);
    for (let k = 0; k < count; ++k) this.#pulls[k] = -2 * weights[k] * lengths[k] * (this.#outputs[k] - labels[k]);
    for (let q = 0; q < radii.length; ++q) {
      let sum = 0;
      for (let k = 0; k < count; ++k) sum += this.#pulls[k] * this.#slopes[q * count + k];
      velocity[q] = radii[q] > 0 ? sum : Math.max(0, sum);
    }
  }

  /** The potential of the law on these radii. */
  potential(radii: Float64Array): RadialPotential {
    this.#evaluate(radii);
    return new RadialPotential(this.profile, this.sample, this.#outputs.slice());
  }

  #evaluate(radii: Float64Array): void {
    for (let q = 0; q < radii.length; ++q) this.#clamped[q] = Math.max(radii[q], 0);
    this.profile.fill(this.#clamped, this.sample.lengths, this.#values, this.#slopes);
    const count = this.sample.lengths.length;
    this.#outputs.fill(0);
    for (let q = 0; q < radii.length; ++q) {
      const weight = this.#weights[q];
      for (let k = 0; k < count; ++k) this.#outputs[k] += weight * this.#values[q * count + k];
    }
  }
}
