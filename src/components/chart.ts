import * as Plot from "@observablehq/plot";
import {dodge, spaced, textWidth} from "./labels.js";
import {formatNumber} from "./numbers.js";
import {markQuantities} from "./quantityMarks.js";

/** What every plot factory takes beside its rows. */
export interface ChartOptions {
  /** Width in px; the height follows from it. Default 720. */
  readonly width?: number;
  /** The document to draw in, where there is no global one (jsdom). */
  readonly document?: Document;
  /** Prefix of the ids inside the SVG, so that several figures can stand in one page. */
  readonly id?: string;
  /** What the figure shows, in words, for those who do not see it. */
  readonly description?: string;
  /** Show the values under the pointer; default: whenever the page's own document is drawn in. */
  readonly tip?: boolean;
}

/** A label beside the end of a line, in data coordinates of the plot's scales. */
export interface EndLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly color: string;
  readonly textColor: string;
  readonly dash?: string;
  /** The opacity of a filled area, whose sample in the key is a box; a line where there is none. */
  readonly fillOpacity?: number;
}

export interface Axis {
  /** The quantity and, where it has one, its unit. */
  readonly label: string;
  readonly type?: "linear" | "log" | "sqrt" | "symlog";
  readonly domain: readonly [number, number];
  readonly ticks?: readonly number[] | number;
  readonly tickFormat?: (value: number) => string;
  readonly constant?: number;
  readonly reverse?: boolean;
}

export interface Chart {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly marks: readonly (Plot.Markish | null | undefined)[];
  readonly labels?: readonly EndLabel[];
  /** Height over width, wide and narrow; default `aspects`. */
  readonly aspects?: Aspects;
  /** "ends" (default where there is room): beside the lines; "key": in rows above the plot. */
  readonly labelPlacement?: "ends" | "key";
  readonly marginLeft?: number;
  readonly marginBottom?: number;
}

export interface Aspects {
  readonly wide: number;
  readonly narrow: number;
}

/** Below this width labels move from the ends of the lines into a key above them (the stylesheet has it as well). */
export const narrowWidth = 560;

/** Height over width of a figure; the stylesheet reserves the same space before the plot is there. */
export const aspects: Aspects = {wide: 0.56, narrow: 0.92};

/** The height in px of a plot of this width. */
export function heightOf(width: number, {wide, narrow}: Aspects = aspects): number {
  return Math.round(width * (width < narrowWidth ? narrow : wide));
}

export const fontSize = 12;
const lineHeight = 16;
/** The height of a digit and a little air, in px: the words of ticks stand no closer above each other. */
const letterRoom = 11;
const faint = "var(--theme-foreground-faintest, #dedede)";
const muted = "var(--theme-foreground-muted, #5f6368)";

/** Where the plot's frame is, and the rows of the key where there is one. */
function layoutOf(spec: Pick<Chart, "labels" | "labelPlacement" | "marginLeft" | "marginBottom">, width: number) {
  const {labels = [], labelPlacement, marginLeft = 52, marginBottom = 42} = spec;
  const hasKey = width < narrowWidth || labelPlacement === "key";
  const keyRows = hasKey ? arrangeKey(labels, width) : undefined;
  return {
    keyRows,
    marginTop: 34 + (keyRows?.length ?? 0) * lineHeight,
    marginLeft,
    marginBottom,
    marginRight: hasKey ? 16 : Math.max(16, ...labels.map(({text}) => textWidth(text, fontSize) + 20))
  };
}

/** Width and height in px of the frame that a chart with these labels and margins will have. */
export function frameSize(spec: Parameters<typeof layoutOf>[0] & Pick<Chart, "aspects">, width: number) {
  const {marginTop, marginBottom, marginLeft, marginRight} = layoutOf(spec, width);
  return {width: width - marginLeft - marginRight, height: heightOf(width, spec.aspects) - marginTop - marginBottom};
}

