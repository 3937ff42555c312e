import {fitLogarithms} from "../meanfield/leastSquares.js";
import {type Interval, studentInterval} from "../meanfield/student.js";
import type {LazyRow} from "./lazy.js";

/** What is measured against the width. */
export const scaledQuantities = [
  "distance",
  "kernelChange",
  "alignmentGain",
  "linearisationGap",
  "trainingLoss"
] as const;
export type ScaledQuantity = (typeof scaledQuantities)[number];

/** The exponent p in quantity ~ N^p for one scaling, with its interval over seeds. */
export interface ScalingSlope extends Interval {
  readonly quantity: ScaledQuantity;
  readonly exponent: number;
  readonly seeds: number;
  /** Smallest and largest width. */
  readonly from: number;
  readonly to: number;
  /** The largest distance, as a ratio − 1, of a mean (geometric, over the seeds) from the mean line. */
  readonly residual: number;
}

type Row = Pick<LazyRow, "exponent" | "width" | "seed" | ScaledQuantity>;

/** One slope a seed by least squares in log–log, then Student's interval over the seeds; rows of one time only. */
export function scalingSlopes(rows: readonly Row[]): ScalingSlope[] {
  const distinct = (values: readonly number[]) => [...new Set(values)].sort((a, b) => a - b);
  const widths = distinct(rows.map(({width}) => width));
  const seeds = distinct(rows.map(({seed}) => seed));
  return distinct(rows.map(({exponent}) => exponent)).flatMap((exponent) => {
    const own = rows.filter((row) => row.exponent === exponent);
    return scaledQuantities.map((quantity) => {
      const slopes = seeds.map((seed) => {
        const run = own.filter((row) => row.seed === seed);
        return fitLogarithms(
          run.map(({width}) => width),
          run.map((row) => row[quantity])
        ).slope;
      });
      const means = widths.map((width) => {
        const logs = own.filter((row) => row.width === width).map((row) => Math.log(row[quantity]));
        return Math.exp(logs.reduce((sum, one) => sum + one, 0) / logs.length);
      });
      return {
        quantity,
        exponent,
        seeds: seeds.length,
        from: widths[0],
        to: widths[widths.length - 1],
        residual: Math.expm1(Math.max(...fitLogarithms(widths, means).residuals.map(Math.abs))),
        ...studentInterval(slopes)
      };
    });
  });
}
