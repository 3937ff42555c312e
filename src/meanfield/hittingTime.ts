import {fieldEscapeTime} from "./fieldEscape.js";
import {type MeanFieldLimit, solveLimit} from "./limit.js";
import type {Problem} from "./problem.js";

/** Output times of one attempt; between two of them the risk is a cubic. */
const resolution = 96;

/** Attempts, each to twice the time of the one before. */
const attempts = 6;

/**
 * The first times at which the risk of the infinite-width limit is one of `levels`: T(δ). Between output times the risk is
 * the cubic with its values and slopes (dR/dt = −∫|ν|² dρ), which the level is read off from. NaN where the risk has not come
 * down to the level after 36 times a typical neuron's escape time. A level's time does not depend on the other levels. Throws
 * as the solver does.
 */
export function hittingTimes(
  problem: Problem,
  dimension: number,
  levels: readonly number[],
  tolerance: number
): number[] {
  const found = levels.map(() => Number.NaN);
  const typical = fieldEscapeTime(problem, Math.min(0.4, 1 / Math.sqrt(dimension)), 0.5);
  if (!Number.isFinite(typical)) return found;
  let horizon = 1.15 * typical + 0.25;
  for (let attempt = 0; attempt < attempts && found.some(Number.isNaN); ++attempt, horizon *= 2) {
    const times = Float64Array.from({length: resolution + 1}, (_, i) => (horizon * i) / resolution);
    const limit = solveLimit(problem, dimension, times, {tolerance});
    levels.forEach((level, n) => {
      if (Number.isNaN(found[n])) found[n] = crossing(limit, level);
    });
  }
  return found;
}

/** The first time at which the risk is `level`: T(δ), as `hittingTimes` finds it. */
export function hittingTime(problem: Problem, dimension: number, level: number, tolerance: number): number {
  return hittingTimes(problem, dimension, [level], tolerance)[0];
}

/** The time at which the limit's risk first falls to the level; NaN if it does not. */
function crossing({times, risk, dissipation}: MeanFieldLimit, level: number): number {
  const end = risk.findIndex((value) => value <= level);
  if (end === 0) return 0;
  if (end < 0) return Number.NaN;
  const step = times[end] - times[end - 1];
  const value = (s: number): number =>
    risk[end - 1] * (1 + 2 * s) * (1 - s) ** 2 +
    risk[end] * s * s * (3 - 2 * s) -
    step * (dissipation[end - 1] * s * (1 - s) ** 2 - dissipation[end] * s * s * (1 - s));
  let low = 0;
  let high = 1;
  for (let i = 0; i < 52; ++i) {
    const middle = (low + high) / 2;
    if (value(middle) > level) low = middle;
    else high = middle;
  }
  return times[end - 1] + low * step;
}
