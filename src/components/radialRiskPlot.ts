import * as Plot from "@observablehq/plot";
import {type ChartOptions, chart, emptyNote} from "./chart.js";
import {color, ordinalColors, ordinalDashes, ordinalTextColors} from "./colors.js";
import {
  extentOf,
  linearAxis,
  lineLabels,
  lineMarks,
  logAxis,
  numberOf,
  type Point,
  pointerTip,
  positiveOnly,
  type Series,
  seriesOf,
  timeAxis,
  timeRule
} from "./series.js";

/** One curve of risks over time. */
export interface RiskCurve {
  readonly label: string;
  readonly rows: readonly {readonly time: number; readonly risk: number}[];
}

/** A mean of squared errors around a time, with its standard error. */
export interface RiskPoint {
  readonly errorTime: number;
  readonly squaredError: number;
  readonly standardError: number;
}

export interface RadialRiskPlotOptions extends ChartOptions {
  /** Measured on a finite network. */
  readonly measured?: readonly RiskPoint[];
  readonly measuredLabel?: string;
  /** A time to mark. */
  readonly time?: number;
  readonly scale?: "linear" | "log";
}

/** Risks over a logarithmic time, one line a curve, with the squared errors that SGD met as dots with two standard errors. */
export function radialRiskPlot(curves: readonly RiskCurve[], options: RadialRiskPlotOptions = {}): SVGSVGElement {
  const {measured = [], measuredLabel = "one-pass SGD", time, scale = "log"} = options;
  const log = scale === "log";
  const [colors, texts, dashes] = [ordinalColors, ordinalTextColors, ordinalDashes].map((of) => of(curves.length));
  const lines: Series[] = curves.map(({label, rows}, i) => ({
    label,
    points: positiveOnly(
      rows.map(({time: x, risk}) => ({x, y: numberOf(risk)})),
      {x: true, y: log}
    ),
    color: colors[i]!,
    textColor: texts[i]!,
    dash: dashes[i],
    strokeWidth: 2
  }));
  const dots: Point[] = positiveOnly(
    measured.map(({errorTime, squaredError, standardError}) => ({
      x: errorTime,
      y: numberOf(squaredError),
      low: squaredError - 2 * numberOf(standardError),
      high: squaredError + 2 * numberOf(standardError)
    })),
    {x: true, y: log}
  ).filter(({x, y}) => Number.isFinite(x) && Number.isFinite(y));
  const points = seriesOf("measured", dots, {label: dots.length > 0 ? measuredLabel : ""});
  const all = [...lines, points];
  const x = timeAxis(extentOf(all, "x"), "log");
  const label = "risk R = E(y − f)²";
  return chart(
    {
      title: "Risk over time",
      x,
      y: log ? logAxis(label, extentOf(all, "y")) : linearAxis(label, extentOf(all, "y"), {zero: true}),
      marks: [
        timeRule(time, x),
        ...lineMarks(lines),
        Plot.ruleX(
          dots.filter(({low, high}) => Number.isFinite(low) && Number.isFinite(high)),
          {x: "x", y1: "low", y2: "high", stroke: color("measured"), strokeOpacity: 0.5}
        ),
        Plot.dot(dots, {x: "x", y: "y", r: 2.75, fill: color("measured")}),
        ...pointerTip(all, options, "t"),
        emptyNote(!extentOf(all, "y"))
      ],
      labels: lineLabels(all),
      labelPlacement: "key"
    },
    options
  );
}
