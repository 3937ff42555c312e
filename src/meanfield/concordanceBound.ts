import {simpsonWeight} from "./bounds.js";
import {radiusOf} from "./flow.js";
import type {ForcingRecord} from "./forcing.js";
import type {MeanFieldLimit} from "./limit.js";
import {isEven} from "./problem.js";
import {RecordedPaths} from "./recordedPaths.js";

/** The constants of the estimate Ĵ_∥ = e^B |α_t/α_s|^C of the propagator. */
export interface ConcordanceConstants {
  /** C in front of the logarithmic velocity. */
  readonly constant: number;
  /** B, what the integral of the floor may come to. */
  readonly allowance: number;
}

/** What the constants make of one run, one value a time. */
export interface ConcordanceBound {
  /** The mean over the neurons of `ofNeuron`. */
  readonly bound: Float64Array;
  /** ∫_0^t √((Ĵ_∥F_∥)² + (J_⊥F_⊥)²) ds of every neuron, by Simpson's rule over the record; one array a time. */
  readonly ofNeuron: readonly Float64Array[];
  /** The largest J_∥ from any recorded place of the run so far to this time. */
  readonly propagator: Float64Array;
  /** The largest Ĵ_∥ on the same paths. */
  readonly estimate: Float64Array;
  /** The largest J_∥/Ĵ_∥ on them: above 1 where the estimate is none. */
  readonly excess: Float64Array;
}

/**
 * The self-concordance bound of the mean gap with constants of one's own, at `times`, which must be ends of panels of the
 * record, or a RangeError is thrown. It is a bound as long as ∫_0^t φ_C ≤ B (docs/numerics/bounds.md); outside of that it is
 * only what the formula says. For links with odd degrees, which have no floor, Ĵ_∥ is the pathwise estimate instead, whatever
 * the constants.
 */
export function concordanceBound(
  limit: Pick<MeanFieldLimit, "problem" | "potentialAt">,
  record: ForcingRecord,
  times: ArrayLike<number>,
  {constant, allowance}: ConcordanceConstants
): ConcordanceBound {
  const width = record.alignment[0].length;
  const even = isEven(limit.problem);
  const paths = new RecordedPaths(limit, record, even);
  const starts = record.alignment.map((own) => own.map((alignment) => Math.log(Math.abs(alignment))));
  const empty = () => new Float64Array(times.length);
  const result = {
    bound: empty(),
    ofNeuron: Array.from(times, () => new Float64Array(width)),
    propagator: empty(),
    estimate: empty(),
    excess: empty()
  };
  Array.from(times).forEach((time, n) => {
    const last = record.times.indexOf(time);
    if (last < 0 || last % 2 !== 0) throw new RangeError(`the forcing was not recorded up to an output at t = ${time}`);
    paths.advanceTo(last);
    const own = result.ofNeuron[n];
    const largest = {propagator: Number.NEGATIVE_INFINITY, estimate: Number.NEGATIVE_INFINITY, excess: -Infinity};
    for (let r = 0; r <= last; ++r) {
      const weight = simpsonWeight(record.times, r, last);
      for (let i = 0; i < width; ++i) {
        const path = r * width + i;
        const alignment = Math.tanh(paths.u[path]);
        const sideways = radiusOf(paths.u[path]) / paths.startRadius[path];
        const stretch = paths.logStretch[path];
        // On the equator, where a path of an even link stays, α_t/α_s is its limit ∂α_t/∂α_s.
        const growth = alignment === 0 ? stretch : Math.log(Math.abs(alignment)) - starts[r][i];
        const estimate = even ? constant * growth + allowance : paths.logEstimate(r, path, alignment);
        const exact = Math.log(sideways) + stretch;
        largest.propagator = Math.max(largest.propagator, exact);
        largest.estimate = Math.max(largest.estimate, estimate);
        largest.excess = Math.max(largest.excess, exact - estimate);
        own[i] += weight * Math.hypot(Math.exp(estimate) * record.parallel[r][i], sideways * record.transverse[r][i]);
      }
    }
    result.bound[n] = own.reduce((sum, value) => sum + value, 0) / width;
    for (const key of ["propagator", "estimate", "excess"] as const) result[key][n] = Math.exp(largest[key]);
  });
  return result;
}
