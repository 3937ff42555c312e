import type * as Plot from "@observablehq/plot";
import {type Axis, type Chart, type ChartOptions, chart, emptyNote} from "./chart.js";
import {extentOf, lineLabels, lineMarks, pointerTip, type Series, timeRule} from "./series.js";

export interface LineChart extends Pick<Chart, "aspects" | "labelPlacement" | "title"> {
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  /** The letter of the horizontal axis beside the pointer. */
  readonly xName: string;
  /** What stands beside the pointer instead of "letter = value". */
  readonly describe?: (x: number) => string;
  /** A time to mark. */
  readonly time?: number;
  /** Marks below the lines. */
  readonly below?: readonly Plot.Markish[];
}

/** A chart of lines with their labels and the values under the pointer, or a note that there is nothing to draw. */
export function lineChart(
  {series, xName, describe, time, below = [], ...rest}: LineChart,
  options: ChartOptions
): SVGSVGElement {
  return chart(
    {
      ...rest,
      marks: [
        timeRule(time, rest.x),
        ...below,
        ...lineMarks(series),
        ...pointerTip(series, options, xName, describe),
        emptyNote(!extentOf(series, "y"))
      ],
      labels: lineLabels(series)
    },
    options
  );
}
