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

/** A layer in its place: the parts above and below zero, and the words at its end. */
export interface PlacedLayer extends Layer {
  readonly above: readonly Slice[];
  readonly below: readonly Slice[];
}

/**
 * The layers one on top of the other, the first next to zero, on the xs at which any of them is known: positive values
 * upwards from zero, negative ones downwards.
 */
export function stackLayers(layers: readonly Layer[]): readonly PlacedLayer[] {
  const known = new Set<number>();
  for (const {points} of layers) for (const {x, y} of points) if (Number.isFinite(y)) known.add(x);
  const xs = [...known].sort((a, b) => a - b);
  const top = new Map(xs.map((x) => [x, 0]));
  const bottom = new Map(xs.map((x) => [x, 0]));
  return layers.map((layer) => {
    const value = new Map(layer.points.map(({x, y}) => [x, Number.isFinite(y) ? y : 0]));
    const above = xs.map((x) => {
      const low = top.get(x)!;
      const high = low + Math.max(0, value.get(x) ?? 0);
      top.set(x, high);
      return {x, low, high};
    });
    const below = xs.map((x) => {
      const high = bottom.get(x)!;
      const low = high + Math.min(0, value.get(x) ?? 0);
      bottom.set(x, low);
      return {x, low, high};
    });
    return {...layer, above, below};
  });
}

/** The least and the greatest height of a stack; undefined for an empty one. */
export function stackExtent(stack: readonly PlacedLayer[]): [number, number] | undefined {
  const slices = stack.flatMap(({above, below}) => [...above, ...below]);
  if (slices.length === 0) return undefined;
  return [Math.min(...slices.map(({low}) => low)), Math.max(...slices.map(({high}) => high))];
}

/** The first and the last x of a stack; undefined for an empty one. */
export function stackSpan(stack: readonly PlacedLayer[]): [number, number] | undefined {
  const slices = stack.at(0)?.above ?? [];
  return slices.length === 0 ? undefined : [slices[0].x, slices.at(-1)!.x];
}

/** Filled areas, each with a line along its outer edge where it has a height, so that neighbours stay apart without colour. */
export function stackMarks(stack: readonly PlacedLayer[]): Plot.Markish[] {
  return stack.flatMap(({color, above, below}) =>
    (
      [
        [above, "high"],
        [below, "low"]
      ] as const
    ).flatMap(([slices, edge]) =>
      slices.every(({low, high}) => low === high)
        ? []
        : [
            Plot.areaY(slices, {
              x: "x",
              y1: "low",
              y2: "high",
              fill: color,
              fillOpacity: layerOpacity,
              className: "layer"
            }),
            Plot.lineY(edgeOf(slices, edge), {x: "x", y: "y", stroke: color, strokeWidth: 1.25})
          ]
    )
  );
}

/** The outer edge of a layer, interrupted where it has no height: the layer below has its own edge there. */
function edgeOf(slices: readonly Slice[], edge: "high" | "low"): Point[] {
  const isEmpty = (slice: Slice | undefined) => slice === undefined || slice.low === slice.high;
  return slices.map((slice, i) => {
    const isBare = [slices[i - 1], slice, slices[i + 1]].every(isEmpty);
    return {x: slice.x, y: isBare ? Number.NaN : slice[edge]};
  });
}

/** Labels at the right ends of the layers, at half their height. */
export function stackLabels(stack: readonly PlacedLayer[]): EndLabel[] {
  return stack.flatMap(({label, color, textColor, above, below}) => {
    const ends = [above.at(-1), below.at(-1)].filter((slice) => slice !== undefined);
    if (ends.length === 0) return [];
    const end = ends.reduce((best, slice) => (slice.high - slice.low > best.high - best.low ? slice : best));
    return [{text: label, x: end.x, y: (end.low + end.high) / 2, color, textColor, fillOpacity: layerOpacity}];
  });
}
