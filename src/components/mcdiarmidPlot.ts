import type {McdiarmidRow} from "../experiments/mcdiarmid.js";
import {type ChartOptions, chart, emptyNote} from "./chart.js";
import {
  extentOf,
  linearAxis,
  lineLabels,
  lineMarks,
  logAxis,
  pointerTip,
  positiveOnly,
  seriesOf,
  solid
} from "./series.js";

/** How often the mean over the copies is off by u or more, at one time and at any of several, and what McDiarmid allows. */
export function mcdiarmidPlot(rows: readonly McdiarmidRow[], options: ChartOptions = {}): SVGSVGElement {
  const line = (key: Exclude<keyof McdiarmidRow, "deviation">) =>
    positiveOnly(
      rows.map((row) => ({x: row.deviation, y: row[key]})),
      {x: false, y: true}
    );
  const series = [
    seriesOf("mcdiarmid", line("unionBound"), {label: "McDiarmid, any time", dash: "2 3"}),
    seriesOf("mcdiarmid", line("bound"), {label: "McDiarmid, at T"}),
    seriesOf("measured", line("everExceeded"), {label: "measured, any time", dash: "2 3"}),
    seriesOf("measured", line("exceeded"), {label: "measured, at T", dash: solid})
  ];
  return chart(
    {
      title: "McDiarmid’s inequality and the mean over the copies",
      x: linearAxis("deviation u of the mean of f over the copies", extentOf(series, "x"), {zero: true}),
      y: logAxis("probability of a deviation ≥ u, log scale", extentOf(series, "y")),
      marks: [...lineMarks(series), ...pointerTip(series, options, "u"), emptyNote(!extentOf(series, "y"))],
      labels: lineLabels(series),
      labelPlacement: "key"
    },
    options
  );
}
