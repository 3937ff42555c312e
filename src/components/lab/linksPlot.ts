import type {LabLinksRow} from "../../experiments/labLinks.js";
import type {Aspects, ChartOptions} from "../chart.js";
import {lineChart} from "../lineChart.js";
import {extentOf, linearAxis, seriesOf, solid} from "../series.js";

/** Both links, and as they were typed where a formula has a part that the Hermite coefficients lack. */
export interface LinksPlotRow extends LabLinksRow {
  readonly typedActivation?: number;
  readonly typedTarget?: number;
}

/** Lower than other plots: the run below is what the page is about. */
export const linksAspects: Aspects = {wide: 0.36, narrow: 0.7};

/** σ and σ* over the preactivation. */
export function linksPlot(rows: readonly LinksPlotRow[], options: ChartOptions = {}): SVGSVGElement {
  const line = (key: keyof LinksPlotRow) => rows.map((row) => ({x: row.z, y: row[key] ?? Number.NaN}));
  const series = [
    seriesOf("finite", line("typedActivation"), {label: "σ as typed", dash: "1 3", strokeWidth: 1.5}),
    seriesOf("externalField", line("typedTarget"), {label: "σ* as typed", dash: "1 3", strokeWidth: 1.5}),
    seriesOf("finite", line("activation"), {label: "activation σ", dash: solid, strokeWidth: 3}),
    seriesOf("externalField", line("target"), {label: "target’s link σ*", dash: "6 3", strokeWidth: 2})
  ].filter(({points}) => points.some(({y}) => Number.isFinite(y)));
  const extent = extentOf(series, "x");
  return lineChart(
    {
      title: "Activation and target’s link",
      x: {label: "preactivation z = ⟨w, x⟩", domain: extent ?? [-3, 3]},
      y: linearAxis("σ(z) and σ*(z)", extentOf(series, "y"), {zero: true}),
      series,
      xName: "z",
      labelPlacement: "key",
      aspects: linksAspects
    },
    options
  );
}
