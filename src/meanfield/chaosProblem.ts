import type {IsotropicProblem} from "./isotropicProblem.js";
import {NormalSigmoid} from "./normalSigmoid.js";

/**
 * The step of the coupling experiments: from −1 to 3, so that a rotation-invariant network, whose answers to long inputs tend
 * to the middle, can still say ±1; smooth, so that every assumption of the theorem holds; no steeper than it must be, so that
 * its constants are small.
 */
export const chaosActivation = new NormalSigmoid("gentle step", -1, 3, 1, 0.5);

/** The isotropic mixture with that step. */
export type ChaosProblem = IsotropicProblem & {readonly activation: NormalSigmoid};

/** θ_i(0) ~ N(0, (0.8²/D) I_D), as in Mei, Montanari and Nguyen (2018). */
export const startingScale = 0.8;

/** The mixture of scale Δ in R^D. */
export function chaosProblem(dimension: number, delta: number): ChaosProblem {
  return {activation: chaosActivation, delta, dimension};
}
