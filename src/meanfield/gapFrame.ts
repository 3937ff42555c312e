import {functionGap} from "./functionGap.js";
import type {MeanFieldLimit} from "./limit.js";
import type {FiniteNetwork} from "./network.js";

/** The approximation gap at one output time. */
export interface GapFrame {
  readonly time: number;
  /** R(ρ̂_m) of the finite network. */
  readonly riskFinite: number;
  /** R(ρ_t) of the infinite-width limit. */
  readonly riskMeanField: number;
  /** ‖f_m − f_∞‖² = E (f_m − f_∞)². */
  readonly functionGap: number;
  /** Ω_t = (1/m) Σ |Δ_i|, Δ_i = ŵ_i − w̄_i. */
  readonly meanGap: number;
  /** √((1/m) Σ |Δ_i|²). */
  readonly rmsGap: number;
  /** max_i |Δ_i|. */
  readonly maxGap: number;
  /** Δ, d×m, coordinate-major. */
  readonly gaps: Float64Array;
}

/** The frame of the limit's output time `index`, of the network's neurons and their gaps Δ (both d×m, coordinate-major). */
export function gapFrame(
  network: FiniteNetwork,
  neurons: Float64Array,
  gaps: Float64Array,
  limit: Pick<MeanFieldLimit, "times" | "risk" | "average">,
  index: number
): GapFrame {
  const overlaps = network.overlaps(neurons);
  return {
    time: limit.times[index],
    riskFinite: network.risk(neurons, overlaps),
    riskMeanField: limit.risk[index],
    functionGap: functionGap(network, neurons, limit, index, overlaps),
    ...gapSizes(gaps, network.dimension, network.width),
    gaps
  };
}

/** Mean, root mean square and maximum of the lengths of m vectors, d×m, coordinate-major. */
export function gapSizes(
  gaps: Float64Array,
  dimension: number,
  width: number
): {meanGap: number; rmsGap: number; maxGap: number} {
  let [sum, square, maxGap] = [0, 0, 0];
  for (let i = 0; i < width; ++i) {
    let own = 0;
    for (let c = 0; c < dimension; ++c) own += gaps[c * width + i] ** 2;
    const length = Math.sqrt(own);
    sum += length;
    square += own;
    if (length > maxGap) maxGap = length;
  }
  return {meanGap: sum / width, rmsGap: Math.sqrt(square / width), maxGap};
}
