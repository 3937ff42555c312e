import {maximumBetween} from "./polynomialRoots.js";
import type {Problem} from "./problem.js";

/**
 * Local self-concordance. With Ψ(α) = Σ_j p_j α^j, exactly and for every number k,
 *
 *     λ_∥ = (k−1) α̇/α + S_k(α),   S_k(α) = 2 Σ_j j p_j α^{j−2} [(k−j)(1−α²) + α²]
 *
 * (docs/numerics/hessian.md). This is S_k, singular at α = 0 only if p_1 ≠ 0.
 */
export function selfConcordanceRemainder(potential: ArrayLike<number>, k: number, alignment: number): number {
  let sum = 0;
  for (let j = 1; j < potential.length; ++j) sum += remainderTerm(potential, k, alignment, j);
  return sum;
}

/** The term j of S_k. */
function remainderTerm(potential: ArrayLike<number>, k: number, alignment: number, j: number): number {
  if (potential[j] === 0) return 0;
  const square = alignment * alignment;
  return 2 * j * potential[j] * alignment ** (j - 2) * ((k - j) * (1 - square) + square);
}

/**
 * The floor φ_k = max(0, sup_α S_k(α)), the smallest number for which λ_∥ ≤ (k−1) α̇/α + φ_k on the whole sphere. For He4
 * and k = 4 it is 8 p_2⁺. Infinite when p_1 ≠ 0: a link with odd degrees has no such floor.
 */
export function selfConcordanceFloor(potential: ArrayLike<number>, k: number): number {
  if (potential[1]) return Number.POSITIVE_INFINITY;
  const remainder = new Float64Array(potential.length);
  for (let j = 2; j < potential.length; ++j) {
    remainder[j - 2] += 2 * j * potential[j] * (k - j);
    remainder[j] += 2 * j * potential[j] * (1 - k + j);
  }
  return Math.max(0, maximumBetween(remainder, -1, 1).value);
}

/**
 * (α_t/α_s)^{k−1} e^{∫φ_k}, which bounds J_∥ for even links on a path from alignment `from` ≠ 0 at time s to `to` at time t;
 * `floorIntegral` = ∫_s^t φ_k.
 */
export function selfConcordanceEstimate(k: number, from: number, to: number, floorIntegral: number): number {
  return (to / from) ** (k - 1) * Math.exp(floorIntegral);
}

/** The degrees k ≥ 2 of the activation, for which the estimate is worth making; 1 if there are none. */
export function selfConcordanceExponents({activation}: Problem): number[] {
  const degrees = activation.flatMap((c, k) => (k >= 2 && c !== 0 ? [k] : []));
  return degrees.length > 0 ? degrees : [1];
}

/**
 * An upper bound of λ_∥ at one point, for links with odd degrees: the smallest over the exponents k of (k−1) α̇/α plus the
 * positive terms of S_k at this very α, or `largest` ≥ sup λ_∥ over the sphere where that is smaller still (it is near
 * α = 0, which neurons may cross and where the logarithmic velocity is infinite).
 */
export function selfConcordanceRate(
  potential: ArrayLike<number>,
  exponents: readonly number[],
  alignment: number,
  largest: number
): number {
  if (alignment === 0) return largest;
  const square = alignment * alignment;
  const rest = 1 - square;
  let rate = largest;
  for (const k of exponents) {
    let bound = 0;
    for (let j = 1, power = 1 / alignment; j < potential.length; ++j, power *= alignment) {
      const term = 2 * j * potential[j] * power;
      // A positive term of S_k is kept, and its sum with its share of (k−1) α̇/α is free of the singularity.
      bound -= term * ((k - j) * rest + square) > 0 ? term * ((j - 1) * rest - square) : term * (k - 1) * rest;
    }
    if (bound < rate) rate = bound;
  }
  return rate;
}
