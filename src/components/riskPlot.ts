import type {ChartOptions} from "./chart.js";
import {lineChart} from "./lineChart.js";
import {
  extentOf,
  linearAxis,
  logAxis,
  type Maybe,
  numberOf,
  overSeeds,
  positiveOnly,
  seriesOf,
  solid,
  timeAxis
} from "./series.js";

/** The risk of the infinite-width limit at one time. */
export interface RiskRow {
  readonly time: number;
  /** R(ρ_t) = E (f_t − f*)². */
  readonly risk: Maybe;
}

/** The risk of one finite network at one time. */
export interface NetworkRiskRow {
  readonly time: number;
  readonly riskFinite: Maybe;
  readonly seed?: number;
}

export interface RiskPlotOptions extends ChartOptions {
  /** Runs of finite networks; several seeds become a mean with the band from the least to the greatest. */
  readonly network?: readonly NetworkRiskRow[];
  /** Both axes logarithmic (the tail is then a line) or both linear. Default "linear". */
  readonly scale?: "linear" | "log";
  /** A time to mark. */
  readonly time?: number;
}

/** R(ρ_t) over time, with the risk of finite networks where given. */
export function riskPlot(rows: readonly RiskRow[], options: RiskPlotOptions = {}): SVGSVGElement {
  const {network = [], scale = "linear", time} = options;
  const log = scale === "log";
  const limit = rows.map((row) => ({x: row.time, y: numberOf(row.risk)}));
  const finite = overSeeds(
    network,
    (row) => row.time,
    (row) => row.riskFinite
  );
  const series = [
    ...(finite.length > 0 ? [seriesOf("finite", positiveOnly(finite, {x: log, y: log}))] : []),
    seriesOf("meanField", positiveOnly(limit, {x: log, y: log}), {
      label: "mean field",
      dash: finite.length > 0 ? undefined : solid
    })
  ];
  const x = timeAxis(extentOf(series, "x"), scale);
  const label = "risk R = E(f − f*)²";
  return lineChart(
    {
      title: "Risk over time",
      x,
      y: log ? logAxis(label, extentOf(series, "y")) : linearAxis(label, extentOf(series, "y"), {zero: true}),
      series,
      xName: "t",
      time
    },
    options
  );
}
