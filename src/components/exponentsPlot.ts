import * as Plot from "@observablehq/plot";
import type {ScalingSlope} from "../experiments/scalingSlopes.js";
import {type ChartOptions, chart, emptyNote, narrowWidth} from "./chart.js";
import {color, textColor} from "./colors.js";
import {scalingOf} from "./scalingPlot.js";

/** A measured exponent with what theory says of it, where it says something. */
export type ExponentRow = Pick<ScalingSlope, "quantity" | "exponent" | "mean" | "half"> & {
  readonly predicted?: number | null;
  /** The largest deviation from a power law, relative. */
  readonly residual?: number;
};

const names: Readonly<Record<ScalingSlope["quantity"], string>> = {
  distance: "distance",
  alignmentGain: "alignment",
  kernelChange: "kernel",
  linearisationGap: "linearisation",
  trainingLoss: "training loss"
};

/** Exponents p in quantity ~ N^p: a dot with its interval for each scaling, an upright bar where theory puts it. */
export function exponentsPlot(rows: readonly ExponentRow[], options: ChartOptions = {}): SVGSVGElement {
  const usable = rows.filter(({mean}) => Number.isFinite(mean));
  const quantities = Object.keys(names) as ScalingSlope["quantity"][];
  const exponents = [...new Set(usable.map(({exponent}) => exponent))].sort((a, b) => a - b);
  const placed = usable.map((row) => ({
    ...row,
    y: quantities.indexOf(row.quantity) + 0.22 * (exponents.indexOf(row.exponent) - (exponents.length - 1) / 2),
    low: row.mean - (Number.isFinite(row.half) ? row.half : 0),
    high: row.mean + (Number.isFinite(row.half) ? row.half : 0)
  }));
  const ends = placed.flatMap(({low, high}) => [low, high]);
  const narrow = (options.width ?? 720) < narrowWidth;
  return chart(
    {
      title: "Measured and predicted exponents",
      x: {
        label: "exponent p of the width, quantity ~ N^p",
        domain: [Math.min(-1.2, ...ends) - 0.05, Math.max(0.1, ...ends) + 0.1],
        ticks: [-1.25, -1, -0.75, -0.5, -0.25, 0].filter((_, i) => !narrow || i % 2 === 1)
      },
      y: {
        label: "",
        domain: [quantities.length - 0.5, -0.5],
        ticks: quantities.map((_, i) => i),
        tickFormat: (i) => names[quantities[i]] ?? ""
      },
      marginLeft: 92,
      marks: [
        Plot.ruleX([0], {stroke: "currentColor", strokeOpacity: 0.3}),
        ...exponents.flatMap((exponent) => {
          const own = placed.filter((row) => row.exponent === exponent);
          const stroke = color(scalingOf(exponent).name);
          return [
            Plot.link(own, {x1: "low", x2: "high", y1: "y", y2: "y", stroke, strokeWidth: 2}),
            Plot.dot(own, {x: "mean", y: "y", r: 3.2, fill: stroke}),
            Plot.link(
              own.filter(({predicted}) => Number.isFinite(predicted)),
              {
                x1: "predicted",
                x2: "predicted",
                y1: (row) => row.y - 0.11,
                y2: (row) => row.y + 0.11,
                stroke: "currentColor",
                strokeWidth: 1.5,
                className: "predicted"
              }
            )
          ];
        }),
        emptyNote(placed.length === 0)
      ],
      labels: exponents.map((exponent) => {
        const {name, label} = scalingOf(exponent);
        return {text: label, x: 0, y: 0, color: color(name), textColor: textColor(name)};
      }),
      labelPlacement: "key"
    },
    options
  );
}
