import * as Plot from "@observablehq/plot";
import type {NoisyDensityRow} from "../experiments/noisyDensity.js";
import {aspects, type ChartOptions, chart, type EndLabel, emptyNote, heightOf, narrowWidth} from "./chart.js";
import {color, dash, textColor} from "./colors.js";

/** One cell of the plane at one time. */
export type NoisyPlaneRow = Pick<NoisyDensityRow, "first" | "second" | "density" | "stationary">;

export interface NoisyPlanePlotOptions extends ChartOptions {
  /** Positions of the neurons of a finite network at the same time. */
  readonly network?: readonly {readonly first: number; readonly second: number}[];
  /** Centres of the teacher's bumps. */
  readonly teacher?: readonly {readonly first: number; readonly second: number}[];
}

/** Where the density's colour changes, as fractions of the Gibbs law's peak; the scale goes on above it. */
const levels = [0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9, 1.3, 2, 3];
const stationaryLevels = [0.05, 0.35, 0.7];
const layer = 0.15;
const halfHeight = 3;

/**
 * ρ_t in the plane: one translucent layer of the mean field's colour on the next, so that more is stronger on paper and at
 * night; contours of the Gibbs law; the neurons of a finite network as dots; crosses at the teacher's bumps.
 */
export function noisyPlanePlot(rows: readonly NoisyPlaneRow[], options: NoisyPlanePlotOptions = {}): SVGSVGElement {
  const {network = [], teacher = [], width = 720} = options;
  const drawable = rows.filter(({density, second}) => Number.isFinite(density) && Number.isFinite(second));
  const peak = Math.max(0, ...drawable.map(({stationary}) => stationary));
  const halfWidth = (halfHeight * (width - 68)) / (heightOf(width) - 34 - 42 - (width < narrowWidth ? 48 : 16));
  const domain = [-halfWidth, halfWidth] as const;
  const marks: Plot.Markish[] = [];
  if (drawable.length > 1 && peak > 0) {
    const density = contours(drawable, ({density}) => density);
    const stationary = contours(drawable, ({stationary}) => stationary);
    for (const level of levels)
      marks.push(density([level * peak], {fill: color("meanField"), fillOpacity: layer, className: "density-layer"}));
    marks.push(
      stationary(
        stationaryLevels.map((level) => level * peak),
        {fill: "none", stroke: color("gibbs"), strokeDasharray: dash("gibbs"), strokeWidth: 1.5, className: "gibbs"}
      )
    );
  }
  const inside = network.filter(({first, second}) => Math.abs(first) <= halfWidth && Math.abs(second) <= halfHeight);
  const labels: EndLabel[] = [
    {...entry("meanField", "density ρₜ at infinite width"), fillOpacity: 0.6},
    {...entry("gibbs", "Gibbs law ρ∗"), dash: dash("gibbs")},
    ...(network.length > 0 ? [{...entry("finite", `noisy SGD, ${network.length} neurons`), dash: "2 4"}] : [])
  ];
  return chart(
    {
      title: "Density of the neurons in the plane",
      x: {label: "first coordinate of θ", domain},
      y: {label: "second coordinate of θ", domain: [-halfHeight, halfHeight]},
      aspects,
      marks: [
        ...marks,
        inside.length > 0
          ? Plot.dot(inside, {
              x: "first",
              y: "second",
              r: 1.6,
              fill: color("finite"),
              fillOpacity: 0.6,
              className: "neurons"
            })
          : null,
        Plot.dot(teacher, {x: "first", y: "second", symbol: "plus", r: 6, stroke: "currentColor", strokeWidth: 2}),
        emptyNote(marks.length === 0 && inside.length === 0)
      ],
      labels,
      labelPlacement: "key"
    },
    options
  );
}

/** Contours of a quantity on the cells of the rows. */
function contours(rows: readonly NoisyPlaneRow[], value: (row: NoisyPlaneRow) => number) {
  const xs = sides(rows.map(({first}) => first));
  const ys = sides(rows.map(({second}) => second));
  const grid = new Float64Array(xs.count * ys.count);
  for (const row of rows) {
    const i = Math.round((row.first - xs.first) / xs.spacing);
    const j = Math.round((row.second - ys.first) / ys.spacing);
    grid[j * xs.count + i] = value(row);
  }
  return (thresholds: number[], style: object): Plot.Markish =>
    Plot.contour(grid, {
      width: xs.count,
      height: ys.count,
      x1: xs.first - xs.spacing / 2,
      y1: ys.first - ys.spacing / 2,
      x2: xs.first + (xs.count - 0.5) * xs.spacing,
      y2: ys.first + (ys.count - 0.5) * ys.spacing,
      value: Plot.identity,
      thresholds,
      clip: true,
      ...style
    });
}

/** First midpoint, spacing and number of the cells along one side. */
function sides(coordinates: readonly number[]): {first: number; spacing: number; count: number} {
  const distinct = [...new Set(coordinates)].sort((a, b) => a - b);
  const count = distinct.length;
  const spacing = count > 1 ? (distinct[count - 1] - distinct[0]) / (count - 1) : 1;
  return {first: distinct[0], spacing, count};
}

function entry(name: "meanField" | "gibbs" | "finite", text: string): EndLabel {
  return {text, x: 0, y: 0, color: color(name), textColor: textColor(name)};
}
