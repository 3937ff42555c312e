import {bootstrap} from "../meanfield/bootstrap.js";
import {
  dimensionLaw,
  extrapolatedWidth,
  type GapQuantity,
  neededWidths,
  type Selection,
  seedAverage,
  squaredGap,
  type WidthRunSummary,
  widthExponent
} from "./widthFits.js";
import {predictedExponent, predictedSquares, theoryPower} from "./widthPredictions.js";
import type {WidthTable} from "./widthTable.js";

/** m times the squared gap of a run. */
export interface ScaledGap {
  readonly dimension: number;
  readonly width: number;
  readonly seed: number;
  /** δ. */
  readonly level: number;
  readonly scaled: number;
}

const increasing = (values: Iterable<number>): number[] => [...new Set(values)].sort((a, b) => a - b);

/** The runs of one problem as far as they have reached their levels. */
function scaledGaps(runs: readonly WidthRunSummary[], problem: string, quantity: GapQuantity): ScaledGap[] {
  return runs
    .filter((row) => row.problem === problem && row.time > 0)
    .map((row) => {
      const {dimension, width, seed, level} = row;
      return {dimension, width, seed, level, scaled: width * squaredGap(row, quantity)};
    });
}

/** What the figure over the width shows: the runs, their predicted limits, and the exponent of m in every dimension. */
export function collapseReading({runs, laws}: WidthTable, selection: Selection) {
  const {problem, level, quantity} = selection;
  const rows = scaledGaps(runs, problem, quantity).filter((row) => row.level === level);
  const dimensions = increasing(rows.map(({dimension}) => dimension));
  return {
    rows,
    average: seedAverage(quantity),
    limits: predictedSquares(laws, selection).filter(({dimension}) => dimensions.includes(dimension)),
    exponents: dimensions.map((dimension) => ({
      dimension,
      exponent: widthExponent(runs, {...selection, dimension})
    }))
  };
}

/** The problems of a table's runs, in the order of their first rows. */
export function problemsOf({runs}: WidthTable): string[] {
  return [...new Set(runs.map(({problem}) => problem))];
}

/** The levels of a table's runs, the largest first. */
export function levelsOf({runs}: WidthTable): number[] {
  return increasing(runs.map(({level}) => level)).reverse();
}

/** The law in the dimension of every problem, undefined where it is not resolved, and the averages that it is fitted to. */
export function lawReading(table: WidthTable, {level, quantity}: Omit<Selection, "problem">) {
  return problemsOf(table).map((problem) => ({
    problem,
    law: dimensionLaw(table.runs, {problem, level, quantity}),
    points: ofTheWidest(
      scaledGaps(table.runs, problem, quantity).filter((row) => row.level === level),
      seedAverage(quantity)
    )
  }));
}

/** The average over the seeds of the widest networks in every dimension, with its bootstrap interval. */
function ofTheWidest(rows: readonly ScaledGap[], average: (scaled: readonly number[]) => number) {
  return increasing(rows.map(({dimension}) => dimension)).map((dimension) => {
    const own = rows.filter((row) => row.dimension === dimension);
    const widest = Math.max(...own.map(({width}) => width));
    const values = own.filter(({width}) => width === widest).map(({scaled}) => scaled);
    return {dimension, ...bootstrap(values.length, (indices) => average(indices.map((i) => values[i])))};
  });
}

/** The exponents of d of every problem and level, measured, and predicted over the same dimensions. */
export function exponentReading(table: WidthTable, quantity: GapQuantity) {
  return problemsOf(table).flatMap((problem) =>
    levelsOf(table).map((level) => {
      const selection = {problem, level, quantity};
      const measured = dimensionLaw(table.runs, selection);
      const dimensions = measured?.points.map(({dimension}) => dimension) ?? [];
      return {problem, level, measured, predicted: predictedExponent(table.laws, selection, dimensions)};
    })
  );
}

/** The width for a gap in every dimension, what the measured law says of one where no network was run, and the theories' powers. */
export function neededReading(
  {runs, laws}: WidthTable,
  {statedAt, ...wanted}: {problem: string; level: number; gap: number; statedAt: number}
) {
  return {
    rows: neededWidths(runs, laws, wanted),
    extrapolated: extrapolatedWidth(runs, {...wanted, dimension: statedAt}),
    powers: {
      prediction: theoryPower(laws, wanted, "predictedMeanGap"),
      selfConcordanceBound: theoryPower(laws, wanted, "selfConcordanceGap")
    }
  };
}

/** All runs of a table in one dimension, and one run of one's own, level by level. */
export function ownReading(
  {runs}: WidthTable,
  own: readonly WidthRunSummary[],
  {problem, dimension, quantity}: {problem: string; dimension: number; quantity: GapQuantity}
) {
  return {
    table: scaledGaps(runs, problem, quantity).filter((row) => row.dimension === dimension),
    own: scaledGaps(own, problem, quantity)
  };
}
