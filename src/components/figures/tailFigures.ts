import type {NamedLinks} from "../../experiments/singleIndexLinks.js";
import type {TailRow} from "../../experiments/tail.js";
import type {Plateau, TailCurve} from "../../experiments/tailReading.js";
import type {ChartOptions} from "../chart.js";
import type {Printed} from "../command.js";
import {familyPlot} from "../familyPlot.js";
import type {FigureSpec} from "../figure.js";
import {formatNumber} from "../numbers.js";
import {timeLabel} from "../series.js";
import {count, linksText, percent} from "./setting.js";

export interface HalvesSetting {
  readonly id: string;
  readonly links: NamedLinks;
  readonly dimension: number;
  /** c: what counts as near the equator. */
  readonly near: number;
  readonly parameters: Printed;
}

/** Where the neurons are, in three parts: behind the equator, at it, ahead of it. */
export function halvesFigure(rows: readonly TailRow[], setting: HalvesSetting): FigureSpec {
  const {near} = setting;
  const parts = [
    ["ahead", `α > ${near}`],
    ["near", `|α| ≤ ${near}`],
    ["behind", `α < −${near}`]
  ] as const;
  const drawn = parts.flatMap(([key, member]) => rows.map((row) => ({member, x: row.time, y: row[key]})));
  const [first, last] = [rows[0], rows[rows.length - 1]];
  const emptied = rows.find(({behind}) => behind < 0.001);
  const said = emptied
    ? `From <i>t</i> = ${formatNumber(emptied.time, 2)} on fewer than 0.1 % are left behind it`
    : `At <i>t</i> = ${formatNumber(last.time, 4)} ${percent(last.behind)} are behind it`;
  return {
    id: setting.id,
    title: "What becomes of the other half",
    rows,
    experiment: "tail",
    parameters: setting.parameters,
    caption: `${linksText(setting)}. At the start ${percent(first.behind)} of the neurons are behind the equator. ${said}; at <i>t</i> = ${formatNumber(last.time, 4)} ${percent(last.near)} are at it and ${percent(last.ahead)} ahead of it, the risk is ${formatNumber(last.risk)} and its local slope ${formatNumber(last.slope)}.`,
    draw: (options: ChartOptions) =>
      familyPlot(drawn, {
        ...options,
        title: "Where the neurons are",
        x: {label: timeLabel, scale: "log"},
        y: {label: "fraction of the neurons", scale: "linear", domain: [0, 1]},
        xName: "t"
      })
  };
}

export interface TailSetting {
  readonly id: string;
  readonly links: NamedLinks;
  /** k of h_k. */
  readonly degree: number;
  readonly command: string;
}

function lastOf(rows: readonly TailRow[]): TailRow {
  return rows.findLast(({excess}) => Number.isFinite(excess ?? Number.NaN)) ?? rows[rows.length - 1];
}

/** The risk over time on logarithmic axes, one curve a dimension, with the derived law. */
export function tailFigure(curves: readonly TailCurve[], {id, links, command}: TailSetting): FigureSpec {
  const rows = curves.flatMap(({dimension, rows}) =>
    rows.map((row) => ({member: `d = ${dimension}`, x: row.time, y: row.excess, error: row.excessError}))
  );
  const said = curves.map(({dimension, rows, derived}) => {
    const last = lastOf(rows);
    const late =
      derived && derived.crossover < last.time / 8
        ? `, <i>t</i>²<i>R</i> = ${formatNumber(last.time ** 2 * last.excess, 4)} where the late law’s limit is ${formatNumber(derived.constant, 4)}`
        : "";
    const cross = derived ? `, crossover near <i>t</i> = ${formatNumber(derived.crossover, 2)}` : "";
    return `<i>d</i> = ${dimension}: ${formatNumber(last.excess)} at <i>t</i> = ${formatNumber(last.time, 4)}${late}${cross}`;
  });
  const error = Math.max(
    ...curves.flatMap(({rows}) => rows.map((row) => (row.excess > 0 ? row.excessError / row.excess : 0)))
  );
  return {
    id,
    title: "The tail of the risk",
    rows: curves.flatMap(({dimension, rows}) => rows.map((row) => ({dimension, ...row}))),
    experiment: "tail",
    command,
    caption: `${links.label}. ${said.join("; ")}. The solver’s own error, from a second run at ten times the tolerance, is at most ${percent(error)} of the risk: the bands are thinner than the lines.`,
    draw: (options: ChartOptions) =>
      familyPlot(rows, {
        ...options,
        title: "The tail of the risk",
        x: {label: timeLabel, scale: "log"},
        y: {label: "risk R = E(f − f*)²", scale: "log"},
        xName: "t",
        laws: curves.flatMap(({derived}, i) =>
          derived
            ? [{label: i === 0 ? "our law" : "", points: derived.points.map(({time, risk}) => ({x: time, y: risk}))}]
            : []
        )
      })
  };
}

