import * as Plot from "@observablehq/plot";
import {color} from "./colors.js";

/** How much of the colour of finite networks their bars have, here and in the key. */
export const barOpacity = 0.25;

/** The neurons of a finite network in bins: bars from `low` to `high`, as high as `height`; nothing where there is none. */
export function histogramBars(
  bins: readonly {readonly low: number; readonly high: number; readonly height: number}[]
): Plot.Markish | null {
  if (bins.length === 0) return null;
  return Plot.rectY(bins, {
    x1: "low",
    x2: "high",
    y1: 0,
    y2: "height",
    fill: color("finite"),
    fillOpacity: barOpacity,
    insetLeft: 0.5,
    insetRight: 0.5,
    className: "histogram"
  });
}
