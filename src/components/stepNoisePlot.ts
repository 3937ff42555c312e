import * as Plot from "@observablehq/plot";
import type {StepNoiseRow as ExperimentRow} from "../experiments/stepNoise.js";
import {stepText} from "./atomPathsPlot.js";
import {type ChartOptions, chart, emptyNote} from "./chart.js";
import {color} from "./colors.js";
import {
  extentOf,
  lineLabels,
  lineMarks,
  logAxis,
  type Maybe,
  numberOf,
  type Point,
  pointerTip,
  positiveOnly,
  seriesOf
} from "./series.js";

/** The distance between SGD and the gradient flow at one step size. */
export interface StepNoiseRow extends Pick<ExperimentRow, "stepSize"> {
  readonly deviation: Maybe;
  readonly standardError: Maybe;
  readonly predicted: Maybe;
  readonly fitted: Maybe;
}

/** Distance from the gradient flow by step size, both axes logarithmic: measured, predicted and fitted. */
export function stepNoisePlot(rows: readonly StepNoiseRow[], options: ChartOptions = {}): SVGSVGElement {
  const sorted = rows.filter(({stepSize}) => stepSize > 0).sort((a, b) => a.stepSize - b.stepSize);
  const points = (y: (row: StepNoiseRow) => Maybe): Point[] =>
    positiveOnly(
      sorted.map((row) => ({x: row.stepSize, y: numberOf(y(row))})),
      {x: true, y: true}
    );
  const measured = seriesOf(
    "measured",
    points((row) => row.deviation),
    {label: "measured"}
  );
  const predicted = seriesOf(
    "prediction",
    points((row) => row.predicted),
    {label: "prediction"}
  );
  const fitted = {
    ...seriesOf(
      "measured",
      points((row) => row.fitted),
      {label: "fit"}
    ),
    strokeWidth: 1,
    dash: "2 3"
  };
  const series = [measured, predicted, fitted];
  const bars = sorted.flatMap(({stepSize: x, deviation, standardError}) => {
    const [y, error] = [numberOf(deviation), numberOf(standardError)];
    return y > 0 ? [{x, y, low: Math.max(y - 2 * error, y / 10), high: y + 2 * error}] : [];
  });
  const extent = extentOf(series, "x");
  const x = logAxis("step size ε (time per step)", extent, {pad: 0.04});
  const drawn = sorted.filter((_, i) => sorted.length <= 6 || (sorted.length - 1 - i) % 2 === 0);
  return chart(
    {
      title: "Distance between SGD and the gradient flow by step size",
      x: {...x, ticks: drawn.map(({stepSize}) => stepSize), tickFormat: stepText},
      y: logAxis("root mean square distance per neuron", extentOf(series, "y")),
      marks: [
        ...lineMarks([predicted, fitted]),
        Plot.ruleX(
          bars.filter(({low, high}) => Number.isFinite(low + high)),
          {x: "x", y1: "low", y2: "high", stroke: color("measured"), strokeWidth: 1.5}
        ),
        Plot.dot(bars, {x: "x", y: "y", r: 3.5, fill: color("measured"), className: "measured"}),
        ...pointerTip(series, options, "ε", (value) => `ε = ${stepText(value)}`),
        emptyNote(!extent)
      ],
      labels: lineLabels(series)
    },
    options
  );
}
