import * as Plot from "@observablehq/plot";
import {type Axis, type ChartOptions, chart, emptyNote, heightOf, narrowWidth, stackCharts} from "./chart.js";
import {
  extentOf,
  linearAxis,
  lineLabels,
  lineMarks,
  logAxis,
  ordinalSeries,
  type Point,
  pointerTip,
  positiveOnly,
  type Series
} from "./series.js";

/** A quantity in one dimension, its interval, and what the fitted power law says there. */
export interface DimensionLawRow {
  /** What the curve is of; curves are drawn in the order of their first rows. */
  readonly member: string;
  readonly dimension: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** NaN where no exponent is resolved. */
  readonly law: number;
}

export interface DimensionLawOptions extends ChartOptions {
  /** The quantity on the vertical axis. */
  readonly label: string;
}

/** A quantity against d on logarithmic axes with the fitted power laws; below, where there are any, the distance from them. */
export function dimensionLawPlot(rows: readonly DimensionLawRow[], options: DimensionLawOptions): SVGSVGElement {
  const {width = 720, label} = options;
  const members = [...new Set(rows.map(({member}) => member))];
  const logarithmic = (one: Series): Series => ({...one, points: positiveOnly(one.points, {x: true, y: true})});
  const measured = curvesOf(rows, members, ({value, low, high}) => ({y: value, low, high})).map(logarithmic);
  const laws = curvesOf(rows, members, ({law}) => ({y: law})).map((one) => logarithmic({...one, label: ""}));
  const residuals = curvesOf(rows, members, ({value, low, high, law}) => ({
    y: percent(value, law),
    low: percent(low, law),
    high: percent(high, law)
  }));
  const x = dimensionAxis(rows, extentOf(measured, "x"));
  const hasLaw = extentOf(residuals, "y") !== undefined;
  const beside = (series: readonly Series[]) => series.map((one, i) => aside(one, i - (members.length - 1) / 2));
  const top = chart(
    {
      title: "The law in the dimension",
      x: hasLaw ? {...x, label: "", tickFormat: () => ""} : x,
      y: logAxis(label, extentOf([...measured, ...laws], "y")),
      aspects: hasLaw ? {wide: 0.36, narrow: 0.56} : undefined,
      marks: [
        ...lineMarks(laws),
        ...beside(measured).flatMap(dots),
        ...pointerTip(measured, options, "d"),
        emptyNote(!extentOf(measured, "y"))
      ],
      labels: lineLabels(measured),
      labelPlacement: "key",
      marginBottom: hasLaw ? 12 : undefined
    },
    options
  );
  if (!hasLaw) return top;
  const bottom = chart(
    {
      title: "Residuals",
      x,
      y: {...linearAxis("measured ÷ law − 1 (%)", extentOf(residuals, "y"), {zero: true}), ticks: 4},
      aspects: width < narrowWidth ? {wide: 0, narrow: 0.36} : {wide: 0.2, narrow: 0},
      marks: [Plot.ruleY([0], {stroke: "currentColor", strokeOpacity: 0.5}), ...beside(residuals).flatMap(dots)]
    },
    options
  );
  return stackCharts([top, bottom], "The law in the dimension, and its residuals", heightOf(width), options);
}

function curvesOf(
  rows: readonly DimensionLawRow[],
  members: readonly string[],
  read: (row: DimensionLawRow) => Omit<Point, "x">
): Series[] {
  return ordinalSeries(
    members,
    String,
    (label) => rows.filter(({member}) => member === label).map((row) => ({x: row.dimension, ...read(row)})),
    1.5
  );
}

function percent(value: number, law: number): number {
  return 100 * (value / law - 1);
}

function dots({points, color}: Series): Plot.Markish[] {
  const drawable = points.filter(({y}) => Number.isFinite(y));
  const intervals = drawable.filter(({low, high}) => Number.isFinite(low) && Number.isFinite(high));
  return [
    Plot.link(intervals, {x1: "x", x2: "x", y1: "low", y2: "high", stroke: color, strokeWidth: 1.5}),
    Plot.dot(drawable, {x: "x", y: "y", r: 2.75, fill: color})
  ];
}

/** Moved a little to the side, so that the intervals of several curves are seen beside each other. */
function aside(series: Series, places: number): Series {
  return {...series, points: series.points.map((point) => ({...point, x: point.x * 1.035 ** places}))};
}

/** The dimensions that were measured as ticks, while they are few. */
function dimensionAxis(rows: readonly DimensionLawRow[], extent: [number, number] | undefined): Axis {
  const axis = logAxis("dimension d", extent, {pad: 0.06});
  const dimensions = [...new Set(rows.map(({dimension}) => dimension))];
  return dimensions.length > 8 ? axis : {...axis, ticks: dimensions, tickFormat: String};
}
