import {checkFinite, checkLength, checkNumbers, checkPolynomial, KernelInputError} from "./input.js";

/** Terms κ_q s^{k_q} of an interaction, k_q ≥ 1. */
export interface DriftTerms {
  readonly exponents: readonly number[];
  readonly strengths: readonly number[];
}

/** What a stage evaluates, and what it does with the result. */
export interface DriftStage {
  /** Coefficients of p, index = power. */
  readonly field: ArrayLike<number>;
  /** M̄_q, one a term. */
  readonly references: readonly number[];
  /** Weights of the slow parts, one each. */
  readonly slowWeights: readonly number[];
  /** Weight of the rate in the step's sum. */
  readonly weight: number;
  /** Where the next stage lies: the step's start plus `next` times the rate. */
  readonly next: number;
}

/**
 * Explicit Runge–Kutta steps for m vectors w_i = (α_i, w_i⊥) in d dimensions that are drawn along the first axis and by their own lowest
 * moments. With M_q = (1/m) Σ_j α_j^k, V_q = (1/m) Σ_j α_j^{k−1} w_j⊥ (k = k_q), P_i = I − w_i w_iᵀ and N_i a combination of given slow
 * parts,
 *
 *   rate_i = P_i { N_i − 2 [p(α_i) e_1 + Σ_q κ_q (k α_i^{k−1} (M_q − M̄_q) e_1 + k(k−1) α_i^{k−2} ⟨w_i⊥, V_q⟩ e_1 + k α_i^{k−1} V_q)] }.
 *
 * O(md) operations a stage. Vectors are d×m, coordinate-major. The order of every sum depends on d and m alone. Between `start` and the
 * last `read` no other kernel of this kind may be used: they share their memory.
 */
export interface DriftKernel {
  readonly dimension: number;
  readonly width: number;
  readonly terms: DriftTerms;

  /** A step begins at these vectors, with one to three slow parts. Throws a KernelInputError for a wrong length or what is not finite. */
  start(vectors: Float64Array, slow: readonly Float64Array[]): void;

  /** Evaluates the rate at the present stage, adds it to the sum, and goes to the next stage. */
  stage(stage: DriftStage): void;

  /** The sum of the stages becomes the start of the next step. */
  step(): void;

  /** Copies the start of the present step into `vectors`. */
  read(vectors: Float64Array): void;

  /** The rate itself at these vectors, written into `rate`. */
  evaluate(
    vectors: Float64Array,
    slow: readonly Float64Array[],
    stage: Pick<DriftStage, "field" | "references" | "slowWeights">,
    rate: Float64Array
  ): void;
}

/** Throws a KernelInputError unless a step can start here. */
export function checkDriftStart(
  {dimension, width}: Pick<DriftKernel, "dimension" | "width">,
  vectors: Float64Array,
  slow: readonly Float64Array[]
): void {
  checkNumbers("vectors", vectors, dimension * width);
  if (slow.length < 1 || slow.length > 3)
    throw new KernelInputError(`slow parts must be one to three arrays, got ${slow.length}`);
  for (const part of slow) checkNumbers("slow parts", part, dimension * width);
}

/** Throws a KernelInputError unless a stage fits the kernel's terms and slow parts. */
export function checkDriftStage(
  {exponents}: DriftTerms,
  slowParts: number,
  {field, references, slowWeights, weight, next}: DriftStage
): void {
  checkPolynomial("field", field);
  checkNumbers("references", references, exponents.length);
  checkNumbers("slow weights", slowWeights, slowParts);
  checkFinite("weight and next", [weight, next]);
}

/** Throws a KernelInputError unless the terms are as many exponents, integers ≥ 1, as finite strengths. */
export function checkDriftTerms({exponents, strengths}: DriftTerms): void {
  checkLength("strengths", strengths, exponents.length);
  checkFinite("strengths", strengths);
  if (!exponents.every((k) => Number.isInteger(k) && k >= 1))
    throw new KernelInputError(`exponents must be integers ≥ 1, got ${exponents.join(", ")}`);
}
