/** E φ(x_1, x_2) for a standard normal x in the plane: the trapezoid rule, exact to rounding for polynomials of degree ≤ 24. */
export function gaussianMean(phi: (x1: number, x2: number) => number): number {
  const [h, n] = [0.35, 34];
  let sum = 0;
  let mass = 0;
  for (let i = -n; i <= n; ++i)
    for (let j = -n; j <= n; ++j) {
      const weight = Math.exp((-h * h * (i * i + j * j)) / 2);
      sum += weight * phi(i * h, j * h);
      mass += weight;
    }
  return sum / mass;
}

/** Σ_k coefficients[k] h_k(z), and its derivative, with the normalised Hermite polynomials h_k = He_k/√k!. */
export function hermiteSum(coefficients: readonly number[], z: number): {value: number; slope: number} {
  let [previous, current, value, slope] = [0, 1, 0, 0];
  for (let k = 0; k < coefficients.length; ++k) {
    value += coefficients[k] * current;
    slope += k > 0 ? coefficients[k] * Math.sqrt(k) * previous : 0;
    [previous, current] = [current, (z * current - Math.sqrt(k) * previous) / Math.sqrt(k + 1)];
  }
  return {value, slope};
}