/** A chart as an SVG element with axes, labels and a description; the same in a page and under jsdom. */
export function chart(spec: Chart, options: ChartOptions = {}): SVGSVGElement {
  const {width = 720, document, id, description} = options;
  const height = heightOf(width, spec.aspects);
  const labels = spec.labels ?? [];
  const narrow = width < narrowWidth;
  const {keyRows, ...margins} = layoutOf(spec, width);
  const {x, y} = spec;
  const {marginLeft, marginRight, marginTop, marginBottom} = margins;
  const xWords = tickWords(x, [marginLeft, width - marginRight], (word) => textWidth(word, fontSize) + 2);
  const yWords = tickWords(y, [height - marginBottom, marginTop], () => letterRoom);
  const svg = Plot.plot({
    document,
    width,
    height,
    ...margins,
    ariaLabel: spec.title,
    ariaDescription: description,
    style: {
      fontSize: `${fontSize}px`,
      fontFamily: "var(--sans-serif, system-ui, sans-serif)",
      overflow: "visible",
      background: "none"
    },
    x: {type: x.type ?? "linear", domain: [...x.domain], constant: x.constant, axis: null},
    y: {type: y.type ?? "linear", domain: [...y.domain], constant: y.constant, axis: null},
    marks: [
      Plot.gridY({ticks: ticksOf(y, narrow ? 5 : 6), stroke: faint, strokeOpacity: 1}),
      Plot.ruleY([y.domain[0]], {stroke: muted}),
      Plot.axisX({
        ticks: ticksOf(x, Math.max(3, Math.round((width - 60 - marginRight) / 80))),
        text: xWords,
        label: null,
        tickSize: 4,
        stroke: muted,
        fill: "currentColor"
      }),
      Plot.axisY({
        ticks: ticksOf(y, narrow ? 5 : 6),
        text: yWords,
        label: null,
        tickSize: 0,
        tickPadding: 6,
        fill: "currentColor"
      }),
      ...spec.marks,
      keyRows ? keyMark(keyRows, width) : endLabelMark(labels),
      axisTitles(x.label, y.label)
    ]
  }) as unknown as SVGSVGElement;
  return finish(svg, id);
}

function ticksOf({ticks}: Axis, count: number): number | number[] {
  return typeof ticks === "number" || ticks === undefined ? (ticks ?? count) : [...ticks];
}

/**
 * The words of the ticks, empty where there is no room for them on an axis from `range[0]` to `range[1]` px. Plot would
 * thin out the words of a logarithmic axis by itself; as a `text` channel it keeps them.
 */
function tickWords(axis: Axis, range: [number, number], sizeOf: (word: string) => number) {
  const {type = "linear", domain, constant, tickFormat = (value) => formatNumber(value)} = axis;
  return {
    transform: (values: readonly number[]) => {
      const scale = Plot.scale({x: {type, domain: [...domain], range, constant}});
      const words = Array.from(values, (value) => tickFormat(value));
      const wishes = words.map((word, i) => ({at: scale.apply(values[i]), size: sizeOf(word)}));
      const shown = spaced(wishes, ranksOf(values, type));
      return words.map((word, i) => (shown[i] ? word : ""));
    }
  };
}

/** Which ticks keep their words first: the powers of ten of a logarithmic axis, or those nearest to 0. */
function ranksOf(values: readonly number[], type: Axis["type"]): number[] {
  if (type !== "log") return Array.from(values, Math.abs);
  return Array.from(values, (value) => (Number.isInteger(Math.log10(value)) ? 0 : 1));
}

const coordinates = ["x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "transform"];

/** Hundredths of a pixel: fewer bytes, and the same ones on every machine. */
function roundCoordinates(svg: SVGSVGElement): void {
  for (const node of svg.querySelectorAll("*"))
    for (const name of coordinates) {
      const value = node.getAttribute(name);
      if (value?.includes("."))
        node.setAttribute(
          name,
          value.replace(/-?\d+\.\d+(e-?\d+)?/g, (number) => String(Math.round(Number(number) * 100) / 100))
        );
    }
}

/** Gives the drawing a role, its marks their quantities, ids of its own, and takes away the group labels that have no role to go with them. */
function finish(svg: SVGSVGElement, id: string | undefined): SVGSVGElement {
  roundCoordinates(svg);
  markQuantities(svg);
  svg.setAttribute("role", "img");
  svg.classList.add("chart");
  for (const group of svg.querySelectorAll("g[aria-label]")) {
    group.setAttribute("data-mark", group.getAttribute("aria-label")!);
    group.removeAttribute("aria-label");
  }
  const clips = [...svg.querySelectorAll("clipPath[id]")].map((clip, i) => ({
    clip,
    old: clip.id,
    fresh: `${id ?? "chart"}-clip-${i + 1}`
  }));
  for (const {clip, old, fresh} of clips) {
    for (const user of svg.querySelectorAll(`[clip-path="url(#${old})"]`))
      user.setAttribute("clip-path", `url(#${fresh})`);
    clip.id = fresh;
  }
  return svg;
}

function element(document: Document, name: string, attributes: Record<string, string | number | undefined>): Element {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) node.setAttribute(key, String(value));
  return node;
}

function text(document: Document, content: string, attributes: Record<string, string | number | undefined>): Element {
  const node = element(document, "text", attributes);
  node.textContent = content;
  return node;
}

/** A font size at which words fit into some px; undefined where they do anyway. */
function fittingSize(words: string, room: number): number | undefined {
  const needed = textWidth(words, fontSize);
  return needed > room ? Math.floor((10 * fontSize * room) / needed) / 10 : undefined;
}

