import {
  type Aspects,
  type Axis,
  type ChartOptions,
  chart,
  emptyNote,
  heightOf,
  narrowWidth,
  stackCharts
} from "./chart.js";
import {extentOf, lineLabels, lineMarks, logAxis, ordinalSeries, type Point} from "./series.js";

/** The gap of one neuron of a network of this width. */
export interface NeuronGap {
  readonly width: number;
  readonly gap: number;
}

export interface GapHistogramOptions extends ChartOptions {
  /** The gap in symbols. */
  readonly symbol: string;
  /** "histogram" (default): the share of neurons a decade; "tail": the share with a gap at least as large. */
  readonly shape?: GapShape;
}

export type GapShape = "histogram" | "tail";

const binsPerDecade = 5;

/** What is drawn, for the caption. */
export const shapeTexts: Readonly<Record<GapShape, string>> = {
  histogram: `Height: the share of the neurons per decade (a factor of ten of the gap), in bins of ${1 / binsPerDecade} decades; on its square-root axis single neurons are visible and empty bins are at 0.`,
  tail: "Height: the share of the neurons whose gap is at least as large."
};

/** The neurons' gaps for several widths, as they are and times √m, on axes of equal length. */
export function gapHistogramPlot(rows: readonly NeuronGap[], options: GapHistogramOptions): SVGSVGElement {
  const {symbol, width = 720} = options;
  const raw = panel(rows, {...options, label: symbol}, {wide: 0.295, narrow: 0.49}, true);
  const scaled = panel(
    rows.map((row) => ({...row, gap: row.gap * Math.sqrt(row.width)})),
    {...options, label: `√m · ${symbol}`},
    width < narrowWidth ? {wide: 0, narrow: 0.43} : {wide: 0.265, narrow: 0},
    false
  );
  return stackCharts([raw, scaled], "Gaps of single neurons, raw and times √m", heightOf(width), options);
}

function panel(
  rows: readonly NeuronGap[],
  options: GapHistogramOptions & {readonly label: string},
  aspects: Aspects,
  hasKey: boolean
): SVGSVGElement {
  const {shape = "histogram", label} = options;
  const widths = [...new Set(rows.map((row) => row.width))].sort((a, b) => a - b);
  const gapsOf = (width: number) => rows.filter((row) => row.width === width && row.gap > 0).map(({gap}) => gap);
  const series = ordinalSeries(
    widths,
    (width) => `m = ${width}`,
    (width) => (shape === "histogram" ? steps(gapsOf(width)) : tail(gapsOf(width)))
  );
  const shown = extentOf(series, "y");
  return chart(
    {
      title: `Distribution of ${label}`,
      x: logAxis(label, extentOf(series, "x"), {pad: 0.02, count: 8}),
      y:
        shape === "histogram"
          ? densityAxis(shown?.[1])
          : logAxis("neurons with a gap at least as large (share)", shown, {count: 4}),
      aspects,
      marks: [...lineMarks(series), emptyNote(!shown)],
      labels: hasKey ? lineLabels(series) : [],
      labelPlacement: "key"
    },
    options
  );
}

/** An axis from 0 on which a single neuron of many is seen too. */
function densityAxis(most = 1): Axis {
  return {
    label: "neurons per decade (share, square-root axis)",
    type: "sqrt",
    domain: [0, 1.08 * most],
    ticks: [0, 0.1, 0.5, 1, 2, 3, 4, 5].filter((tick) => tick <= 1.08 * most)
  };
}

/** The outline of a histogram with bins of equal width in the logarithm, from 0 to 0; it is at 0 where a bin is empty. */
function steps(gaps: readonly number[]): Point[] {
  if (gaps.length === 0) return [];
  const counts = new Map<number, number>();
  for (const gap of gaps) {
    const bin = Math.floor(binsPerDecade * Math.log10(gap));
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  const [first, last] = [Math.min(...counts.keys()), Math.max(...counts.keys())];
  const edge = (bin: number) => 10 ** (bin / binsPerDecade);
  const outline: Point[] = [{x: edge(first), y: 0}];
  for (let bin = first; bin <= last; ++bin) {
    const y = ((counts.get(bin) ?? 0) * binsPerDecade) / gaps.length;
    outline.push({x: edge(bin), y}, {x: edge(bin + 1), y});
  }
  return [...outline, {x: edge(last + 1), y: 0}];
}

/** The share of neurons whose gap is at least x, at every gap. */
function tail(gaps: readonly number[]): Point[] {
  return [...gaps].sort((a, b) => a - b).map((x, i) => ({x, y: (gaps.length - i) / gaps.length}));
}
