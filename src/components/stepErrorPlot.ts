import * as Plot from "@observablehq/plot";
import type {StepErrors} from "../experiments/stepReading.js";
import {stepText} from "./atomPathsPlot.js";
import {type ChartOptions, chart, emptyNote} from "./chart.js";
import {color} from "./colors.js";
import {
  extentOf,
  levelNames,
  lineLabels,
  lineMarks,
  logAxis,
  overSeeds,
  pointerTip,
  positiveOnly,
  seriesOf
} from "./series.js";

/** The error that a width leaves whatever the step, drawn as a level. */
export interface WidthLevel {
  readonly width: number;
  readonly error: number;
}

export interface StepErrorPlotOptions extends ChartOptions {
  /** What is measured, on the vertical axis. */
  readonly quantity: string;
  readonly levels?: readonly WidthLevel[];
}

type Row = Pick<StepErrors, "seed" | "step" | "distance" | "predicted" | "limit" | "total">;

/** How far descent is from its flow and from the limit, by step size; levels for what several widths leave. */
export function stepErrorPlot(rows: readonly Row[], options: StepErrorPlotOptions): SVGSVGElement {
  const {quantity, levels = []} = options;
  const points = (value: (row: Row) => number) =>
    positiveOnly(
      overSeeds(rows, ({step}) => step, value),
      {x: true, y: true}
    );
  const bare = (value: (row: Row) => number) => points(value).map(({x, y}) => ({x, y}));
  const measured = seriesOf(
    "measured",
    points((row) => row.distance),
    {label: "descent to its flow"}
  );
  const series = [
    seriesOf(
      "finite",
      points((row) => row.total),
      {label: "descent to the limit", dash: "2 3", strokeWidth: 1.5}
    ),
    measured,
    seriesOf(
      "prediction",
      bare((row) => row.predicted),
      {label: "prediction", dash: "3 3"}
    ),
    seriesOf(
      "meanField",
      bare((row) => row.limit),
      {label: "infinite width", strokeWidth: 1.5}
    )
  ];
  const drawn = levels.filter(({error}) => error > 0 && Number.isFinite(error));
  const extent = extentOf(series, "x");
  const heights = extentOf(series, "y");
  const reach = drawn.map(({error}) => error);
  const x = logAxis("step size η (time per step)", extent, {pad: 0.04});
  const steps = [...new Set(rows.map(({step}) => step))].sort((a, b) => a - b);
  const dots = measured.points.filter(({y}) => Number.isFinite(y));
  return chart(
    {
      title: "Error of projected gradient descent by step size",
      // Room for a tick of "5 × 10⁻⁴".
      marginLeft: 60,
      x: steps.length > 0 && steps.length <= 8 ? {...x, ticks: steps, tickFormat: stepText} : x,
      y: logAxis(quantity, heights && [Math.min(heights[0], ...reach), Math.max(heights[1], ...reach)]),
      marks: [
        Plot.ruleY(drawn, {y: "error", stroke: "currentColor", strokeOpacity: 0.45, strokeDasharray: "1 3"}),
        ...lineMarks(series),
        Plot.dot(dots, {x: "x", y: "y", r: 3, fill: color("measured"), className: "measured"}),
        levelNames(
          drawn.map(({width, error}) => ({y: error, label: `m = ${width}`})),
          x
        ),
        ...pointerTip(series, options, "η", (value) => `η = ${stepText(value)}`),
        emptyNote(!extent)
      ],
      labels: lineLabels(series)
    },
    options
  );
}
