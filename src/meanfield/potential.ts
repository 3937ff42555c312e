import {binomial} from "./polynomial.js";
import {fieldCoefficients, interactionCoefficients, type Problem} from "./problem.js";

/**
 * E ξ^j for one coordinate ξ of a uniform point of S^{d−2}: 0 for odd j, and (j−1)!! / ((d−1)(d+1)···(d+j−3)) for even
 * j. In dimension d = 2 the sphere S^0 is {−1, 1}.
 */
export function transverseMoment(dimension: number, j: number): number {
  if (j % 2 === 1) return 0;
  let moment = 1;
  for (let i = 0; i < j; i += 2) moment *= (i + 1) / (dimension - 1 + i);
  return moment;
}

/**
 * One term of the interaction between rotation-invariant laws: averaged over directions orthogonal to w*,
 * ∫U(w,w′)ρ(dw′) = Σ_modes weight · e_{k,j}(α) · ∫ e_{k,j} dμ with e_{k,j}(α) = α^{k−j} (1−α²)^{j/2}, j even.
 */
export interface Mode {
  readonly degree: number;
  readonly order: number;
  readonly weight: number;
}

/** The modes of a problem in dimension d: every even order j ≤ k of every degree k with c_k ≠ 0. */
export function modes(problem: Problem, dimension: number): Mode[] {
  return interactionCoefficients(problem).flatMap((u, degree) =>
    u === 0
      ? []
      : Array.from({length: (degree >> 1) + 1}, (_, i) => ({
          degree,
          order: 2 * i,
          weight: u * binomial(degree, 2 * i) * transverseMoment(dimension, 2 * i)
        }))
  );
}

/**
 * Coefficients p_0 … p_K of Ψ(α) = −g(α) + Σ_modes weight · M · e_{k,j}(α), given the moments M = ∫ e_{k,j} dμ, one a
 * mode. Returns a function that writes into and returns `p`.
 */
export function potentialFromMoments(
  problem: Problem,
  dimension: number
): (moments: ArrayLike<number>, p: Float64Array) => Float64Array {
  const field = fieldCoefficients(problem);
  const expansions = modes(problem, dimension).map(({degree, order, weight}) =>
    Array.from({length: order / 2 + 1}, (_, i) => ({
      power: degree - order + 2 * i,
      factor: weight * binomial(order / 2, i) * (i % 2 === 0 ? 1 : -1)
    }))
  );
  return (moments, p) => {
    for (let k = 0; k < p.length; ++k) p[k] = -(field[k] ?? 0);
    for (let q = 0; q < expansions.length; ++q)
      for (const {power, factor} of expansions[q]) p[power] += factor * moments[q];
    return p;
  };
}

/**
 * The risk as a sum of squares, free of cancellation: Σ_k (b_k − c_k M_{k,0})² + Σ_{j ≥ 2} weight_{k,j} M_{k,j}².
 * `moments` holds ∫ e_{k,j} dμ, one a mode.
 */
export function riskFromMoments(problem: Problem, dimension: number): (moments: ArrayLike<number>) => number {
  const {activation, target} = problem;
  const all = modes(problem, dimension);
  const interaction = interactionCoefficients(problem);
  const unseen = target.reduce((sum, b, k) => (interaction[k] > 0 ? sum : sum + b * b), 0);
  return (moments) => {
    let risk = unseen;
    for (let q = 0; q < all.length; ++q) {
      const {degree, order, weight} = all[q];
      const residual = (target[degree] ?? 0) - activation[degree] * moments[q];
      risk += order === 0 ? residual * residual : weight * moments[q] * moments[q];
    }
    return risk;
  };
}
