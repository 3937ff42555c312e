import type * as Plot from "@observablehq/plot";
import type {GapRow as ExperimentRow} from "../experiments/gap.js";
import {type ChartOptions, chart, emptyNote, isLive} from "./chart.js";
import {above, compressed, lowestShown, plainLog} from "./gapAxis.js";
import {formatNumber} from "./numbers.js";
import type {QuantityName} from "./quantities.js";
import {
  extentOf,
  lineLabels,
  lineMarks,
  type Maybe,
  numberOf,
  overSeeds,
  type Series,
  seriesOf,
  timeAxis,
  timeRule,
  tipMarks
} from "./series.js";

/** The gap of one run at one time and what theory says about it; a bound outside its warrant has no number. */
export type GapRow = Pick<ExperimentRow, "time" | "meanGap"> & {
  readonly [Name in Optional]?: Maybe;
};

type Optional =
  | "seed"
  | "linearMeanGap"
  | "propagatorBound"
  | "selfConcordanceBound"
  | "largestEigenvalueBound"
  | "predictedMeanGap"
  | "predictedDeviation"
  | "gronwallBound";

export interface GapPlotOptions extends ChartOptions {
  /** "compressed" (default): logarithmic below 1, logarithmic in the exponent above; "log": logarithmic throughout. */
  readonly scale?: "compressed" | "log";
  readonly timeScale?: "linear" | "log";
  readonly time?: number;
  /** One run at finer times, drawn as the measured gap instead of the rows'. */
  readonly run?: readonly Pick<GapRow, "time" | "meanGap">[];
  /** Runs of other seeds that were computed beforehand: a band below the measured gap. */
  readonly before?: readonly Pick<GapRow, "time" | "meanGap">[];
  /** Values outside are not drawn; default: a thirtieth of the largest measured gap. */
  readonly lowest?: number;
}

const curves: readonly [QuantityName, keyof GapRow, string][] = [
  ["gronwall", "gronwallBound", "Grönwall"],
  ["eigenvalueBound", "largestEigenvalueBound", "largest eigenvalue"],
  ["selfConcordanceBound", "selfConcordanceBound", "self-concordance bound"],
  ["propagatorBound", "propagatorBound", "propagator bound"],
  ["prediction", "predictedMeanGap", "prediction"],
  ["linear", "linearMeanGap", "linear gap ODE"],
  ["measured", "meanGap", "measured"]
];

/** Measured gap, linear gap ODE, the bounds, the prediction with its band, and Grönwall, over time. */
export function gapPlot(rows: readonly GapRow[], options: GapPlotOptions = {}): SVGSVGElement {
  const {scale = "compressed", timeScale = "linear", time} = options;
  const log = timeScale === "log";
  const all = curves.map(([name, key, label]) => {
    const source = name === "measured" && options.run ? options.run : rows;
    const points = overSeeds<GapRow>(
      source,
      (row) => row.time,
      (row) => row[key]
    ).map((point) => (isKnownOnEveryRun(source, key, point.x) ? point : {x: point.x, y: Number.NaN}));
    const banded =
      name === "measured"
        ? points
        : points.map(({x, y}) => (name === "prediction" ? {x, y, ...bandAt(rows, x)} : {x, y}));
    return seriesOf(name, banded, {label, strokeWidth: name === "measured" ? 2.5 : 1.75});
  });
  const floor = options.lowest ?? lowestShown(all.find(({label}) => label === "measured")!.points);
  const series = [...beforehand(options.before), ...all]
    .map((one) => ({...one, points: one.points.filter((p) => !log || p.x > 0).map((p) => above(p, floor))}))
    .filter((one) => one.points.some(({y}) => Number.isFinite(y)));
  const x = timeAxis(extentOf(series, "x"), timeScale);
  const {axis, drawn, marks} =
    scale === "log" ? plainLog(series) : compressed(series, ["Grönwall", "largest eigenvalue"]);
  return chart(
    {
      title: "The approximation gap and what bounds it",
      x,
      y: axis,
      marks: [
        ...marks,
        timeRule(time, x),
        ...lineMarks(drawn),
        ...gapTip(series, options),
        emptyNote(series.length === 0)
      ],
      labels: lineLabels(drawn)
    },
    options
  );
}

/** The runs that were computed beforehand as one series with its band. */
function beforehand(rows: GapPlotOptions["before"] = []): Series[] {
  if (rows.length === 0) return [];
  const points = overSeeds(
    rows,
    (row) => row.time,
    (row) => row.meanGap
  );
  return [seriesOf("measured", points, {label: "computed beforehand", dash: "1 3", strokeWidth: 1.25})];
}

/** A bound that is outside its warrant on one of the runs stops for all of them: means over fewer runs mislead. */
function isKnownOnEveryRun(rows: readonly GapRow[], key: keyof GapRow, time: number): boolean {
  return rows.every((row) => row.time !== time || Number.isFinite(row[key] ?? Number.NaN));
}

/** The predicted mean plus and minus two predicted standard deviations between seeds. */
function bandAt(rows: readonly GapRow[], time: number): {low?: number; high?: number} {
  const row = rows.find((one) => one.time === time);
  const [mean, deviation] = [numberOf(row?.predictedMeanGap), numberOf(row?.predictedDeviation)];
  return deviation > 0 ? {low: mean - 2 * deviation, high: mean + 2 * deviation} : {};
}

function gapTip(series: readonly Series[], options: ChartOptions): Plot.Markish[] {
  if (!isLive(options)) return [];
  const times = [...new Set(series.flatMap(({points}) => points.map(({x}) => x)))];
  const rows = times.map((t) => {
    const lines = series.flatMap(({label, points}) => {
      const value = points.find(({x}) => x === t)?.y;
      return Number.isFinite(value) ? [`${label}: ${formatNumber(value)}`] : [];
    });
    return {x: t, title: [`t = ${formatNumber(t)}`, ...lines].join("\n")};
  });
  return tipMarks(rows);
}
