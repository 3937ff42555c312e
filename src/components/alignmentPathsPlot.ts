import * as Plot from "@observablehq/plot";
import type {AlignmentsRow} from "../experiments/alignments.js";
import {type ChartOptions, chart, type EndLabel, emptyNote} from "./chart.js";
import {color, dash, textColor} from "./colors.js";
import {type Maybe, numberOf, timeAxis, timeRule} from "./series.js";

/** One neuron of a finite network and the mean-field particle that started with it, at one time. */
export type AlignmentPathRow = Pick<AlignmentsRow, "time" | "neuron" | "alignment"> & {
  readonly meanFieldAlignment?: Maybe;
};

export interface AlignmentPathsPlotOptions extends ChartOptions {
  readonly time?: number;
  /** How many neurons are drawn, the first ones; default 16. */
  readonly count?: number;
}

/** α_i(t) of a sample of neurons, solid, beside their mean-field particles, dashed. */
export function alignmentPathsPlot(
  rows: readonly AlignmentPathRow[],
  options: AlignmentPathsPlotOptions = {}
): SVGSVGElement {
  const {count = 16} = options;
  const drawn = new Set([...new Set(rows.map(({neuron}) => neuron))].sort((a, b) => a - b).slice(0, count));
  const usable = rows.filter(({time, neuron}) => Number.isFinite(time) && drawn.has(neuron));
  const times = usable.map(({time}) => time);
  const x = timeAxis(times.length > 0 ? [Math.min(...times), Math.max(...times)] : undefined);
  const finite = usable.map((row) => ({...row, alignment: numberOf(row.alignment)}));
  const particles = usable.map((row) => ({...row, alignment: numberOf(row.meanFieldAlignment)}));
  const both = [
    {name: "finite", label: "finite network", points: finite},
    {name: "meanField", label: "mean-field particle", points: particles}
  ] as const;
  const shown = both.filter(({points}) => points.some(({alignment}) => Number.isFinite(alignment)));
  const all = shown.flatMap(({points}) => points.map(({alignment}) => alignment)).filter(Number.isFinite);
  const low = all.some((alignment) => alignment < -0.02) ? -1 : 0;
  return chart(
    {
      title: "Alignment of single neurons over time",
      x,
      y: {
        label: "alignment α = ⟨w, w*⟩ (cosine)",
        domain: [low, 1],
        ticks: low < 0 ? [-1, -0.5, 0, 0.5, 1] : [0, 0.25, 0.5, 0.75, 1]
      },
      marks: [
        Plot.ruleY([0], {stroke: "currentColor", strokeOpacity: 0.3}),
        timeRule(options.time, x),
        ...shown.map(({name, points}) =>
          Plot.lineY(points, {
            x: "time",
            y: "alignment",
            z: "neuron",
            stroke: color(name),
            strokeWidth: name === "finite" ? 1.25 : 1.5,
            strokeDasharray: dash(name)
          })
        ),
        emptyNote(all.length === 0)
      ],
      labels: shown.flatMap(({name, label, points}) => representative(name, label, points, x.domain[1]))
    },
    options
  );
}

/** The label of a bundle of lines stands at the end of its uppermost one. */
function representative(
  name: "finite" | "meanField",
  text: string,
  points: readonly {time: number; alignment: number}[],
  last: number
): EndLabel[] {
  const ends = points.filter(({time, alignment}) => time === last && Number.isFinite(alignment));
  const y = ends.length > 0 ? Math.max(...ends.map(({alignment}) => alignment)) : 0;
  return [{text, x: last, y, color: color(name), textColor: textColor(name), dash: dash(name)}];
}
