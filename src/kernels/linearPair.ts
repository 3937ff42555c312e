import {PlainLinearPairKernel} from "./plainLinearPair.js";
import {simdKernels} from "./simdKernels.js";
import {SimdLinearPairKernel} from "./simdLinearPair.js";

/**
 * The pair force and its linearisation in the sources, fused: with s_ij = ⟨w_i, w_j⟩ and displacements Δ_j of the
 * sources,
 *
 *   force_i = Σ_j { [fixed · p(s_ij) + p′(s_ij) ⟨w_i, Δ_j⟩] w_j + p(s_ij) Δ_j },
 *
 * which is `fixed` times Σ_j p(s_ij) w_j plus its derivative as every source w_j (but not w_i) moves by Δ_j.
 * O(m²d) operations, O(md) memory, fixed order of summation. Neurons, displacements and forces are d×m, coordinate-major.
 */
export interface LinearPairKernel {
  readonly dimension: number;
  readonly width: number;

  /** p is a coefficient vector, index = power. */
  force(
    p: ArrayLike<number>,
    fixed: number,
    neurons: Float64Array,
    displacements: Float64Array,
    force: Float64Array
  ): void;
}

/** The faster kernel that runs here. */
export const LinearPairKernel: new (dimension: number, width: number) => LinearPairKernel = simdKernels
  ? SimdLinearPairKernel
  : PlainLinearPairKernel;
