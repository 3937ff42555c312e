import * as Plot from "@observablehq/plot";
import type {RadialTransitionRow} from "../experiments/radialTransition.js";
import {type ChartOptions, chart, emptyNote} from "./chart.js";
import {ordinalColors, ordinalDashes, ordinalTextColors} from "./colors.js";
import {formatNumber} from "./numbers.js";
import {
  extentOf,
  lineLabels,
  lineMarks,
  logAxis,
  numberOf,
  pointerTip,
  positiveOnly,
  type Series,
  seriesOf
} from "./series.js";

/** A precomputed row of the experiment `radial-transition`. */
export type PublishedTransitionRow = RadialTransitionRow & {readonly interaction: string};

export interface TransitionPlotOptions extends ChartOptions {
  /** Δ above which the best law makes no error for d → ∞. */
  readonly threshold?: number;
  /** The Δ that the reader has chosen. */
  readonly delta?: number;
}

/** Risks below this are drawn at it: for d → ∞ the least risk is 0 beyond the threshold. */
const floor = 1e-4;

/** The risk against Δ, one line a time, over the least risk that any law has, in d dimensions and for d → ∞. */
export function transitionPlot(
  rows: readonly PublishedTransitionRow[],
  options: TransitionPlotOptions = {}
): SVGSVGElement {
  const {threshold, delta} = options;
  const finite = rows.filter(({interaction}) => interaction === "finite");
  const times = [...new Set(finite.map(({time}) => time))].sort((a, b) => a - b);
  const [colors, texts, dashes] = [ordinalColors, ordinalTextColors, ordinalDashes].map((of) => of(times.length));
  const lineOf = (some: readonly PublishedTransitionRow[], y: (row: PublishedTransitionRow) => number) =>
    positiveOnly(
      some.map((row) => ({x: row.delta, y: Math.max(floor, numberOf(y(row)))})),
      {x: false, y: true}
    );
  const last = times.at(-1);
  const series: Series[] = [
    ...times.map((time, i) => ({
      label: `trained until t = ${time}`,
      points: lineOf(
        finite.filter((row) => row.time === time),
        ({risk}) => risk
      ),
      color: colors[i]!,
      textColor: texts[i]!,
      dash: dashes[i],
      strokeWidth: 2
    })),
    seriesOf(
      "leastRisk",
      lineOf(
        finite.filter((row) => row.time === last),
        ({bestRisk}) => bestRisk
      ),
      {label: "best law, d = 40"}
    ),
    seriesOf(
      "prediction",
      lineOf(
        rows.filter((row) => row.interaction === "infinite" && row.time === last),
        ({bestRisk}) => bestRisk
      ),
      {label: "best law, d → ∞", strokeWidth: 1.5, dash: "2 2"}
    )
  ];
  const rule = (at: number | undefined, className: string) =>
    at === undefined ? null : Plot.ruleX([at], {stroke: "currentColor", strokeOpacity: 0.35, className});
  return chart(
    {
      title: "Risk against Δ",
      x: {label: "separation Δ (no unit)", domain: [0, 1], ticks: [0, 0.2, 0.4, 0.6, 0.8, 1]},
      y: logAxis("risk R = E(y − f)²", extentOf(series, "y")),
      marks: [
        rule(threshold, "threshold"),
        rule(delta, "chosen"),
        ...lineMarks(series),
        threshold === undefined
          ? null
          : Plot.text([{x: threshold}], {
              x: "x",
              text: () => `Δ∞ = ${formatNumber(threshold)}`,
              frameAnchor: "bottom",
              textAnchor: "end",
              dx: -4,
              dy: -6,
              fill: "currentColor"
            }),
        ...pointerTip(series, options, "Δ"),
        emptyNote(!extentOf(series, "y"))
      ],
      labels: lineLabels(series),
      labelPlacement: "key"
    },
    options
  );
}
