import * as Plot from "@observablehq/plot";
import type {ChaosTermsRow} from "../experiments/chaosTerms.js";
import {type ChartOptions, chart, emptyNote} from "./chart.js";
import {color, textColor} from "./colors.js";
import {leaveFrame} from "./leaveFrame.js";
import type {QuantityName} from "./quantities.js";
import {linearAxis, lineLabels, lineMarks, pointerTip, type Series, seriesOf, timeAxis} from "./series.js";
import {stackExtent, stackLabels, stackLayers, stackMarks, stackSpan} from "./stack.js";

export interface ChaosTermsPlotOptions extends ChartOptions {
  /**
   * "shares" (default): the terms along the largest gap, which add up to it; "norms": the largest length of each term, whose
   * sum is an upper bound.
   */
  readonly view?: "shares" | "norms";
}

const terms: readonly [QuantityName, "martingale" | "sampling" | "drift" | "feedback" | "discretisation", string][] = [
  ["discretisationTerm", "discretisation", "time steps E₁"],
  ["martingaleTerm", "martingale", "martingale M"],
  ["forcingTerm", "sampling", "sampling S"],
  ["driftTerm", "drift", "drift E₂"],
  ["interactionTerm", "feedback", "feedback B"]
];

/** What the largest gap is made of: the terms of the proof, stacked, and the measured gap; Grönwall leaves through the top. */
export function chaosTermsPlot(rows: readonly ChaosTermsRow[], options: ChaosTermsPlotOptions = {}): SVGSVGElement {
  const {view = "shares"} = options;
  const layers = terms.map(([name, key, label]) => ({
    label,
    color: color(name),
    textColor: textColor(name),
    points: rows.map((row) => ({x: row.time, y: view === "shares" ? row[`${key}Share`] : row[key]}))
  }));
  const stack = stackLayers(layers);
  const measured = seriesOf(
    "measured",
    rows.map(({time, maxGap}) => ({x: time, y: maxGap})),
    {label: "largest gap Δ", strokeWidth: 2.5}
  );
  const extent = stackExtent(stack);
  const y = linearAxis(
    view === "shares" ? "share in the largest gap Δ(t; N, ε)" : "largest length of each term so far",
    extent && [extent[0], Math.max(extent[1], ...rows.map(({maxGap}) => maxGap).filter(Number.isFinite))],
    {zero: true, pad: 0.15}
  );
  const gronwall = seriesOf(
    "gronwall",
    leaveFrame(
      rows.map(({time, runGronwall}) => ({x: time, y: runGronwall})),
      y.domain[1]
    ),
    {label: "Grönwall"}
  );
  const lines: Series[] = [measured, gronwall];
  return chart(
    {
      title: "What the gap is made of",
      x: timeAxis(stackSpan(stack)),
      y,
      marks: [
        ...stackMarks(stack),
        Plot.ruleY(extent ? [0] : [], {stroke: "currentColor", strokeOpacity: 0.5}),
        ...lineMarks(lines),
        ...pointerTip([...lines, ...layers], options, "t"),
        emptyNote(!extent)
      ],
      labels: [...stackLabels(stack), ...lineLabels(lines)],
      labelPlacement: "key"
    },
    options
  );
}
