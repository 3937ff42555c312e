import {type Aspects, type ChartOptions, chart, emptyNote, heightOf, narrowWidth, stackCharts} from "./chart.js";
import {extentOf, lineLabels, lineMarks, logAxis, ordinalSeries, type Point} from "./series.js";

/** The gap of one neuron of a network of this width. */
export interface NeuronGap {
  readonly width: number;
  readonly gap: number;
}

export interface GapHistogramOptions extends ChartOptions {
  /** The gap in symbols. */
  readonly symbol: string;
  /** "histogram" (default): the share of neurons a decade; "tail": the share with a larger gap. */
  readonly shape?: "histogram" | "tail";
}

const binsPerDecade = 5;

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
      y: logAxis(shape === "histogram" ? "neurons per decade (share)" : "neurons with a larger gap (share)", shown, {
        count: 4
      }),
      aspects,
      marks: [...lineMarks(series), emptyNote(!shown)],
      labels: hasKey ? lineLabels(series) : [],
      labelPlacement: "key"
    },
    options
  );
}

/** The outline of a histogram with bins of equal width in the logarithm; empty bins interrupt it. */
function steps(gaps: readonly number[]): Point[] {
  const counts = new Map<number, number>();
  for (const gap of gaps) {
    const bin = Math.floor(binsPerDecade * Math.log10(gap));
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  const bins = [...counts].sort(([a], [b]) => a - b);
  return bins.flatMap(([bin, count], i) => {
    const y = (count * binsPerDecade) / gaps.length;
    const step = [bin, bin + 1].map((edge) => ({x: 10 ** (edge / binsPerDecade), y}));
    const isAfterHole = i > 0 && bins[i - 1][0] !== bin - 1;
    return isAfterHole ? [{x: step[0].x, y: Number.NaN}, ...step] : step;
  });
}

/** The share of neurons whose gap is at least x, at every gap. */
function tail(gaps: readonly number[]): Point[] {
  return [...gaps].sort((a, b) => a - b).map((x, i) => ({x, y: (gaps.length - i) / gaps.length}));
}
