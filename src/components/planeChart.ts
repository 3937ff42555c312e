import * as Plot from "@observablehq/plot";
import {type Aspects, type Chart, type ChartOptions, chart, frameSize} from "./chart.js";

/** A point of the plane. */
export interface PlanePoint {
  readonly x: number;
  readonly y: number;
}

/** How far from the origin a plane shows at least, to both sides. */
export interface Reach {
  readonly x: number;
  readonly y: number;
}

export interface PlaneChart extends Pick<Chart, "title" | "labels"> {
  readonly reach: Reach;
  /** Marks, given the size of a pixel in units of the plane. */
  readonly marks: (pixel: number) => readonly (Plot.Markish | null)[];
  /** Names of the two coordinates. */
  readonly axes?: readonly [string, string];
}

/** Height over width of a plane. */
export const planeAspects: Aspects = {wide: 0.62, narrow: 1.08};

/** A chart of the plane with the same scale along both axes, the origin in its middle. */
export function planeChart(spec: PlaneChart, options: ChartOptions): SVGSVGElement {
  const {axes = ["first coordinate", "second coordinate"], reach, title, labels} = spec;
  const shape = {labels, labelPlacement: "key", aspects: planeAspects, marginLeft: 44} as const;
  const frame = frameSize(shape, options.width ?? 720);
  const pixel = Math.max((2 * reach.x) / frame.width, (2 * reach.y) / frame.height);
  const half = (size: number): readonly [number, number] => [(-pixel * size) / 2, (pixel * size) / 2];
  return chart(
    {
      ...shape,
      title,
      x: {label: axes[0], domain: half(frame.width)},
      y: {label: axes[1], domain: half(frame.height)},
      marks: [
        Plot.gridX({stroke: "var(--theme-foreground-faintest, #dedede)", strokeOpacity: 1}),
        Plot.ruleX([0], {stroke: "currentColor", strokeOpacity: 0.25}),
        Plot.ruleY([0], {stroke: "currentColor", strokeOpacity: 0.25}),
        ...spec.marks(pixel)
      ]
    },
    options
  );
}

/** The reach that holds all points with some room around them, and never less than `least`. */
export function reachOf(points: readonly PlanePoint[], least: Reach, room = 0.25): Reach {
  let {x, y} = least;
  for (const point of points) {
    if (!Number.isFinite(point.x) || !Number.isFinite(point.y)) continue;
    x = Math.max(x, Math.abs(point.x) + room);
    y = Math.max(y, Math.abs(point.y) + room);
  }
  return {x, y};
}

/** Both ways between the plane and the pixels of a chart's own coordinate system. */
export interface PlaneScales {
  toPixels(point: PlanePoint): PlanePoint;
  toPlane(pixels: PlanePoint): PlanePoint;
}

/** The scales of a chart made by `planeChart`, which are linear. */
export function planeScales(svg: SVGSVGElement): PlaneScales {
  const {scale} = svg as unknown as Pick<Plot.Plot, "scale">;
  const [x, y] = [scale("x")!, scale("y")!];
  return {
    toPixels: (point) => ({x: x.apply(point.x), y: y.apply(point.y)}),
    toPlane: (pixels) => ({x: x.invert!(pixels.x), y: y.invert!(pixels.y)})
  };
}
