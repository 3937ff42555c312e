import {leastRange} from "./exponent.js";
import {fitLine} from "./leastSquares.js";

/** The exponent b of y ∝ x^b where y is computed, without noise, at several x. */
export interface ComputedExponent {
  /** The slope of log y against log x by least squares. */
  readonly value: number;
  /** The ends of its 95 % interval; without noise it measures how far log y is from a line. */
  readonly low: number;
  readonly high: number;
  readonly from: number;
  readonly to: number;
  /** The largest distance from the line, as a factor. */
  readonly residual: number;
  /** The slopes from each x to the next. */
  readonly locals: readonly number[];
  /** Whether the local slopes have come to rest: they differ by at most `rest`. */
  readonly isResolved: boolean;
}

/** How much the local slopes of a power law may differ. */
export const rest = 0.05;

/**
 * The exponent over the largest x, from an eighth (1/`leastRange`) of the last one on: the smaller ones may not have reached the
 * law yet. Undefined where fewer than three x, or less than that range, have a positive y.
 */
export function computedExponent(
  points: readonly {readonly x: number; readonly y: number}[]
): ComputedExponent | undefined {
  const usable = points.filter(({y}) => y > 0 && Number.isFinite(y)).sort((a, b) => a.x - b.x);
  const to = usable.at(-1)?.x ?? 0;
  const used = usable.filter(({x}) => x * leastRange >= to);
  if (used.length < 3 || !(used[0].x * leastRange <= to)) return undefined;
  const [x, y] = [used.map(({x}) => Math.log(x)), used.map(({y}) => Math.log(y))];
  const {slope, halfWidth, residuals} = fitLine(x, y);
  const locals = x.slice(1).map((_, i) => (y[i + 1] - y[i]) / (x[i + 1] - x[i]));
  return {
    value: slope,
    low: slope - halfWidth,
    high: slope + halfWidth,
    from: used[0].x,
    to,
    residual: Math.exp(Math.max(...residuals.map(Math.abs))),
    locals,
    isResolved: Math.max(...locals) - Math.min(...locals) <= rest
  };
}
