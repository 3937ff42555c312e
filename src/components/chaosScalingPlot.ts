import type {ChaosScalingRow} from "../experiments/chaosScaling.js";
import type {Axis, ChartOptions} from "./chart.js";
import {lineChart} from "./lineChart.js";
import {formatNumber} from "./numbers.js";
import {extentOf, logAxis, ordinalSeries, overSeeds} from "./series.js";

export interface ChaosScalingPlotOptions extends ChartOptions {
  /** What runs along the axis; one line for each value of the other. Default "width". */
  readonly against?: "width" | "stepSize";
}

/** The largest gap against N, one line a step size with a band from least to most over seeds, or against ε, one line a width. */
export function chaosScalingPlot(
  rows: readonly ChaosScalingRow[],
  options: ChaosScalingPlotOptions = {}
): SVGSVGElement {
  const {against = "width"} = options;
  const other = against === "width" ? "stepSize" : "width";
  const shown = rows.filter((row) => row[against] > 0);
  const values = [...new Set(shown.map((row) => row[other]))].sort((a, b) => a - b);
  const name = (value: number) =>
    against === "width" ? (value === 0 ? "ε → 0" : `ε = ${formatNumber(value, 2)}`) : `N = ${value}`;
  const series = ordinalSeries(
    values,
    (value) => name(value),
    (value) =>
      overSeeds(
        shown.filter((row) => row[other] === value),
        (row) => row[against],
        (row) => row.maxGap
      ).map((point) => (against === "width" ? point : {x: point.x, y: point.y})),
    2
  );
  const x: Axis =
    against === "width"
      ? {...logAxis("width N, log scale", extentOf(series, "x")), ticks: valuesOf(shown, "width"), tickFormat: String}
      : {
          ...logAxis("step size ε, log scale", extentOf(series, "x")),
          ticks: valuesOf(shown, "stepSize"),
          tickFormat: (value) => formatNumber(value, 2)
        };
  return lineChart(
    {
      title: against === "width" ? "The largest gap against the width" : "The largest gap against the step size",
      x,
      y: logAxis("largest gap Δ(T; N, ε), log scale", extentOf(series, "y")),
      series,
      xName: against === "width" ? "N" : "ε"
    },
    options
  );
}

function valuesOf(rows: readonly ChaosScalingRow[], key: "width" | "stepSize"): number[] {
  return [...new Set(rows.map((row) => row[key]))].sort((a, b) => a - b);
}
