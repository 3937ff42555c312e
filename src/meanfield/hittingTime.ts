import {fieldEscapeTime} from "./fieldEscape.js";
import {type MeanFieldLimit, solveLimit} from "./limit.js";
import {type Problem, targetPower} from "./problem.js";
import {rootRiskIntegral} from "./rootRiskIntegral.js";
import {RoughEscape} from "./roughEscape.js";

/** Output times up to the time at which a level is expected; between two of them the risk is a cubic. */
const resolution = 96;

/** How much later than expected a level is looked for at first. */
const margin = 1.25;

/** The first time at which the risk is at most a level. */
export interface Hit {
  /** T(δ); NaN where the risk has not come down to the level after 36 times a typical neuron's escape time. */
  readonly time: number;
  /** ∫√R up to then. */
  readonly integralRootRisk: number;
}

const missed: Hit = {time: Number.NaN, integralRootRisk: Number.NaN};

/**
 * The first times at which the risk of the infinite-width limit is one of `levels`, with the limit up to the last of them and
 * somewhat beyond (undefined where no neuron leaves the equator). Between output times the risk is the cubic with its values and
 * slopes (dR/dt = −∫|ν|² dρ), which the level is read off from. Throws as the solver does.
 */
export function reachLevels(
  problem: Problem,
  dimension: number,
  levels: readonly number[],
  tolerance: number
): {hits: Hit[]; limit: MeanFieldLimit | undefined} {
  const hits = levels.map(() => missed);
  const typical = fieldEscapeTime(problem, Math.min(0.4, 1 / Math.sqrt(dimension)), 0.5);
  let limit: MeanFieldLimit | undefined;
  if (!Number.isFinite(typical)) return {hits, limit};
  const most = 36.8 * typical + 8;
  const rough = new RoughEscape(problem, dimension);
  const horizons = levels.map((level) => {
    const expected = margin * rough.timeOf(level / targetPower(problem));
    return Math.min(most, Number.isFinite(expected) ? expected + 0.25 : 1.15 * typical + 0.25);
  });
  for (;;) {
    const wanted = horizons.filter((_, n) => Number.isNaN(hits[n].time));
    if (wanted.length === 0) return {hits, limit};
    const times = wanted.flatMap((horizon) =>
      Array.from({length: resolution}, (_, i) => (horizon * (i + 1)) / resolution)
    );
    const reached = solveLimit(problem, dimension, Float64Array.from(new Set([0, ...times])).sort(), {tolerance});
    const integral = rootRiskIntegral(reached);
    levels.forEach((level, n) => {
      if (Number.isNaN(hits[n].time)) hits[n] = crossing(reached, integral, level);
    });
    limit = reached;
    if (horizons.every((horizon, n) => horizon >= most || !Number.isNaN(hits[n].time))) return {hits, limit};
    horizons.forEach((horizon, n) => {
      horizons[n] = Math.min(most, 2 * horizon);
    });
  }
}

/** The first times at which the risk is one of `levels`: T(δ), as `reachLevels` finds them. */
export function hittingTimes(
  problem: Problem,
  dimension: number,
  levels: readonly number[],
  tolerance: number
): number[] {
  return reachLevels(problem, dimension, levels, tolerance).hits.map(({time}) => time);
}

/** The first time at which the risk is `level`: T(δ), as `reachLevels` finds it. */
export function hittingTime(problem: Problem, dimension: number, level: number, tolerance: number): number {
  return hittingTimes(problem, dimension, [level], tolerance)[0];
}

/** Where the limit's risk first falls to the level; `integral` is ∫√R at the limit's output times. */
function crossing({times, risk, dissipation}: MeanFieldLimit, integral: Float64Array, level: number): Hit {
  const end = risk.findIndex((value) => value <= level);
  if (end === 0) return {time: 0, integralRootRisk: 0};
  if (end < 0) return missed;
  const start = end - 1;
  const step = times[end] - times[start];
  const value = cubic(risk[start], risk[end], -step * dissipation[start], -step * dissipation[end]);
  let low = 0;
  let high = 1;
  for (let i = 0; i < 52; ++i) {
    const middle = (low + high) / 2;
    if (value(middle) > level) low = middle;
    else high = middle;
  }
  const [left, right] = [risk[start], risk[end]].map((r) => step * Math.sqrt(Math.max(0, r)));
  return {
    time: times[start] + low * step,
    integralRootRisk: cubic(integral[start], integral[end], left, right)(low)
  };
}

/** The cubic on [0, 1] with these values and slopes at its ends. */
function cubic(from: number, to: number, slopeFrom: number, slopeTo: number): (s: number) => number {
  return (s) =>
    from * (1 + 2 * s) * (1 - s) ** 2 +
    to * s * s * (3 - 2 * s) +
    slopeFrom * s * (1 - s) ** 2 -
    slopeTo * s * s * (1 - s);
}
