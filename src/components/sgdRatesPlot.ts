import type {SampleReference, SgdExponents, SgdGridRow} from "../experiments/sgdGrid.js";
import {type ChartOptions, chart, emptyNote} from "./chart.js";
import {labelOf} from "./colors.js";
import {formatNumber} from "./numbers.js";
import {
  extentOf,
  lineLabels,
  lineMarks,
  logAxis,
  overSeeds,
  pointerTip,
  positiveOnly,
  type Series,
  seriesOf
} from "./series.js";

export interface SgdRatesOptions extends ChartOptions {
  readonly along: "width" | "step";
  readonly exponents: SgdExponents;
  /** What independent draws would give, at each width of the rows. */
  readonly sample: readonly SampleReference[];
}

const drawn = [
  {quantity: "supDistance", column: "supDistance"},
  {quantity: "wasserstein", column: "wasserstein"},
  {quantity: "neuronDistance", column: "meanDistance"}
] as const;

/** Distances between networks trained by one-pass descent and the limit, against width or step, on logarithmic axes. */
export function sgdRatesPlot(rows: readonly SgdGridRow[], options: SgdRatesOptions): SVGSVGElement {
  const {along, exponents, sample} = options;
  const letter = along === "width" ? "m" : "ε";
  const measured = drawn.map(({quantity, column}) => {
    const exponent = exponents[column];
    const power = exponent ? ` ∝ ${letter}^${formatNumber(exponent.value, 2)}` : "";
    const points = overSeeds(
      rows,
      (row) => row[along],
      (row) => row[column]
    );
    return seriesOf(quantity, positiveOnly(points, {x: true, y: true}), {label: labelOf(quantity) + power});
  });
  const xs = extentOf(measured, "x");
  const series = [...measured, ...references(along, sample, xs)];
  return chart(
    {
      title: "Distance to the limit",
      x: {
        ...logAxis(along === "width" ? "width m (neurons)" : "step ε", xs),
        ticks: [...new Set(rows.map((row) => row[along]))].filter(Number.isFinite),
        tickFormat: along === "width" ? String : (step) => `1/${Math.round(1 / step)}`
      },
      y: logAxis("distance to the limit", extentOf(series, "y")),
      marks: [
        ...lineMarks(series),
        ...pointerTip(series, options, letter, (x) => (along === "width" ? `m = ${x}` : `ε = 1/${Math.round(1 / x)}`)),
        emptyNote(xs === undefined)
      ],
      labels: lineLabels(series),
      labelPlacement: "key"
    },
    options
  );
}

/** The mean sup-distance of independent draws, and what it stays below 19 times in 20. */
function references(
  along: "width" | "step",
  sample: readonly SampleReference[],
  xs: readonly [number, number] | undefined
): Series[] {
  if (xs === undefined) return [];
  const points = (value: (one: SampleReference) => number) =>
    along === "width"
      ? sample.map((one) => ({x: one.width, y: value(one)}))
      : sample.flatMap((one) => xs.map((x) => ({x, y: value(one)})));
  return [
    seriesOf(
      "sampleDistance",
      points(({mean}) => mean),
      {label: "independent draws: mean"}
    ),
    seriesOf(
      "sampleDistance",
      points(({upper}) => upper),
      {label: "independent draws: 95 %", strokeWidth: 1, dash: "1 3"}
    )
  ];
}
