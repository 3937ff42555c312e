import * as Plot from "@observablehq/plot";
import type {Axis, ChartOptions, EndLabel} from "./chart.js";
import {isLive} from "./chart.js";
import {color, dash, labelOf, ordinalColors, ordinalDashes, ordinalTextColors, textColor} from "./colors.js";
import {decadeTicks, formatNumber, powerOfTen} from "./numbers.js";
import type {QuantityName} from "./quantities.js";

/** What a row may hold where there is no number, e.g. a bound outside its warrant. */
export type Maybe = number | null | undefined;

/** One point of a line in data coordinates; NaN interrupts the line. */
export interface Point {
  readonly x: number;
  readonly y: number;
  /** A band around the line at this x. */
  readonly low?: number;
  readonly high?: number;
}

/** One line of a figure: how it is drawn and the words that stand at its end. */
export interface Series {
  readonly label: string;
  readonly points: readonly Point[];
  readonly color: string;
  readonly textColor: string;
  readonly dash?: string;
  readonly strokeWidth?: number;
}

/** The dash of a quantity that stands alone in its figure, and needs none. */
export const solid = "none";

/** The series of a quantity, in its colour and dash. */
export function seriesOf(
  name: QuantityName,
  points: readonly Point[],
  {label = labelOf(name), strokeWidth = 2, dash: pattern = dash(name)}: Partial<Series> = {}
): Series {
  return {
    label,
    points,
    color: color(name),
    textColor: textColor(name),
    dash: pattern === solid ? undefined : pattern,
    strokeWidth
  };
}

/** Lines that stand for ordered values, e.g. widths, each in its colour and dash. */
export function ordinalSeries<Value>(
  values: readonly Value[],
  labelOf: (value: Value) => string,
  pointsOf: (value: Value) => readonly Point[],
  strokeWidth = 1.75
): Series[] {
  const [colors, textColors, dashes] = [ordinalColors, ordinalTextColors, ordinalDashes].map((of) => of(values.length));
  return values.map((value, i) => ({
    label: labelOf(value),
    color: colors[i]!,
    textColor: textColors[i]!,
    dash: dashes[i],
    strokeWidth,
    points: pointsOf(value)
  }));
}

/** A horizontal line with a name: above its left end, or above its right end where curves cross the left one. */
export interface Level {
  readonly y: number;
  readonly label: string;
  readonly isNamedRight?: boolean;
}

/** The names of horizontal lines. */
export function levelNames(levels: readonly Level[], {domain}: Axis): Plot.Markish {
  return [false, true].map((isRight) => {
    const own = levels.filter(({isNamedRight = false}) => isNamedRight === isRight);
    if (own.length === 0) return null;
    return Plot.text(own, {
      x: () => domain[isRight ? 1 : 0],
      y: "y",
      text: "label",
      textAnchor: isRight ? "end" : "start",
      lineAnchor: "bottom",
      dx: isRight ? -4 : 4,
      // Clear of the line, and of its dots.
      dy: -4,
      fill: "currentColor",
      stroke: "var(--theme-background, #fff)",
      strokeWidth: 4
    });
  });
}

/** The number, or NaN where there is none. */
export function numberOf(value: Maybe): number {
  return value === null || value === undefined ? Number.NaN : value;
}

/** Average, least and greatest value over the rows (seeds) that share an x; rows without a number are left out. */
export function overSeeds<Row>(
  rows: readonly Row[],
  x: (row: Row) => number,
  y: (row: Row) => Maybe,
  average: (values: readonly number[]) => number = mean
): Point[] {
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const values = groups.get(x(row)) ?? [];
    const value = numberOf(y(row));
    if (Number.isFinite(value)) values.push(value);
    groups.set(x(row), values);
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([x, values]) =>
      values.length === 0
        ? {x, y: Number.NaN}
        : {
            x,
            y: average(values),
            low: Math.min(...values),
            high: Math.max(...values)
          }
    );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function isDrawable({x, y}: Point): boolean {
  return Number.isFinite(x) && Number.isFinite(y);
}

/** The points that a logarithmic axis can show; others become holes. */
export function positiveOnly(points: readonly Point[], {x, y}: {x: boolean; y: boolean}): Point[] {
  return points
    .filter((point) => !x || point.x > 0)
    .map((point) => (!y || point.y > 0 ? point : {...point, y: Number.NaN, low: undefined, high: undefined}))
    .map((point) => (y && point.low !== undefined && point.low <= 0 ? {...point, low: point.y} : point));
}

/** Lines with their bands; a line of a single point is a dot. */
export function lineMarks(series: readonly Series[]): Plot.Markish[] {
  return series.flatMap(({points, color: stroke, dash: strokeDasharray, strokeWidth = 2}) => {
    const drawable = points.filter(isDrawable);
    const banded = points.filter((point) => isDrawable(point) && point.low !== undefined && point.high !== undefined);
    const marks: Plot.Markish[] = [];
    if (banded.some(({low, high}) => low !== high))
      marks.push(
        Plot.areaY(banded, {x: "x", y1: "low", y2: "high", fill: stroke, fillOpacity: 0.16, className: "band"})
      );
    if (drawable.length === 1) marks.push(Plot.dot(drawable, {x: "x", y: "y", r: 3, fill: stroke}));
    else if (drawable.length > 1)
      marks.push(Plot.lineY(points, {x: "x", y: "y", stroke, strokeDasharray, strokeWidth, strokeLinejoin: "round"}));
    return marks;
  });
}

