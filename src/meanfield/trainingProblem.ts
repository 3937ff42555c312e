import type {Activation} from "../kernels/activation.js";
import {hermitePowers} from "./hermite.js";

/** A parity χ_S(x) = Π_{c ∈ S} x_c and its coefficient; coordinates are counted from 0. */
export interface ParityTerm {
  readonly coefficient: number;
  readonly coordinates: readonly number[];
}

/** What is to be learned. It depends on the first k coordinates of x alone. */
export type TrainingTarget =
  /** f*(x) = (1/K) Σ_j σ*(⟨v_j, x⟩), v_j unit vectors given by their first k coordinates. */
  | {readonly kind: "teachers"; readonly link: Activation; readonly directions: readonly (readonly number[])[]}
  /** `scale` times the average of h_4(⟨v, x⟩) over the unit vectors v of the plane of x_1, x_2. */
  | {readonly kind: "circle"; readonly scale: number}
  /** f*(x) = Σ_S b_S χ_S(x); 0 without terms. */
  | {readonly kind: "parities"; readonly terms: readonly ParityTerm[]};

/** The law of the inputs: N(0, I_d), or uniform on {±1}^d. */
export type InputLaw = "gaussian" | "boolean";

/**
 * How the infinitely wide network is known: "exact" is the law of the one relevant coordinate, "reduced" that of two, and "widest"
 * means that it is not, so that the widest network stands in for it.
 */
export type Reference = "exact" | "reduced" | "widest";

/**
 * A problem on which two-layer networks f_m(x) = (1/m) Σ a_i σ(⟨w_i, x⟩) are trained. The a_i are all 1, or 1, −1, 1, −1 … where
 * they are "alternating"; they stay fixed.
 */
export interface TrainingProblem {
  readonly name: string;
  readonly inputs: InputLaw;
  readonly activation: Activation;
  readonly target: TrainingTarget;
  readonly signs: "equal" | "alternating";
  /** The information exponent for Gaussian inputs, the leap exponent for Boolean ones; undefined where nothing is to be learned. */
  readonly exponent: number | undefined;
  /** k, how many coordinates the target depends on; the least dimension. */
  readonly relevant: number;
  /** η in dimension d, as the authors choose it. */
  step(dimension: number): number;
  readonly reference: Reference;
  /** Whether the theorem of Glasgow, Wu and Bruna (2025) covers it. */
  readonly isCovered: boolean;
  /** σ and f* in symbols. */
  readonly formulas: {readonly activation: string; readonly target: string};
  /** What is to be known of it, in a few words. */
  readonly note: string;
}

/** h_k as an activation: a polynomial by its powers. */
export function hermiteActivation(coefficients: readonly number[]): Activation {
  return {polynomial: Array.from(hermitePowers(coefficients))};
}

/** T where none is given, the authors' rule: the larger of log d and ½ d^{k/2−1}, k the exponent. */
export function usualTime({exponent = 0}: Pick<TrainingProblem, "exponent">, dimension: number): number {
  return Math.max(Math.log(dimension), 0.5 * dimension ** (exponent / 2 - 1));
}
