import {leastRange} from "../meanfield/exponent.js";
import {fitLogarithms} from "../meanfield/leastSquares.js";
import type {Selection, WidthLawSummary} from "./widthFits.js";

/** What the prediction says of m times the squared gap as m → ∞; NaN for gaps that it says nothing about. */
export function predictedSquare(row: WidthLawSummary, quantity: Selection["quantity"]): number {
  switch (quantity) {
    case "meanGap":
      return row.predictedMeanGap ** 2;
    case "functionGap":
      return row.predictedFunctionGap;
    case "finalMeanGap":
      return row.finalPredictedMeanGap ** 2;
    case "finalFunctionGap":
      return row.finalPredictedFunctionGap;
    default:
      return Number.NaN;
  }
}

/** The predicted limit in every dimension for which there is one, increasing. */
export function predictedSquares(
  laws: readonly WidthLawSummary[],
  {problem, level, quantity}: Selection
): {dimension: number; scaled: number}[] {
  return laws
    .filter((row) => row.problem === problem && row.level === level)
    .map((row) => ({dimension: row.dimension, scaled: predictedSquare(row, quantity)}))
    .filter(({scaled}) => scaled > 0)
    .sort((a, b) => a.dimension - b.dimension);
}

/** A power of d through computed points: there is no noise in it, and low and high are its least and greatest local slope. */
export interface ComputedPower {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The power of d nearest to computed points in increasing dimensions, by least squares in the logarithms, with the range of the
 * slopes between neighbours. Undefined for fewer than three points or less than an eightfold range.
 */
export function computedPower(points: readonly {dimension: number; scaled: number}[]): ComputedPower | undefined {
  const [from, to] = [points[0]?.dimension, points[points.length - 1]?.dimension];
  if (points.length < 3 || !(to >= leastRange * from)) return undefined;
  const slopeOf = (some: typeof points): number =>
    fitLogarithms(
      some.map(({dimension}) => dimension),
      some.map(({scaled}) => scaled)
    ).slope;
  const local = points.slice(1).map((_, i) => slopeOf(points.slice(i, i + 2)));
  return {value: slopeOf(points), low: Math.min(...local), high: Math.max(...local), from, to};
}

/** The exponent of d in the prediction over some dimensions; undefined where one of them has no prediction, too. */
export function predictedExponent(
  laws: readonly WidthLawSummary[],
  selection: Selection,
  dimensions: readonly number[]
): ComputedPower | undefined {
  const points = predictedSquares(laws, selection).filter(({dimension}) => dimensions.includes(dimension));
  return points.length < dimensions.length ? undefined : computedPower(points);
}

/** The power of d in the width that a theory asks for, whatever the gap; undefined where it is none, too. */
export function theoryPower(
  laws: readonly WidthLawSummary[],
  {problem, level}: Omit<Selection, "quantity">,
  theory: "predictedMeanGap" | "selfConcordanceGap"
): ComputedPower | undefined {
  const points = laws
    .filter((row) => row.problem === problem && row.level === level && row[theory] > 0)
    .map((row) => ({dimension: row.dimension, scaled: row[theory] ** 2}))
    .sort((a, b) => a.dimension - b.dimension);
  return computedPower(points);
}
