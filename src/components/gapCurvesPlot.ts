import {type Aspects, type ChartOptions, chart, emptyNote, heightOf, narrowWidth, stackCharts} from "./chart.js";
import {
  extentOf,
  linearAxis,
  lineLabels,
  lineMarks,
  logAxis,
  type Maybe,
  ordinalSeries,
  overSeeds,
  pointerTip,
  positiveOnly,
  timeAxis
} from "./series.js";

/** A squared gap of one network at one time. */
export interface SquaredGapRow {
  readonly width: number;
  readonly seed: number;
  readonly time: number;
  readonly square: Maybe;
}

export interface GapCurvesOptions extends ChartOptions {
  /** The squared gap in symbols. */
  readonly symbol: string;
  /** How the values of several seeds are averaged; default their mean. */
  readonly average?: (values: readonly number[]) => number;
}

/** A squared gap over time for several widths: times m, where the curves coincide if it is of order 1/m, and as it is. */
export function gapCurvesPlot(rows: readonly SquaredGapRow[], options: GapCurvesOptions): SVGSVGElement {
  const {symbol, width = 720} = options;
  const isNarrow = width < narrowWidth;
  const scaled = panel(rows, ({square, width}) => (square ?? Number.NaN) * width, {
    ...options,
    label: `m · ${symbol}`,
    scale: "linear",
    aspects: {wide: 0.33, narrow: 0.52}
  });
  const raw = panel(rows, ({square}) => square, {
    ...options,
    label: symbol,
    scale: "log",
    aspects: isNarrow ? {wide: 0, narrow: 0.4} : {wide: 0.23, narrow: 0}
  });
  return stackCharts([scaled, raw], `${symbol}, times m and as it is`, heightOf(width), options);
}

function panel(
  rows: readonly SquaredGapRow[],
  value: (row: SquaredGapRow) => Maybe,
  options: GapCurvesOptions & {readonly label: string; readonly scale: "linear" | "log"; readonly aspects: Aspects}
): SVGSVGElement {
  const {label, scale, aspects, average} = options;
  const isLogarithmic = scale === "log";
  const widths = [...new Set(rows.map(({width}) => width))].sort((a, b) => a - b);
  const series = ordinalSeries(
    widths,
    (width) => `m = ${width}`,
    (width) => {
      const points = overSeeds(
        rows.filter((row) => row.width === width),
        ({time}) => time,
        value,
        average
      );
      return isLogarithmic ? positiveOnly(points, {x: false, y: true}) : points;
    }
  );
  const shown = extentOf(series, "y");
  return chart(
    {
      title: `${label} over time`,
      x: timeAxis(extentOf(series, "x")),
      y: isLogarithmic ? logAxis(label, shown, {count: 4}) : linearAxis(label, shown, {zero: true}),
      aspects,
      marks: [...lineMarks(series), ...pointerTip(series, options, "t"), emptyNote(!shown)],
      labels: isLogarithmic ? [] : lineLabels(series),
      labelPlacement: "key"
    },
    options
  );
}
