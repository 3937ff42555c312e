import * as Plot from "@observablehq/plot";
import type {PropagatorRow} from "../experiments/propagator.js";
import {type Axis, type ChartOptions, chart, emptyNote} from "./chart.js";
import {
  extentOf,
  lineLabels,
  lineMarks,
  logAxis,
  numberOf,
  ordinalSeries,
  type Point,
  pointerTip,
  positiveOnly,
  type Series,
  seriesOf
} from "./series.js";

/** J_max over all neurons and all s ≤ t ≤ time, in one dimension. */
export type JmaxRow = Pick<PropagatorRow, "dimension" | "time" | "maximum" | "integralRootRisk">;

/** A law to compare with, e.g. 0.325 (16F)^{3/2}. */
export interface LawPoint {
  readonly x: number;
  readonly y: number;
}

export interface JmaxPlotOptions extends ChartOptions {
  /** The horizontal axis: d at fixed times, or F = ∫√R dt, where all dimensions should fall on one line. */
  readonly against?: "dimension" | "integralRootRisk";
  readonly law?: {readonly label: string; readonly points: readonly LawPoint[]};
}

/** J_max against the dimension (one line a time) or against ∫√R (one line a dimension). */
export function jmaxPlot(rows: readonly JmaxRow[], options: JmaxPlotOptions = {}): SVGSVGElement {
  const {against = "dimension", law} = options;
  const byDimension = against === "integralRootRisk";
  const classOf = (row: JmaxRow) => (byDimension ? row.dimension : row.time);
  const classes = [...new Set(rows.map(classOf))].sort((a, b) => a - b);
  const lines = ordinalSeries(
    classes,
    (value) => (byDimension ? `d = ${value}` : `T = ${value}`),
    (value) =>
      positiveOnly(
        rows
          .filter((row) => classOf(row) === value)
          .map(
            (row): Point => ({
              x: byDimension ? numberOf(row.integralRootRisk) : row.dimension,
              y: numberOf(row.maximum)
            })
          )
          .sort((a, b) => a.x - b.x),
        {x: true, y: true}
      )
  );
  const guide = law
    ? [
        seriesOf("selfConcordanceBound", positiveOnly(law.points, {x: true, y: true}), {
          label: law.label,
          strokeWidth: 1.5
        })
      ]
    : [];
  const series = [...lines, ...guide];
  const dots = lines.flatMap(({points, color: fill}) =>
    points.filter(({x, y}) => Number.isFinite(x) && Number.isFinite(y)).map(({x, y}) => ({x, y, fill}))
  );
  return chart(
    {
      title: byDimension ? "Largest propagator against ∫√R" : "Largest propagator against the dimension",
      x: byDimension ? logAxis("F = ∫√R dt (step size × steps)", extentOf(series, "x")) : dimensionAxis(rows, series),
      y: logAxis("largest growth Jₘₐₓ (no unit)", extentOf(series, "y")),
      marks: [
        ...lineMarks(series),
        Plot.dot(dots, {x: "x", y: "y", r: 2.5, fill: "fill"}),
        ...pointerTip(series, options, byDimension ? "F" : "d"),
        emptyNote(dots.length === 0)
      ],
      labels: lineLabels(series)
    },
    options
  );
}

/** The dimension, with ticks at the dimensions that were computed when they are few. */
function dimensionAxis(rows: readonly JmaxRow[], series: readonly Series[]): Axis {
  const axis = logAxis("dimension d", extentOf(series, "x"));
  const dimensions = [...new Set(rows.map(({dimension}) => dimension))];
  return dimensions.length > 0 && dimensions.length <= 8 ? {...axis, ticks: dimensions, tickFormat: String} : axis;
}
