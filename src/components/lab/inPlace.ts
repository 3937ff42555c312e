import type {ChartOptions} from "../chart.js";

/** A drawing whose axes are drawn once and whose marks are moved. */
export interface InPlacePlot<State> {
  /** The axes, and empty paths for the marks. */
  frame(state: State, options: ChartOptions): SVGSVGElement;
  /** Puts the marks where this state has them. */
  move(svg: SVGSVGElement, state: State): void;
  /** Changes when the axes have to be drawn again. */
  frameKey(state: State): string;
}

/**
 * Draws each state into the same element as long as width and axes stay, which takes well under a millisecond instead of the
 * ten of a new chart: for pictures that follow a run. For another document (a static figure) every drawing is new.
 */
export function drawInPlace<State>(plot: InPlacePlot<State>): (state: State, options: ChartOptions) => SVGSVGElement {
  let kept: {readonly svg: SVGSVGElement; readonly key: string} | undefined;
  return (state, options) => {
    const key = `${options.width} ${plot.frameKey(state)}`;
    if (options.document !== undefined || kept?.key !== key) {
      const svg = plot.frame(state, options);
      plot.move(svg, state);
      if (options.document === undefined) kept = {svg, key};
      return svg;
    }
    plot.move(kept.svg, state);
    if (options.description !== undefined) kept.svg.setAttribute("aria-description", options.description);
    return kept.svg;
  };
}

/** Both scales of a chart made by `chart`, as functions to pixels. */
export function scalesOf(svg: SVGSVGElement): {x: (value: number) => number; y: (value: number) => number} {
  const {scale} = svg as unknown as {scale: (name: string) => {apply: (value: number) => number}};
  const [x, y] = [scale("x"), scale("y")];
  return {x: (value) => x.apply(value), y: (value) => y.apply(value)};
}

/** A place for a path in a chart, filled by `setPath`. */
export function pathMark(attributes: Readonly<Record<string, string | number>>) {
  return (
    _index: unknown,
    _scales: unknown,
    _values: unknown,
    _dimensions: unknown,
    {document}: {document: Document}
  ): SVGElement => {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    for (const [name, value] of Object.entries(attributes)) path.setAttribute(name, String(value));
    return path;
  };
}

export function setPath(svg: SVGSVGElement, name: string, d: string): void {
  svg.querySelector(`path.${name}`)?.setAttribute("d", d);
}

/** Points as one path of dots: round caps of a stroke, so that a thousand neurons are one element. */
export function dotsPath(xs: ArrayLike<number>, ys: ArrayLike<number>, isShown?: (i: number) => boolean): string {
  let d = "";
  for (let i = 0; i < xs.length; ++i)
    if (isShown === undefined || isShown(i)) d += `M${xs[i].toFixed(1)},${ys[i].toFixed(1)}h.01`;
  return d;
}

/** The attributes of such a path. */
export const dotAttributes = (name: string, stroke: string, size: number) =>
  ({
    class: name,
    fill: "none",
    stroke,
    "stroke-width": size,
    "stroke-linecap": "round",
    "stroke-opacity": 0.6
  }) as const;

/** The same chart with a vertical rule at a time, which is moved where the chart was drawn before. */
export function withTimeRule(svg: SVGSVGElement, time: number | undefined): SVGSVGElement {
  const {scale} = svg as unknown as {
    scale: (name: string) => {apply: (value: number) => number; domain: number[]; range: number[]};
  };
  let rule = svg.querySelector<SVGLineElement>("line.moving-rule");
  if (!rule) {
    rule = svg.ownerDocument.createElementNS("http://www.w3.org/2000/svg", "line");
    const {range} = scale("y");
    for (const [name, value] of Object.entries({
      class: "moving-rule",
      y1: range[0],
      y2: range[1],
      stroke: "currentColor",
      "stroke-opacity": 0.45
    }))
      rule.setAttribute(name, String(value));
    svg.append(rule);
  }
  const {domain, apply} = scale("x");
  const isInside = time !== undefined && time >= domain[0] && time <= domain[1];
  rule.setAttribute("visibility", isInside ? "visible" : "hidden");
  if (isInside) for (const end of ["x1", "x2"]) rule.setAttribute(end, apply(time).toFixed(1));
  return svg;
}
