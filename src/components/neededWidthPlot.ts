import * as Plot from "@observablehq/plot";
import type {NeededWidth} from "../experiments/widthFits.js";
import {type Axis, type ChartOptions, chart, emptyNote, isLive} from "./chart.js";
import {color, labelOf} from "./colors.js";
import {compressedLog} from "./compressedLog.js";
import {formatNumber, powerOfTen} from "./numbers.js";
import {extentOf, lineLabels, lineMarks, logAxis, type Point, type Series, seriesOf, tipMarks} from "./series.js";

const sources: readonly NeededWidth["source"][] = ["gronwall", "selfConcordanceBound", "prediction", "measured"];

export interface NeededWidthOptions extends ChartOptions {
  /** A dimension to mark. */
  readonly at?: number;
}

/**
 * The width needed for a gap against the dimension: dots where it was measured (open where their law was extended), a line
 * for each theory. The vertical axis is logarithmic up to a knee above the useful theories, and logarithmic in the exponent
 * beyond it.
 */
export function neededWidthPlot(rows: readonly NeededWidth[], options: NeededWidthOptions = {}): SVGSVGElement {
  const {at} = options;
  const usable = rows.filter(({logWidth}) => Number.isFinite(logWidth));
  const exponents = usable.flatMap(({logWidth, low, high}) => [logWidth, low ?? logWidth, high ?? logWidth]);
  const useful = usable.filter(({source}) => source !== "gronwall").map(({logWidth}) => logWidth);
  const [least, most] = [Math.min(...exponents, 6), Math.max(...exponents, 0)];
  const knee = Math.ceil(Math.max(...useful, 0) + 0.05);
  const scale = compressedLog(knee, knee / 16);
  const series = sources
    .map((source) => curveOf(usable, source, scale.positionOf))
    .filter(({points}) => points.length > 0);
  const lines = series.filter(({label}) => label !== labelOf("measured"));
  const measured = usable.filter(({source}) => source === "measured");
  const x = extentOf(series, "x");
  const [from, to] = [scale.positionOf(Math.min(least, 0)), scale.positionOf(most) + 0.3];
  const y: Axis = {
    label: "width needed (neurons)",
    domain: [from - 0.1, to],
    ticks: apart(exponentTicks(knee, most).map(scale.positionOf), (to - from) / 11),
    tickFormat: scale.label
  };
  const isCompressed = most > knee;
  const dots = measured.map(({dimension, logWidth, low, high, isReached}) => ({
    x: dimension,
    y: scale.positionOf(logWidth),
    low: scale.positionOf(low ?? logWidth),
    high: scale.positionOf(high ?? logWidth),
    fill: isReached ? color("measured") : "var(--theme-background, #fff)"
  }));
  return chart(
    {
      title: "The width that each theory asks for, against the dimension",
      x: dimensionAxis(x),
      y: isCompressed ? {...y, label: `${y.label}, log scale, log of the log above ${powerOfTen(knee)}`} : y,
      marks: [
        isCompressed ? Plot.rect([0], {y1: knee, y2: to, fill: "currentColor", fillOpacity: 0.035}) : null,
        isCompressed ? Plot.ruleY([knee], {stroke: "currentColor", strokeOpacity: 0.45, strokeDasharray: "1 3"}) : null,
        at === undefined ? null : Plot.ruleX([at], {stroke: "currentColor", strokeOpacity: 0.35}),
        ...lineMarks(lines),
        Plot.link(dots, {x1: "x", x2: "x", y1: "low", y2: "high", stroke: color("measured"), strokeWidth: 1.5}),
        Plot.dot(dots, {x: "x", y: "y", r: 3.2, fill: "fill", stroke: color("measured"), strokeWidth: 1.5}),
        ...(isLive(options) ? tipMarks(tips(usable)) : []),
        emptyNote(usable.length === 0)
      ],
      labels: lineLabels(series)
    },
    options
  );
}

function curveOf(
  rows: readonly NeededWidth[],
  source: NeededWidth["source"],
  positionOf: (e: number) => number
): Series {
  const points = rows
    .filter((row) => row.source === source)
    .map(({dimension, logWidth}): Point => ({x: dimension, y: positionOf(logWidth)}))
    .sort((a, b) => a.x - b.x);
  return seriesOf(source, points);
}

/** Every decade up to the knee; 10³⁰, 10¹⁰⁰, 10³⁰⁰ and so on beyond it. */
function exponentTicks(knee: number, most: number): number[] {
  const ticks = Array.from({length: knee + 1}, (_, e) => e);
  for (let decade = 10; decade <= most; decade *= 10)
    for (const e of [decade, 3 * decade]) if (e > knee && e <= most) ticks.push(e);
  return ticks;
}

/** The ticks that stand apart: from the lowest on, each at least a share of the axis above the one before. */
function apart(positions: readonly number[], least: number): number[] {
  const kept: number[] = [];
  for (const position of positions)
    if (kept.length === 0 || position - kept[kept.length - 1] >= least) kept.push(position);
  return kept;
}

function dimensionAxis(extent: [number, number] | undefined): Axis {
  return {...logAxis("dimension d", extent, {pad: 0.03}), tickFormat: (d) => formatNumber(d)};
}

/** All sources at each dimension that one of them knows. */
function tips(rows: readonly NeededWidth[]): {x: number; title: string}[] {
  const dimensions = [...new Set(rows.map(({dimension}) => dimension))];
  return dimensions.map((x) => {
    const lines = [...sources].reverse().flatMap((source) => {
      const row = rows.find((one) => one.source === source && one.dimension === x);
      return row ? [`${labelOf(source)}: ${widthText(row.logWidth)}`] : [];
    });
    return {x, title: [`d = ${x}`, ...lines].join("\n")};
  });
}

/** A width by its decimal logarithm, in words: "1200" or "10⁴⁶". */
export function widthText(logWidth: number): string {
  if (!Number.isFinite(logWidth)) return "–";
  return logWidth < 15 ? formatNumber(Math.ceil(10 ** logWidth), 2) : powerOfTen(Math.round(logWidth));
}