/** The axes' titles: y upright above the axis at the left edge, x below the axis, ending with it. */
function axisTitles(x: string, y: string): Plot.RenderFunction {
  return (_index, _scales, _values, {width, height, marginRight}, {document}) => {
    const shared = {class: "axis-title", fill: "currentColor"};
    const group = element(document, "g", {class: "axis-titles"});
    const title = (words: string, room: number, place: Record<string, string | number>) =>
      text(document, words, {...shared, ...place, "font-size": fittingSize(words, room)});
    group.append(title(y, width - 4, {x: 2, y: 14, "text-anchor": "start"}));
    if (x !== "") {
      const end = width - marginRight;
      group.append(title(x, end - 2, {x: end, y: height - 5, "text-anchor": "end"}));
    }
    return group as SVGElement;
  };
}

/** Labels at the ends of the lines, kept apart; a thin leader ties a label that had to move to its line. */
function endLabelMark(labels: readonly EndLabel[]): Plot.RenderFunction {
  return (_index, {x, y}, _values, {width, height, marginRight, marginTop, marginBottom}, {document}) => {
    const group = element(document, "g", {class: "end-labels", "text-anchor": "start"});
    const left = width - marginRight;
    const ends = labels.map((label) => ({label, px: Number(x!(label.x)), py: Number(y!(label.y))}));
    const shown = ends.filter(({px, py}) => Number.isFinite(px) && Number.isFinite(py));
    const centres = dodge(
      shown.map(({py}) => ({at: Math.min(Math.max(py, marginTop), height - marginBottom), size: lineHeight})),
      marginTop - lineHeight / 2,
      height - marginBottom + lineHeight / 2
    );
    shown.forEach(({label, px, py}, i) => {
      const end = Math.min(Math.max(py, marginTop), height - marginBottom);
      if (Math.abs(centres[i] - end) > 3 || left - px > 8)
        group.append(
          element(document, "path", {
            d: `M${px + 2},${end}L${left + 10},${centres[i]}`,
            fill: "none",
            stroke: label.color,
            "stroke-width": 0.75,
            "stroke-opacity": 0.7
          })
        );
      group.append(text(document, label.text, {x: left + 13, y: centres[i], dy: "0.32em", fill: label.textColor}));
    });
    return group as SVGElement;
  };
}

interface KeyEntry {
  readonly label: EndLabel;
  readonly x: number;
}

const sampleWidth = 26;

/** Breaks the key into rows that fit the width. */
function arrangeKey(labels: readonly EndLabel[], width: number): KeyEntry[][] {
  const rows: KeyEntry[][] = [];
  let x = Number.POSITIVE_INFINITY;
  for (const label of labels) {
    const needed = sampleWidth + 5 + textWidth(label.text, fontSize) + 14;
    if (x + needed > width) {
      rows.push([]);
      x = 2;
    }
    rows.at(-1)!.push({label, x});
    x += needed;
  }
  return rows;
}

/** The key of a narrow plot: a sample of each line and its name. */
function keyMark(rows: readonly (readonly KeyEntry[])[], width: number): Plot.RenderFunction {
  return (_index, _scales, _values, _dimensions, {document}) => {
    const group = element(document, "g", {class: "key", "text-anchor": "start", "data-width": width});
    rows.forEach((row, i) => {
      const y = 33 + i * lineHeight;
      for (const {label, x} of row) {
        group.append(
          label.fillOpacity !== undefined
            ? element(document, "rect", {
                x,
                y: y - 5,
                width: sampleWidth,
                height: 10,
                fill: label.color,
                "fill-opacity": label.fillOpacity
              })
            : element(document, "path", {
                d: `M${x},${y}h${sampleWidth}`,
                stroke: label.color,
                "stroke-width": 2,
                "stroke-dasharray": label.dash
              }),
          text(document, label.text, {x: x + sampleWidth + 5, y, dy: "0.32em", fill: label.textColor})
        );
      }
    });
    return group as SVGElement;
  };
}

/** Charts of the same width one above the other, in one SVG. */
export function stackCharts(
  charts: readonly SVGSVGElement[],
  title: string,
  height: number,
  {width = 720, description}: ChartOptions
): SVGSVGElement {
  const [first] = charts;
  const svg = element(first.ownerDocument, "svg", {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": title,
    "aria-description": description,
    class: "chart",
    fill: "currentColor",
    style: "overflow: visible"
  }) as SVGSVGElement;
  let y = 0;
  for (const chart of charts) {
    for (const name of ["role", "aria-label", "aria-description", "class"]) chart.removeAttribute(name);
    chart.querySelector("style")?.remove();
    chart.setAttribute("y", String(y));
    y += Number(chart.getAttribute("height"));
    svg.append(chart);
  }
  return svg;
}

/** True when a plot is drawn in the page's own document, where a pointer may show up. */
export function isLive({document: given, tip}: ChartOptions): boolean {
  return tip ?? (given === undefined && typeof document !== "undefined");
}

/** The words that stand in an empty plot. */
export function emptyNote(isEmpty: boolean): Plot.Markish | null {
  return isEmpty
    ? Plot.text(["no rows to draw"], {
        frameAnchor: "middle",
        fill: muted,
        stroke: "var(--theme-background, #fff)",
        strokeWidth: 6
      })
    : null;
}
