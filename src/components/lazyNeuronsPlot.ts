import * as Plot from "@observablehq/plot";
import type {LazyNeuronsRow} from "../experiments/lazyNeurons.js";
import {type ChartOptions, chart, emptyNote, heightOf, narrowWidth, stackCharts} from "./chart.js";
import {color, textColor} from "./colors.js";
import type {QuantityName} from "./quantities.js";

export interface LazyNeuronsPlotOptions extends ChartOptions {
  /** Neurons are drawn on their way from the first time to this one; default the last. */
  readonly time?: number;
}

interface Way {
  readonly sign: number;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

const panels: readonly {readonly exponent: number; readonly name: QuantityName}[] = [
  {exponent: 0.5, name: "lazy"},
  {exponent: 1, name: "meanField"}
];

const panelNames = ["lazy, 1/√N", "mean field, 1/N"];

/**
 * Every neuron's way from where it started to where it is, in the half plane of its components along the teacher and across,
 * one panel for each scaling. Full dots have sign +, hollow ones sign −.
 */
export function lazyNeuronsPlot(rows: readonly LazyNeuronsRow[], options: LazyNeuronsPlotOptions = {}): SVGSVGElement {
  const {width = 720, time = Math.max(...rows.map((row) => row.time))} = options;
  const narrow = width < narrowWidth;
  const ways = panels.map(({exponent}) =>
    waysOf(
      rows.filter((row) => row.exponent === exponent),
      time
    )
  );
  const finite = rows.filter(({along, across}) => Number.isFinite(along) && Number.isFinite(across));
  const right = Math.ceil(Math.max(1, ...finite.map(({along}) => along)) * 4) / 4;
  const left = Math.floor(Math.min(-1, ...finite.map(({along}) => along)) * 4) / 4;
  const top = Math.ceil(Math.max(1, ...finite.map(({across}) => across)) * 4) / 4;
  const total = heightOf(width);
  const charts = panels.map(({name}, i) => {
    const last = i === panels.length - 1;
    const share = last ? total - Math.round(total * 0.48) : Math.round(total * 0.48);
    const aspect = share / width;
    return chart(
      {
        title: panelNames[i],
        x: {
          label: last ? "along the teacher, ⟨w, w*⟩" : "",
          domain: [left, right],
          ticks: narrow ? 5 : 8,
          tickFormat: last ? undefined : () => ""
        },
        y: {label: `across the teacher: ${panelNames[i]}`, domain: [0, top], ticks: 3},
        aspects: {wide: aspect, narrow: aspect},
        marks: [
          Plot.ruleX([0], {stroke: "currentColor", strokeOpacity: 0.25}),
          Plot.link(ways[i], {x1: "x1", y1: "y1", x2: "x2", y2: "y2", stroke: color(name), strokeOpacity: 0.45}),
          Plot.dot(
            ways[i].filter(({sign}) => sign > 0),
            {x: "x2", y: "y2", r: 2.4, fill: color(name), className: "positive"}
          ),
          Plot.dot(
            ways[i].filter(({sign}) => sign < 0),
            {x: "x2", y: "y2", r: 2.4, stroke: color(name), strokeWidth: 1.2, className: "negative"}
          ),
          Plot.dot([{x: 1, y: 0}], {x: "x", y: "y", symbol: "star", r: 5, fill: "currentColor", className: "teacher"}),
          emptyNote(ways[i].length === 0)
        ],
        labels: last
          ? []
          : [
              {text: `${panelNames[0]} (above)`, x: 0, y: 0, color: color("lazy"), textColor: textColor("lazy")},
              {
                text: "mean field, 1/N (below)",
                x: 0,
                y: 0,
                color: color("meanField"),
                textColor: textColor("meanField")
              }
            ],
        labelPlacement: "key",
        marginBottom: last ? undefined : 14
      },
      options
    );
  });
  return stackCharts(charts, "Ways of the neurons in lazy and in mean-field scaling", total, options);
}

function waysOf(rows: readonly LazyNeuronsRow[], time: number): Way[] {
  const first = Math.min(...rows.map((row) => row.time));
  const starts = new Map(rows.filter((row) => row.time === first).map((row) => [row.neuron, row]));
  return rows
    .filter((row) => row.time === time)
    .flatMap(({neuron, sign, along, across}) => {
      const start = starts.get(neuron);
      const way = {sign, x1: start?.along ?? Number.NaN, y1: start?.across ?? Number.NaN, x2: along, y2: across};
      return Object.values(way).every(Number.isFinite) ? [way] : [];
    });
}
