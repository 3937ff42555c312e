/** The runs of the experiment `gap` that are computed when the site is built, in every combination. */
export const published = {
  problems: ["He3", "He4", "He6", "He4_misspecified"],
  dimensions: [8, 16, 32, 64],
  widths: [64, 128, 256, 512],
  /** Seeds 1 … seeds. */
  seeds: 3,
  times: [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6],
  /** Widths for which the linear gap equation is solved too; its cost is several times that of the run. */
  linearWidths: [128]
} as const;

/** The times T for which J_max of He4 is computed beforehand. */
export const stretchingTimes: readonly number[] = [0.5, 1, 2, 4, 8, 16, 32];

/**
 * The runs of `propagator-levels` that are computed beforehand, in dimensions as far as cost allows: it grows like the time,
 * d^{(k−2)/2}. `reach` leaves out the pole opposite the teacher, which for an odd link no random neuron starts near.
 */
export const levelRuns = [
  {problem: "He3", dimensions: "8,16,32,64,128", levels: "0.8,0.5,0.3", reach: 2},
  {problem: "He4", dimensions: "8,16,32,64,128,256", levels: "0.8,0.5,0.3", reach: 2},
  {problem: "He6", dimensions: "8,16,32,64", levels: "0.8,0.5", reach: 2}
] as const;

/** Those of one problem, one of `levelProblems`. */
export function levelRunOf(problem: string): (typeof levelRuns)[number] {
  return levelRuns.find((run) => run.problem === problem)!;
}

export const levelProblems = levelRuns.map(({problem}) => problem);

/** The networks whose scaling laws in N are measured beforehand. */
export const lazyModels = {
  "relu-twins": {activation: "relu", layer: "twins"},
  "relu-positive": {activation: "relu", layer: "positive"},
  "wavelet-twins": {activation: "wavelet", layer: "twins"}
} as const;

export type LazyModelName = keyof typeof lazyModels;
export const lazyModelNames = Object.keys(lazyModels) as LazyModelName[];

/** What the runs of the experiment `lazy` that are computed beforehand have in common. */
export const lazySweep = {
  widths: "32,64,128,256,512",
  exponents: "0.5,0.75,1",
  dimension: 10,
  samples: 64,
  step: 0.5,
  times: "30",
  seed: 1,
  seeds: 5
} as const;

/** The dimensions in which the staircase is measured, and the noise beside which it is measured again. */
export const staircaseDimensions: readonly number[] = [8, 16];
export const staircaseThresholds: readonly number[] = [0, 1];
export const noisyDimension = 16;

/** Few samples are cheap and scatter, many are dear and do not: each part has its own number of seeds. */
export const staircaseParts = ["few", "many"] as const;

/** The parameters of the experiment `staircase` without noise in one of `staircaseDimensions`. */
export function staircaseRun(dimension: number, part: (typeof staircaseParts)[number]) {
  const [middle, most] = dimension < 16 ? [128, 512] : [256, 1448];
  const sizes = halfOctaves(8, most).filter((n) => n <= middle === (part === "few"));
  const thresholds = staircaseThresholds.join(",");
  const seeds = part === "few" ? 12 : 4;
  const networks = {trained: "32,64,128,256,512", pairs: 32, times: "60", step: 0.5};
  return {dimension, samples: sizes.join(","), thresholds, ridge: 0, noise: 0, ...networks, seed: 1, seeds};
}

/** The same with noise of the talk's variance 1, a ridge against it, and networks that are looked at while they are trained. */
export const noisyRun = {
  dimension: noisyDimension,
  samples: halfOctaves(8, 512).join(","),
  thresholds: "0",
  ridge: 1,
  noise: 1,
  trained: "32,64,128,256,512",
  pairs: 32,
  times: "2,4,6,10,15,20,60",
  step: 0.5,
  seed: 1,
  seeds: 5
} as const;

/** Powers of √2 between two powers of it, as whole numbers. */
function halfOctaves(from: number, to: number): number[] {
  const count = Math.round(2 * Math.log2(to / from));
  return Array.from({length: count + 1}, (_, i) => Math.round(from * 2 ** (i / 2)));
}
