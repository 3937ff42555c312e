import {checkLength, checkNumbers, checkPolynomial} from "./input.js";

/**
 * Sums over all pairs of m neurons in d dimensions. Neurons and forces are d×m, coordinate-major. The order of every sum
 * depends on d and m alone: the same neurons give the same bits. All methods throw a KernelInputError when an array has the
 * wrong length or neurons or coefficients are not finite, and have then written nothing.
 */
export interface PairKernel {
  readonly dimension: number;
  readonly width: number;

  /**
   * force_i = Σ_j p(⟨w_i, w_j⟩) w_j (d×m), j = i included; and, where `q` and `sums` (length m) are given,
   * sums_i = Σ_j q(⟨w_i, w_j⟩) on the way. p and q are coefficient vectors, index = power.
   */
  force(
    p: ArrayLike<number>,
    neurons: Float64Array,
    force: Float64Array,
    q?: ArrayLike<number>,
    sums?: Float64Array
  ): void;

  /** sums_i = Σ_j q(⟨w_i, w_j⟩) (length m), j = i included. */
  sums(q: ArrayLike<number>, neurons: Float64Array, sums: Float64Array): void;
}

/** Throws a KernelInputError unless what is given fits a kernel of this shape. */
export function checkPairInput(
  {dimension, width}: Pick<PairKernel, "dimension" | "width">,
  input: {
    readonly neurons: Float64Array;
    readonly p?: ArrayLike<number>;
    readonly force?: Float64Array;
    readonly q?: ArrayLike<number>;
    readonly sums?: Float64Array;
    readonly displacements?: Float64Array;
  }
): void {
  const {neurons, p, force, q, sums, displacements} = input;
  checkNumbers("neurons", neurons, dimension * width);
  if (displacements) checkNumbers("displacements", displacements, dimension * width);
  if (p) checkPolynomial("p", p);
  if (force) checkLength("force", force, dimension * width);
  if (q) checkPolynomial("q", q);
  if (sums) checkLength("sums", sums, width);
}
