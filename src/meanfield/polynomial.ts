/** Value at x of Σ coefficients[j] x^j (Horner). */
export function evaluate(coefficients: ArrayLike<number>, x: number): number {
  let sum = 0;
  for (let j = coefficients.length - 1; j >= 0; --j) sum = sum * x + coefficients[j];
  return sum;
}

/** Coefficients of the derivative of Σ coefficients[j] x^j. */
export function derivative(coefficients: ArrayLike<number>): Float64Array {
  const result = new Float64Array(Math.max(1, coefficients.length - 1));
  for (let j = 1; j < coefficients.length; ++j) result[j - 1] = j * coefficients[j];
  return result;
}

/** The binomial coefficient C(n, k), exact while it is below 2^53. */
export function binomial(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; ++i) product = (product * (n - k + i)) / i;
  return product;
}
