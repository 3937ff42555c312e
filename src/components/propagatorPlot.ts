import type {PropagatorPathsRow} from "../experiments/propagatorPaths.js";
import {type ChartOptions, chart, emptyNote} from "./chart.js";
import {extentOf, lineLabels, lineMarks, logAxis, numberOf, pointerTip, positiveOnly, seriesOf} from "./series.js";

/** The propagator J_{t,0} along the path that starts at this alignment; the estimate has no number for odd links. */
export type PropagatorRow = Pick<PropagatorPathsRow, "initialAlignment" | "parallel" | "transverse" | "estimate">;

export interface PropagatorPlotOptions extends ChartOptions {
  /** What stands for the two times, e.g. "from s = 0 to t = 8". */
  readonly interval?: string;
}

/** J_{t,s} along the neurons, by where they start, with the self-concordance estimate above it. */
export function propagatorPlot(rows: readonly PropagatorRow[], options: PropagatorPlotOptions = {}): SVGSVGElement {
  const sorted = rows
    .filter(({initialAlignment}) => initialAlignment > 0)
    .sort((a, b) => a.initialAlignment - b.initialAlignment);
  const points = (key: "parallel" | "transverse" | "estimate") =>
    positiveOnly(
      sorted.map((row) => ({x: row.initialAlignment, y: numberOf(row[key])})),
      {x: true, y: true}
    );
  const series = [
    seriesOf("selfConcordanceBound", points("estimate"), {label: "self-concordance"}),
    seriesOf("parallel", points("parallel"), {label: "J∥, towards w*"}),
    seriesOf("transverse", points("transverse"), {label: "J⊥, across"})
  ];
  const interval = options.interval ? ` ${options.interval}` : "";
  return chart(
    {
      title: "Propagator along the neurons",
      x: logAxis("alignment α at the start (cosine)", extentOf(series, "x"), {pad: 0}),
      y: logAxis(`growth of a perturbation, J${interval} (no unit)`, extentOf(series, "y")),
      marks: [...lineMarks(series), ...pointerTip(series, options, "α"), emptyNote(!extentOf(series, "y"))],
      labels: lineLabels(series)
    },
    options
  );
}
