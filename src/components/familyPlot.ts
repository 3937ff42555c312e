import * as Plot from "@observablehq/plot";
import {type Axis, type ChartOptions, chart, emptyNote} from "./chart.js";
import {
  extentOf,
  type Level,
  levelNames,
  linearAxis,
  lineLabels,
  lineMarks,
  logAxis,
  type Maybe,
  numberOf,
  ordinalSeries,
  pointerTip,
  positiveOnly,
  type Series,
  seriesOf,
  timeRule
} from "./series.js";

/** One point of one member of a family of curves, e.g. of one dimension. */
export interface FamilyRow {
  readonly member: string;
  readonly x: number;
  readonly y: Maybe;
  /** How much y may be off; drawn as a band where it can be seen. */
  readonly error?: Maybe;
}

export interface FamilyAxis {
  readonly label: string;
  readonly scale: "linear" | "log";
  readonly domain?: readonly [number, number];
  /** Where to put ticks, on a logarithmic axis whose values are few. */
  readonly ticks?: readonly number[];
}

/** A law to compare with, in the colour of predictions, or in that of the member that it speaks of. */
export interface FamilyLaw {
  readonly label: string;
  readonly member?: string;
  readonly points: readonly {readonly x: number; readonly y: number}[];
}

export interface FamilyPlotOptions extends ChartOptions {
  readonly title: string;
  readonly x: FamilyAxis;
  readonly y: FamilyAxis;
  /** What x is called under the pointer. */
  readonly xName: string;
  /** Mark every row with a dot. */
  readonly dots?: boolean;
  /** Dots without lines: measurements that scatter. */
  readonly scatter?: boolean;
  readonly levels?: readonly Level[];
  readonly laws?: readonly FamilyLaw[];
  /** An x to mark. */
  readonly at?: number;
}

/** A family of curves, its members in the order of their first rows, on linear or logarithmic axes. */
export function familyPlot(rows: readonly FamilyRow[], options: FamilyPlotOptions): SVGSVGElement {
  const {title, x, y, xName, dots = false, scatter = false, levels = [], laws = [], at} = options;
  const log = {x: x.scale === "log", y: y.scale === "log"};
  const members = [...new Set(rows.map(({member}) => member))];
  const family = ordinalSeries(members, String, (member) =>
    positiveOnly(
      rows.filter((row) => row.member === member).map((row) => pointOf(row)),
      log
    )
  );
  const lines = scatter ? family.map((line) => ({...line, dash: undefined})) : family;
  const guides = laws.map(({label, member, points}): Series => {
    const law = seriesOf("prediction", positiveOnly(points, log), {label, strokeWidth: 1.5, dash: "3 3"});
    const own = lines.find((line) => line.label === member);
    return own ? {...law, color: own.color, textColor: own.textColor} : law;
  });
  const all = [...lines, ...guides];
  const marked =
    dots || scatter
      ? lines.flatMap(({points, color: fill}) =>
          points.filter((p) => Number.isFinite(p.x) && Number.isFinite(p.y)).map((p) => ({x: p.x, y: p.y, fill}))
        )
      : [];
  const xAxis = axis(x, extentOf(all, "x"), log.x ? {pad: dots || scatter ? 0.04 : 0} : {pad: 0});
  const low = extentOf(all, "y");
  const reach = levels.map((level) => level.y);
  const yAxis = axis(y, low && [Math.min(low[0], ...reach), Math.max(low[1], ...reach)], {});
  return chart(
    {
      title,
      x: xAxis,
      y: yAxis,
      marks: [
        timeRule(at, xAxis),
        ...levels.map((level) =>
          Plot.ruleY([level.y], {stroke: "currentColor", strokeOpacity: 0.55, strokeDasharray: "2 3"})
        ),
        ...lineMarks(scatter ? guides : [...guides, ...lines]),
        marked.length > 0 ? Plot.dot(marked, {x: "x", y: "y", r: 2.5, fill: "fill"}) : null,
        levels.length > 0 ? levelNames(levels, xAxis) : null,
        ...pointerTip(all, options, xName),
        emptyNote(!extentOf(all, "y"))
      ],
      labels: lineLabels(all)
    },
    options
  );
}

function pointOf({x, y, error}: FamilyRow) {
  const value = numberOf(y);
  const off = numberOf(error);
  return Number.isFinite(off) ? {x, y: value, low: value - off, high: value + off} : {x, y: value};
}

function axis(
  {label, scale, domain, ticks}: FamilyAxis,
  extent: [number, number] | undefined,
  {pad}: {readonly pad?: number}
): Axis {
  const shown: [number, number] | undefined = domain ? [domain[0], domain[1]] : extent;
  const options = domain ? {pad: 0} : pad === undefined ? {} : {pad};
  if (scale === "linear") return linearAxis(label, shown, options);
  const log = logAxis(label, shown, options);
  return ticks && ticks.length > 0 ? {...log, ticks, tickFormat: String} : log;
}
