import * as Plot from "@observablehq/plot";
import {type ChartOptions, chart, emptyNote} from "./chart.js";
import type {GapRow} from "./gapPlot.js";
import type {QuantityName} from "./quantities.js";
import {
  extentOf,
  linearAxis,
  lineLabels,
  lineMarks,
  numberOf,
  overSeeds,
  pointerTip,
  seriesOf,
  timeAxis,
  timeRule
} from "./series.js";

export interface GapFactorPlotOptions extends ChartOptions {
  readonly time?: number;
  /** Curves that are on average more than this many times the measured gap at the end are left out. Default 10. */
  readonly largest?: number;
}

const curves: readonly [QuantityName, keyof GapRow, string][] = [
  ["selfConcordanceBound", "selfConcordanceBound", "self-concordance bound"],
  ["propagatorBound", "propagatorBound", "propagator bound"],
  ["prediction", "predictedMeanGap", "prediction"],
  ["linear", "linearMeanGap", "linear gap ODE"]
];

/**
 * How many times the measured gap each curve is, run by run, with the band over the runs: a bound's band stays above 1,
 * a prediction's lies around it.
 */
export function gapFactorPlot(rows: readonly GapRow[], options: GapFactorPlotOptions = {}): SVGSVGElement {
  const {time, largest = 10} = options;
  const series = curves
    .map(([name, key, label]) =>
      seriesOf(
        name,
        overSeeds(
          rows,
          (row) => row.time,
          (row) => {
            const measured = numberOf(row.meanGap);
            return measured > 0 ? numberOf(row[key]) / measured : undefined;
          }
        ),
        {label}
      )
    )
    .filter(({points}) => {
      const last = points.findLast(({y}) => Number.isFinite(y));
      return last !== undefined && last.y <= largest;
    });
  const extent = extentOf(series, "y");
  const x = timeAxis(extentOf(series, "x"));
  return chart(
    {
      title: "Bounds and predictions as multiples of the measured gap",
      x,
      y: linearAxis("multiple of the measured gap, run by run", extent && [Math.min(1, extent[0]), extent[1]]),
      marks: [
        Plot.ruleY(extent ? [1] : [], {stroke: "currentColor", strokeWidth: 2}),
        timeRule(time, x),
        ...lineMarks(series),
        ...pointerTip(series, options, "t"),
        emptyNote(!extent)
      ],
      labels: lineLabels(series)
    },
    options
  );
}
