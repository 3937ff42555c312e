import {chiRule} from "./chiRule.js";
import {classes, type IsotropicProblem} from "./isotropicProblem.js";
import type {RadialProfile} from "./radialProfile.js";

/** Nodes of the rule for the inputs' lengths per standard deviation of their logarithm (docs/numerics/radial.md). */
const nodesPerDeviation = 1.5;

/**
 * The data as a spherically symmetric network sees them: an input matters by its length alone, √d·ℓ, and its label. One entry a
 * class and node of ℓ.
 */
export interface LengthSample {
  readonly lengths: Float64Array;
  readonly labels: Float64Array;
  /** Probabilities; their sum is 1. */
  readonly weights: Float64Array;
}

/** The rule for (ℓ, y). */
export function lengthSample({delta, dimension}: Omit<IsotropicProblem, "activation">): LengthSample {
  const {nodes, weights} = chiRule(dimension, nodesPerDeviation);
  const entries = classes(delta).flatMap(({label, scale}) =>
    Array.from(nodes, (node, k) => ({length: scale * node, label, weight: weights[k] / 2}))
  );
  return {
    lengths: Float64Array.from(entries, ({length}) => length),
    labels: Float64Array.from(entries, ({label}) => label),
    weights: Float64Array.from(entries, ({weight}) => weight)
  };
}

/**
 * The potential of a spherically symmetric law: ψ(r; ρ̄) = V(r) + ∫u_d(r, r′)ρ̄(dr′) = E[(f(ℓ) − y) φ_d(rℓ)] with the network's
 * output f(ℓ) = ∫φ_d(rℓ)ρ̄(dr) at inputs of length √d·ℓ. A neuron at w moves at −2ψ′(|w|) w/|w|.
 */
export class RadialPotential {
  readonly #profile: RadialProfile;
  readonly #sample: LengthSample;
  /** E over one entry of f − y. */
  readonly #errors: Float64Array;

  constructor(
    profile: RadialProfile,
    sample: LengthSample,
    /** f at each of the sample's lengths. */
    readonly outputs: Float64Array
  ) {
    this.#profile = profile;
    this.#sample = sample;
    this.#errors = outputs.map((output, k) => sample.weights[k] * (output - sample.labels[k]));
  }

  /** ψ(r), r ≥ 0. */
  value(radius: number): number {
    return this.#errors.reduce(
      (sum, error, k) => sum + error * this.#profile.value(radius * this.#sample.lengths[k]),
      0
    );
  }

  /** ψ′(r), r ≥ 0; at 0 from the right. */
  slope(radius: number): number {
    let sum = 0;
    for (let k = 0; k < this.#errors.length; ++k) {
      const length = this.#sample.lengths[k];
      sum += this.#errors[k] * length * this.#profile.slope(radius * length);
    }
    return sum;
  }

  /** ṙ = −2ψ′(r); a neuron at 0 that is pulled inwards stays there. */
  velocity(radius: number): number {
    const velocity = -2 * this.slope(radius);
    return radius > 0 ? velocity : Math.max(0, velocity);
  }

  /** E (y − f)². */
  get risk(): number {
    const {weights, labels} = this.#sample;
    return this.outputs.reduce((sum, output, k) => sum + weights[k] * (output - labels[k]) ** 2, 0);
  }
}
