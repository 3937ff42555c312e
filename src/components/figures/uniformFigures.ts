import type {GapRow} from "../../experiments/gap.js";
import type {NamedLinks} from "../../experiments/singleIndexLinks.js";
import type {TailRow} from "../../experiments/tail.js";
import type {LearnedFit, SupremumFit} from "../../experiments/uniformFits.js";
import type {ChartOptions} from "../chart.js";
import {collapsePlot} from "../collapsePlot.js";
import type {Printed} from "../command.js";
import {familyPlot} from "../familyPlot.js";
import type {FigureSpec} from "../figure.js";
import {formatNumber} from "../numbers.js";
import {timeLabel} from "../series.js";
import {count, meanOf} from "./setting.js";

export interface IntegralCurve {
  readonly links: NamedLinks;
  readonly dimension: number;
  readonly rows: readonly TailRow[];
}

const integralAxis = "∫√L, from 0 to t";

/** ∫√L of one link, with the lower bound that grows without end where there is one. */
export function ownIntegralFigure(
  id: string,
  {links, dimension, rows}: IntegralCurve,
  parameters: Printed
): FigureSpec {
  const last = rows[rows.length - 1];
  const half = rows.find(({time}) => time >= last.time / 2) ?? last;
  const proved = Number.isFinite(last.leastIntegral);
  const growth = `At <i>t</i> = ${formatNumber(last.time, 4)} it is ${formatNumber(last.integralRootExcess)}, and the last doubling of <i>t</i> has added ${formatNumber(last.integralRootExcess - half.integralRootExcess, 2)}.`;
  const bound = proved
    ? ` Dashed: the lower bound (3), ${formatNumber(last.leastIntegral, 2)} at that time, which grows without end.`
    : " No degree of this target is well-specified, and (3) says nothing.";
  return {
    id,
    title: "Does ∫√L stay bounded?",
    rows,
    experiment: "tail",
    parameters,
    caption: `${links.label}, <i>d</i> = ${dimension}. The integral of √<i>L</i>, <i>L</i> the risk above the least risk of any network. ${growth}${bound}`,
    draw: (options: ChartOptions) =>
      familyPlot(
        rows.map((row) => ({member: "∫√L", x: row.time, y: row.integralRootExcess})),
        {
          ...options,
          title: "The integral of √L",
          x: {label: timeLabel, scale: "log"},
          y: {label: integralAxis, scale: "linear"},
          xName: "t",
          laws: proved
            ? [{label: "proved bound", points: rows.map((row) => ({x: row.time, y: row.leastIntegral}))}]
            : []
        }
      )
  };
}

/** ∫√L of several links over time. */
export function integralsFigure(id: string, curves: readonly IntegralCurve[], command: string): FigureSpec {
  const rows = curves.flatMap(({links, rows}) =>
    rows.map((row) => ({member: links.label, x: row.time, y: row.integralRootExcess}))
  );
  const said = curves.map(({links, rows}) => {
    const last = rows[rows.length - 1];
    const slope = rows.findLast((row) => Number.isFinite(row.slope ?? Number.NaN));
    return `${links.label}: ${formatNumber(last.integralRootExcess)} at <i>t</i> = ${formatNumber(last.time, 4)}, where <i>c</i> = ${formatNumber(-(slope?.slope ?? Number.NaN))}`;
  });
  return {
    id,
    title: "∫√L by link",
    rows: curves.flatMap(({links, dimension, rows}) => rows.map((row) => ({links: links.name, dimension, ...row}))),
    experiment: "tail",
    command,
    caption: `<i>d</i> = ${curves[0].dimension}. On these axes a power of <i>t</i> is a straight line, log <i>t</i> bends over but never ends, and a finite integral goes flat. ${said.join("; ")}. (<i>c</i> is the local exponent −d log <i>L</i>/d log <i>t</i> at the last time where <i>L</i> is above rounding.)`,
    draw: (options: ChartOptions) =>
      familyPlot(rows, {
        ...options,
        title: "The integral of √L by link",
        x: {label: timeLabel, scale: "log"},
        y: {label: integralAxis, scale: "log"},
        xName: "t"
      })
  };
}

export interface LearnedCurve {
  readonly links: NamedLinks;
  readonly rows: readonly (TailRow & {readonly dimension: number})[];
  readonly law: "power" | "logarithm";
  readonly fit: LearnedFit;
}

