import * as Plot from "@observablehq/plot";
import type {ChaosTermsRow} from "../experiments/chaosTerms.js";
import {type Axis, type ChartOptions, chart, emptyNote} from "./chart.js";
import {compressedLog} from "./compressedLog.js";
import {leaveFrame} from "./leaveFrame.js";
import {formatNumber} from "./numbers.js";
import {
  extentOf,
  linearAxis,
  lineLabels,
  lineMarks,
  logAxis,
  pointerTip,
  positiveOnly,
  type Series,
  seriesOf,
  timeAxis
} from "./series.js";

export interface ChaosBoundPlotOptions extends ChartOptions {
  /** "compressed" (default): logarithmic, and logarithmic in the exponent far above what was measured. */
  readonly scale?: "compressed" | "log" | "linear";
}

const gapLabel = "largest gap Δ(t; N, ε)";

/** The largest gap, the sum of the terms' lengths, and what Grönwall's inequality makes of them. */
export function chaosBoundPlot(rows: readonly ChaosTermsRow[], options: ChaosBoundPlotOptions = {}): SVGSVGElement {
  const {scale = "compressed"} = options;
  const isLinear = scale === "linear";
  const line = (y: (row: ChaosTermsRow) => number) =>
    positiveOnly(
      rows.map((row) => ({x: row.time, y: y(row)})),
      {x: false, y: !isLinear}
    );
  const measured = seriesOf(
    "measured",
    line(({maxGap}) => maxGap),
    {label: "largest gap Δ", strokeWidth: 2.5}
  );
  const sum = seriesOf(
    "sumOfLengths",
    line((row) => row.discretisation + row.drift + row.martingale + row.sampling + row.feedback)
  );
  const top = 8 * (extentOf([measured, sum], "y")?.[1] ?? 1);
  const bound = (y: (row: ChaosTermsRow) => number) => (isLinear ? leaveFrame(line(y), top) : line(y));
  const series = [
    seriesOf(
      "theorem",
      bound(({theoremBound}) => theoremBound)
    ),
    seriesOf(
      "gronwall",
      bound(({runGronwall}) => runGronwall),
      {label: "Grönwall, this run"}
    ),
    sum,
    measured
  ];
  const {y, drawn, marks} = placed(series, extentOf([measured, sum], "y"), scale);
  return chart(
    {
      title: "The gap and Grönwall’s inequality",
      x: timeAxis(extentOf(series, "x")),
      y,
      marks: [...marks, ...lineMarks(drawn), ...pointerTip(series, options, "t"), emptyNote(!extentOf(series, "y"))],
      labels: lineLabels(drawn)
    },
    options
  );
}

interface Placed {
  readonly y: Axis;
  readonly drawn: readonly Series[];
  readonly marks: readonly Plot.Markish[];
}

function placed(
  series: readonly Series[],
  measured: [number, number] | undefined,
  scale: "compressed" | "log" | "linear"
): Placed {
  const extent = extentOf(series, "y");
  if (scale === "linear") return {y: linearAxis(gapLabel, extent, {zero: true}), drawn: series, marks: []};
  if (scale === "log" || !extent || !measured)
    return {y: logAxis(`${gapLabel}, log scale`, extent), drawn: series, marks: []};
  const {position, ticks, label, knee} = compressedLog(Math.ceil(Math.log10(measured[1])) + 1);
  const [from, to] = [position(extent[0]) - 0.15, position(extent[1]) + 0.15];
  return {
    y: {
      label: `${gapLabel}, log scale, compressed above ${formatNumber(10 ** knee)}`,
      domain: [from, to],
      ticks: ticks(Math.log10(extent[0]) - 0.15, Math.log10(extent[1])).map((exponent) => position(10 ** exponent)),
      tickFormat: label
    },
    drawn: series.map((one) => ({...one, points: one.points.map(({x, y}) => ({x, y: position(y)}))})),
    marks:
      position(extent[1]) > knee
        ? [Plot.ruleY([knee], {stroke: "currentColor", strokeOpacity: 0.45, strokeDasharray: "1 3", className: "knee"})]
        : []
  };
}
