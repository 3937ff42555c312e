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
