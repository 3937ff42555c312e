import * as Plot from "@observablehq/plot";
import type {SampleError} from "../experiments/sampleReading.js";
import {type Aspects, type ChartOptions, chart, emptyNote, heightOf, stackCharts, aspects as usual} from "./chart.js";
import {
  extentOf,
  lineLabels,
  lineMarks,
  logAxis,
  ordinalSeries,
  overSeeds,
  pointerTip,
  positiveOnly,
  type Series
} from "./series.js";

export interface SampleErrorOptions extends ChartOptions {
  /** Height over width of both panels together; default that of other figures. */
  readonly aspects?: Aspects;
}

/** The error against n, one line a width, and against m, one line a number of samples. */
export function sampleErrorPlot(rows: readonly SampleError[], options: SampleErrorOptions = {}): SVGSVGElement {
  const {width = 720, aspects = usual} = options;
  const half = {wide: aspects.wide / 2, narrow: aspects.narrow / 2};
  const panels = [panel(rows, "samples", "width", options, half), panel(rows, "width", "samples", options, half)];
  return stackCharts(panels, "Error against samples and against width", heightOf(width, aspects), options);
}

const letters = {samples: "n", width: "m"} as const;
const words = {samples: "training samples n", width: "width m (neurons)"} as const;

function panel(
  rows: readonly SampleError[],
  along: keyof typeof letters,
  each: keyof typeof letters,
  options: ChartOptions,
  aspects: Aspects
): SVGSVGElement {
  const members = [...new Set(rows.map((row) => row[each]))].sort((a, b) => a - b);
  const series: Series[] = ordinalSeries(
    members,
    (member) => `${letters[each]} = ${member}`,
    (member) =>
      positiveOnly(
        overSeeds(
          rows.filter((row) => row[each] === member),
          (row) => row[along],
          ({error}) => error
        ),
        {x: true, y: true}
      )
  );
  const dots = series.flatMap(({points, color: fill}) =>
    points.filter(({y}) => Number.isFinite(y)).map(({x, y}) => ({x, y, fill}))
  );
  const ticks = [...new Set(dots.map(({x}) => x))].sort((a, b) => a - b);
  const shown = extentOf(series, "y");
  return chart(
    {
      title: `Squared error against ${letters[along]}`,
      x: {...logAxis(words[along], extentOf(series, "x"), {pad: 0.03}), ticks, tickFormat: String},
      y: logAxis("‖fₘ,ₙ − f∞‖²", shown, {count: 4}),
      aspects,
      marks: [
        ...lineMarks(series),
        Plot.dot(dots, {x: "x", y: "y", r: 2.5, fill: "fill"}),
        ...pointerTip(series, options, letters[along]),
        emptyNote(!shown)
      ],
      labels: lineLabels(series),
      labelPlacement: "key"
    },
    options
  );
}
