import {studentQuantile} from "./student.js";

/** A straight line. */
export interface Line {
  readonly slope: number;
  readonly intercept: number;
}

/** A straight line through points by least squares. */
export interface LineFit extends Line {
  /** y − (intercept + slope·x), one a point. */
  readonly residuals: readonly number[];
  /** Half the width of Student's 95 % interval of the slope, n − 2 degrees of freedom; NaN for two points. */
  readonly halfWidth: number;
}

/** The line that minimises Σ (y − a − b x)². Throws a RangeError for fewer than two points or equal x. */
export function nearestLine(x: readonly number[], y: readonly number[]): Line {
  return lineOf(x, y);
}

/**
 * The same with its residuals and an interval, which is that of independent normal errors of equal variance; where the points are
 * computed without noise it measures curvature, and the residuals say so. Throws a RangeError for fewer than two points or equal x.
 */
export function fitLine(x: readonly number[], y: readonly number[]): LineFit {
  const {slope, intercept, spread} = lineOf(x, y);
  const n = x.length;
  const residuals = x.map((value, i) => y[i] - intercept - slope * value);
  const variance = residuals.reduce((sum, r) => sum + r * r, 0) / (n - 2);
  const halfWidth = n > 2 ? studentQuantile(n - 2) * Math.sqrt(variance / spread) : Number.NaN;
  return {slope, intercept, residuals, halfWidth};
}

/** The line with Σ (x − mean)². */
function lineOf(x: readonly number[], y: readonly number[]): Line & {readonly spread: number} {
  const n = x.length;
  if (n < 2 || y.length !== n)
    throw new RangeError(`a line needs at least 2 points, got ${n} and ${y.length}; give more`);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / n;
  const [meanX, meanY] = [mean(x), mean(y)];
  const spread = x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  if (!(spread > 0)) throw new RangeError(`a line needs different x, got ${n} times ${x[0]}; spread them`);
  const slope = x.reduce((sum, value, i) => sum + (value - meanX) * (y[i] - meanY), 0) / spread;
  return {slope, intercept: meanY - slope * meanX, spread};
}

/**
 * The line of log y against log x: the slope is the exponent of a power law. NaN where fewer than two x differ or a y is not
 * positive.
 */
export function fitLogarithms(x: readonly number[], y: readonly number[]): LineFit {
  if (new Set(x).size >= 2) return fitLine(x.map(Math.log), y.map(Math.log));
  return {slope: Number.NaN, intercept: Number.NaN, residuals: x.map(() => Number.NaN), halfWidth: Number.NaN};
}