/** What the local slopes say of one exponent, in words. */
function verdict(name: string, exponent: number, curves: readonly [dimension: number, plateau: Plateau | undefined][]) {
  const parts = curves.map(([dimension, plateau]) =>
    plateau === undefined
      ? `never reached for <i>d</i> = ${dimension}`
      : `${plateau.isResolved ? "resolved" : "passed through, not resolved"} for <i>d</i> = ${dimension} (<i>t</i> = ${formatNumber(plateau.from, 2)} to ${formatNumber(plateau.to, 2)})`
  );
  return `${name} exponent ${formatNumber(exponent)}: ${parts.join(", ")}.`;
}

/** d log R / d log t over time, with the exponents of our derivation. */
export function tailSlopesFigure(curves: readonly TailCurve[], {id, links, degree, command}: TailSetting): FigureSpec {
  const rows = curves.flatMap(({dimension, rows}) =>
    rows.map((row) => ({member: `d = ${dimension}`, x: row.time, y: row.slope, error: row.slopeError}))
  );
  const even = degree % 2 === 0;
  const intermediate = -2 / (degree - 1);
  const hasIntermediate = even && degree > 2;
  const said = even
    ? [
        hasIntermediate
          ? verdict("Intermediate", intermediate, curves.map((c) => [c.dimension, c.intermediate] as const) as never)
          : "",
        verdict("Late", -2, curves.map((c) => [c.dimension, c.late] as const) as never)
      ]
        .filter(Boolean)
        .join(" ")
    : `No exponent is resolved: at the end the slope is ${curves.map(({dimension, rows}) => `${formatNumber(lastOf(rows).slope)} for <i>d</i> = ${dimension}`).join(", ")}, and still changing.`;
  const error = Math.max(...curves.flatMap(({rows}) => rows.map((row) => row.slopeError ?? 0)).filter(Number.isFinite));
  return {
    id,
    title: "Local slopes of the tail",
    rows: curves.flatMap(({dimension, rows}) => rows.map((row) => ({dimension, ...row}))),
    experiment: "tail",
    command,
    caption: `${links.label}. d log <i>R</i>/d log <i>t</i> = −<i>t</i>∫|ν|²d<i>ρ</i>/<i>R</i>, computed from the solution, not from differences; its own error is at most ${formatNumber(error, 1)} (band). ${said}`,
    draw: (options: ChartOptions) =>
      familyPlot(rows, {
        ...options,
        title: "Local slopes of the tail",
        x: {label: timeLabel, scale: "log"},
        y: {label: "local slope d log R / d log t", scale: "linear"},
        xName: "t",
        levels: even
          ? [
              ...(hasIntermediate
                ? [{y: intermediate, label: `−2/(k−1) = ${formatNumber(intermediate)}`, isNamedRight: true}]
                : []),
              {y: -2, label: "−2"}
            ]
          : []
      })
  };
}

/** Under-, well- and over-specified targets: the excess of the risk over the least risk of any network. */
export function criticalFigure(
  id: string,
  curves: readonly {readonly links: NamedLinks; readonly dimension: number; readonly rows: readonly TailRow[]}[],
  command: string
): FigureSpec {
  const rows = curves.flatMap(({links, rows}) =>
    rows.map((row) => ({member: links.label, x: row.time, y: row.excess, error: row.excessError}))
  );
  const said = curves.map(({links, rows}) => {
    const last = lastOf(rows);
    return `${links.label}: least risk ${formatNumber(last.risk - last.excess, 3)}, excess ${formatNumber(last.excess, 2)} at <i>t</i> = ${formatNumber(last.time, 4)} with local slope ${formatNumber(last.slope)}`;
  });
  return {
    id,
    title: "Well-specified is critical",
    rows: curves.flatMap(({links, dimension, rows}) => rows.map((row) => ({links: links.name, dimension, ...row}))),
    experiment: "tail",
    command,
    caption: `<i>d</i> = ${curves[0].dimension}, ${count(curves.length, "target")}. ${said.join("; ")}. Lines end with their runs or where rounding sets in.`,
    draw: (options: ChartOptions) =>
      familyPlot(rows, {
        ...options,
        title: "Excess risk",
        x: {label: timeLabel, scale: "log"},
        y: {label: "R less the least risk of any law", scale: "log"},
        xName: "t"
      })
  };
}
