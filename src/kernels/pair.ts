import {PlainPairKernel} from "./plainPair.js";
import {simdKernels} from "./simdKernels.js";
import {SimdPairKernel} from "./simdPair.js";

/**
 * Sums over all pairs of m neurons in d dimensions, O(m²d) operations and O(md) memory. Neurons and forces are d×m,
 * coordinate-major. The pairs are always taken in the same order: the same neurons give the same bits.
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

/** The faster kernel that runs here. */
export const PairKernel: new (dimension: number, width: number) => PairKernel = simdKernels
  ? SimdPairKernel
  : PlainPairKernel;
