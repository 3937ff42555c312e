import * as Plot from "@observablehq/plot";
import type {Axis} from "./chart.js";
import {compressedLog} from "./compressedLog.js";
import {formatNumber} from "./numbers.js";
import {extentOf, logAxis, type Point, type Series} from "./series.js";

export const gapLabel = "mean gap Ω = (1/m) Σ|Δᵢ|";

/** An axis for gaps, the series in its coordinates, and the marks that show what is compressed. */
export interface GapAxis {
  readonly axis: Axis;
  readonly drawn: readonly Series[];
  readonly marks: readonly Plot.Markish[];
}

/** Logarithmic throughout. */
export function plainLog(series: readonly Series[]): GapAxis {
  return {axis: logAxis(`${gapLabel}, log scale`, extentOf(series, "y")), drawn: series, marks: []};
}

/** Logarithmic up to the largest value that is not `far`, and logarithmic in the exponent above. */
export function compressed(series: readonly Series[], far: readonly string[]): GapAxis {
  const [low, high] = extentOf(series, "y") ?? [1e-3, 1];
  if (high < 100) return plainLog(series);
  const [, others = low] =
    extentOf(
      series.filter(({label}) => !far.includes(label)),
      "y"
    ) ?? [];
  const {position, ticks, label, knee} = compressedLog(Math.ceil(Math.log10(others) + 0.05));
  const at = (value: number | undefined) => (value === undefined ? undefined : position(value));
  const drawn = series.map((one) => ({
    ...one,
    points: one.points.map((p) => ({x: p.x, y: position(p.y), low: at(p.low), high: at(p.high)}))
  }));
  const [from, to] = [position(low) - 0.15, position(high) + 0.15];
  const exponents = ticks(Math.log10(low) - 0.15, Math.log10(high));
  const axis: Axis = {
    label: `${gapLabel}, log scale, compressed above ${formatNumber(10 ** knee)}`,
    domain: [from, to],
    ticks: exponents.map((e) => position(10 ** e)),
    tickFormat: label
  };
  const marks = [
    Plot.rect([0], {y1: knee, y2: to, fill: "currentColor", fillOpacity: 0.035, className: "compressed"}),
    Plot.ruleY([knee], {stroke: "currentColor", strokeOpacity: 0.45, strokeDasharray: "1 3", className: "knee"})
  ];
  return {axis, drawn, marks};
}

/** A thirtieth of the largest measured gap: the start of the curves, where all are 0, is not drawn. */
export function lowestShown(measured: readonly Point[]): number {
  const largest = Math.max(0, ...measured.map(({y}) => y).filter(Number.isFinite));
  return largest > 0 ? largest / 30 : Number.MIN_VALUE;
}

/** The point, or a hole where it lies below the least value that is drawn. */
export function above(point: Point, floor: number): Point {
  if (!(point.y >= floor)) return {x: point.x, y: Number.NaN};
  return point.low !== undefined && point.low < floor ? {...point, low: floor} : point;
}
