import * as Plot from "@observablehq/plot";
import {type ChartOptions, chart, emptyNote} from "./chart.js";
import {color} from "./colors.js";
import {
  extentOf,
  linearAxis,
  lineLabels,
  lineMarks,
  type Maybe,
  numberOf,
  pointerTip,
  seriesOf,
  solid,
  timeAxis
} from "./series.js";

/** The coefficient p_2 of the potential Ψ_t(α) = Σ p_j α^j at one time. */
export interface FloorRow {
  readonly time: number;
  readonly p2: Maybe;
}

export interface FloorPlotOptions extends ChartOptions {
  readonly timeScale?: "linear" | "log";
  /** What the filled area is, in words with its number: "∫8p₂⁺ dt = 0.054". */
  readonly areaLabel?: string;
}

/** p_2(t), the crowd's repulsion, with its positive part filled: the floor that the self-concordance bound adds. */
export function floorPlot(rows: readonly FloorRow[], options: FloorPlotOptions = {}): SVGSVGElement {
  const {timeScale = "linear", areaLabel = "positive part"} = options;
  const points = rows
    .filter(({time}) => timeScale === "linear" || time > 0)
    .map(({time, p2}) => ({x: time, y: numberOf(p2)}));
  const series = [seriesOf("equilibrium", points, {label: "p₂(t)", dash: solid})];
  const positive = points.filter(({y}) => Number.isFinite(y)).map(({x, y}) => ({x, y: Math.max(0, y)}));
  const peak = positive.reduce((best, point) => (point.y > best.y ? point : best), {x: 0, y: 0});
  const x = timeAxis(extentOf(series, "x"), timeScale);
  return chart(
    {
      title: "The crowd's repulsion near the equator",
      x,
      y: linearAxis("p₂(t), per unit of time", extentOf(series, "y"), {zero: true}),
      marks: [
        Plot.areaY(positive, {x: "x", y: "y", fill: color("equilibrium"), fillOpacity: 0.25, className: "floor"}),
        Plot.ruleY([0], {stroke: "currentColor", strokeOpacity: 0.4}),
        ...lineMarks(series),
        peak.y > 0
          ? Plot.text([peak], {
              x: "x",
              y: "y",
              text: () => areaLabel,
              textAnchor: "start",
              dx: 10,
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
