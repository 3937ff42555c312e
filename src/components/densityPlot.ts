import * as Plot from "@observablehq/plot";
import type {DensityRow as ExperimentRow} from "../experiments/density.js";
import {type ChartOptions, chart, type EndLabel, emptyNote, heightOf, narrowWidth, stackCharts} from "./chart.js";
import {color, textColor} from "./colors.js";
import {barOpacity, histogramBars} from "./histogramBars.js";
import {formatNumber} from "./numbers.js";
import {extentOf, linearAxis, lineMarks, type Maybe, numberOf, seriesOf, solid} from "./series.js";

/** The law μ_t of the alignment at one time, and the velocity α̇ if its panel is wanted. */
export type DensityRow = Pick<ExperimentRow, "alignment" | "density"> & {readonly alignmentRate?: Maybe};

export interface DensityPlotOptions extends ChartOptions {
  /** Alignments of the neurons of a finite network at the same time. */
  readonly network?: readonly number[];
  /** Width of the histogram's bins in α; default 0.04. The vertical axis ends where one bin holds everything. */
  readonly binWidth?: number;
  /** Keep the velocity's axis from moving while time runs. */
  readonly rateDomain?: readonly [number, number];
}

const xTicks = [-1, -0.5, 0, 0.5, 1];

/**
 * The density of μ_t over α with the histogram of a finite network, and the velocity α̇ below on the same axis. The
 * vertical axis is a square root, so that many neurons at |α| ~ 1/√d and a peak near 1 are seen together.
 */
export function densityPlot(rows: readonly DensityRow[], options: DensityPlotOptions = {}): SVGSVGElement {
  const {network = [], binWidth = 0.04, width = 720, rateDomain} = options;
  const sorted = [...rows].sort((a, b) => a.alignment - b.alignment);
  const density = sorted.map(({alignment, density}) => ({x: alignment, y: Math.max(0, numberOf(density))}));
  const bins = histogram(network, binWidth);
  const most = 1 / binWidth;
  const peak = Math.max(0, ...density.map(({y}) => (Number.isFinite(y) ? y : 0)));
  const series = [seriesOf("meanField", density, {label: "mean field", dash: solid, strokeWidth: 2.25})];
  const labels: EndLabel[] = [
    ...(density.length > 0 ? [keyEntry("meanField", "mean field")] : []),
    ...(bins.length > 0
      ? [{...keyEntry("finite", `finite network, ${network.length} neurons`), fillOpacity: barOpacity}]
      : [])
  ];
  const rates = sorted.map(({alignment, alignmentRate}) => ({x: alignment, y: numberOf(alignmentRate)}));
  const hasRates = rates.some(({y}) => Number.isFinite(y));
  const aspects = hasRates ? {wide: 0.36, narrow: 0.52} : undefined;
  const x = {
    label: "alignment α = ⟨w, w*⟩ (cosine)",
    domain: [-1, 1] as const,
    ticks: xTicks
  };
  const top = chart(
    {
      title: "Density of the alignment",
      x: hasRates ? {...x, label: "", tickFormat: () => ""} : x,
      y: {
        label: "density of neurons over α (per unit of α, square-root scale)",
        type: "sqrt",
        domain: [0, most],
        ticks: [0, 1, 4, 9, 16, 25].filter((tick) => tick <= most)
      },
      aspects,
      marks: [
        histogramBars(bins.map(({low, high, density}) => ({low, high, height: density}))),
        ...lineMarks(series.map((one) => ({...one, points: one.points.map((p) => ({...p, y: Math.min(p.y, most)}))}))),
        peak > most ? peakNote(density.findLast(({y}) => y === peak)!) : null,
        emptyNote(density.length === 0 && bins.length === 0)
      ],
      labels,
      labelPlacement: "key",
      marginBottom: hasRates ? 12 : undefined
    },
    options
  );
  if (!hasRates) return top;
  const velocity = [seriesOf("velocity", rates, {dash: solid})];
  const bottom = chart(
    {
      title: "Velocity",
      x,
      y: {
        ...(rateDomain ? {domain: rateDomain} : linearAxis("", extentOf(velocity, "y"), {zero: true})),
        label: "velocity α̇ (per unit of t)",
        ticks: 3
      },
      aspects: width < narrowWidth ? {wide: 0, narrow: 0.4} : {wide: 0.2, narrow: 0},
      marks: [Plot.ruleY([0], {stroke: "currentColor", strokeOpacity: 0.4}), ...lineMarks(velocity)]
    },
    options
  );
  return stackCharts([top, bottom], "Density and velocity of the alignment", heightOf(width), options);
}

/** Says how high the density goes where the axis ends. */
function peakNote({x, y}: {x: number; y: number}): Plot.Markish {
  return Plot.text([{x}], {
    x: "x",
    text: () => `↑ ${formatNumber(y)}`,
    frameAnchor: "top",
    textAnchor: x > 0 ? "end" : "start",
    dx: x > 0 ? -8 : 8,
    dy: 4,
    fill: textColor("meanField")
  });
}

interface Bin {
  readonly low: number;
  readonly high: number;
  readonly density: number;
}

/** Bins of equal width on [−1, 1]; empty ones are left out. */
function histogram(alignments: readonly number[], binWidth: number): Bin[] {
  const count = Math.max(1, Math.round(2 / binWidth));
  const counts = new Array<number>(count).fill(0);
  let total = 0;
  for (const alignment of alignments) {
    if (!(alignment >= -1 && alignment <= 1)) continue;
    ++counts[Math.min(count - 1, Math.floor(((alignment + 1) / 2) * count))];
    ++total;
  }
  return counts.flatMap((n, i) =>
    n === 0 ? [] : [{low: -1 + (2 * i) / count, high: -1 + (2 * (i + 1)) / count, density: (n * count) / (2 * total)}]
  );
}

/** An entry of the key; its place is of no matter there. */
function keyEntry(name: "meanField" | "finite", text: string): EndLabel {
  return {text, x: 0, y: 0, color: color(name), textColor: textColor(name)};
}
