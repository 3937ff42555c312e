import * as Plot from "@observablehq/plot";
import type {GapRow} from "../experiments/gap.js";
import {type ChartOptions, chart, emptyNote} from "./chart.js";
import {color, textColor} from "./colors.js";
import type {QuantityName} from "./quantities.js";
import {
  linearAxis,
  lineLabels,
  lineMarks,
  overSeeds,
  pointerTip,
  type Series,
  seriesOf,
  timeAxis,
  timeRule
} from "./series.js";
import {stackExtent, stackLabels, stackLayers, stackMarks, stackSpan} from "./stack.js";

/** The shares of the three terms of the linear gap equation in the rate of the mean gap, of one run at one time. */
export type GapTermsRow = Pick<GapRow, "time" | "linearLocalRate" | "linearInteractionRate" | "linearForcingRate">;

export interface GapTermsPlotOptions extends ChartOptions {
  readonly time?: number;
}

const terms: readonly [QuantityName, keyof GapTermsRow, string][] = [
  ["forcingTerm", "linearForcingRate", "forcing"],
  ["hessianTerm", "linearLocalRate", "local Hessian"],
  ["interactionTerm", "linearInteractionRate", "interaction"]
];

/** What makes the gap grow and what holds it back: signed shares, stacked over time, and the rate that they add up to. */
export function gapTermsPlot(rows: readonly GapTermsRow[], options: GapTermsPlotOptions = {}): SVGSVGElement {
  const layers = terms.map(([name, key, label]) => ({
    label,
    color: color(name),
    textColor: textColor(name),
    points: overSeeds(
      rows,
      (row) => row.time,
      (row) => row[key]
    ).map(({x, y}) => ({x, y}))
  }));
  const stack = stackLayers(layers);
  const total = layers[0].points.map(({x}, i) => ({x, y: layers.reduce((sum, {points}) => sum + points[i].y, 0)}));
  const lines = [seriesOf("measured", total, {label: "rate of the gap"})];
  const extent = stackExtent(stack);
  const x = timeAxis(stackSpan(stack));
  const tipped: Series[] = [...lines, ...layers];
  return chart(
    {
      title: "What drives the gap",
      x,
      y: linearAxis("share in the rate dΩ/dt (per unit of t)", extent, {zero: true}),
      marks: [
        ...stackMarks(stack),
        Plot.ruleY(extent ? [0] : [], {stroke: "currentColor", strokeOpacity: 0.5}),
        ...lineMarks(lines),
        timeRule(options.time, x),
        ...pointerTip(tipped, options, "t"),
        emptyNote(!extent)
      ],
      labels: [...stackLabels(stack), ...lineLabels(lines)]
    },
    options
  );
}
