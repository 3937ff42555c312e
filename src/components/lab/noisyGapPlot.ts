import type {LabRow} from "../../experiments/labRun.js";
import type {ChartOptions} from "../chart.js";
import {lineChart} from "../lineChart.js";
import {extentOf, linearAxis, seriesOf, timeAxis} from "../series.js";

/** Both gaps of a run with noise over time: of the neurons from their twins, and of the functions. No bound is known of either. */
export function noisyGapPlot(
  rows: readonly Pick<LabRow, "time" | "meanGap" | "functionGap">[],
  options: ChartOptions = {}
): SVGSVGElement {
  const series = [
    seriesOf(
      "measured",
      rows.map(({time, meanGap}) => ({x: time, y: meanGap})),
      {label: "neurons from twins, Ω", strokeWidth: 2.5}
    ),
    seriesOf(
      "functionGap",
      rows.map(({time, functionGap}) => ({x: time, y: Math.sqrt(functionGap)})),
      {label: "functions, ‖fₘ − fₜ‖"}
    )
  ];
  return lineChart(
    {
      title: "The approximation gap with noise",
      x: timeAxis(extentOf(series, "x")),
      y: linearAxis("gap", extentOf(series, "y"), {zero: true}),
      series,
      xName: "t"
    },
    options
  );
}
