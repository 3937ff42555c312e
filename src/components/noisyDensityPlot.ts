import * as Plot from "@observablehq/plot";
import type {NoisyDensityRow as ExperimentRow} from "../experiments/noisyDensity.js";
import {type ChartOptions, chart, type EndLabel, emptyNote, heightOf, narrowWidth, stackCharts} from "./chart.js";
import {color, dash, textColor} from "./colors.js";
import {barOpacity, histogramBars} from "./histogramBars.js";
import type {QuantityName} from "./quantities.js";
import {extentOf, linearAxis, lineMarks, numberOf, seriesOf, solid} from "./series.js";

/** One cell of the line at one time. */
export type NoisyDensityRow = Pick<ExperimentRow, "first" | "density" | "stationary" | "potential">;

export interface NoisyDensityPlotOptions extends ChartOptions {
  /** Positions of the neurons of a finite network at the same time. */
  readonly network?: readonly number[];
  /** Centres of the teacher's bumps. */
  readonly teacher?: readonly number[];
  /** What is shown of the line; default the extent of the rows. */
  readonly domain?: readonly [number, number];
  /** Keep the axes from moving while time runs. */
  readonly densityDomain?: readonly [number, number];
  readonly potentialDomain?: readonly [number, number];
  readonly binWidth?: number;
}

/** ρ_t over the histogram of a finite network, with the Gibbs law that it relaxes to, and the potential below. */
export function noisyDensityPlot(
  rows: readonly NoisyDensityRow[],
  options: NoisyDensityPlotOptions = {}
): SVGSVGElement {
  const {network = [], teacher = [], binWidth = 0.1, width = 720, densityDomain, potentialDomain} = options;
  const sorted = [...rows].sort((a, b) => a.first - b.first);
  const line = (name: QuantityName, y: (row: NoisyDensityRow) => number, dashes?: string) =>
    seriesOf(
      name,
      sorted.map((row) => ({x: row.first, y: numberOf(y(row))})),
      {dash: dashes, strokeWidth: 2.25}
    );
  const density = line("meanField", (row) => row.density, solid);
  const gibbs = line("gibbs", (row) => row.stationary, dash("gibbs"));
  const potential = line("potential", (row) => row.potential, solid);
  const extent = extentOf([density, gibbs], "x");
  const domain = options.domain ?? (extent && extent[1] > extent[0] ? extent : ([-1, 1] as const));
  const within = network.filter((s) => s >= domain[0] && s <= domain[1]);
  const bins = histogram(within, network.length, binWidth);
  const heights = extentOf([density, gibbs], "y");
  const top = densityDomain ?? linearAxis("", heights, {zero: true}).domain;
  const x = {label: "position θ of a neuron", domain};
  const labels: EndLabel[] = [
    key("meanField", "density ρₜ at infinite width"),
    key("gibbs", "Gibbs law ρ∗", dash("gibbs")),
    ...(bins.length > 0 ? [{...key("finite", `noisy SGD, ${network.length} neurons`), fillOpacity: barOpacity}] : [])
  ];
  const clipped = (series: ReturnType<typeof seriesOf>, [low, high]: readonly [number, number]) => ({
    ...series,
    points: series.points.flatMap((p) =>
      p.x < domain[0] || p.x > domain[1] ? [] : [{...p, y: Math.min(Math.max(p.y, low), high)}]
    )
  });
  const upper = chart(
    {
      title: "Density of the neurons",
      x: {...x, label: "", tickFormat: () => ""},
      y: {label: "density of neurons (per unit of θ)", domain: top},
      aspects: {wide: 0.36, narrow: 0.58},
      marks: [
        histogramBars(bins.map(({low, high, density}) => ({low, high, height: Math.min(density, top[1])}))),
        ...lineMarks([clipped(density, top), clipped(gibbs, top)]),
        Plot.dot(teacher, {x: (s: number) => s, y: 0, symbol: "plus", r: 6, stroke: "currentColor", strokeWidth: 2}),
        emptyNote(!heights && bins.length === 0)
      ],
      labels,
      labelPlacement: "key",
      marginBottom: 12
    },
    options
  );
  const depth = potentialDomain ?? linearAxis("", extentOf([clipped(potential, [-1e9, 1e9])], "y")).domain;
  const lower = chart(
    {
      title: "Potential",
      x,
      y: {label: "potential Ψ(θ; ρₜ), with ridge", domain: depth, ticks: 3},
      aspects: width < narrowWidth ? {wide: 0, narrow: 0.34} : {wide: 0.2, narrow: 0},
      marks: [Plot.ruleY([0], {stroke: "currentColor", strokeOpacity: 0.4}), ...lineMarks([clipped(potential, depth)])]
    },
    options
  );
  return stackCharts(
    [upper, lower],
    "Density of the neurons and the potential that moves them",
    heightOf(width),
    options
  );
}

interface Bin {
  readonly low: number;
  readonly high: number;
  readonly density: number;
}

/** Bins of equal width; empty ones are left out. `total` counts the neurons outside as well. */
function histogram(positions: readonly number[], total: number, binWidth: number): Bin[] {
  const counts = new Map<number, number>();
  for (const s of positions) counts.set(Math.floor(s / binWidth), (counts.get(Math.floor(s / binWidth)) ?? 0) + 1);
  return [...counts].map(([bin, count]) => ({
    low: bin * binWidth,
    high: (bin + 1) * binWidth,
    density: count / (total * binWidth)
  }));
}

/** An entry of the key; its place is of no matter there. */
function key(name: QuantityName, text: string, dashes?: string): EndLabel {
  return {text, x: 0, y: 0, color: color(name), textColor: textColor(name), dash: dashes};
}
