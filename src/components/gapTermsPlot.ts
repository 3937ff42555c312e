import {type ChartOptions, chart, emptyNote} from "./chart.js";
import {color, type QuantityName, textColor} from "./colors.js";
import {
  linearAxis,
  lineLabels,
  lineMarks,
  type Maybe,
  numberOf,
  overSeeds,
  seriesOf,
  timeAxis,
  timeRule
} from "./series.js";
import {type Layer, stackLabels, stackLayers, stackMarks} from "./stack.js";

/** Sizes of the terms of dΔ/dt, as averages over the neurons, at one time. */
export interface GapTermsRow {
  readonly time: number;
  readonly seed?: number;
  /** |D Δ_i|, local Hessian. */
  readonly hessian: Maybe;
  /** |(1/m) Σ_j H(w̄_i, w̄_j) Δ_j|, interaction. */
  readonly interaction: Maybe;
  /** |ε_i|, forcing by the sampling noise of the coupled particles. */
  readonly forcing: Maybe;
  /** |dΔ_i/dt| itself; less than the sum where terms cancel. */
  readonly total?: Maybe;
}

export interface GapTermsPlotOptions extends ChartOptions {
  readonly time?: number;
}

const terms: readonly [QuantityName, "hessian" | "interaction" | "forcing", string][] = [
  ["forcingTerm", "forcing", "forcing ε"],
  ["interactionTerm", "interaction", "interaction"],
  ["hessianTerm", "hessian", "local Hessian"]
];

/** The sizes of the terms of dΔ/dt, stacked over time, and the size of their sum. */
export function gapTermsPlot(rows: readonly GapTermsRow[], options: GapTermsPlotOptions = {}): SVGSVGElement {
  const layers: Layer[] = terms.map(([name, key, label]) => ({
    label,
    color: color(name),
    textColor: textColor(name),
    points: overSeeds(
      rows,
      (row) => row.time,
      (row) => row[key]
    )
  }));
  const slices = stackLayers(layers);
  const total = overSeeds(
    rows,
    (row) => row.time,
    (row) => numberOf(row.total)
  ).map(({x, y}) => ({x, y}));
  const lines = total.some(({y}) => Number.isFinite(y))
    ? [seriesOf("measured", total, {label: "their sum, |dΔ/dt|"})]
    : [];
  const tops = slices.at(-1)!;
  const x = timeAxis(tops.length > 0 ? [tops[0].x, tops.at(-1)!.x] : undefined);
  const high = Math.max(0, ...tops.map((slice) => slice.high), ...total.map(({y}) => (Number.isFinite(y) ? y : 0)));
  return chart(
    {
      title: "What drives the gap",
      x,
      y: linearAxis("mean size of the terms of dΔ/dt (per unit of t)", tops.length > 0 ? [0, high] : undefined, {
        zero: true
      }),
      marks: [
        ...stackMarks(layers, slices),
        ...lineMarks(lines),
        timeRule(options.time, x),
        emptyNote(tops.length === 0)
      ],
      labels: [...stackLabels(layers, slices), ...lineLabels(lines)]
    },
    options
  );
}
