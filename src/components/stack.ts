import * as Plot from "@observablehq/plot";
import type {EndLabel} from "./chart.js";
import type {Point} from "./series.js";

/** One layer of a stack: its height at each x; holes count as nothing. */
export interface Layer {
  readonly label: string;
  readonly points: readonly Point[];
  readonly color: string;
  readonly textColor: string;
}

const layerOpacity = 0.55;

interface Slice {
  readonly x: number;
  readonly low: number;
  readonly high: number;
}

/** The layers one on top of the other, the first at the bottom, on the xs at which any of them is known. */
export function stackLayers(layers: readonly Layer[]): readonly (readonly Slice[])[] {
  const known = new Set<number>();
  for (const {points} of layers) for (const {x, y} of points) if (Number.isFinite(y)) known.add(x);
  const xs = [...known].sort((a, b) => a - b);
  const base = new Map(xs.map((x) => [x, 0]));
  return layers.map(({points}) => {
    const height = new Map(points.map(({x, y}) => [x, Number.isFinite(y) ? Math.max(0, y) : 0]));
    return xs.map((x) => {
      const low = base.get(x)!;
      const high = low + (height.get(x) ?? 0);
      base.set(x, high);
      return {x, low, high};
    });
  });
}

/** The layers as filled areas with a line along the top of each, so that they stay apart without colour. */
export function stackMarks(layers: readonly Layer[], slices: readonly (readonly Slice[])[]): Plot.Markish[] {
  return layers.flatMap(({color}, i) =>
    slices[i].length === 0
      ? []
      : [
          Plot.areaY(slices[i], {
            x: "x",
            y1: "low",
            y2: "high",
            fill: color,
            fillOpacity: layerOpacity,
            className: "layer"
          }),
          Plot.lineY(slices[i], {x: "x", y: "high", stroke: color, strokeWidth: 1.25})
        ]
  );
}

/** Labels at the right ends of the layers, at half their height. */
export function stackLabels(layers: readonly Layer[], slices: readonly (readonly Slice[])[]): EndLabel[] {
  return layers.flatMap(({label, color, textColor}, i) => {
    const end = slices[i].at(-1);
    return end
      ? [{text: label, x: end.x, y: (end.low + end.high) / 2, color, textColor, fillOpacity: layerOpacity}]
      : [];
  });
}
