import * as Plot from "@observablehq/plot";
import type {SelfConcordanceRow} from "../experiments/selfConcordance.js";
import {type ChartOptions, chart, emptyNote} from "./chart.js";
import {color} from "./colors.js";
import {
  extentOf,
  linearAxis,
  lineLabels,
  lineMarks,
  numberOf,
  pointerTip,
  seriesOf,
  solid,
  timeAxis
} from "./series.js";

/** p_2(t) of the potential Ψ_t(α) = Σ p_j α^j, and the floor φ(t) of self-concordance, which has none for odd links. */
export type FloorRow = Pick<SelfConcordanceRow, "time" | "quadraticCoefficient" | "floor">;

export interface FloorPlotOptions extends ChartOptions {
  readonly timeScale?: "linear" | "log";
  /** What the filled area is, in words with its number: "∫φ dt = 0.054". */
  readonly areaLabel?: string;
}

/** p_2(t), the crowd's repulsion near the equator, and the floor φ(t) that its positive part costs. */
export function floorPlot(rows: readonly FloorRow[], options: FloorPlotOptions = {}): SVGSVGElement {
  const {timeScale = "linear", areaLabel} = options;
  const shown = rows.filter(({time}) => timeScale === "linear" || time > 0);
  const floor = shown.map((row) => ({x: row.time, y: numberOf(row.floor)}));
  const p2 = shown.map((row) => ({x: row.time, y: numberOf(row.quadraticCoefficient)}));
  const series = [
    seriesOf("selfConcordanceBound", floor, {label: "floor φ(t)", dash: solid}),
    seriesOf("equilibrium", p2, {label: "p₂(t)"})
  ];
  const filled = floor.filter(({y}) => Number.isFinite(y));
  const peak = filled.reduce((best, point) => (point.y > best.y ? point : best), {x: 0, y: 0});
  const x = timeAxis(extentOf(series, "x"), timeScale);
  return chart(
    {
      title: "The floor of self-concordance",
      x,
      y: linearAxis("p₂(t) and φ(t), per unit of time", extentOf(series, "y"), {zero: true}),
      marks: [
        Plot.areaY(filled, {
          x: "x",
          y: "y",
          fill: color("selfConcordanceBound"),
          fillOpacity: 0.18,
          className: "floor"
        }),
        Plot.ruleY([0], {stroke: "currentColor", strokeOpacity: 0.4}),
        ...lineMarks(series),
        peak.y > 0 && areaLabel
          ? Plot.text([peak], {
              x: "x",
              y: "y",
              text: () => areaLabel,
              textAnchor: "start",
              dx: 12,
              dy: -4,
              fill: "currentColor"
            })
          : null,
        ...pointerTip(series, options, "t"),
        emptyNote(!extentOf(series, "y"))
      ],
      labels: lineLabels(series)
    },
    options
  );
}
