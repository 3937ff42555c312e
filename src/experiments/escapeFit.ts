import {fitLine} from "../meanfield/leastSquares.js";
import {interactionCoefficients} from "../meanfield/problem.js";
import type {EscapeRow} from "./escape.js";
import {escapeTimes} from "./escape.js";
import {parseParameters} from "./parameters.js";
import {linkParameters} from "./singleIndexLinks.js";

/** The law of the escape time against the dimension, fitted to the rows of one link. */
export interface EscapeFit {
  /** "power": log T against log d. "logarithm": T against log d, for information exponents up to 2. */
  readonly law: "power" | "logarithm";
  readonly slope: number;
  readonly halfWidth: number;
  /** (k*−2)/2, or 1/(8 b c) with the coefficients of degree 2. */
  readonly predicted: number;
  readonly from: number;
  readonly to: number;
  /** The largest residual: of log T, or of T relative to the last T. */
  readonly residual: number;
  /** Whether every local slope in the range is within `closeness` of the prediction (of itself for a logarithm). */
  readonly isResolved: boolean;
  readonly lastLocal: number;
  readonly line: readonly {readonly dimension: number; readonly time: number}[];
}

/** How near to the predicted slope a local slope must be for the text to call the slope resolved. */
export const closeness = 0.03;

/** The range of dimensions that is fitted: from an eighth of the largest on. */
const range = 8;

/** Least squares over the largest 8-fold range of dimensions. `name` is that of the links. */
export function fitEscape(name: string, all: readonly EscapeRow[]): EscapeFit {
  const to = Math.max(...all.map(({dimension}) => dimension));
  const rows = all.filter(({dimension, time}) => dimension >= to / range && Number.isFinite(time));
  const {exponent} = rows[0];
  const law = exponent > 2 ? "power" : "logarithm";
  const x = rows.map(({dimension}) => Math.log(dimension));
  const {slope, intercept, residuals, halfWidth} = fitLine(
    x,
    rows.map(({time}) => (law === "power" ? Math.log(time) : time))
  );
  const largest = Math.max(...residuals.map(Math.abs));
  const predicted = law === "power" ? (exponent - 2) / 2 : 1 / (8 * pull(name));
  const locals = rows.slice(1).map((row) => (law === "power" ? row.localSlope : row.localRate));
  const allowed = law === "power" ? closeness : closeness * predicted;
  return {
    law,
    slope,
    halfWidth,
    predicted,
    from: rows[0].dimension,
    to,
    residual: law === "power" ? largest : largest / rows[rows.length - 1].time,
    isResolved: locals.every((local) => Math.abs(local - predicted) <= allowed),
    lastLocal: locals[locals.length - 1],
    line: rows.map(({dimension}, i) => ({
      dimension,
      time: law === "power" ? Math.exp(intercept + slope * x[i]) : intercept + slope * x[i]
    }))
  };
}

/** b c at degree 2. */
function pull(name: string): number {
  const {problem} = parseParameters(escapeTimes.parameters.schema, linkParameters(name));
  return Math.sqrt(interactionCoefficients(problem)[2]) * (problem.target[2] ?? 0);
}
