import {type ChartOptions, chart, emptyNote} from "./chart.js";
import type {QuantityName} from "./colors.js";
import {
  extentOf,
  linearAxis,
  lineLabels,
  lineMarks,
  type Maybe,
  overSeeds,
  pointerTip,
  seriesOf,
  timeAxis
} from "./series.js";

/** The shares of the rate dΩ/dt of one run at one time, by the linear gap equation. */
export interface RateRow {
  readonly time: number;
  readonly seed?: number;
  readonly linearLocalRate: Maybe;
  readonly linearInteractionRate: Maybe;
  readonly linearForcingRate: Maybe;
}

const shares: readonly [QuantityName, "linearLocalRate" | "linearInteractionRate" | "linearForcingRate", string][] = [
  ["forcingTerm", "linearForcingRate", "forcing ε"],
  ["hessianTerm", "linearLocalRate", "local Hessian"],
  ["interactionTerm", "linearInteractionRate", "interaction"]
];

/** Who feeds and who damps the mean gap over time, means over the seeds, and their sum. */
export function ratesPlot(rows: readonly RateRow[], options: ChartOptions = {}): SVGSVGElement {
  const averaged = (value: (row: RateRow) => Maybe) =>
    overSeeds(
      rows,
      (row) => row.time,
      (row) => value(row)
    ).map(({x, y}) => ({x, y}));
  const series = [
    ...shares.map(([name, key, label]) =>
      seriesOf(
        name,
        averaged((row) => row[key]),
        {label}
      )
    ),
    seriesOf("measured", averaged(sum), {label: "sum = dΩ/dt"})
  ].filter(({points}) => points.some(({y}) => Number.isFinite(y)));
  const x = timeAxis(extentOf(series, "x"));
  return chart(
    {
      title: "Shares of the rate of the mean gap",
      x,
      y: linearAxis("share of dΩ/dt (per unit of t)", extentOf(series, "y"), {zero: true}),
      marks: [...lineMarks(series), ...pointerTip(series, options, "t"), emptyNote(series.length === 0)],
      labels: lineLabels(series)
    },
    options
  );
}

function sum({linearLocalRate, linearInteractionRate, linearForcingRate}: RateRow): number {
  return (linearLocalRate ?? Number.NaN) + (linearInteractionRate ?? Number.NaN) + (linearForcingRate ?? Number.NaN);
}
