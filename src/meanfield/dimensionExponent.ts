import {bootstrapAll, type Estimate} from "./bootstrap.js";
import {leastRange} from "./exponent.js";
import {fitLine, nearestLine} from "./leastSquares.js";
import {mean} from "./mean.js";

/** The values of several seeds in one dimension, all positive; value s of every dimension is of the same seed. */
export interface DimensionSample {
  readonly dimension: number;
  readonly values: readonly number[];
}

/** The average over the seeds in one dimension with its interval, and what the fitted power law says there. */
export interface DimensionPoint {
  readonly dimension: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly law: number;
}

/** A power law y ∝ d^b of averages over seeds. */
export interface DimensionExponent extends Estimate {
  readonly seeds: number;
  /** Greatest d over least d. */
  readonly range: number;
  readonly points: readonly DimensionPoint[];
  /** The largest distance of an average from the law, as a factor. */
  readonly residual: number;
  /**
   * The coefficient of (log d)² where it is fitted too: half the change of the local exponent with log d. An interval that
   * leaves out 0 says that b is an average over the range and no law beyond it.
   */
  readonly bend: Estimate;
  /** The law in the dimension `extendTo`, if one was given: its interval holds only if the power law does. */
  readonly extended: Estimate | undefined;
}

export interface DimensionExponentOptions {
  /** A dimension in which the law is wanted, too. */
  readonly extendTo?: number;
  /** How the values of several seeds are averaged; default their mean. */
  readonly average?: (values: readonly number[]) => number;
}

/**
 * The exponent of d in the average over the seeds, by least squares of its logarithm, with bootstrap intervals. Seeds are
 * resampled together in all dimensions, since networks of one seed share random numbers. Undefined where there are fewer than
 * two seeds, three dimensions or a range of `leastRange`, or where a value is not positive.
 */
export function dimensionExponent(
  samples: readonly DimensionSample[],
  {extendTo, average = mean}: DimensionExponentOptions = {}
): DimensionExponent | undefined {
  const ordered = [...samples].sort((a, b) => a.dimension - b.dimension);
  if (ordered.length < 3) return undefined;
  const seeds = ordered[0].values.length;
  const range = ordered[ordered.length - 1].dimension / ordered[0].dimension;
  if (seeds < 2 || !(range >= leastRange) || ordered.some(({values}) => values.length !== seeds)) return undefined;
  if (ordered.some(({values}) => values.some((value) => !(value > 0)))) return undefined;
  const x = ordered.map(({dimension}) => Math.log(dimension));
  const bendOf = bendAlong(x);
  const resampled = new Array<number>(seeds);
  const estimates = bootstrapAll(seeds, (indices) => {
    const averages = ordered.map(({values}) => {
      for (let i = 0; i < seeds; ++i) resampled[i] = values[indices[i]];
      return average(resampled);
    });
    const logs = averages.map(Math.log);
    const {slope, intercept} = nearestLine(x, logs);
    return [slope, bendOf(logs), Math.exp(intercept + slope * Math.log(extendTo ?? 1)), ...averages];
  });
  const [slope, bend, extended, ...averages] = estimates;
  const {intercept} = nearestLine(
    x,
    averages.map(({value}) => Math.log(value))
  );
  const points = ordered.map(({dimension}, n) => ({
    dimension,
    ...averages[n],
    law: Math.exp(intercept + slope.value * x[n])
  }));
  const residual = Math.exp(Math.max(...points.map(({value, law}) => Math.abs(Math.log(value / law)))));
  return {...slope, seeds, range, points, residual, bend, extended: extendTo === undefined ? undefined : extended};
}

/** The coefficient of x² in the parabola nearest to points (x, y), of their y: what is left of x² beside a line, regressed on. */
function bendAlong(x: readonly number[]): (y: readonly number[]) => number {
  const {residuals} = fitLine(
    x,
    x.map((value) => value * value)
  );
  const square = residuals.reduce((sum, r) => sum + r * r, 0);
  return (y) => residuals.reduce((sum, r, i) => sum + r * y[i], 0) / square;
}
