import {type Exponent, leastRange, measuredExponent} from "../meanfield/exponent.js";
import {mean} from "../meanfield/mean.js";
import type {GapRow} from "./gap.js";
import type {StepErrorRow} from "./stepError.js";

/** In what the errors are measured: the functions, ‖f − f_∞‖, or the neurons, the mean distance. */
export const errorKinds = ["functions", "neurons"] as const;
export type ErrorKind = (typeof errorKinds)[number];

/** One row of the experiment, as far as it concerns the kind of error. */
export interface StepErrors {
  readonly seed: number;
  readonly step: number;
  /** Descent to its flow: measured, and the leading order by the flow alone, without the radial part, and at infinite width. */
  readonly distance: number;
  readonly predicted: number;
  readonly tangential: number;
  readonly limit: number;
  /** The flow to the limit, and descent to the limit. */
  readonly width: number;
  readonly total: number;
}

/** The columns that concern the functions, or the neurons. */
export function stepErrors(rows: readonly StepErrorRow[], kind: ErrorKind): StepErrors[] {
  return rows.map((row) =>
    kind === "functions"
      ? {
          seed: row.seed,
          step: row.step,
          distance: row.functionDistance,
          predicted: row.predictedFunctionDistance,
          tangential: row.tangentialFunctionDistance,
          limit: row.limitFunctionDistance,
          width: row.widthFunctionError,
          total: row.totalFunctionError
        }
      : {
          seed: row.seed,
          step: row.step,
          distance: row.meanDistance,
          predicted: row.predictedMeanDistance,
          tangential: row.tangentialMeanDistance,
          limit: row.limitMeanDistance,
          width: row.widthMeanGap,
          total: row.totalMeanGap
        }
  );
}

/** The order of the step error: its exponent over the smallest steps, up to 8 times the least. */
export function stepOrder(rows: readonly StepErrors[]): Exponent | undefined {
  const least = Math.min(...rows.map(({step}) => step));
  return measuredExponent(
    rows.filter(({step}) => step <= leastRange * least).map(({seed, step, distance}) => ({seed, x: step, y: distance}))
  );
}

/** The error of a finite width at one time. */
export interface WidthError {
  readonly width: number;
  /** Over the seeds: root mean square of ‖f_m − f_∞‖, or the mean of Ω. NaN where no network was run. */
  readonly measured: number;
  /** The same by the prediction from the mean field alone. */
  readonly predicted: number;
}

type WidthRow = {readonly width: number} & {
  readonly [Name in "time" | "functionGap" | "meanGap" | "predictedFunctionGap" | "predictedMeanGap"]:
    | GapRow[Name]
    | null;
};

/**
 * The errors of the widths that were run, and by the prediction, which is proportional to 1/√m, of `more` widths. None where
 * there is no row at the time.
 */
export function widthErrors(
  rows: readonly WidthRow[],
  time: number,
  kind: ErrorKind,
  more: readonly number[]
): WidthError[] {
  const now = rows.filter((row) => row.time === time);
  if (now.length === 0) return [];
  const [of, by] =
    kind === "functions"
      ? ([(row: WidthRow) => row.functionGap, (row: WidthRow) => row.predictedFunctionGap] as const)
      : ([(row: WidthRow) => row.meanGap, (row: WidthRow) => row.predictedMeanGap] as const);
  const root = (value: number): number => (kind === "functions" ? Math.sqrt(value) : value);
  const widths = [...new Set(now.map(({width}) => width))].sort((a, b) => a - b);
  const scaled = root(by(now[0]) ?? Number.NaN) * Math.sqrt(now[0].width);
  const measured = (width: number): number => {
    const values = now.filter((row) => row.width === width).map((row) => of(row) ?? Number.NaN);
    return root(values.reduce((sum, value) => sum + value, 0) / values.length);
  };
  return [...widths, ...more.filter((width) => !widths.includes(width))].map((width) => ({
    width,
    measured: measured(width),
    predicted: scaled / Math.sqrt(width)
  }));
}

/** Where the two errors are equal: the step η*(m) at which descent errs as much as the width does. */
export interface Crossing {
  readonly width: number;
  /** From the measured width error; NaN where there is none. */
  readonly measured: number;
  readonly predicted: number;
}

/** What the figures say of the rows of one time. */
export interface StepReading {
  readonly kind: ErrorKind;
  readonly errors: readonly StepErrors[];
  readonly order: Exponent | undefined;
  readonly seeds: number;
  /** The smallest step, and there, in the mean over the seeds: measured over predicted, and without the radial part. */
  readonly step: number;
  readonly ratio: number;
  readonly withoutRadial: number;
  /** The flow's own distance to the limit, in the mean over the seeds. */
  readonly own: number;
  readonly widths: readonly WidthError[];
  /** By the step error of the infinitely wide network, which is proportional to η. */
  readonly crossings: readonly Crossing[];
  /** The width whose predicted error is that of the step `authorsStep`. */
  readonly equalWidth: number;
}

/** Widths beyond those that were run, whose errors are predicted. */
export const fartherWidths: readonly number[] = [1024, 8192, 65536, 524288];

/** The step of the runs with Gaussian inputs in the code of Glasgow, Wu and Bruna. */
export const authorsStep = 0.01;

/** Reads the rows of `step-error` beside those of `gap` for the same problem, dimension and time. */
export function readSteps(
  rows: readonly StepErrorRow[],
  gapRows: readonly WidthRow[],
  time: number,
  kind: ErrorKind
): StepReading {
  const errors = stepErrors(rows, kind);
  const step = Math.min(...errors.map(({step}) => step));
  const least = errors.filter((row) => row.step === step);
  const widths = widthErrors(gapRows, time, kind, fartherWidths);
  const rate = errors[0].limit / errors[0].step;
  const crossings = widths.map(({width, measured, predicted}) => ({
    width,
    measured: measured / rate,
    predicted: predicted / rate
  }));
  const [first] = crossings;
  return {
    kind,
    errors,
    order: stepOrder(errors),
    seeds: least.length,
    step,
    ratio: mean(least.map(({distance, predicted}) => distance / predicted)),
    withoutRadial: mean(least.map(({tangential, predicted}) => tangential / predicted)),
    own: mean(least.map(({width}) => width)),
    widths,
    crossings,
    // η* is proportional to 1/√m.
    equalWidth: first ? first.width * (first.predicted / authorsStep) ** 2 : Number.NaN
  };
}
