/** One measurement of a positive quantity y at x > 0. */
export interface Measurement {
  readonly x: number;
  readonly y: number;
  /** Standard error of y. */
  readonly error: number;
}

/** y ≈ factor · x^exponent. */
export interface PowerFit {
  readonly exponent: number;
  /** Standard error of the exponent, from the errors of the measurements alone. */
  readonly exponentError: number;
  readonly factor: number;
  /** Largest |log y − log fit| in standard errors. */
  readonly largestResidual: number;
}

/**
 * The power law nearest to the measurements: weighted least squares of log y on log x, weights (y/error)². Throws a RangeError
 * for fewer than three measurements, or where x, y or an error is not positive.
 */
export function fitPower(measurements: readonly Measurement[]): PowerFit {
  if (measurements.length < 3) throw new RangeError(`a power law needs 3 measurements or more: ${measurements.length}`);
  const points = measurements.map(({x, y, error}) => {
    if (!(x > 0 && y > 0 && error > 0)) throw new RangeError(`x, y and error must be positive: ${x}, ${y}, ${error}`);
    return {x: Math.log(x), y: Math.log(y), weight: (y / error) ** 2};
  });
  const total = (f: (point: (typeof points)[number]) => number): number =>
    points.reduce((sum, point) => sum + point.weight * f(point), 0);
  const mass = total(() => 1);
  const [mx, my] = [total(({x}) => x) / mass, total(({y}) => y) / mass];
  const spread = total(({x}) => (x - mx) ** 2);
  const exponent = total(({x, y}) => (x - mx) * (y - my)) / spread;
  const residuals = points.map(({x, y, weight}) => Math.abs(y - my - exponent * (x - mx)) * Math.sqrt(weight));
  return {
    exponent,
    exponentError: 1 / Math.sqrt(spread),
    factor: Math.exp(my - exponent * mx),
    largestResidual: Math.max(...residuals)
  };
}
