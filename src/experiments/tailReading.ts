import {lateTail, tailCrossover, tailLaw} from "../meanfield/tailLaw.js";
import type {TailRow} from "./tail.js";

/** How near a local slope must stay to an exponent, and over how many-fold a range of times, to be called resolved. */
export const slopeTolerance = 0.03;
export const slopeRange = 8;

/** The longest stretch of times over which the local slope stays near an exponent. */
export interface Plateau {
  readonly from: number;
  readonly to: number;
  readonly isResolved: boolean;
}

/** The longest run of rows whose slope, give or take its error, is within `slopeTolerance` of the exponent. */
export function plateauAt(
  rows: readonly Pick<TailRow, "time" | "slope" | "slopeError">[],
  exponent: number
): Plateau | undefined {
  let best: Plateau | undefined;
  let from: number | undefined;
  for (const {time, slope, slopeError} of rows) {
    const isNear = Math.abs(slope - exponent) + slopeError <= slopeTolerance;
    from = isNear ? (from ?? time) : undefined;
    if (from !== undefined && (best === undefined || time / from > best.to / best.from))
      best = {from, to: time, isResolved: time / from >= slopeRange};
  }
  return best;
}

/** Our law of the tail for σ = σ* = h_k, k even ≥ 4, with what it says of its own range. */
export interface DerivedTail {
  readonly points: readonly {readonly time: number; readonly risk: number}[];
  /** The time of the crossover F = 1/((k−2)κ), by the law itself. */
  readonly crossover: number;
  /** lim t² R. */
  readonly constant: number;
}

/** The law for h_k in this dimension up to this time. */
export function derivedTail(k: number, dimension: number, last: number): DerivedTail {
  const points = tailLaw(k, dimension, last);
  const field = tailCrossover(k, dimension);
  const crossover = tailLaw(k, dimension, 1e12, 32).find((point) => point.field >= field)?.time ?? Number.NaN;
  return {points, crossover, constant: lateTail(k, dimension).constant};
}

/** lim t² R for σ = σ* = h_k, k even ≥ 2. */
export function lateConstant(k: number, dimension: number): number {
  return lateTail(k, dimension).constant;
}

/** Some rows of a tail in one dimension with what is read off them. */
export interface TailCurve {
  readonly dimension: number;
  readonly rows: readonly TailRow[];
  /** Our law, for σ = σ* = h_k with even k ≥ 4. */
  readonly derived?: DerivedTail;
  readonly intermediate?: Plateau;
  readonly late?: Plateau;
}

/** One curve a dimension from the rows of h_k. */
export function readTails(k: number, all: readonly (TailRow & {readonly dimension: number})[]): TailCurve[] {
  const dimensions = [...new Set(all.map(({dimension}) => dimension))];
  return dimensions.map((dimension) => {
    const rows = all.filter((row) => row.dimension === dimension);
    const last = rows[rows.length - 1].time;
    const isEven = k % 2 === 0;
    return {
      dimension,
      rows,
      derived: isEven && k >= 4 ? derivedTail(k, dimension, last) : undefined,
      intermediate: plateauAt(rows, -2 / (k - 1)),
      late: isEven ? plateauAt(rows, -2) : undefined
    };
  });
}
