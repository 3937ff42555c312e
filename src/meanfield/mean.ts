/** The arithmetic mean; NaN of no values. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The square of the mean of the square roots; NaN of no values. */
export function squaredMeanOfRoots(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += Math.sqrt(value);
  return (sum / values.length) ** 2;
}
