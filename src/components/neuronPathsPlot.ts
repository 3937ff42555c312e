import * as Plot from "@observablehq/plot";
import {type ChartOptions, chart, emptyNote} from "./chart.js";
import {color} from "./colors.js";
import {
  extentOf,
  linearAxis,
  lineLabels,
  lineMarks,
  overSeeds,
  pointerTip,
  seriesOf,
  solid,
  timeAxis
} from "./series.js";

/** Something of one neuron at one time. */
export interface NeuronValueRow {
  readonly neuron: number;
  readonly time: number;
  readonly value: number;
}

export interface NeuronPathsOptions extends ChartOptions {
  readonly title: string;
  readonly label: string;
  /** The mean over all neurons of the network at these times, of which those that are drawn are a few. */
  readonly means: readonly {readonly time: number; readonly value: number}[];
  readonly meanLabel: string;
}

/** One thin line a neuron, and their mean over them. */
export function neuronPathsPlot(rows: readonly NeuronValueRow[], options: NeuronPathsOptions): SVGSVGElement {
  const {title, label, means, meanLabel} = options;
  const mean = seriesOf(
    "meanField",
    overSeeds(
      means,
      ({time}) => time,
      ({value}) => value
    ),
    {label: meanLabel, strokeWidth: 3, dash: solid}
  );
  const all = seriesOf(
    "finite",
    rows.map(({time, value}) => ({x: time, y: value})),
    {label: ""}
  );
  return chart(
    {
      title,
      x: timeAxis(extentOf([all, mean], "x")),
      y: linearAxis(label, extentOf([all, mean], "y"), {zero: true}),
      marks: [
        Plot.lineY(rows, {
          x: "time",
          y: "value",
          z: "neuron",
          stroke: color("finite"),
          strokeWidth: 0.75,
          strokeOpacity: 0.45
        }),
        ...lineMarks([mean]),
        ...pointerTip([mean], options, "t"),
        emptyNote(rows.length === 0)
      ],
      labels: lineLabels([mean])
    },
    options
  );
}
