import * as Plot from "@observablehq/plot";
import {type ChartOptions, chart, emptyNote} from "./chart.js";
import {ordinalColors, ordinalTextColors} from "./colors.js";
import {logAxis} from "./series.js";

/** Where the limit has a neuron at the end: near the equator still, between, or near the pole. */
export const stages = ["waiting", "moving", "arrived"] as const;

/** The |α| at which a neuron counts as moving, and as arrived. */
export const stageEnds = {moving: 0.3, arrived: 0.9} as const;

/** The stage of a neuron whose particle in the limit has this alignment. */
export function stageOf(alignment: number): (typeof stages)[number] {
  const distance = Math.abs(alignment);
  if (distance < stageEnds.moving) return "waiting";
  return distance < stageEnds.arrived ? "moving" : "arrived";
}

/** A neuron's start, its gap times √m, and where the limit has it at the end. */
export interface EquatorRow {
  readonly initialAlignment: number;
  readonly finalAlignment: number;
  readonly scaledGap: number;
}

export interface EquatorOptions extends ChartOptions {
  /** The gap in symbols. */
  readonly symbol: string;
}

const words: Readonly<Record<(typeof stages)[number], string>> = {
  waiting: `|α(T)| < ${stageEnds.moving}`,
  moving: "between, on its way",
  arrived: `|α(T)| > ${stageEnds.arrived}`
};

/** The gap of every neuron against the distance from the equator at which it starts, in the colour of its stage. */
export function equatorPlot(rows: readonly EquatorRow[], options: EquatorOptions): SVGSVGElement {
  const {symbol} = options;
  const [colors, textColors] = [ordinalColors(stages.length), ordinalTextColors(stages.length)];
  const dots = rows
    .map(({initialAlignment, finalAlignment, scaledGap}) => ({
      x: Math.abs(initialAlignment),
      y: scaledGap,
      fill: colors[stages.indexOf(stageOf(finalAlignment))]
    }))
    .filter(({x, y}) => x > 0 && y > 0);
  const [xs, ys] = [dots.map(({x}) => x), dots.map(({y}) => y)];
  const extent = (values: readonly number[]): [number, number] | undefined =>
    values.length > 0 ? [Math.min(...values), Math.max(...values)] : undefined;
  return chart(
    {
      title: "Gaps of single neurons against their start",
      x: logAxis("initial alignment |α(0)| (cosine with the teacher)", extent(xs), {pad: 0.03}),
      y: logAxis(`√m · ${symbol}`, extent(ys)),
      marks: [Plot.dot(dots, {x: "x", y: "y", r: 2, fill: "fill", fillOpacity: 0.7}), emptyNote(dots.length === 0)],
      labels: stages.map((stage, i) => ({
        text: words[stage],
        x: 0,
        y: 0,
        color: colors[i],
        textColor: textColors[i],
        fillOpacity: 0.7
      })),
      labelPlacement: "key"
    },
    options
  );
}
