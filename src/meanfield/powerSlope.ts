/** The least-squares line log y = intercept + slope log x. */
export interface PowerSlope {
  readonly slope: number;
  readonly intercept: number;
  /** The largest |log y − line|. */
  readonly residual: number;
}

/** Fits a power law; NaN when fewer than two x differ or a number is not positive. */
export function powerSlope(x: readonly number[], y: readonly number[]): PowerSlope {
  const [u, v] = [x, y].map((values) => values.map((value) => Math.log(value)));
  const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
  const [mu, mv] = [mean(u), mean(v)];
  const square = u.reduce((sum, one) => sum + (one - mu) ** 2, 0);
  const slope = u.reduce((sum, one, i) => sum + (one - mu) * (v[i] - mv), 0) / square;
  const intercept = mv - slope * mu;
  return {slope, intercept, residual: Math.max(...u.map((one, i) => Math.abs(v[i] - intercept - slope * one)))};
}
