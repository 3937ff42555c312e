import type {GibbsRow as ExperimentRow} from "../experiments/gibbs.js";
import type {ChartOptions} from "./chart.js";
import {lineChart} from "./lineChart.js";
import {formatNumber} from "./numbers.js";
import {extentOf, logAxis, numberOf, positiveOnly, seriesOf, solid} from "./series.js";

/** The risk of the Gibbs law at one temperature, and its bound. */
export type GibbsRow = Pick<ExperimentRow, "inverseTemperature" | "risk" | "bound">;

/** R(ρ_*) and its bound against the temperature 1/β, both axes logarithmic. */
export function gibbsPlot(rows: readonly GibbsRow[], options: ChartOptions = {}): SVGSVGElement {
  const sorted = [...rows].sort((a, b) => b.inverseTemperature - a.inverseTemperature);
  const points = (y: (row: GibbsRow) => number) =>
    positiveOnly(
      sorted.map((row) => ({x: 1 / row.inverseTemperature, y: numberOf(y(row))})),
      {x: true, y: true}
    );
  const series = [
    seriesOf(
      "temperatureBound",
      points((row) => row.bound),
      {label: "bound (9)"}
    ),
    seriesOf(
      "gibbs",
      points((row) => row.risk),
      {label: "R(ρ∗)", dash: solid}
    )
  ];
  return lineChart(
    {
      title: "Risk of the Gibbs law by temperature",
      x: logAxis("temperature 1/β", extentOf(series, "x"), {pad: 0}),
      y: logAxis("risk of the Gibbs law", extentOf(series, "y")),
      series,
      xName: "1/β",
      describe: (x) => `β = ${formatNumber(1 / x)}`
    },
    options
  );
}
