import {CoupledFlow, figureTolerance} from "./coupledFlow.js";
import {deviations} from "./coupling.js";
import {functionGap} from "./functionGap.js";
import {gapSizes} from "./gapFrame.js";
import type {MeanFieldLimit} from "./limit.js";
import {FiniteNetwork} from "./network.js";

/** How often the neurons are looked at between two of the `ends`, besides after every step of the integrator. */
export const neuronLooks = 24;

/**
 * How often the gap between the functions, a sum over pairs, is looked at between two of the `ends`: that of narrow networks,
 * which costs little, has short peaks.
 */
export function functionLooks(width: number): number {
  return width <= 512 ? neuronLooks : neuronLooks / 4;
}

/** The largest gaps of one run of the gradient flow up to `time`, and those at that time. */
export interface GapSupremum {
  readonly time: number;
  /** The largest Ω_s = (1/m) Σ |Δ_i(s)| over s ≤ t. */
  readonly meanGap: number;
  /** The largest √((1/m) Σ |Δ_i(s)|²). */
  readonly rmsGap: number;
  /** The largest |Δ_i(s)| over s ≤ t and all neurons. */
  readonly maxGap: number;
  /** The largest ‖f_m − f_∞‖². */
  readonly functionGap: number;
  /** Ω_t. */
  readonly finalMeanGap: number;
  /** ‖f_m − f_∞‖² at time t. */
  readonly finalFunctionGap: number;
}

/** The times at which `gapSuprema` looks at the functions, 0 and the ends among them: a limit must be solved at these. */
export function lookTimes(ends: readonly number[], width: number): number[] {
  return [0, ...ends.flatMap((end, n) => parts(n > 0 ? ends[n - 1] : 0, end, functionLooks(width)))];
}

/** The right ends of `count` equal parts of an interval. */
function parts(start: number, end: number, count: number): number[] {
  return Array.from({length: count}, (_, i) => (i + 1 === count ? end : start + ((end - start) * (i + 1)) / count));
}

export interface GapSupremaOptions {
  /** The tolerance of `CoupledFlow`; by default that of the figures, at which the mean gap is right to 0.3 %. */
  tolerance?: number;
}

/**
 * Runs the network from the given neurons (d×m, coordinate-major, of unit length) beside its coupled mean-field particles once,
 * and yields the suprema up to each of `ends` (increasing, > 0), or the time reached after every step in between. The suprema
 * are taken over a grid of times (docs/numerics/width.md says how fine it is). The limit must be solved at
 * `lookTimes(ends, width)` and beyond the last of them; a RangeError is thrown otherwise.
 */
export function* gapSuprema(
  limit: MeanFieldLimit,
  neurons: Float64Array,
  ends: readonly number[],
  {tolerance = figureTolerance}: GapSupremaOptions = {}
): Generator<GapSupremum | number, void, undefined> {
  const flow = new CoupledFlow(limit, neurons, {tolerance});
  const {dimension, width} = flow.coupling;
  const network = new FiniteNetwork(limit.problem, dimension, width);
  const gaps = new Float64Array(neurons.length);
  const largest = {meanGap: 0, rmsGap: 0, maxGap: 0, functionGap: 0};
  let finalMeanGap = 0;
  let before = 0;
  for (const look of lookTimes(ends, width)) {
    const index = limit.times.indexOf(look);
    if (index < 0) throw new RangeError(`the limit was not solved at t = ${look}`);
    for (const time of look > 0 ? parts(before, look, neuronLooks / functionLooks(width)) : []) {
      while (flow.time < time) {
        flow.advance(time);
        deviations(flow.coupling, flow.particles, flow.neurons, gaps);
        const {meanGap, rmsGap, maxGap} = gapSizes(gaps, dimension, width);
        largest.meanGap = Math.max(largest.meanGap, meanGap);
        largest.rmsGap = Math.max(largest.rmsGap, rmsGap);
        largest.maxGap = Math.max(largest.maxGap, maxGap);
        finalMeanGap = meanGap;
        yield flow.time;
      }
    }
    const finalFunctionGap = functionGap(network, flow.neurons, limit, index);
    largest.functionGap = Math.max(largest.functionGap, finalFunctionGap);
    if (ends.includes(look)) yield {time: look, ...largest, finalMeanGap, finalFunctionGap};
    before = look;
  }
}
