import * as Plot from "@observablehq/plot";
import type {LazyRow} from "../experiments/lazy.js";
import type {ScaledQuantity} from "../experiments/scalingSlopes.js";
import {type ChartOptions, chart, emptyNote} from "./chart.js";
import type {QuantityName} from "./quantities.js";
import {
  extentOf,
  lineLabels,
  lineMarks,
  logAxis,
  overSeeds,
  pointerTip,
  positiveOnly,
  type Series,
  seriesOf
} from "./series.js";

export interface ScalingPlotOptions extends ChartOptions {
  readonly quantity?: ScaledQuantity;
  /** A line p·log N for each scaling, through the middle of its points: what theory says. */
  readonly predicted?: readonly {readonly exponent: number; readonly slope: number}[];
}

/** The words on the vertical axis. */
export const quantityLabels: Readonly<Record<ScaledQuantity, string>> = {
  distance: "mean distance moved by a neuron, |w − w(0)|",
  kernelChange: "relative change of the tangent kernel",
  alignmentGain: "mean gain of alignment with the teacher",
  linearisationGap: "distance from the linearised network (relative)",
  trainingLoss: "training loss"
};

/** The quantity of a scaling: its colour, its dash and the words at its line. */
export function scalingOf(exponent: number): {readonly name: QuantityName; readonly label: string} {
  if (exponent === 0.5) return {name: "lazy", label: "1/√N"};
  if (exponent === 1) return {name: "meanField", label: "1/N"};
  return {name: "between", label: `γ = ${exponent === 0.75 ? "¾" : exponent}`};
}

type Row = Pick<LazyRow, "exponent" | "width" | "seed" | ScaledQuantity>;

/** One quantity against the width, one line a scaling: the mean over seeds with the band from the least to the greatest. */
export function scalingPlot(rows: readonly Row[], options: ScalingPlotOptions = {}): SVGSVGElement {
  const {quantity = "distance", predicted = []} = options;
  const exponents = [...new Set(rows.map(({exponent}) => exponent))].sort((a, b) => a - b);
  const series = exponents.map((exponent) => {
    const {name, label} = scalingOf(exponent);
    const points = overSeeds(
      rows.filter((row) => row.exponent === exponent),
      (row) => row.width,
      (row) => row[quantity]
    );
    return seriesOf(name, positiveOnly(points, {x: true, y: true}), {label});
  });
  const guides = exponents.flatMap((exponent, i): Series[] => {
    const law = predicted.find((one) => one.exponent === exponent);
    const points = series[i].points.filter(({y}) => Number.isFinite(y));
    if (!law || points.length < 2) return [];
    const middle = points[Math.floor(points.length / 2)];
    return [
      {
        label: "",
        color: "currentColor",
        textColor: "currentColor",
        dash: "1 4",
        strokeWidth: 1.25,
        points: [points[0], points[points.length - 1]].map(({x}) => ({x, y: middle.y * (x / middle.x) ** law.slope}))
      }
    ];
  });
  const dots = series.flatMap(({points, color}) =>
    points.filter(({x, y}) => Number.isFinite(x) && Number.isFinite(y)).map(({x, y}) => ({x, y, fill: color}))
  );
  const x = logAxis("width N (neurons)", extentOf(series, "x"), {pad: 0.03});
  const widths = [...new Set(dots.map((dot) => dot.x))];
  return chart(
    {
      title: `${quantityLabels[quantity]} against the width`,
      x: widths.length > 0 && widths.length <= 8 ? {...x, ticks: widths, tickFormat: String} : x,
      y: logAxis(quantityLabels[quantity], extentOf([...series, ...guides], "y")),
      marks: [
        ...lineMarks(guides),
        ...lineMarks(series),
        Plot.dot(dots, {x: "x", y: "y", r: 2.5, fill: "fill"}),
        ...pointerTip(series, options, "N"),
        emptyNote(dots.length === 0)
      ],
      labels: lineLabels(series)
    },
    options
  );
}
