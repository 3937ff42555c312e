import * as Plot from "@observablehq/plot";
import type {StaircaseLawRow} from "../experiments/staircaseLaw.js";
import {type ChartOptions, chart, emptyNote} from "./chart.js";
import {extentOf, lineLabels, lineMarks, logAxis, numberOf, ordinalSeries, pointerTip, positiveOnly} from "./series.js";

export interface SharpeningPlotOptions extends ChartOptions {
  /** Plateaus to mark: those of the largest dimension. */
  readonly plateaus?: readonly {readonly degree: number; readonly plateau: number}[];
}

/** The expected risk of kernel ridge regression against log n / log d, one line a dimension: the steps sharpen. */
export function sharpeningPlot(
  rows: readonly Pick<StaircaseLawRow, "dimension" | "samples" | "risk">[],
  options: SharpeningPlotOptions = {}
): SVGSVGElement {
  const dimensions = [...new Set(rows.map(({dimension}) => dimension))].sort((a, b) => a - b);
  const series = ordinalSeries(
    dimensions,
    (dimension) => `d = ${dimension}`,
    (dimension) =>
      positiveOnly(
        rows
          .filter((row) => row.dimension === dimension)
          .map(({samples, risk}) => ({x: Math.log(samples) / Math.log(dimension), y: numberOf(risk)}))
          .filter(({x}) => x >= 0.5 && x <= 3),
        {x: false, y: true}
      )
  );
  const x = extentOf(series, "x") ?? [0, 3];
  const y = extentOf(series, "y");
  const plateaus = (options.plateaus ?? []).filter(({plateau}) => y && plateau > y[0] && plateau < y[1] * 1.1);
  return chart(
    {
      title: "Expected test risk against the number of samples, for several dimensions",
      x: {label: "log n / log d", domain: [x[0], x[1] > x[0] ? x[1] : x[0] + 1], ticks: 7},
      y: logAxis("test risk E (f − f*)²", y),
      marks: [
        Plot.ruleY(plateaus, {y: "plateau", stroke: "currentColor", strokeDasharray: "5 4", strokeOpacity: 0.55}),
        Plot.text(plateaus, {
          y: "plateau",
          text: ({degree}: {degree: number}) => `degrees ≤ ${degree} learned`,
          frameAnchor: "left",
          dx: 4,
          dy: -7,
          fontSize: 11
        }),
        ...lineMarks(series),
        ...pointerTip(series, options, "log n / log d"),
        emptyNote(!y)
      ],
      labels: lineLabels(series)
    },
    options
  );
}
