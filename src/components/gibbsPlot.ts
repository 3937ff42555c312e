import type {GibbsRow as ExperimentRow} from "../experiments/gibbs.js";
import {type ChartOptions, chart, emptyNote} from "./chart.js";
import {formatNumber} from "./numbers.js";
import {
  extentOf,
  lineLabels,
  lineMarks,
  logAxis,
  numberOf,
  pointerTip,
  positiveOnly,
  seriesOf,
  solid
} from "./series.js";

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
  return chart(
    {
      title: "Risk of the Gibbs law by temperature",
      x: logAxis("temperature 1/β", extentOf(series, "x"), {pad: 0}),
      y: logAxis("risk of the Gibbs law", extentOf(series, "y")),
      marks: [
        ...lineMarks(series),
        ...pointerTip(series, options, "1/β", (x) => `β = ${formatNumber(1 / x)}`),
        emptyNote(!extentOf(series, "y"))
      ],
      labels: lineLabels(series)
    },
    options
  );
}
