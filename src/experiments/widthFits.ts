import {bootstrap, type Estimate} from "../meanfield/bootstrap.js";
import {type DimensionExponent, dimensionExponent} from "../meanfield/dimensionExponent.js";
import {type Exponent, measuredExponent} from "../meanfield/exponent.js";
import {mean, squaredMeanOfRoots} from "../meanfield/mean.js";
import type {WidthLawRow} from "./widthLaw.js";
import type {WidthRunRow} from "./widthRun.js";

/** A row of `width-run` with the parameters that it was computed for, as a sweep's summary has it. */
export interface WidthRunSummary extends WidthRunRow {
  readonly problem: string;
  readonly dimension: number;
  readonly width: number;
  readonly seed: number;
}

/** A row of `width-law` with its problem. */
export interface WidthLawSummary extends WidthLawRow {
  readonly problem: string;
}

/** A gap of which the square is looked at; the functions' gaps are squares already. */
export type GapQuantity = "meanGap" | "rmsGap" | "maxGap" | "functionGap" | "finalMeanGap" | "finalFunctionGap";

/** The runs that a fit is made of. */
export interface Selection {
  readonly problem: string;
  /** δ. */
  readonly level: number;
  readonly quantity: GapQuantity;
}

const isSquared = (quantity: GapQuantity): boolean => quantity === "functionGap" || quantity === "finalFunctionGap";

/** The squared gap of a run. */
export function squaredGap(row: WidthRunSummary, quantity: GapQuantity): number {
  return isSquared(quantity) ? row[quantity] : row[quantity] ** 2;
}

/**
 * The average over seeds of m times a squared gap: of Ω and of the worst neuron the square of their mean, which is what a
 * width for a mean gap asks for and what the prediction is of; of what is a mean square already, the mean.
 */
export function seedAverage(quantity: GapQuantity): (scaled: readonly number[]) => number {
  return isSquared(quantity) || quantity === "rmsGap" ? mean : squaredMeanOfRoots;
}

/** The rows of one problem and level whose level was reached. */
function selected(rows: readonly WidthRunSummary[], {problem, level}: Omit<Selection, "quantity">): WidthRunSummary[] {
  return rows.filter((row) => row.problem === problem && row.level === level && row.time > 0);
}

const increasing = (values: Iterable<number>): number[] => [...new Set(values)].sort((a, b) => a - b);

/** The seeds that every one of the groups has, increasing. */
function commonSeeds(groups: readonly (readonly WidthRunSummary[])[]): number[] {
  const seeds = groups.map((group) => new Set(group.map(({seed}) => seed)));
  return increasing(groups[0]?.map(({seed}) => seed) ?? []).filter((seed) => seeds.every((known) => known.has(seed)));
}

/** The runs of one dimension by width, increasing; of each width all seeds that all widths have. */
function byWidth(rows: readonly WidthRunSummary[], dimension: number): WidthRunSummary[][] {
  const own = rows.filter((row) => row.dimension === dimension);
  const groups = increasing(own.map(({width}) => width)).map((width) => own.filter((row) => row.width === width));
  const seeds = commonSeeds(groups);
  return groups.map((group) => seeds.flatMap((seed) => group.find((row) => row.seed === seed) ?? []));
}

/**
 * The exponent of m in the squared gap in one dimension (−1 where it collapses) with Student's 95 % interval over the seeds;
 * undefined where it is not resolved.
 */
export function widthExponent(
  rows: readonly WidthRunSummary[],
  {dimension, quantity, ...selection}: Selection & {readonly dimension: number}
): Exponent | undefined {
  const groups = byWidth(selected(rows, selection), dimension);
  return measuredExponent(groups.flat().map((row) => ({seed: row.seed, x: row.width, y: squaredGap(row, quantity)})));
}

/**
 * The exponent of d in the `seedAverage` of m times the squared gap, of the widest networks that were run in each
 * dimension or of those of one width, with bootstrap intervals over the seeds; undefined where it is not resolved.
 */
export function dimensionLaw(
  rows: readonly WidthRunSummary[],
  {quantity, width, extendTo, ...selection}: Selection & {readonly width?: number; readonly extendTo?: number}
): DimensionExponent | undefined {
  const runs = selected(rows, selection);
  const groups = increasing(runs.map(({dimension}) => dimension)).flatMap((dimension) => {
    const widths = byWidth(runs, dimension).filter(([first]) => width === undefined || first?.width === width);
    const group = widths[widths.length - 1];
    return group && group.length > 0 ? [group] : [];
  });
  const seeds = commonSeeds(groups);
  return dimensionExponent(
    groups.map((group) => ({
      dimension: group[0].dimension,
      values: seeds.map((seed) => {
        const row = group.find((one) => one.seed === seed);
        return row ? row.width * squaredGap(row, quantity) : Number.NaN;
      })
    })),
    {extendTo, average: seedAverage(quantity)}
  );
}

