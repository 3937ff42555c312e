import * as Plot from "@observablehq/plot";
import {type Axis, type ChartOptions, chart, emptyNote} from "./chart.js";
import {
  extentOf,
  lineLabels,
  lineMarks,
  logAxis,
  ordinalSeries,
  overSeeds,
  pointerTip,
  positiveOnly,
  type Series
} from "./series.js";

/** m times a squared gap of one run. */
export interface ScaledGapRow {
  readonly dimension: number;
  readonly width: number;
  readonly seed: number;
  readonly scaled: number;
}

export interface WidthCollapseOptions extends ChartOptions {
  /** The quantity on the vertical axis. */
  readonly label: string;
  /** How the values of several seeds are averaged; default their mean. */
  readonly average?: (values: readonly number[]) => number;
  /** lim of the same as m → ∞, from the mean field alone; NaN where there is none. */
  readonly limits?: readonly {readonly dimension: number; readonly scaled: number}[];
}

/** m times the squared gap against m: one line a dimension with its range over seeds, and its predicted limit at m = ∞. */
export function widthCollapsePlot(rows: readonly ScaledGapRow[], options: WidthCollapseOptions): SVGSVGElement {
  const {label, average, limits = []} = options;
  const dimensions = [...new Set(rows.map(({dimension}) => dimension))].sort((a, b) => a - b);
  const widths = [...new Set(rows.map(({width}) => width))].sort((a, b) => a - b);
  const series = ordinalSeries(
    dimensions,
    (dimension) => `d = ${dimension}`,
    (dimension) =>
      positiveOnly(
        overSeeds(
          rows.filter((row) => row.dimension === dimension),
          ({width}) => width,
          ({scaled}) => scaled,
          average
        ),
        {x: true, y: true}
      )
  );
  const infinity = 2.2 * (widths[widths.length - 1] ?? 1);
  const ends = series.map((one, i) => limitOf(one, limits, dimensions[i], infinity));
  const hasLimits = ends.some((end) => end !== undefined);
  const drawn = series.map((one, i) => aside(one, i - (dimensions.length - 1) / 2));
  const dots = drawn.flatMap(({points, color: fill}) =>
    points.filter(({y}) => Number.isFinite(y)).map(({x, y, low, high}) => ({x, y, low, high, fill}))
  );
  const diamonds = ends.filter((end) => end !== undefined);
  const [low, high] = extentOf(series, "y") ?? [1, 1];
  const reached = diamonds.map(({y}) => y);
  return chart(
    {
      title: "Squared gap times width, against the width",
      x: widthAxis(widths, hasLimits ? infinity : undefined),
      y: logAxis(label, [Math.min(low, ...reached), Math.max(high, ...reached)], {pad: 0.08}),
      marks: [
        Plot.link(dots, {x1: "x", x2: "x", y1: "low", y2: "high", stroke: "fill", strokeWidth: 4, strokeOpacity: 0.3}),
        ...lineMarks(drawn.map((one) => ({...one, points: one.points.map(({x, y}) => ({x, y}))}))),
        Plot.dot(dots, {x: "x", y: "y", r: 2.5, fill: "fill"}),
        Plot.dot(diamonds, {
          x: "x",
          y: "y",
          r: 4.5,
          symbol: "diamond",
          stroke: "stroke",
          strokeWidth: 1.75,
          className: "limit"
        }),
        ...pointerTip(series, options, "m"),
        emptyNote(dots.length === 0)
      ],
      labels: lineLabels(series).map((one) => {
        const end = ends[series.findIndex(({label}) => label === one.text)];
        return end ? {...one, x: end.x, y: end.y} : one;
      })
    },
    options
  );
}

interface End {
  readonly x: number;
  readonly y: number;
  readonly stroke: string;
}

function limitOf(
  {color: stroke}: Series,
  limits: NonNullable<WidthCollapseOptions["limits"]>,
  dimension: number,
  x: number
): End | undefined {
  const limit = limits.find((one) => one.dimension === dimension && one.scaled > 0);
  return limit && {x, y: limit.scaled, stroke};
}

/** Moved a little to the side, so that the ranges of several dimensions are seen beside each other. */
function aside(series: Series, places: number): Series {
  return {...series, points: series.points.map((point) => ({...point, x: point.x * 1.03 ** places}))};
}

/** The widths of the runs as ticks, and ∞ after them. */
function widthAxis(widths: readonly number[], infinity: number | undefined): Axis {
  const last = infinity ?? widths[widths.length - 1] ?? 10;
  return {
    ...logAxis("width m (neurons)", [widths[0] ?? 1, last], {pad: 0.04}),
    ticks: infinity === undefined ? widths : [...widths, infinity],
    tickFormat: (width) => (width === infinity ? "∞" : String(width))
  };
}
