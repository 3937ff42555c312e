import {type ChartOptions, chart, emptyNote} from "./chart.js";
import {
  extentOf,
  linearAxis,
  lineLabels,
  lineMarks,
  logAxis,
  type Maybe,
  ordinalSeries,
  overSeeds,
  pointerTip,
  positiveOnly,
  seriesOf,
  timeAxis,
  timeRule
} from "./series.js";

/** The function-space gap of one run at one time. */
export interface CollapseRow {
  readonly time: number;
  readonly width: number;
  readonly seed?: number;
  /** ‖f_m − f_∞‖². */
  readonly functionGap: Maybe;
}

/** lim m·E‖f_m − f_∞‖², from the mean field alone. */
export interface CollapsePredictionRow {
  readonly time: number;
  readonly scaledFunctionGap: Maybe;
}

export interface CollapsePlotOptions extends ChartOptions {
  readonly prediction?: readonly CollapsePredictionRow[];
  readonly scale?: "linear" | "log";
  readonly time?: number;
}

/** m·‖f_m − f_∞‖² over time, one line a width: where the lines fall on one, the gap is of order 1/√m. */
export function collapsePlot(rows: readonly CollapseRow[], options: CollapsePlotOptions = {}): SVGSVGElement {
  const {prediction = [], scale = "linear", time} = options;
  const log = scale === "log";
  const widths = [...new Set(rows.map(({width}) => width))].sort((a, b) => a - b);
  const lines = ordinalSeries(
    widths,
    (width) => `m = ${width}`,
    (width) =>
      positiveOnly(
        overSeeds(
          rows.filter((row) => row.width === width),
          (row) => row.time,
          (row) => (Number.isFinite(row.functionGap ?? Number.NaN) ? row.width * row.functionGap! : undefined)
        ),
        {x: log, y: log}
      )
  );
  const predicted = overSeeds(
    prediction,
    (row) => row.time,
    (row) => row.scaledFunctionGap
  ).map(({x, y}) => ({x, y}));
  const series = [
    ...lines,
    ...(predicted.length > 0
      ? [
          seriesOf("prediction", positiveOnly(predicted, {x: log, y: log}), {
            label: "prediction, m → ∞",
            strokeWidth: 3
          })
        ]
      : [])
  ];
  const x = timeAxis(extentOf(series, "x"), scale);
  const label = "m · ‖fₘ − f∞‖²";
  return chart(
    {
      title: "Function-space gap times width",
      x,
      y: log ? logAxis(label, extentOf(series, "y")) : linearAxis(label, extentOf(series, "y"), {zero: true}),
      marks: [
        timeRule(time, x),
        ...lineMarks(series),
        ...pointerTip(series, options, "t"),
        emptyNote(!extentOf(series, "y"))
      ],
      labels: lineLabels(series)
    },
    options
  );
}
