/** The settings of the page on isotropic Gaussians; those of Mei, Montanari and Nguyen (2018) where they give them. */
export const isotropicShown = {
  dimension: 40,
  deltas: [
    0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.82, 0.84, 0.86,
    0.88, 0.9, 0.95
  ],
  widths: [50, 100, 200, 400, 800],
  /** The finest last: to the right on a slider is towards the limit. */
  steps: [2e-3, 1e-3, 5e-4, 2e-4, 1e-4],
  /** Times of histograms, multiples of every step above. */
  times: [
    0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5, 9, 9.5, 10
  ],
  bin: 0.1,
  /** Radius at which the drawn axis ends. */
  last: 7,
  transitionTimes: [1, 10, 20],
  /** Risks are then right to 5e−4 (docs/numerics/radial.md). */
  transitionTolerance: 1e-3
} as const;

/** The one-pass SGD run that is made beforehand. */
export const publishedSgd = {
  activation: "ramp",
  delta: 0.8,
  dimension: isotropicShown.dimension,
  width: 800,
  scale: 0.8,
  step: 1e-4,
  seed: 1,
  times: isotropicShown.times.join(","),
  bin: isotropicShown.bin
} as const;

/** Whether the parameters of a run are those of the one that is made beforehand. */
export function isPublishedSgd(run: Readonly<Record<string, number | string>>): boolean {
  return Object.entries(publishedSgd).every(([name, value]) => run[name] === value);
}

/** Times of a risk over decades; 0 is the first. */
export const isotropicRiskTimes: readonly number[] = [
  0,
  ...Array.from({length: 61}, (_, i) => Number((0.01 * 1000 ** (i / 60)).toPrecision(4)))
];

/** Times that show a plateau and its end. */
export const plateauTimes: readonly number[] = [
  0,
  ...Array.from({length: 81}, (_, i) => Number((0.01 * 3e4 ** (i / 80)).toPrecision(4)))
];

/** Three starts: into the kink at 0 for good, past it, and onto a plateau that ends. */
export const stallCases = [
  {label: "trap, short start", activation: "dip", delta: 0.5, scale: 0.1},
  {label: "trap, longer start", activation: "dip", delta: 0.5, scale: 0.4},
  {label: "plateau", activation: "ramp", delta: 0.9, scale: 0.8}
] as const;
