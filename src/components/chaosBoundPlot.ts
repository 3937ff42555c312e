import type {ChaosTermsRow} from "../experiments/chaosTerms.js";
import {type ChartOptions, chart, emptyNote} from "./chart.js";
import {leaveFrame} from "./leaveFrame.js";
import {
  extentOf,
  linearAxis,
  lineLabels,
  lineMarks,
  logAxis,
  pointerTip,
  positiveOnly,
  seriesOf,
  timeAxis
} from "./series.js";

export interface ChaosBoundPlotOptions extends ChartOptions {
  readonly scale?: "linear" | "log";
}

/** The largest gap, the sum of the terms' lengths, and what Grönwall's inequality makes of them. */
export function chaosBoundPlot(rows: readonly ChaosTermsRow[], options: ChaosBoundPlotOptions = {}): SVGSVGElement {
  const {scale = "log"} = options;
  const log = scale === "log";
  const line = (y: (row: ChaosTermsRow) => number) =>
    positiveOnly(
      rows.map((row) => ({x: row.time, y: y(row)})),
      {x: false, y: log}
    );
  const measured = seriesOf(
    "measured",
    line(({maxGap}) => maxGap),
    {label: "largest gap Δ", strokeWidth: 2.5}
  );
  const norms = seriesOf(
    "propagatorBound",
    line((row) => row.discretisation + row.drift + row.martingale + row.sampling + row.feedback),
    {label: "sum of lengths"}
  );
  const top = 8 * (extentOf([measured, norms], "y")?.[1] ?? 1);
  const bound = (y: (row: ChaosTermsRow) => number) => (log ? line(y) : leaveFrame(line(y), top));
  const series = [
    seriesOf(
      "eigenvalueBound",
      bound(({theoremBound}) => theoremBound),
      {label: "theorem"}
    ),
    seriesOf(
      "gronwall",
      bound(({runGronwall}) => runGronwall),
      {label: "Grönwall, this run"}
    ),
    norms,
    measured
  ];
  const label = "largest gap Δ(t; N, ε)";
  return chart(
    {
      title: "The gap and Grönwall’s inequality",
      x: timeAxis(extentOf(series, "x")),
      y: log
        ? logAxis(`${label}, log scale`, extentOf(series, "y"))
        : linearAxis(label, extentOf(series, "y"), {zero: true}),
      marks: [...lineMarks(series), ...pointerTip(series, options, "t"), emptyNote(!extentOf(series, "y"))],
      labels: lineLabels(series)
    },
    options
  );
}
