import * as Plot from "@observablehq/plot";
import {type Axis, type ChartOptions, chart, emptyNote} from "./chart.js";
import {color} from "./colors.js";
import {
  extentOf,
  linearAxis,
  lineLabels,
  lineMarks,
  overSeeds,
  pointerTip,
  positiveOnly,
  type Series,
  seriesOf
} from "./series.js";

/** m times the largest squared gap of one run until the risk has fallen to a level. */
export interface LevelRow {
  /** δ, the fraction of E f*² that is left. */
  readonly level: number;
  readonly scaled: number;
}

export interface OwnWidthOptions extends ChartOptions {
  /** The quantity on the vertical axis. */
  readonly label: string;
  /** What the band is made of. */
  readonly bandLabel: string;
  readonly ownLabel: string;
}

/** A run of the reader's own, level by level, over the mean and range of the table's runs. */
export function ownWidthPlot(
  own: readonly LevelRow[],
  table: readonly LevelRow[],
  options: OwnWidthOptions
): SVGSVGElement {
  const {label, bandLabel, ownLabel} = options;
  const band = seriesOf("meanField", positiveOnly(byLevel(table), {x: true, y: true}), {
    label: bandLabel,
    strokeWidth: 1.5
  });
  const run = seriesOf("measured", positiveOnly(byLevel(own), {x: true, y: true}), {label: ownLabel});
  const series = [band, run].filter(({points}) => points.length > 0);
  const dots = run.points.filter(({y}) => Number.isFinite(y));
  return chart(
    {
      title: "A run of your own over the table",
      x: levelAxis(series),
      y: linearAxis(label, extentOf(series, "y"), {zero: true}),
      marks: [
        ...lineMarks(series),
        Plot.dot(dots, {x: "x", y: "y", r: 3, fill: color("measured")}),
        ...pointerTip(series, options, "δ"),
        emptyNote(series.length === 0)
      ],
      labels: lineLabels(series),
      labelPlacement: "key"
    },
    options
  );
}

function byLevel(rows: readonly LevelRow[]) {
  return overSeeds(
    rows,
    ({level}) => level,
    ({scaled}) => scaled
  );
}

/** The levels from the first to the last that a run reaches, left to right. */
function levelAxis(series: readonly Series[]): Axis {
  const [low, high] = extentOf(series, "x") ?? [0.3, 0.8];
  const levels = [...new Set(series.flatMap(({points}) => points.map(({x}) => x)))];
  return {
    label: "level δ: share of the target not yet learned",
    domain: [high + 0.03, low - 0.03],
    ticks: levels.length > 0 ? levels : 5
  };
}
