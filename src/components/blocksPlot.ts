import {type ChartOptions, chart, emptyNote} from "./chart.js";
import {ordinalColors, ordinalTextColors} from "./colors.js";
import {linearAxis, lineLabels, lineMarks, type Maybe, overSeeds, seriesOf, timeAxis, timeRule} from "./series.js";
import {type Layer, stackExtent, stackLabels, stackLayers, stackMarks, stackSpan} from "./stack.js";

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
  const stack = stackLayers(layers);
  const measured = overSeeds(
    options.measured ?? [],
    (row) => row.time,
    (row) => row.scaledFunctionGap
  );
  const lines = measured.length > 0 ? [seriesOf("measured", measured, {label: "measured, all l"})] : [];
  const x = timeAxis(stackSpan(stack));
  const heights = [...(stackExtent(stack) ?? []), ...measured.flatMap(({y, high}) => [y, high ?? y])];
  const known = heights.filter(Number.isFinite);
  const extent: [number, number] | undefined = known.length > 0 ? [0, Math.max(...known)] : undefined;
  return chart(
    {
      title: "Function-space gap by harmonic degree",
      x,
      y: linearAxis("m · ‖fₘ − f∞‖²", extent, {zero: true}),
      marks: [...stackMarks(stack), ...lineMarks(lines), timeRule(options.time, x), emptyNote(!extent)],
      labels: [...stackLabels(stack), ...lineLabels(lines)]
    },
    options
  );
}
