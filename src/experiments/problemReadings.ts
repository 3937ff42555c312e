import {type Exponent, measuredExponent} from "../meanfield/exponent.js";
import {seedAverage} from "./widthFits.js";

/** One network at one time, however it was trained; NaN where there is no number. */
export interface ProblemRun {
  readonly width: number;
  readonly seed: number;
  readonly time: number;
  /** Mean square on the training points; NaN where the population itself is descended on. */
  readonly loss: number;
  readonly risk: number;
  /** Of the infinitely wide network, or of the one that stands in for it. */
  readonly limitRisk: number;
  readonly meanGap: number;
  readonly functionGap: number;
  /** Mean length of a neuron's projection on the relevant coordinates. */
  readonly alignment: number;
  /** The constant of self-concordance along the run: see the columns of `problem-flow`. */
  readonly hessianMedian: number;
  readonly hessianLargest: number;
}

/** The two gaps whose squares are compared over widths. */
export const problemGaps = ["meanGap", "functionGap"] as const;

export type ProblemGap = (typeof problemGaps)[number];

/**
 * The squared gap of a run. Against a network of M neurons, of which the run's m are the first, a mean over the neurons is smaller
 * by the factor 1 − m/M than against infinitely many (docs/numerics/training.md): it is divided by that. `reference` is M.
 */
export function problemSquare(row: ProblemRun, gap: ProblemGap, reference = Number.POSITIVE_INFINITY): number {
  const square = gap === "meanGap" ? row.meanGap ** 2 : row.functionGap;
  return square / (1 - row.width / reference);
}

/** A squared gap of all runs over time, how to average it over seeds, and its exponent of m at the last time. */
export function problemGapReading(rows: readonly ProblemRun[], gap: ProblemGap, reference?: number) {
  return {
    squares: rows.map((row) => ({
      width: row.width,
      seed: row.seed,
      time: row.time,
      square: problemSquare(row, gap, reference)
    })),
    average: seedAverage(gap),
    exponent: problemExponent(rows, gap, reference)
  };
}

/** The exponents of m in both squared gaps, of every problem. */
export function collapseReadings(
  runs: ReadonlyMap<string, readonly ProblemRun[]>,
  referenceOf: (problem: string) => number | undefined
) {
  return [...runs].flatMap(([problem, rows]) =>
    problemGaps.map((gap) => ({problem, gap, exponent: problemExponent(rows, gap, referenceOf(problem))}))
  );
}

/** The exponent of m in the squared gap at the last time, with its interval over seeds; undefined where it is not resolved. */
export function problemExponent(
  rows: readonly ProblemRun[],
  gap: ProblemGap,
  reference?: number
): Exponent | undefined {
  const last = Math.max(...rows.map(({time}) => time));
  return measuredExponent(
    rows
      .filter(({time}) => time === last)
      .map((row) => ({seed: row.seed, x: row.width, y: problemSquare(row, gap, reference)}))
  );
}

/** The largest value over the run of the constant of self-concordance, typical and worst neuron, at the greatest width. */
export function hessianReading(rows: readonly ProblemRun[]): {readonly median: number; readonly largest: number} {
  const widest = Math.max(...rows.map(({width}) => width));
  const own = rows.filter(({width}) => width === widest);
  const most = (values: readonly number[]) => Math.max(...values.filter(Number.isFinite));
  return {
    median: most(own.map(({hessianMedian}) => hessianMedian)),
    largest: most(own.map(({hessianLargest}) => hessianLargest))
  };
}
