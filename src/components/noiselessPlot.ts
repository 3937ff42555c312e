import type {NoiselessRow as ExperimentRow} from "../experiments/noiseless.js";
import type {ChartOptions} from "./chart.js";
import {lineChart} from "./lineChart.js";
import {extentOf, logAxis, numberOf, positiveOnly, seriesOf, solid, timeAxis} from "./series.js";

/** How near the neurons are to their common rest point at one time. */
export type NoiselessRow = Pick<ExperimentRow, "time" | "distance" | "offset" | "rate">;

/** Distances below this are the integrator's. */
const floor = 1e-9;

/** The distance to δ_θ* on a logarithmic axis, that of the mean alone, and a line of the slope that the Hessian predicts. */
export function noiselessPlot(rows: readonly NoiselessRow[], options: ChartOptions = {}): SVGSVGElement {
  const shown = rows.filter(({distance}) => numberOf(distance) > floor);
  const last = shown.at(-1);
  const at = (y: (row: NoiselessRow) => number) =>
    positiveOnly(
      shown.map((row) => ({x: row.time, y: numberOf(y(row)) > floor ? numberOf(y(row)) : Number.NaN})),
      {x: false, y: true}
    );
  const highest = 2 * Math.max(...shown.map(({distance}) => distance));
  const slope = (row: NoiselessRow): number => {
    const y = last ? 1.6 * last.distance * Math.exp(last.rate * (last.time - row.time)) : Number.NaN;
    return y <= highest ? y : Number.NaN;
  };
  const series = [
    seriesOf("prediction", at(slope), {label: "predicted slope", dash: "6 3"}),
    seriesOf(
      "measured",
      at((row) => row.distance),
      {label: "distance to θ∗", dash: solid}
    ),
    seriesOf(
      "offset",
      at((row) => row.offset),
      {label: "their mean"}
    )
  ];
  return lineChart(
    {
      title: "Neurons gathering at a common rest point",
      x: timeAxis(extentOf(series, "x")),
      y: logAxis("distance from the rest point (units of θ)", extentOf(series, "y")),
      series,
      xName: "t"
    },
    options
  );
}
