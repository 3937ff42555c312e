/** A mean over independent repetitions with the half width of its interval of confidence 95 %. */
export interface Interval {
  readonly mean: number;
  readonly half: number;
}

/** Student's interval for the mean of independent, nearly normal values; half is NaN for fewer than two. */
export function studentInterval(values: readonly number[]): Interval {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (n < 2) return {mean, half: Number.NaN};
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  return {mean, half: studentQuantile(n - 1) * Math.sqrt(variance / n)};
}

/**
 * The number that |T| stays below with probability 0.95, T of Student's law with ν degrees of freedom, by bisection. Throws a
 * RangeError unless ν is an integer ≥ 1.
 */
export function studentQuantile(freedom: number): number {
  if (!(Number.isInteger(freedom) && freedom >= 1))
    throw new RangeError(`degrees of freedom must be an integer ≥ 1, got ${freedom}; use more values`);
  let [low, high] = [0, Math.PI / 2];
  for (let n = 0; n < 60; ++n) {
    const middle = (low + high) / 2;
    if (studentProbability(freedom, middle) < 0.95) low = middle;
    else high = middle;
  }
  return Math.sqrt(freedom) * Math.tan((low + high) / 2);
}

/** P(|T| < √ν tan θ), a finite sum for integer ν (Abramowitz and Stegun 26.7.3–4). */
function studentProbability(freedom: number, theta: number): number {
  const [sine, cosine] = [Math.sin(theta), Math.cos(theta)];
  const odd = freedom % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = 0;
  for (let j = odd ? 3 : 2; j <= freedom; j += 2) {
    sum += term;
    term *= (cosine * cosine * (j - 1)) / j;
  }
  return odd ? (2 / Math.PI) * (theta + sine * sum) : sine * sum;
}
