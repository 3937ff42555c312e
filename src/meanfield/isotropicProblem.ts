import type {BoundedActivation} from "./boundedActivation.js";
import {NormalSigmoid} from "./normalSigmoid.js";
import {PiecewiseLinear} from "./piecewiseLinear.js";

/**
 * Telling two Gaussians apart by their scale: y = ±1 with probability ½ each, x ~ N(0, (1 ± Δ)² I_d), squared error. The
 * network is (1/N) Σ σ(⟨w_i, x⟩) with free w_i ∈ ℝ^d.
 */
export interface IsotropicProblem {
  readonly activation: BoundedActivation;
  /** Δ ∈ [0, 1). */
  readonly delta: number;
  /** d ≥ 2, or ∞. */
  readonly dimension: number;
}

/** The labels and the scales of the inputs that carry them. */
export function classes(delta: number): readonly {readonly label: number; readonly scale: number}[] {
  return [1, -1].map((label) => ({label, scale: 1 + label * delta}));
}

/** The ramp of Mei, Montanari and Nguyen (2018): −2.5 below 0.5, 7.5 above 1.5. */
const ramp = new PiecewiseLinear("ramp", [
  [0.5, -2.5],
  [1.5, 7.5]
]);

/** Their activation that first falls: linear from (0, −2.5) to (0.5, −4) to (1.5, 7.5), constant outside. */
const dip = new PiecewiseLinear("dip", [
  [0, -2.5],
  [0.5, -4],
  [1.5, 7.5]
]);

/** A smooth twin of the ramp: the same limits, the same centre and the same largest slope, 10. */
const smooth = new NormalSigmoid("smooth", -2.5, 7.5, 1, 1 / Math.sqrt(2 * Math.PI));

/** The activations by name, in the order in which they are offered. */
export const isotropicActivations: readonly BoundedActivation[] = [ramp, dip, smooth];

/** The activation of this name, or undefined. */
export function findActivation(name: string): BoundedActivation | undefined {
  return isotropicActivations.find((activation) => activation.name === name);
}
