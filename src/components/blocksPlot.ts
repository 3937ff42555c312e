import {type ChartOptions, chart, emptyNote} from "./chart.js";
import {ordinalColors, ordinalTextColors} from "./colors.js";
import {linearAxis, lineLabels, lineMarks, type Maybe, overSeeds, seriesOf, timeAxis, timeRule} from "./series.js";
import {type Layer, stackLabels, stackLayers, stackMarks} from "./stack.js";

/** The share of one harmonic degree l (rotations about w*) in m·E‖f_m − f_∞‖² at one time. */
export interface BlockRow {
  readonly time: number;
  /** l = 0 … k. */
  readonly degree: number;
  /** N_l tr S_l, from the mean field alone. */
  readonly scaledFunctionGap: Maybe;
}

/** m‖f_m − f_∞‖² of one run at one time. */
export interface MeasuredBlockTotal {
  readonly time: number;
  readonly seed?: number;
  readonly scaledFunctionGap: Maybe;
}

export interface BlocksPlotOptions extends ChartOptions {
  readonly measured?: readonly MeasuredBlockTotal[];
  readonly time?: number;
}

/** m·E‖f_m − f_∞‖² over time as a stack of harmonic degrees, with the measured total where given. */
export function blocksPlot(rows: readonly BlockRow[], options: BlocksPlotOptions = {}): SVGSVGElement {
  const degrees = [...new Set(rows.map(({degree}) => degree))].sort((a, b) => a - b);
  const colors = ordinalColors(degrees.length);
  const textColors = ordinalTextColors(degrees.length);
  const layers: Layer[] = degrees.map((degree, i) => ({
    label: `l = ${degree}`,
    color: colors[i],
    textColor: textColors[i],
    points: overSeeds(
      rows.filter((row) => row.degree === degree),
      (row) => row.time,
      (row) => row.scaledFunctionGap
    )
  }));
  const slices = stackLayers(layers);
  const measured = overSeeds(
    options.measured ?? [],
    (row) => row.time,
    (row) => row.scaledFunctionGap
  );
  const lines = measured.length > 0 ? [seriesOf("measured", measured, {label: "measured, all l"})] : [];
  const tops = slices.at(-1) ?? [];
  const x = timeAxis(tops.length > 0 ? [tops[0].x, tops.at(-1)!.x] : undefined);
  const values = [...tops.map(({high}) => high), ...measured.flatMap(({y, high}) => [y, high ?? y])];
  const high = Math.max(0, ...values.filter(Number.isFinite));
  return chart(
    {
      title: "Function-space gap by harmonic degree",
      x,
      y: linearAxis("m · ‖fₘ − f∞‖²", tops.length > 0 ? [0, high] : undefined, {zero: true}),
      marks: [
        ...stackMarks(layers, slices),
        ...lineMarks(lines),
        timeRule(options.time, x),
        emptyNote(tops.length === 0)
      ],
      labels: [...stackLabels(layers, slices), ...lineLabels(lines)]
    },
    options
  );
}
