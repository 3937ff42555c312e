import * as Plot from "@observablehq/plot";
import type {RadialLawRow} from "../experiments/radialLaw.js";
import type {RadialSgdRow} from "../experiments/radialSgd.js";
import {type ChartOptions, chart, type EndLabel, emptyNote, heightOf, narrowWidth, stackCharts} from "./chart.js";
import {color, textColor} from "./colors.js";
import {barOpacity, histogramBars} from "./histogramBars.js";
import {extentOf, linearAxis, lineMarks, numberOf, seriesOf, solid} from "./series.js";

export interface RadialLawPlotOptions extends ChartOptions {
  /** Bins of a finite network at the same time. */
  readonly network?: readonly Pick<RadialSgdRow, "from" | "to" | "neurons">[];
  /** Keep the velocity's axis from moving while time runs. */
  readonly rateDomain?: readonly [number, number];
  /** Largest share to be drawn, likewise. */
  readonly most?: number;
  /** Radius at which the axis ends. */
  readonly last?: number;
}

const shares = [0, 0.01, 0.05, 0.1, 0.2, 0.4, 0.7, 1];

/** The share of neurons in bins of the radius, at infinite width and in a finite network, and the radial velocity below. */
export function radialLawPlot(rows: readonly RadialLawRow[], options: RadialLawPlotOptions = {}): SVGSVGElement {
  const {network = [], width = 720, rateDomain, most, last = Math.max(1, ...rows.map(({to}) => to))} = options;
  const sorted = [...rows].sort((a, b) => a.from - b.from);
  const count = network.reduce((sum, {neurons}) => sum + numberOf(neurons), 0);
  const bars = network
    .filter(({neurons, from}) => neurons > 0 && from < last)
    .map(({from, to, neurons}) => ({low: from, high: Math.min(to, last), share: neurons / count}));
  const steps = sorted.flatMap(({from, to, mass}) => [
    {x: from, y: Math.max(0, numberOf(mass))},
    {x: to, y: Math.max(0, numberOf(mass))}
  ]);
  const highest = most ?? Math.max(0, ...bars.map(({share}) => share), ...sorted.map(({mass}) => numberOf(mass) || 0));
  const top = shares.find((share) => share >= highest && share > 0) ?? 1;
  const series = [seriesOf("meanField", steps, {label: "radial PDE", dash: solid, strokeWidth: 2})];
  const labels: EndLabel[] = [
    {text: "radial PDE, N = ∞", x: 0, y: 0, color: color("meanField"), textColor: textColor("meanField")},
    ...(bars.length > 0
      ? [
          {
            text: `one-pass SGD, ${count} neurons`,
            x: 0,
            y: 0,
            color: color("finite"),
            textColor: textColor("finite"),
            fillOpacity: barOpacity
          }
        ]
      : [])
  ];
  const x = {label: "radius r = |w|", domain: [0, last] as const};
  const upper = chart(
    {
      title: "Law of the radius",
      x: {...x, label: "", tickFormat: () => ""},
      y: {
        label: "share of the neurons in each bin (square-root scale)",
        type: "sqrt",
        domain: [0, top],
        ticks: shares.filter((share) => share <= top)
      },
      aspects: {wide: 0.36, narrow: 0.52},
      marks: [
        histogramBars(bars.map(({low, high, share}) => ({low, high, height: share}))),
        ...lineMarks(series),
        emptyNote(steps.length === 0 && bars.length === 0)
      ],
      labels,
      labelPlacement: "key",
      marginBottom: 12
    },
    options
  );
  const rates = sorted.map(({from, to, radialVelocity}) => ({x: (from + to) / 2, y: numberOf(radialVelocity)}));
  const velocity = [seriesOf("velocity", rates, {dash: solid})];
  const span = rateDomain ?? linearAxis("", extentOf(velocity, "y"), {zero: true}).domain;
  const bottom = chart(
    {
      title: "Radial velocity",
      x,
      y: {
        domain: span,
        type: "symlog",
        constant: 0.3,
        label: "velocity ṙ (per unit of t, compressed above 0.3)",
        ticks: [-4, -1, 0, 1, 4].filter((tick) => tick >= span[0] && tick <= span[1])
      },
      aspects: width < narrowWidth ? {wide: 0, narrow: 0.4} : {wide: 0.2, narrow: 0},
      marks: [Plot.ruleY([0], {stroke: "currentColor", strokeOpacity: 0.4}), ...lineMarks(velocity)]
    },
    options
  );
  return stackCharts([upper, bottom], "Law and velocity of the radius", heightOf(width), options);
}
