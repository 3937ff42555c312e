import {maximumDegree, type Problem} from "./problem.js";

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

/** The tolerances that the solvers accept. */
export const toleranceRange = [1e-13, 1e-3] as const;

/**
 * The arguments of a LimitSolver with defaults filled in. Throws a RangeError that names the value, the range and the
 * remedy.
 */
export function checkLimitArguments(
  {name, activation, target}: Problem,
  dimension: number,
  times: ArrayLike<number>,
  {tolerance = 1e-9}: LimitOptions
): Required<LimitOptions> {
  const degree = Math.max(activation.length, target.length) - 1;
  if (degree > maximumDegree)
    throw new RangeError(
      `the links of ${name} have degree ${degree}, above ${maximumDegree}; drop the coefficients of higher degree`
    );
  const bad = [...activation, ...target].find((c) => !Number.isFinite(c));
  if (bad !== undefined)
    throw new RangeError(`Hermite coefficient ${bad} of ${name} is not a finite number; give finite coefficients`);
  if (!(Number.isInteger(dimension) && dimension >= 2))
    throw new RangeError(`dimension ${dimension} is not an integer ≥ 2; choose a dimension of at least 2`);
  const [least, most] = toleranceRange;
  if (!(tolerance >= least && tolerance <= most))
    throw new RangeError(`tolerance ${tolerance} is outside [${least}, ${most}]; choose one in this range`);
  if (times.length === 0) throw new RangeError("no output times; give at least one time ≥ 0");
  for (let i = 0; i < times.length; ++i) {
    if (!(times[i] >= 0 && times[i] < Number.POSITIVE_INFINITY))
      throw new RangeError(`time ${times[i]} is not a finite number ≥ 0; give times from 0 on`);
    if (i > 0 && !(times[i] > times[i - 1]))
      throw new RangeError(`time ${times[i]} follows ${times[i - 1]}; give strictly increasing times`);
  }
  return {tolerance};
}
