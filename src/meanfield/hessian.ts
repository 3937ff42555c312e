import {derivative, evaluate} from "./polynomial.js";
import {maximumBetween, rootsBetween} from "./polynomialRoots.js";

/**
 * The velocity field ν(w, ρ_t) = −2 P_w∇Ψ_t and the local Hessian D_t(w) = ∇_w ν(w, ρ_t) (Glasgow, Wu, Bruna 2025) at a
 * point of alignment α = ⟨w, w*⟩, when the potential Ψ_t(α) = Σ potential[j] α^j depends on the alignment alone. D is
 * diagonal: λ_∥ along p̂ = (w* − αw)/√(1−α²), λ_⊥ on the other d − 2 tangent directions (docs/numerics/hessian.md).
 */
export interface LocalHessian {
  /** |ν| = 2√(1−α²)|Ψ′(α)|. */
  readonly velocity: number;
  /** α̇ = −2(1−α²)Ψ′(α) = √(1−α²)⟨ν, p̂⟩. */
  readonly alignmentRate: number;
  /** λ_∥ = −2[(1−α²)Ψ″(α) − αΨ′(α)]. */
  readonly parallel: number;
  /** λ_⊥ = 2αΨ′(α), with multiplicity d − 2. */
  readonly transverse: number;
  /**
   * λ_max α/α̇ with λ_max = max(λ_∥, λ_⊥): the largest eigenvalue in units of the logarithmic velocity d log|α|/dt.
   * Negative where λ_max > 0 although the particle moves towards the equator. NaN where α̇ = 0.
   */
  readonly ratio: number;
}

/** The local Hessian at alignment −1 ≤ α ≤ 1 for the potential with coefficients p_0 … p_K. */
export function localHessian(potential: ArrayLike<number>, alignment: number): LocalHessian {
  let first = 0;
  let second = 0;
  for (let j = potential.length - 1; j >= 1; --j) {
    second = second * alignment + first;
    first = first * alignment + j * potential[j];
  }
  const square = (1 - alignment) * (1 + alignment);
  const alignmentRate = -2 * square * first;
  const parallel = -2 * (square * second - alignment * first);
  const transverse = 2 * alignment * first;
  return {
    velocity: 2 * Math.sqrt(square) * Math.abs(first),
    alignmentRate,
    parallel,
    transverse,
    ratio: alignmentRate === 0 ? Number.NaN : (Math.max(parallel, transverse) * alignment) / alignmentRate
  };
}

/** Coefficients of λ_∥ as a polynomial in α: −2 Σ_j j p_j [(j−1)α^{j−2} − jα^j]. */
function parallelPolynomial(potential: ArrayLike<number>): Float64Array {
  const result = new Float64Array(potential.length);
  for (let j = 1; j < potential.length; ++j) {
    if (j >= 2) result[j - 2] -= 2 * j * (j - 1) * potential[j];
    result[j] += 2 * j * j * potential[j];
  }
  return result;
}

/**
 * Λ = sup over the sphere of the largest eigenvalue of D_t, and an alignment at which it is taken. It is the maximum of
 * the polynomial λ_∥ on [−1, 1], at an end or at a root of the derivative, all of which are found: the supremum of λ_⊥
 * never exceeds that of λ_∥ (docs/numerics/hessian.md). Λ ≥ 0 always.
 */
export function largestEigenvalue(potential: ArrayLike<number>): {value: number; alignment: number} {
  const {value, at} = maximumBetween(parallelPolynomial(potential), -1, 1);
  return {value, alignment: at};
}

/** A latitude where the velocity vanishes. */
export interface Equilibrium {
  readonly alignment: number;
  /** λ_∥ there; positive: a particle at this latitude is unstable along p̂. */
  readonly parallel: number;
}

/** The zeros of Ψ′ strictly inside (−1, 1), increasing; the poles α = ±1 are always equilibria and not listed. */
export function equilibria(potential: ArrayLike<number>): Equilibrium[] {
  const parallel = parallelPolynomial(potential);
  return rootsBetween(derivative(potential), -1, 1)
    .filter((alignment) => Math.abs(alignment) < 1)
    .map((alignment) => ({alignment, parallel: evaluate(parallel, alignment)}));
}
