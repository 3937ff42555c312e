import {fitLine} from "./leastSquares.js";
import {mean} from "./mean.js";
import {studentInterval} from "./student.js";

/** One run's value at one setting: both positive. */
export interface Measurement {
  /** Runs of the same seed belong together. */
  readonly seed: number;
  readonly x: number;
  readonly y: number;
}

/** The exponent b of y ∝ x^b, measured on several independent runs. */
export interface Exponent {
  /** The mean over the seeds of the slope of log y against log x. */
  readonly value: number;
  /** The ends of its 95 % interval by Student's t over the seeds. */
  readonly low: number;
  readonly high: number;
  /** Greatest x over least x. */
  readonly range: number;
  readonly seeds: number;
  /** The largest distance of log y, averaged over the seeds, from the line, as a factor. */
  readonly residual: number;
}

/** The least range of x from which an exponent is read; below it there is none. */
export const leastRange = 8;

/**
 * The exponent by least squares, seed by seed: the slopes are independent and identically distributed, so that their spread
 * says how well their mean is known, whatever the runs of one seed have in common. Undefined where there are fewer than two
 * seeds, three settings or a range of `leastRange`, or where a value is not positive.
 */
export function measuredExponent(measurements: readonly Measurement[]): Exponent | undefined {
  const settings = [...new Set(measurements.map(({x}) => x))].sort((a, b) => a - b);
  const seeds = [...new Set(measurements.map(({seed}) => seed))];
  const range = settings[settings.length - 1] / settings[0];
  if (seeds.length < 2 || settings.length < 3 || !(range >= leastRange)) return undefined;
  if (measurements.some(({y}) => !(y > 0))) return undefined;
  const logs = settings.map(Math.log);
  const lines = seeds.map((seed) =>
    settings.map((x) => Math.log(measurements.find((one) => one.seed === seed && one.x === x)?.y ?? Number.NaN))
  );
  const slopes = lines.map((line) => fitLine(logs, line).slope);
  if (!slopes.every(Number.isFinite)) return undefined;
  const {mean: value, half} = studentInterval(slopes);
  const averages = logs.map((_, q) => mean(lines.map((line) => line[q])));
  const [centre, level] = [mean(logs), mean(averages)];
  const residual = Math.max(...averages.map((y, q) => Math.abs(y - level - value * (logs[q] - centre))));
  return {value, low: value - half, high: value + half, range, seeds: seeds.length, residual: Math.exp(residual)};
}