/** ∫_0^∞ √L against the dimension where it is finite. */
export function learnedFigure(id: string, curves: readonly LearnedCurve[], command: string): FigureSpec {
  const rows = curves.flatMap(({links, rows}) =>
    rows.map((row) => ({member: links.label, x: row.dimension, y: row.integralRootExcess}))
  );
  const said = curves.map(({links, law, fit, rows}) => {
    const form = law === "power" ? "exponent of <i>d</i>" : "coefficient of log <i>d</i>";
    const left = Math.max(...rows.map(({risk, excess}) => (Number.isFinite(excess ?? Number.NaN) ? excess / risk : 0)));
    const rest = left > 0 ? `at most ${formatNumber(left, 1)} of the risk` : "below rounding";
    return `${links.label}: ${form} ${formatNumber(fit.slope, 4)} ± ${formatNumber(fit.halfWidth, 2)} for <i>d</i> = ${fit.from} to ${fit.to} (largest residual ${formatNumber(fit.residual, 2)}; at the end of the runs the excess is ${rest})`;
  });
  return {
    id,
    title: "What is left to learn, over all time",
    rows: curves.flatMap(({links, rows}) => rows.map((row) => ({links: links.name, ...row}))),
    experiment: "tail",
    command,
    caption: `∫√<i>L</i> d<i>t</i> over all times, for targets where it is finite. ${said.join("; ")}.`,
    draw: (options: ChartOptions) =>
      familyPlot(rows, {
        ...options,
        title: "The integral of √L over all time, by dimension",
        x: {label: "dimension d", scale: "log"},
        y: {label: "∫√L over all time", scale: "log"},
        xName: "d",
        dots: true
      })
  };
}

export interface LongGapSetting {
  readonly id: string;
  readonly links: NamedLinks;
  readonly dimension: number;
  readonly command: string;
}

type LongGapRow = Pick<GapRow, "time" | "seed" | "functionGap"> & {readonly width: number};

/** m‖f_m − f_∞‖² over long times. */
export function longGapFigure(
  rows: readonly LongGapRow[],
  {id, links, dimension, command}: LongGapSetting
): FigureSpec {
  const end = Math.max(...rows.map(({time}) => time));
  const widths = [...new Set(rows.map(({width}) => width))];
  const seeds = new Set(rows.map(({seed}) => seed)).size;
  const scaled = widths.map(
    (width) =>
      `${formatNumber(meanOf(rows.filter((row) => row.width === width && row.time === end).map((row) => width * row.functionGap)), 2)} for <i>m</i> = ${width}`
  );
  return {
    id,
    title: "The function-space gap over long times",
    rows,
    experiment: "gap",
    command,
    caption: `${links.label}, <i>d</i> = ${dimension}, mean and range over ${count(seeds, "seed")}. At <i>t</i> = ${formatNumber(end, 4)}, <i>m</i>‖<i>f<sub>m</sub></i> − <i>f</i><sub>∞</sub>‖² is ${scaled.join(", ")}.`,
    draw: (options: ChartOptions) => collapsePlot(rows, {...options, scale: "log"})
  };
}

/** The fit of the largest gap over the times from `since` on. */
export interface SupremumCurve {
  readonly since: number;
  readonly fit: SupremumFit;
}

/** max_t ‖f_m − f_∞‖² against m, one dot a run, beside the rate that the theorem would give. */
export function supremumFigure(
  curves: readonly SupremumCurve[],
  {id, links, dimension, command, exponent}: LongGapSetting & {readonly exponent: number}
): FigureSpec {
  const rows = curves.flatMap(({since, fit}) =>
    fit.points.map((point) => ({
      member: since === 0 ? "largest over all t" : `largest over t ≥ ${since}`,
      x: point.width,
      y: point.largest
    }))
  );
  const rate = Math.min(1, exponent / 6);
  const [{fit: all}] = curves;
  const top = Math.max(...all.points.filter(({width}) => width === all.widths[0]).map(({largest}) => largest));
  const said = curves.map(
    ({since, fit}) =>
      `${since === 0 ? "over all times" : `over <i>t</i> ≥ ${since}`} ${formatNumber(fit.slope)} ± ${formatNumber(fit.halfWidth, 2)} (largest residual of the logarithm ${formatNumber(fit.residual, 2)})`
  );
  const claimed = Number.isFinite(exponent)
    ? `With the exponent <i>c</i> = ${formatNumber(exponent)} of this problem, min(1, <i>c</i>/6) = ${formatNumber(rate, 2)}`
    : "Since <i>L</i> falls faster than every power, min(1, <i>c</i>/6) = 1";
  return {
    id,
    title: "The largest gap against the width",
    rows: curves.flatMap(({since, fit}) => fit.points.map((point) => ({since, ...point}))),
    experiment: "gap",
    command,
    caption: `${links.label}, <i>d</i> = ${dimension}, one dot a run, <i>m</i> = ${all.widths[0]} to ${all.widths[1]}. Slope of the logarithm of the largest ‖<i>f<sub>m</sub></i> − <i>f</i><sub>∞</sub>‖² against log <i>m</i>, 95 % interval: ${said.join("; ")}. ${claimed} (dashed, at an arbitrary height: the theorem’s constant is not known to us).`,
    draw: (options: ChartOptions) =>
      familyPlot(rows, {
        ...options,
        title: "The largest gap against the width",
        x: {label: "width m (neurons)", scale: "log"},
        y: {label: "largest ‖fₘ − f∞‖² over time", scale: "log"},
        xName: "m",
        scatter: true,
        laws: [
          {
            label: "rate min(1, c/6)",
            points: all.widths.map((width) => ({x: width, y: 1.5 * top * (width / all.widths[0]) ** -rate}))
          }
        ]
      })
  };
}
