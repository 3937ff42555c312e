import type {FreeEnergyRow as ExperimentRow} from "../experiments/freeEnergy.js";
import type {ChartOptions} from "./chart.js";
import {lineChart} from "./lineChart.js";
import type {QuantityName} from "./quantities.js";
import {extentOf, linearAxis, logAxis, numberOf, positiveOnly, seriesOf, solid, timeAxis} from "./series.js";

/** The free energy and its parts at one time. */
export type FreeEnergyRow = Pick<ExperimentRow, "time" | "freeEnergy" | "halfRisk" | "ridgeCost" | "entropyCost">;

export interface FreeEnergyPlotOptions extends ChartOptions {
  /** A time to mark. */
  readonly time?: number;
}

/** F(ρ_t) and its three parts over the logarithm of time. */
export function freeEnergyPlot(rows: readonly FreeEnergyRow[], options: FreeEnergyPlotOptions = {}): SVGSVGElement {
  const line = (name: QuantityName, label: string, y: (row: FreeEnergyRow) => number, strokeWidth = 2) =>
    seriesOf(
      name,
      rows.filter(({time}) => time > 0).map((row) => ({x: row.time, y: numberOf(y(row))})),
      {label, strokeWidth}
    );
  const series = [
    line("freeEnergy", "free energy F", (row) => row.freeEnergy, 3),
    line("halfRisk", "½ risk", (row) => row.halfRisk),
    line("ridgeCost", "ridge", (row) => row.ridgeCost),
    line("entropyCost", "entropy/β", (row) => row.entropyCost)
  ];
  const x = timeAxis(extentOf(series, "x"), "log");
  return lineChart(
    {
      title: "Free energy over time",
      x,
      y: linearAxis("free energy and its parts", extentOf(series, "y"), {zero: true}),
      series,
      xName: "t",
      time: options.time
    },
    options
  );
}

/** The excess of the free energy over its minimum at one time, between its two bounds. */
export type ExcessRow = Pick<ExperimentRow, "time" | "excess" | "leastExcess" | "mostExcess">;

/** F(ρ_t) − F(ρ_*) on a logarithmic axis, between β⁻¹KL(ρ_t | ρ_*) and β⁻¹KL(ρ_t | e^{−βΨ}/Z). */
export function excessPlot(rows: readonly ExcessRow[], options: FreeEnergyPlotOptions = {}): SVGSVGElement {
  // Below this the differences of F are rounding errors.
  const floor = 1e-14;
  const line = (name: QuantityName, label: string, y: (row: ExcessRow) => number, dash?: string) =>
    seriesOf(
      name,
      positiveOnly(
        rows.map((row) => ({x: row.time, y: numberOf(y(row)) > floor ? y(row) : Number.NaN})),
        {x: false, y: true}
      ),
      {label, dash}
    );
  const series = [
    line("potential", "upper bound", (row) => row.mostExcess, "8 3"),
    line("freeEnergy", "F(ρₜ) − F(ρ∗)", (row) => row.excess, solid),
    line("gibbs", "lower bound", (row) => row.leastExcess)
  ];
  const x = timeAxis(extentOf(series, "x"));
  return lineChart(
    {
      title: "Free energy above its minimum",
      x,
      y: logAxis("free energy above its minimum", extentOf(series, "y")),
      series,
      xName: "t",
      time: options.time
    },
    options
  );
}
