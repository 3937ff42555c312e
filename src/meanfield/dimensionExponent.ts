import {bootstrapAll, type Estimate} from "./bootstrap.js";
import {leastRange} from "./exponent.js";
import {fitLine} from "./leastSquares.js";

/** The values of several seeds in one dimension, all positive; value s of every dimension is of the same seed. */
export interface DimensionSample {
  readonly dimension: number;
  readonly values: readonly number[];
}

/** The mean over the seeds in one dimension with its interval, and what the fitted power law says there. */
export interface DimensionPoint {
  readonly dimension: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly law: number;
}

/** A power law y ∝ d^b of means over seeds. */
export interface DimensionExponent extends Estimate {
  readonly seeds: number;
  /** Greatest d over least d. */
  readonly range: number;
  readonly points: readonly DimensionPoint[];
  /** The largest distance of a mean from the law, as a factor. */
  readonly residual: number;
  /**
   * The coefficient of (log d)² where it is fitted too: half the change of the local exponent with log d. An interval that
   * leaves out 0 says that b is an average over the range and no law beyond it.
   */
  readonly bend: Estimate;
  /** The law in the dimension `extendTo`, if one was given: its interval holds only if the power law does. */
  readonly extended: Estimate | undefined;
}

/**
 * The exponent of d in the mean over the seeds, by least squares of its logarithm, with bootstrap intervals. Seeds are
 * resampled together in all dimensions, since networks of one seed share random numbers. Undefined where there are fewer than
 * two seeds, three dimensions or a range of `leastRange`, or where a value is not positive.
 */
export function dimensionExponent(
  samples: readonly DimensionSample[],
  extendTo?: number
): DimensionExponent | undefined {
  const ordered = [...samples].sort((a, b) => a.dimension - b.dimension);
  if (ordered.length < 3) return undefined;
  const seeds = ordered[0].values.length;
  const range = ordered[ordered.length - 1].dimension / ordered[0].dimension;
  if (seeds < 2 || !(range >= leastRange) || ordered.some(({values}) => values.length !== seeds)) return undefined;
  if (ordered.some(({values}) => values.some((value) => !(value > 0)))) return undefined;
  const x = ordered.map(({dimension}) => Math.log(dimension));
  const estimates = bootstrapAll(seeds, (indices) => {
    const means = ordered.map(({values}) => indices.reduce((sum, i) => sum + values[i], 0) / indices.length);
    const logs = means.map(Math.log);
    const {slope, intercept} = fitLine(x, logs);
    return [slope, bendOf(x, logs), Math.exp(intercept + slope * Math.log(extendTo ?? 1)), ...means];
  });
  const [slope, bend, extended, ...means] = estimates;
  const {intercept} = fitLine(
    x,
    means.map(({value}) => Math.log(value))
  );
  const points = ordered.map(({dimension}, n) => ({
    dimension,
    ...means[n],
    law: Math.exp(intercept + slope.value * x[n])
  }));
  const residual = Math.exp(Math.max(...points.map(({value, law}) => Math.abs(Math.log(value / law)))));
  return {...slope, seeds, range, points, residual, bend, extended: extendTo === undefined ? undefined : extended};
}

/** The coefficient of x² in the parabola nearest to the points: what is left of x² beside a line, regressed on. */
function bendOf(x: readonly number[], y: readonly number[]): number {
  const {residuals} = fitLine(
    x,
    x.map((value) => value * value)
  );
  const square = residuals.reduce((sum, r) => sum + r * r, 0);
  return residuals.reduce((sum, r, i) => sum + r * y[i], 0) / square;
}
