import {localHessian} from "./hessian.js";
import type {MeanFieldLimit} from "./limit.js";

/** What flows into and out of one interval of alignments. */
export interface IntervalBalance {
  readonly low: number;
  readonly high: number;
  /** μ_t of the interval. */
  readonly mass: number;
  /** Mass that passes `low` to the right in a unit of time, p_t α̇ there; negative: to the left. */
  readonly fluxLow: number;
  readonly fluxHigh: number;
  /** d/dt of `mass`: fluxLow − fluxHigh. */
  readonly gain: number;
}

/**
 * The balance of mass of μ_t at the output time `times[index]` on the intervals between consecutive edges (increasing, in
 * [−1, 1]). Nothing passes α = ±1, where the velocity vanishes, so that over all of [−1, 1] the gains add up to 0.
 */
export function massBalance(limit: MeanFieldLimit, index: number, edges: readonly number[]): IntervalBalance[] {
  const potential = limit.potentialAt(limit.times[index]);
  const densities = limit.density(index, edges);
  const below = limit.cumulative(index, edges);
  const fluxes = edges.map((alignment, i) =>
    Math.abs(alignment) === 1 ? 0 : densities[i] * localHessian(potential, alignment).alignmentRate
  );
  return edges.slice(1).map((high, i) => ({
    low: edges[i],
    high,
    mass: below[i + 1] - below[i],
    fluxLow: fluxes[i],
    fluxHigh: fluxes[i + 1],
    gain: fluxes[i] - fluxes[i + 1]
  }));
}

/**
 * The divergence of the velocity field on the sphere at one alignment, ∇·ν = tr D = λ_∥ + (d − 2) λ_⊥. Positive: neighbouring
 * neurons move apart there (a source of the field), and the density that a neuron sees around it falls at this rate:
 * d/dt log ρ_t(w_t) = −∇·ν.
 */
export function fieldDivergence(potential: ArrayLike<number>, dimension: number, alignment: number): number {
  const {parallel, transverse} = localHessian(potential, alignment);
  return parallel + (dimension - 2) * transverse;
}