/** The labels at the last drawable points of the lines. */
export function lineLabels(series: readonly Series[]): EndLabel[] {
  return series.flatMap(({label, points, color, textColor, dash}) => {
    const last = points.findLast(isDrawable);
    return last && label ? [{text: label, x: last.x, y: last.y, color, textColor, dash}] : [];
  });
}

/** Least and greatest drawable x or y over all series, bands included; undefined when there is nothing. */
export function extentOf(series: readonly Series[], key: "x" | "y"): [number, number] | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const {points} of series)
    for (const point of points) {
      if (!isDrawable(point)) continue;
      for (const value of key === "x" ? [point.x] : [point.y, point.low, point.high])
        if (value !== undefined && Number.isFinite(value)) {
          if (value < low) low = value;
          if (value > high) high = value;
        }
    }
  return low <= high ? [low, high] : undefined;
}

/** A linear axis that covers the extent, with a margin, and 0 when asked for. */
export function linearAxis(label: string, extent: [number, number] | undefined, {zero = false, pad = 0.05} = {}): Axis {
  let [low, high] = extent ?? [0, 1];
  if (zero) {
    low = Math.min(low, 0);
    high = Math.max(high, 0);
  }
  const span = high > low ? high - low : Math.max(Math.abs(high), 1) * 0.5;
  const below = zero && low === 0 ? 0 : pad * span;
  const above = zero && high === 0 ? 0 : pad * span;
  if (high === low) return {label, domain: zero ? [Math.min(low, 0), high + span] : [low - span, high + span]};
  return {label, domain: [low - below, high + above]};
}

/** A logarithmic axis that covers the (positive) extent, with ticks at powers of ten, or at 1, 2, 5 when it is short. */
export function logAxis(label: string, extent: [number, number] | undefined, {pad = 0.06, count = 6} = {}): Axis {
  const [low, high] = (extent ?? [0.1, 10]).map((value) => Math.log10(value)) as [number, number];
  const span = Math.max(high - low, 0.3);
  const middle = (low + high) / 2;
  const [from, to] = [Math.min(low, middle - span / 2) - pad * span, Math.max(high, middle + span / 2) + pad * span];
  const decades = decadeTicks(from, to, count);
  const ticks =
    decades.length >= 3
      ? decades.map((e) => 10 ** e)
      : fineTicks(from, to).filter((_, i, all) => all.length < 9 || i % 2 === 0);
  return {
    label,
    type: "log",
    domain: [10 ** from, 10 ** to],
    ticks,
    tickFormat:
      decades.length >= 3 ? (value) => powerOfTen(Math.round(Math.log10(value))) : (value) => formatNumber(value)
  };
}

function fineTicks(from: number, to: number): number[] {
  const mantissas = to - from > 0.8 ? [1, 2, 5] : [1, 1.5, 2, 3, 4, 5, 6, 8];
  const ticks: number[] = [];
  for (let e = Math.floor(from); e <= to; ++e)
    for (const m of mantissas) {
      const exponent = e + Math.log10(m);
      if (exponent >= from && exponent <= to) ticks.push(m * 10 ** e);
    }
  return ticks;
}

/** The label of every time axis: t is the paper's clock. */
export const timeLabel = "time t (step size × steps)";

/** The time axis, from the first to the last time that is drawn; exact, so that lines touch the frame. */
export function timeAxis(extent: [number, number] | undefined, scale: "linear" | "log" = "linear"): Axis {
  if (scale === "log") return logAxis(timeLabel, extent, {pad: 0});
  const [low, high] = extent ?? [0, 1];
  return {label: timeLabel, domain: high > low ? [Math.min(0, low), high] : [0, high > 0 ? high : 1]};
}

/** A vertical rule at the time that the reader has chosen, and nothing when it lies outside the axis. */
export function timeRule(time: number | undefined, {domain}: Axis): Plot.Markish | null {
  if (time === undefined || time < domain[0] || time > domain[1]) return null;
  return Plot.ruleX([time], {stroke: "currentColor", strokeOpacity: 0.35, className: "time-rule"});
}

/** The values of all series at the x nearest to the pointer; null where nobody points (jsdom, print). */
export function pointerTip(
  series: readonly Series[],
  options: ChartOptions,
  xName: string,
  describe: (x: number) => string = (x) => `${xName} = ${formatNumber(x)}`
): Plot.Markish[] {
  if (!isLive(options)) return [];
  const byX = new Map<number, string[]>();
  for (const {label, points} of series)
    for (const point of points) {
      if (!isDrawable(point) || !label) continue;
      const lines = byX.get(point.x) ?? [describe(point.x)];
      lines.push(`${label}: ${formatNumber(point.y)}`);
      byX.set(point.x, lines);
    }
  return tipMarks([...byX].map(([x, lines]) => ({x, title: lines.join("\n")})));
}

/** A rule and a box with the title of the row nearest to the pointer. */
export function tipMarks(rows: readonly {readonly x: number; readonly title: string}[]): Plot.Markish[] {
  return [
    Plot.ruleX(rows, Plot.pointerX({x: "x", stroke: "currentColor", strokeOpacity: 0.4})),
    Plot.tip(
      rows,
      Plot.pointerX({
        x: "x",
        title: "title",
        frameAnchor: "top",
        preferredAnchor: "top-left",
        lineWidth: 40,
        lineHeight: 1.3,
        fontSize: 12,
        stroke: "var(--theme-foreground-fainter, #bbb)",
        pathFilter: "none"
      })
    )
  ];
}
