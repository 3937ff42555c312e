import type {McdiarmidRow} from "../experiments/mcdiarmid.js";
import type {ChartOptions} from "./chart.js";
import {lineChart} from "./lineChart.js";
import {extentOf, linearAxis, logAxis, positiveOnly, seriesOf, solid} from "./series.js";

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
  return lineChart(
    {
      title: "McDiarmid’s inequality and the mean over the copies",
      x: linearAxis("deviation u of the mean of f over the copies", extentOf(series, "x"), {zero: true}),
      y: logAxis("probability of a deviation ≥ u, log scale", extentOf(series, "y")),
      series,
      xName: "u",
      labelPlacement: "key"
    },
    options
  );
}
