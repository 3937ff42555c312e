/**
 * What the finite network does to its own neurons beyond the mean field, recorded along one run: the forcing
 * F_s(ŵ_i(s)) = ν(ŵ_i, ρ̂_m) − ν(ŵ_i, ρ_s) at a grid of times s. ŵ_i follows ν(·, ρ_s) + F_s exactly.
 *
 * The grid consists of panels of three equally spaced times, ends shared: times[2k], times[2k+1], times[2k+2] are the
 * start, the middle and the end of panel k, so that Simpson's rule applies panel by panel. The length is odd, the first
 * time is 0 and every output time of the run is the end of a panel.
 */
export interface ForcingRecord {
  readonly times: Float64Array;
  /** alignment[q][i] = α̂_i at times[q]. */
  readonly alignment: readonly Float64Array[];
  /** parallel[q][i] = ⟨F, p̂⟩ with p̂ = (w* − α̂ŵ)/√(1−α̂²), the direction towards w*; 0 where α̂ = ±1. */
  readonly parallel: readonly Float64Array[];
  /** transverse[q][i] = |F − ⟨F, p̂⟩p̂| ≥ 0. */
  readonly transverse: readonly Float64Array[];
  /**
   * turning[q][i] = |ζ_i(times[q+1]) − ζ_i(times[q])|, ζ_i the direction of the part of ŵ_i orthogonal to w*; one array
   * fewer than times.
   */
  readonly turning: readonly Float64Array[];
}
