import {type ChartOptions, chart, emptyNote} from "./chart.js";
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
  type Series,
  seriesOf,
  timeAxis
} from "./series.js";

/** Training loss and risk of one network at one time, with the risk of the infinitely wide one. */
export interface TrainingRow {
  readonly width: number;
  readonly time: number;
  /** Mean square on the training points; nothing where the population itself is descended on. */
  readonly loss?: Maybe;
  readonly risk: Maybe;
  /** Nothing where it is not known. */
  readonly limitRisk?: Maybe;
}

export interface TrainingOptions extends ChartOptions {
  /** What stands in for m = ∞. */
  readonly limitLabel: string;
}

/** Risk against time, one line a width, with the loss as dots and the limit beside them. */
export function trainingPlot(rows: readonly TrainingRow[], options: TrainingOptions): SVGSVGElement {
  const widths = [...new Set(rows.map(({width}) => width))].sort((a, b) => a - b);
  const curve = (own: readonly TrainingRow[], of: (row: TrainingRow) => Maybe) =>
    overSeeds(own, ({time}) => time, of).filter(({y}) => Number.isFinite(y));
  const risks = ordinalSeries(
    widths,
    (width) => `m = ${width}`,
    (width) =>
      curve(
        rows.filter((row) => row.width === width),
        ({risk}) => risk
      )
  );
  const losses = ordinalSeries(
    widths,
    () => "",
    (width) =>
      curve(
        rows.filter((row) => row.width === width),
        ({loss}) => loss
      )
  ).map((one): Series => ({...one, dash: "1 3", strokeWidth: 1.25}));
  const limit = seriesOf(
    "meanField",
    curve(rows, ({limitRisk}) => limitRisk),
    {label: options.limitLabel}
  );
  const series = [...risks, limit].filter(({points}) => points.length > 0);
  const all = [...series, ...losses];
  const [low, high] = extentOf(all, "y") ?? [0, 1];
  const isLogarithmic = low > 0 && high > 10 * low;
  const shown = (some: readonly Series[]) =>
    isLogarithmic ? some.map((one) => ({...one, points: positiveOnly(one.points, {x: false, y: true})})) : some;
  const hasLoss = losses.some(({points}) => points.length > 0);
  const label = hasLoss ? "risk, and training loss (mean square)" : "risk (mean square)";
  return chart(
    {
      title: hasLoss ? "Risk and training loss over time" : "Risk over time",
      x: timeAxis(extentOf(all, "x")),
      y: isLogarithmic ? logAxis(label, [low, high]) : linearAxis(label, [low, high], {zero: true}),
      marks: [
        ...lineMarks(shown(losses)),
        ...lineMarks(shown(series)),
        ...pointerTip(series, options, "t"),
        emptyNote(series.length === 0)
      ],
      labels: lineLabels(series)
    },
    options
  );
}
