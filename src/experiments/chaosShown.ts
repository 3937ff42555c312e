/** What the sliders of the page on propagation of chaos offer: runs of at most a few seconds in the reader's browser. */
export const chaosShown = {
  dimensions: [2, 5, 10, 20, 50, 100],
  widths: [8, 16, 32, 64, 128],
  stepSizes: [0.001, 0.002, 0.005, 0.01, 0.02],
  times: [0.25, 0.5, 1, 1.5, 2]
} as const;

/** Where the page opens. */
export const chaosOpening = {dimension: 10, width: 64, stepSize: 0.002, time: 1, seed: 1} as const;

/** The defaults of the experiment `chaos-scaling` that its figures name. */
export const chaosScalingOpening = {dimension: 5, time: 0.512} as const;

/** Independent draws of the copies, for McDiarmid's inequality. */
export const chaosRepetitions = 400;
