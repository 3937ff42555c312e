import {type ChartOptions, chart, emptyNote} from "./chart.js";
import {
  extentOf,
  lineLabels,
  lineMarks,
  logAxis,
  type Maybe,
  numberOf,
  pointerTip,
  positiveOnly,
  seriesOf
} from "./series.js";

/** The propagator from s to t along the neuron that has this alignment at time s. */
export interface PropagatorRow {
  readonly alignment: number;
  /** J_∥ of the closed form. */
  readonly parallel: Maybe;
  /** J_⊥ of the closed form. */
  readonly transverse: Maybe;
  /** The self-concordance estimate (α_t/α_s)^{k−1} e^{∫ floor}. */
  readonly estimate?: Maybe;
}

export interface PropagatorPlotOptions extends ChartOptions {
  /** What stands for the two times, e.g. "from s = 0 to t = 8". */
  readonly interval?: string;
}

/** J_{t,s} along the neurons, by where they start, with the self-concordance estimate above it. */
export function propagatorPlot(rows: readonly PropagatorRow[], options: PropagatorPlotOptions = {}): SVGSVGElement {
  const sorted = rows.filter(({alignment}) => alignment > 0).sort((a, b) => a.alignment - b.alignment);
  const points = (key: "parallel" | "transverse" | "estimate") =>
    positiveOnly(
      sorted.map((row) => ({x: row.alignment, y: numberOf(row[key])})),
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
