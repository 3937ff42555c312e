import {solveEulerian} from "./eulerian.js";
import {solveLagrangian} from "./lagrangian.js";
import type {Problem} from "./problem.js";

export {toleranceRange} from "./limitArguments.js";

/**
 * The infinite-width limit ρ_t of a single-index problem in dimension d, started from the uniform law on the sphere.
 * By symmetry ρ_t is determined by the law μ_t of the alignment α = ⟨w, w*⟩, which obeys
 * ∂_t μ_t + ∂_α(μ_t α̇) = 0 with α̇ = −2(1−α²) Ψ_t′(α) and Ψ_t(α) = Σ_j p_j(t) α^j (Glasgow, Wu, Bruna 2025, §2–3).
 */
export interface MeanFieldLimit {
  readonly problem: Problem;
  readonly dimension: number;
  /** The requested output times, increasing, ≥ 0. */
  readonly times: Float64Array;
  /** R(ρ_t) = E (f_t − f*)² at `times`. */
  readonly risk: Float64Array;
  /** ∫ |ν|² dρ_t at `times`; equals −dR/dt. */
  readonly dissipation: Float64Array;
  /** ∫ dμ_t at `times`. */
  readonly mass: Float64Array;
  /** p_0 … p_K of the potential Ψ_t, for 0 ≤ t ≤ last output time, accurate to the solver's tolerance. */
  potentialAt(t: number): Float64Array;
  /** The times between which `potentialAt` is one smooth polynomial: the natural quadrature grid in time. */
  readonly knots: Float64Array;
  /** ∫ φ(α) μ_t(dα) at the output time `times[index]`. */
  average(index: number, phi: (alignment: number) => number): number;
  /** The density of μ_t with respect to dα at the output time `times[index]`, at the given alignments in (−1, 1). */
  density(index: number, alignments: ArrayLike<number>): Float64Array;
  /** μ_t((−∞, α]) at the output time `times[index]`, at the given alignments. */
  cumulative(index: number, alignments: ArrayLike<number>): Float64Array;
  readonly steps: number;
  readonly evaluations: number;
}

export interface LimitOptions {
  /** Absolute error aimed at in the risk at every output time; default 1e−9. */
  tolerance?: number;
}

export type LimitSolver = (
  problem: Problem,
  dimension: number,
  times: ArrayLike<number>,
  options?: LimitOptions
) => MeanFieldLimit;

/** The solvers by name; they share the problem and nothing else. */
export const limitSolvers = {lagrangian: solveLagrangian, eulerian: solveEulerian} satisfies Record<
  string,
  LimitSolver
>;

export type LimitSolverName = keyof typeof limitSolvers;

/**
 * Solve the infinite-width limit at the given times (increasing, ≥ 0). Throws a RangeError for a dimension, time,
 * tolerance or degree out of range, and an Error when the solver cannot go on.
 */
export function solveLimit(
  problem: Problem,
  dimension: number,
  times: ArrayLike<number>,
  {solver = "lagrangian", ...options}: LimitOptions & {solver?: LimitSolverName} = {}
): MeanFieldLimit {
  return limitSolvers[solver](problem, dimension, times, options);
}
