import {increasing, integer, numbers} from "./parameter.js";
import {Refusal, type Sentence} from "./refusal.js";

/** The largest dimension and width that any experiment takes. */
export const largestDimension = 100000;
export const largestTime = 1e6;

export const dimension = integer({
  name: "dimension",
  description: "dimension d of the input",
  least: 2,
  most: largestDimension,
  default: 32
});

export const times = increasing({
  name: "times",
  description: "times of the rows, on the clock of the flow (step size times number of steps)",
  least: 0,
  most: largestTime,
  default: [0, 0.5, 1, 2, 4, 8]
});

export const alignments = numbers({
  name: "alignments",
  description: "alignments α = ⟨w, w*⟩ of the rows",
  least: -1,
  most: 1,
  default: [0.1, 0.3, 0.5, 0.7, 0.9]
});

export const levels = numbers({
  name: "levels",
  description: "δ, descending: risks that end the time that is looked at, as fractions of the target's power E f*²",
  least: 0,
  most: 1,
  open: true,
  default: [0.8, 0.5, 0.3]
});

/** Refuses levels that do not descend: the later a level is reached, the lower it is. */
export function checkLevels(levels: readonly number[]): void {
  for (let n = 1; n < levels.length; ++n)
    if (!(levels[n] < levels[n - 1]))
      throw new Refusal(
        (label) =>
          `${label("levels")} must strictly descend, got ${levels[n]} after ${levels[n - 1]}; ` +
          `try ${label("levels", [...new Set(levels)].sort((a, b) => b - a).join(","))}`
      );
}

export const width = integer({
  name: "width",
  description: "width m: the number of neurons",
  least: 1,
  most: largestDimension,
  default: 512
});

export const seed = integer({
  name: "seed",
  description: "seed of the random initial neurons",
  least: 0,
  most: Number.MAX_SAFE_INTEGER,
  default: 1
});

/** The largest d·m: the integrators keep about thirty arrays of this length, 2 GiB in all. */
const largestSize = 2 ** 23;

/** Refuses networks whose d·m coordinates do not fit into memory many times over. */
export function checkSize({dimension, width}: {readonly dimension: number; readonly width: number}): void {
  if (dimension * width > largestSize)
    throw new Refusal(
      (label) =>
        `${label("width")} times ${label("dimension")} must be at most ${largestSize}, which is what memory is planned ` +
        `for, got ${width} times ${dimension}; try ${label("width", String(Math.max(1, Math.floor(largestSize / dimension))))}`
    );
}

const mostSteps = 1e7;

/** The nearest multiples of the step on both sides of a time, as they are written. */
function neighbours(time: number, step: number): string {
  const below = Math.floor(time / step);
  return [below, below + 1].map((n) => Number((n * step).toPrecision(12))).join(" or ");
}

/** Refuses times that steps of this size do not reach, or not in a reasonable number; `where` completes "multiples of …". */
export function checkReached(times: readonly number[], size: number, where: Sentence): void {
  for (const time of times) {
    if (time / size > mostSteps)
      throw new Refusal(
        (label) =>
          `${label("times")} must be reached in at most ${mostSteps} steps of ${size}, got ${time}; try a larger ${label("step")}`
      );
    if (Math.abs(time - Math.round(time / size) * size) > 1e-9 * Math.max(size, time))
      throw new Refusal(
        (label) =>
          `${label("times")} must be multiples of ${where(label)}, got ${time}; ` +
          `the nearest are ${neighbours(time, size)}`
      );
  }
}

/** Refuses runs whose last seed is no safe integer. */
export function checkSeeds({seed, seeds}: {readonly seed: number; readonly seeds: number}): void {
  if (!Number.isSafeInteger(seed + (seeds - 1)))
    throw new Refusal(
      (label) =>
        `${label("seed")} plus ${label("seeds")} must stay below 2^53, got ${seed} and ${seeds}; try smaller seeds`
    );
}

/**
 * The times and a later one. The last step of the flow then need not end at the last of them, so that a run that goes on
 * longer has the same steps up to there.
 */
export function withRoom(times: readonly number[]): number[] {
  const last = times[times.length - 1] ?? 0;
  return [...times, 1.25 * last + 1];
}