/** Decimal logarithm of the width at which the mean over seeds of sup Ω is ε, with its interval. */
export interface NeededWidth {
  readonly source: "measured" | "prediction" | "selfConcordanceBound" | "gronwall";
  readonly dimension: number;
  readonly logWidth: number;
  readonly low?: number;
  readonly high?: number;
  /** Whether runs surround this width; else the law Ω² ∝ 1/m of the nearest ones was extended to it. */
  readonly isReached?: boolean;
}

/**
 * The width that a mean gap of at most ε asks for in every dimension, until the risk has come down to the level: read off the
 * runs (between two widths by a line in the logarithms, beyond them by 1/m), and (value/ε)² of each theory.
 */
export function neededWidths(
  runs: readonly WidthRunSummary[],
  laws: readonly WidthLawSummary[],
  {problem, level, gap}: {readonly problem: string; readonly level: number; readonly gap: number}
): NeededWidth[] {
  const own = selected(runs, {problem, level});
  const measured = increasing(own.map(({dimension}) => dimension)).map((dimension): NeededWidth => {
    const groups = byWidth(own, dimension);
    const widths = groups.map(([{width}]) => Math.log10(width));
    const gaps = groups.map((group) => group.map(({meanGap}) => meanGap));
    const {value, low, high} = bootstrap(gaps[0].length, (indices) => logWidthFor(widths, gaps, indices, gap));
    const isReached = value >= widths[0] && value <= widths[widths.length - 1];
    return {source: "measured", dimension, logWidth: value, low, high, isReached};
  });
  const theories = laws
    .filter((row) => row.problem === problem && row.level === level)
    .flatMap(({dimension, predictedMeanGap, selfConcordanceGap, gronwallLogGap}): NeededWidth[] => [
      {source: "prediction", dimension, logWidth: 2 * Math.log10(predictedMeanGap / gap)},
      {source: "selfConcordanceBound", dimension, logWidth: 2 * Math.log10(selfConcordanceGap / gap)},
      {source: "gronwall", dimension, logWidth: (2 * (gronwallLogGap - Math.log(gap))) / Math.LN10}
    ]);
  return [...measured, ...theories.filter(({logWidth}) => Number.isFinite(logWidth))];
}

/** log₁₀ of the width at which the mean over these seeds of sup Ω is the gap, from log₁₀ of increasing widths and their gaps. */
function logWidthFor(
  logWidths: readonly number[],
  gaps: readonly (readonly number[])[],
  indices: readonly number[],
  gap: number
): number {
  const wanted = Math.log10(gap);
  let before = Number.NaN;
  for (let n = 0; n < logWidths.length; ++n) {
    let sum = 0;
    for (const i of indices) sum += gaps[n][i];
    const log = Math.log10(sum / indices.length);
    const isLast = n === logWidths.length - 1;
    if (log <= wanted && n > 0)
      return logWidths[n - 1] + ((logWidths[n] - logWidths[n - 1]) * (before - wanted)) / (before - log);
    if (log <= wanted || isLast) return logWidths[n] + 2 * (log - wanted);
    before = log;
  }
  return Number.NaN;
}

/**
 * Decimal logarithm of the width that the measured law of sup Ω asks for in a dimension beyond those that were run: m Ω² of the
 * widest networks, a power of d, extended. Undefined where the exponent is not resolved. Its interval holds only if the power
 * law does, which nothing guarantees.
 */
export function extrapolatedWidth(
  rows: readonly WidthRunSummary[],
  {gap, dimension, ...selection}: Omit<Selection, "quantity"> & {readonly gap: number; readonly dimension: number}
): Estimate | undefined {
  const extended = dimensionLaw(rows, {...selection, quantity: "meanGap", extendTo: dimension})?.extended;
  if (!extended) return undefined;
  const logWidth = (scaledSquare: number): number => Math.log10(scaledSquare / gap ** 2);
  return {value: logWidth(extended.value), low: logWidth(extended.low), high: logWidth(extended.high)};
}
