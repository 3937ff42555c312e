/** The settings that the page offers for the experiment `instrument`: a run of each takes a second or two. */
export const instrumentShown = {
  dimensions: [4, 8, 16, 32],
  widths: [16, 32, 64, 128],
  lastTimes: [1, 2, 4, 8],
  allowances: [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
  largestConstant: 6
} as const;

/** Thirty-two steps to the last time. */
export function instrumentTimes(last: number): number[] {
  return Array.from({length: 33}, (_, n) => (n * last) / 32);
}

/** The setting at which the page opens. */
export const instrumentOpening = {
  problem: "He4",
  dimension: 16,
  width: 128,
  constant: 3,
  allowance: 0.1,
  seed: 1,
  last: 4
} as const;
