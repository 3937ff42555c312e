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
