/**
 * The pair force and its linearisation in the sources, fused: with s_ij = ⟨w_i, w_j⟩ and displacements Δ_j of the
 * sources,
 *
 *   force_i = Σ_j { [fixed · p(s_ij) + p′(s_ij) ⟨w_i, Δ_j⟩] w_j + p(s_ij) Δ_j },
 *
 * which is `fixed` times Σ_j p(s_ij) w_j plus its derivative as every source w_j (but not w_i) moves by Δ_j.
 * Neurons, displacements and forces are d×m, coordinate-major. The order of every sum depends on d and m alone.
 */
export interface LinearPairKernel {
  readonly dimension: number;
  readonly width: number;

  /**
   * p is a coefficient vector, index = power. Throws a KernelInputError when an array has the wrong length or a number is
   * not finite, and has then written nothing.
   */
  linearForce(
    p: ArrayLike<number>,
    fixed: number,
    neurons: Float64Array,
    displacements: Float64Array,
    force: Float64Array
  ): void;
}
