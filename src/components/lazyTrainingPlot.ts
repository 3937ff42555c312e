import type {LazyRow} from "../experiments/lazy.js";
import type {ChartOptions} from "./chart.js";
import {lineChart} from "./lineChart.js";
import {extentOf, logAxis, numberOf, positiveOnly, seriesOf, solid, timeAxis} from "./series.js";

export interface LazyTrainingPlotOptions extends ChartOptions {
  readonly time?: number;
}

type Row = Pick<LazyRow, "time" | "exponent" | "trainingLoss" | "testLoss">;

const lines = [
  {exponent: 0.5, name: "lazy", column: "trainingLoss", label: "lazy, training", dash: solid},
  {exponent: 0.5, name: "lazy", column: "testLoss", label: "lazy, test", dash: "6 3"},
  {exponent: 1, name: "meanField", column: "trainingLoss", label: "mean field, training", dash: solid},
  {exponent: 1, name: "meanField", column: "testLoss", label: "mean field, test", dash: "6 3"}
] as const;

/** Training and test loss of one network in both scalings over time. */
export function lazyTrainingPlot(rows: readonly Row[], options: LazyTrainingPlotOptions = {}): SVGSVGElement {
  const series = lines.map(({exponent, name, column, label, dash}) =>
    seriesOf(
      name,
      positiveOnly(
        rows.filter((row) => row.exponent === exponent).map((row) => ({x: row.time, y: numberOf(row[column])})),
        {x: false, y: true}
      ),
      {label, dash}
    )
  );
  const x = timeAxis(extentOf(series, "x"));
  return lineChart(
    {
      title: "Training and test loss over time",
      x,
      y: logAxis("mean squared error", extentOf(series, "y")),
      series,
      xName: "t",
      time: options.time
    },
    options
  );
}
