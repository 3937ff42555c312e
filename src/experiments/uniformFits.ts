import {fitLine} from "../meanfield/leastSquares.js";
import type {GapRow} from "./gap.js";

/** A run's largest function-space gap, and the law of these against the width. */
export interface SupremumFit {
  readonly points: readonly {readonly width: number; readonly seed: number; readonly largest: number}[];
  readonly slope: number;
  readonly halfWidth: number;
  readonly residual: number;
  readonly widths: readonly [least: number, most: number];
}

/**
 * log max_t ‖f_m − f_∞‖² over the times from `since` on, one point a width and seed, fitted by a line in log m. Seeds share
 * neurons between widths (a narrower network is part of a wider one), which makes the points less than independent.
 */
export function supremumFit(
  rows: readonly (Pick<GapRow, "time" | "seed" | "functionGap"> & {readonly width: number})[],
  since: number
): SupremumFit {
  const largest = new Map<string, {width: number; seed: number; largest: number}>();
  for (const {width, seed, time, functionGap} of rows) {
    if (time < since) continue;
    const key = `${width}/${seed}`;
    const point = largest.get(key) ?? {width, seed, largest: 0};
    point.largest = Math.max(point.largest, functionGap);
    largest.set(key, point);
  }
  const points = [...largest.values()];
  const {slope, halfWidth, residuals} = fitLine(
    points.map(({width}) => Math.log(width)),
    points.map(({largest}) => Math.log(largest))
  );
  const widths = points.map(({width}) => width);
  return {
    points,
    slope,
    halfWidth,
    residual: Math.max(...residuals.map(Math.abs)),
    widths: [Math.min(...widths), Math.max(...widths)]
  };
}

/** A fit of what is learned in all, ∫√L dt, against the dimension. */
export interface LearnedFit {
  /** The exponent of d, or the coefficient of log d. */
  readonly slope: number;
  readonly halfWidth: number;
  readonly residual: number;
  readonly from: number;
  readonly to: number;
}

/** Least squares of log F (law "power") or of F ("logarithm") against log d over the largest 8-fold range of d. */
export function fitLearned(
  all: readonly {readonly dimension: number; readonly integralRootExcess: number}[],
  law: "power" | "logarithm"
): LearnedFit {
  const to = Math.max(...all.map(({dimension}) => dimension));
  const rows = all.filter(({dimension}) => dimension >= to / 8);
  const {slope, halfWidth, residuals} = fitLine(
    rows.map(({dimension}) => Math.log(dimension)),
    rows.map(({integralRootExcess: value}) => (law === "power" ? Math.log(value) : value))
  );
  return {slope, halfWidth, residual: Math.max(...residuals.map(Math.abs)), from: rows[0].dimension, to};
}

/**
 * c with L ~ t^{−c}: minus the local slope at the last resolved time of the first dimension; infinite where the slope has
 * passed −6, beyond which c no longer matters to min(1, c/6).
 */
export function lateExponent(rows: readonly {readonly dimension: number; readonly slope: number | null}[]): number {
  const own = rows.filter(({dimension, slope}) => dimension === rows[0].dimension && slope !== null);
  const slope = own.findLast((row) => Number.isFinite(row.slope))?.slope ?? Number.NaN;
  return slope < -6 ? Number.POSITIVE_INFINITY : -slope;
}
