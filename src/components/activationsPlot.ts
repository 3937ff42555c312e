import * as Plot from "@observablehq/plot";
import type {ActivationsRow} from "../experiments/activations.js";
import type {ChartOptions} from "./chart.js";
import {ordinalColors, ordinalDashes, ordinalTextColors} from "./colors.js";
import {lineChart} from "./lineChart.js";
import {extentOf, linearAxis, type Series} from "./series.js";

const names = {
  relu: "ReLU",
  erf: "erf(z/√2)",
  tanh: "tanh",
  hermite2: "h₂",
  hermite3: "h₃",
  hermite4: "h₄"
} as const;

type Name = keyof typeof names;

/** A line for each activation, always in its own colour. */
function seriesOf(
  rows: readonly ActivationsRow[],
  shown: readonly Name[],
  x: (row: ActivationsRow) => number,
  y: (row: ActivationsRow, name: Name) => number
): Series[] {
  const all = Object.keys(names) as Name[];
  const [colors, textColors, dashes] = [ordinalColors(6), ordinalTextColors(6), ordinalDashes(6)];
  return shown.map((name) => {
    const i = all.indexOf(name);
    return {
      label: names[name],
      points: rows.map((row) => ({x: x(row), y: y(row, name)})),
      color: colors[i],
      textColor: textColors[i],
      dash: dashes[i],
      strokeWidth: 2
    };
  });
}

const zero = () => [
  Plot.ruleY([0], {stroke: "currentColor", strokeOpacity: 0.35}),
  Plot.ruleX([0], {stroke: "currentColor", strokeOpacity: 0.2})
];

/** Activations σ(z). */
export function activationsPlot(rows: readonly ActivationsRow[], options: ChartOptions = {}): SVGSVGElement {
  const series = seriesOf(
    rows,
    ["relu", "erf", "tanh", "hermite2", "hermite3", "hermite4"],
    (row) => row.z,
    (row, name) => row[name]
  );
  const extent = extentOf(series, "x");
  return lineChart(
    {
      title: "Activations",
      x: {label: "preactivation z", domain: extent && extent[1] > extent[0] ? extent : [-1, 1]},
      y: linearAxis("activation σ(z)", extentOf(series, "y")),
      series,
      xName: "z",
      below: zero()
    },
    options
  );
}

/** The interaction of two unit neurons by the cosine of their angle, for the activations with a closed form. */
export function interactionsPlot(rows: readonly ActivationsRow[], options: ChartOptions = {}): SVGSVGElement {
  const series = seriesOf(
    rows,
    ["relu", "erf", "hermite2", "hermite3", "hermite4"],
    (row) => row.cosine,
    (row, name) => row[`${name as Exclude<Name, "tanh">}Interaction`]
  );
  return lineChart(
    {
      title: "Interaction of two neurons by the cosine of their angle",
      x: {label: "⟨w, w′⟩ of two unit vectors (cosine)", domain: [-1, 1]},
      y: linearAxis("U(w, w′) = E σ(⟨w,x⟩)σ(⟨w′,x⟩)", extentOf(series, "y")),
      series,
      xName: "cosine",
      below: zero()
    },
    options
  );
}
