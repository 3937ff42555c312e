/** A mean over independent runs with its 95 % confidence interval (Student's t); NaN ends for fewer than two values. */
export interface SeedInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % quantiles of Student's t with 1 … 15 degrees of freedom. */
const quantiles = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131
];

/** Throws a RangeError for more than 16 values. */
export function seedInterval(values: readonly number[]): SeedInterval {
  const n = values.length;
  if (n > quantiles.length + 1) throw new RangeError(`at most ${quantiles.length + 1} values, got ${n}`);
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (n < 2) return {mean, low: Number.NaN, high: Number.NaN};
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const half = quantiles[n - 2] * Math.sqrt(variance / n);
  return {mean, low: mean - half, high: mean + half};
}

/** The least-squares line of log y against log x: its slope, and the root mean square of log y about it. */
export function logFit(x: readonly number[], y: readonly number[]): {slope: number; residual: number} {
  const [u, v] = [x.map(Math.log), y.map(Math.log)];
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [a, b] = [mean(u), mean(v)];
  const above = u.reduce((sum, value, i) => sum + (value - a) * (v[i] - b), 0);
  const slope = above / u.reduce((sum, value) => sum + (value - a) ** 2, 0);
  return {slope, residual: Math.sqrt(mean(v.map((value, i) => (value - b - slope * (u[i] - a)) ** 2)))};
}
