import * as Plot from "@observablehq/plot";
import type {AtomPathsRow} from "../experiments/atomPaths.js";
import {atomsReach} from "./atomsPlot.js";
import type {ChartOptions, EndLabel} from "./chart.js";
import {color, dash, textColor} from "./colors.js";
import {formatNumber} from "./numbers.js";
import {type PlanePoint, planeChart, reachOf} from "./planeChart.js";
import {teacherMarks} from "./teacherMarks.js";

export interface AtomPathsPlotOptions extends ChartOptions {
  /** Paths are drawn up to this time; default all the way. */
  readonly time?: number;
  readonly teacher?: readonly PlanePoint[];
}

interface PathPoint extends PlanePoint {
  readonly neuron: number;
}

/** Neurons under SGD (ink) and under the gradient flow (dashed) from the same start; the rows are those of one step size. */
export function atomPathsPlot(rows: readonly AtomPathsRow[], options: AtomPathsPlotOptions = {}): SVGSVGElement {
  const {time = Number.POSITIVE_INFINITY, teacher = []} = options;
  const finite = rows.filter((row) => [row.w1, row.w2, row.flow1, row.flow2].every(Number.isFinite));
  const now = finite.filter((row) => row.time <= time);
  const sgd = (row: AtomPathsRow): PathPoint => ({x: row.w1, y: row.w2, neuron: row.neuron});
  const flow = (row: AtomPathsRow): PathPoint => ({x: row.flow1, y: row.flow2, neuron: row.neuron});
  const last = Math.max(...now.map((row) => row.time));
  const ends = now.filter((row) => row.time === last);
  const starts = now.filter((row) => row.time === Math.min(...finite.map(({time}) => time)));
  const path = (points: readonly PathPoint[], name: "finite" | "gradientFlow", strokeWidth: number) =>
    Plot.line(points, {
      x: "x",
      y: "y",
      z: "neuron",
      stroke: color(name),
      strokeWidth,
      strokeDasharray: dash(name),
      strokeLinejoin: "round",
      clip: true,
      className: `path-${name}`
    });
  const dots = (points: readonly PathPoint[], name: "finite" | "gradientFlow", r: number, filled: boolean) =>
    Plot.dot(points, {
      x: "x",
      y: "y",
      r,
      fill: filled ? color(name) : "var(--theme-background, #fff)",
      stroke: color(name),
      strokeWidth: 1.5,
      clip: true
    });
  return planeChart(
    {
      title: "Paths of three neurons",
      axes: ["first coordinate of θ", "second coordinate of θ"],
      reach: reachOf([...finite.map(sgd), ...finite.map(flow), ...teacher], atomsReach, 0.1),
      labels: keyOf(finite[0]?.stepSize),
      marks: () => [
        ...teacherMarks(teacher),
        path(now.map(sgd), "finite", 1.25),
        path(now.map(flow), "gradientFlow", 2.25),
        dots(starts.map(sgd), "finite", 4, false),
        dots(ends.map(flow), "gradientFlow", 5, true),
        dots(ends.map(sgd), "finite", 5, true),
        finite.length === 0 ? Plot.text(["no rows to draw"], {frameAnchor: "middle", fill: "currentColor"}) : null
      ]
    },
    options
  );
}

function keyOf(stepSize: number | undefined): EndLabel[] {
  const words = stepSize === undefined ? "SGD" : `SGD, ε = ${stepText(stepSize)}`;
  return [
    {text: words, x: 0, y: 0, color: color("finite"), textColor: textColor("finite")},
    {
      text: "gradient flow (ε → 0)",
      x: 0,
      y: 0,
      color: color("gradientFlow"),
      textColor: textColor("gradientFlow"),
      dash: dash("gradientFlow")
    }
  ];
}

/** 1/64 for 0.015625: the inverse of a whole number as a fraction, other numbers as decimals. */
export function stepText(step: number): string {
  const inverse = Math.round(1 / step);
  return step < 1 && Math.abs(step * inverse - 1) < 1e-9 ? `1/${inverse}` : formatNumber(step);
}
