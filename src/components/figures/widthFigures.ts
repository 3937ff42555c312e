import type {dimensionLaw, GapQuantity, NeededWidth} from "../../experiments/widthFits.js";
import type {ComputedPower} from "../../experiments/widthPredictions.js";
import type {ChartOptions} from "../chart.js";
import {type DimensionLawRow, dimensionLawPlot} from "../dimensionLawPlot.js";
import type {FigureSpec} from "../figure.js";
import {gapQuantities} from "../gapQuantities.js";
import {type IntervalRow, intervalsPlot} from "../intervalsPlot.js";
import {neededWidthPlot, widthText} from "../neededWidthPlot.js";
import {formatNumber} from "../numbers.js";
import {type ScaledGapRow, widthCollapsePlot} from "../widthCollapsePlot.js";
import {count, isDecided, isInverse} from "./setting.js";

/** A measured exponent with its 95 % interval. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A power law in the dimension, as it was fitted. */
type DimensionExponent = NonNullable<ReturnType<typeof dimensionLaw>>;

/** What all figures made of a table have in common. */
export interface WidthSetting {
  readonly id: string;
  /** Name of the problem in the registry. */
  readonly problem: string;
  /** δ. */
  readonly level: number;
  /** The sweep whose runs are shown, as `npm run sweep` knows it. */
  readonly sweep: string;
}

function ofSweep({sweep}: Pick<WidthSetting, "sweep">): Pick<FigureSpec, "experiment" | "parameters" | "command"> {
  return {experiment: "width-run", parameters: {sweep}, command: `npm run sweep -- ${sweep}`};
}

/** Which runs are shown, in words. */
export function sweepText(sweep: string): string {
  return sweep === "published" ? "published sweep" : `${sweep} preset`;
}

function intervalText({value, low, high}: Interval): string {
  return `${formatNumber(value)} [${formatNumber(low)}, ${formatNumber(high)}]`;
}

/** What is said where the average over seeds is the square of a mean. */
function rootsAveraged(quantity: GapQuantity): string {
  return quantity === "meanGap" || quantity === "finalMeanGap" || quantity === "maxGap"
    ? " (the square of the mean gap)"
    : "";
}

/** m times a squared gap against m, with the exponent of the squared gap itself in each dimension. */
export function widthCollapseFigure(
  rows: readonly ScaledGapRow[],
  setting: WidthSetting & {
    readonly quantity: GapQuantity;
    /** How the values of several seeds are averaged. */
    readonly average: (values: readonly number[]) => number;
    readonly limits: readonly {readonly dimension: number; readonly scaled: number}[];
    readonly exponents: readonly {readonly dimension: number; readonly exponent: Interval | undefined}[];
  }
): FigureSpec {
  const {id, problem, level, sweep, quantity, average, limits, exponents} = setting;
  const {symbol, html} = gapQuantities[quantity];
  const seeds = new Set(rows.map(({seed}) => seed)).size;
  const resolved = exponents.flatMap(({dimension, exponent}) => (exponent ? [{dimension, exponent}] : []));
  const said = resolved.map(
    ({dimension, exponent}) =>
      `<i>d</i> = ${dimension}: ${intervalText(exponent)}${isInverse(exponent) ? "" : ", which does not contain −1"}`
  );
  const silent = exponents.filter(({exponent}) => !exponent).map(({dimension}) => dimension);
  return {
    id,
    title:
      resolved.length > 0 && resolved.every(({exponent}) => isDecided(exponent) && isInverse(exponent))
        ? "The squared gap falls like 1/m"
        : "The squared gap times the width",
    rows,
    ...ofSweep(setting),
    caption: [
      `<code>${problem}</code>, δ = ${level}, ${sweepText(sweep)}: ${html}, average${rootsAveraged(quantity)} and range over ${count(seeds, "seed")}. Level lines mean that the gap is of order 1/√<i>m</i>.`,
      said.length > 0
        ? `Exponent of <i>m</i> in the squared gap itself, with 95 % intervals (which contain −1 unless said): ${said.join("; ")}.`
        : "",
      silent.length > 0 ? `Not resolved for <i>d</i> = ${silent.join(", ")}.` : "",
      limits.length > 0 ? `Diamonds: the limit <i>m</i> → ∞ by the prediction, from the mean field alone.` : ""
    ]
      .filter(Boolean)
      .join(" "),
    draw: (options: ChartOptions) => widthCollapsePlot(rows, {...options, label: symbol, average, limits})
  };
}

/** The growth of m times a squared gap with the dimension for one problem. */
export interface WidthLawCurve {
  readonly problem: string;
  /** Undefined where no exponent is resolved. */
  readonly law: DimensionExponent | undefined;
  /** Means over seeds of the widest networks in each dimension, with their intervals. */
  readonly points: readonly Omit<DimensionLawRow, "member" | "law">[];
}

/** m times the squared gap of the widest networks against d, with fitted exponents and residuals. */
export function widthLawFigure(
  curves: readonly WidthLawCurve[],
  setting: Omit<WidthSetting, "problem"> & {readonly quantity: GapQuantity}
): FigureSpec {
  const {id, level, sweep, quantity} = setting;
  const {symbol, html} = gapQuantities[quantity];
  const resolved = curves.flatMap(({problem, law}) => (law ? [{problem, law}] : []));
  const silent = curves.filter(({law}) => !law).map(({problem}) => `<code>${problem}</code>`);
  const rows = curves.flatMap(({problem, law, points}) => {
    const lawAt = new Map(law?.points.map(({dimension, law}) => [dimension, law]));
    return points.map((point) => ({member: problem, ...point, law: lawAt.get(point.dimension) ?? Number.NaN}));
  });
  return {
    id,
    title: "The same against the dimension",
    rows,
    ...ofSweep(setting),
    caption: [
      `δ = ${level}, ${sweepText(sweep)}: ${html}, of the widest networks in each dimension, averaged over seeds${rootsAveraged(quantity)}.`,
      resolved.length > 0
        ? `Exponent of <i>d</i>, bootstrap interval of 95 % over seeds: ${resolved.map(lawText).join("; ")}.`
        : "",
      silent.length > 0
        ? `Not resolved, for want of an eightfold range of dimensions or of seeds: ${silent.join(", ")}.`
        : "",
      resolved.length > 0 ? "Below: the distance of the averages from the fitted powers." : ""
    ]
      .filter(Boolean)
      .join(" "),
    draw: (options: ChartOptions) => dimensionLawPlot(rows, {...options, label: symbol})
  };
}

function lawText({problem, law}: {readonly problem: string; readonly law: DimensionExponent}): string {
  const dimensions = law.points.map(({dimension}) => dimension);
  const bends = law.bend.low > 0 || law.bend.high < 0;
  return [
    `<code>${problem}</code> ${intervalText(law)} for <i>d</i> = ${Math.min(...dimensions)} to ${Math.max(...dimensions)}`,
    `(${count(law.seeds, "seed")}, largest residual ${formatNumber(100 * (law.residual - 1), 2)} %${bends ? `; it bends ${law.bend.value > 0 ? "up" : "down"}, so that this is an average over the range` : ""})`
  ].join(" ");
}

/** An exponent of d for one problem and level. */
export interface ExponentEntry {
  readonly problem: string;
  readonly level: number;
  readonly measured: Interval | undefined;
  /** The exponent of the prediction over the same dimensions, with the range of its local slopes. */
  readonly predicted: Interval | undefined;
}

/** All exponents of d, one row a problem and level. */
export function widthExponentsFigure(
  entries: readonly ExponentEntry[],
  setting: Omit<WidthSetting, "problem" | "level"> & {readonly quantity: GapQuantity}
): FigureSpec {
  const {id, sweep, quantity} = setting;
  const {html} = gapQuantities[quantity];
  const rows = entries.flatMap(({problem, level, measured, predicted}): IntervalRow[] => {
    const row = `${problem}, δ = ${level}`;
    return [
      {row, quantity: "measured", ...(measured ?? none)},
      {row, quantity: "prediction", ...(predicted ?? none)}
    ];
  });
  const found = entries.flatMap(({measured}) => (measured ? [measured] : []));
  const silent = entries.length - found.length;
  const span =
    found.length > 0
      ? `The measured exponents lie between ${formatNumber(Math.min(...found.map(({value}) => value)), 2)} and ${formatNumber(Math.max(...found.map(({value}) => value)), 2)}; the upper end of the highest interval is ${formatNumber(Math.max(...found.map(({high}) => high)), 2)}.`
      : "No exponent is resolved.";
  return {
    id,
    title: "The exponents of the dimension, by problem and level",
    rows: entries.map(({problem, level, measured, predicted}) => ({
      problem,
      level,
      exponent: measured?.value ?? Number.NaN,
      low: measured?.low ?? Number.NaN,
      high: measured?.high ?? Number.NaN,
      predicted: predicted?.value ?? Number.NaN
    })),
    ...ofSweep(setting),
    caption: `Exponent <i>p</i> (${sweepText(sweep)}) of <i>d</i> in ${html}, measured with its bootstrap interval of 95 %; beside it that of the prediction over the same dimensions, with the range of its local slopes. ${span}${silent > 0 ? ` Not resolved in ${count(silent, "case")}.` : ""}`,
    draw: (options: ChartOptions) =>
      intervalsPlot(rows, {...options, title: "Exponents of the dimension", label: "exponent of d", reference: 0})
  };
}

const none: Interval = {value: Number.NaN, low: Number.NaN, high: Number.NaN};

export interface NeededSetting extends WidthSetting {
  /** ε. */
  readonly gap: number;
  /** The dimension of the statement. */
  readonly statedAt: number;
  /** The fitted law of the measurements, extended to that dimension: decimal logarithms; undefined if not resolved. */
  readonly extrapolated: Interval | undefined;
  /** The exponents of d in the widths that theories ask for, with the ranges of their local slopes. */
  readonly powers: Readonly<Record<"prediction" | "selfConcordanceBound", ComputedPower | undefined>>;
}

/** The width needed for a mean gap ε against the dimension, and what each theory asks for in a large one. */
export function neededWidthFigure(rows: readonly NeededWidth[], setting: NeededSetting): FigureSpec {
  const {id, problem, level, sweep, gap, statedAt} = setting;
  return {
    id,
    title: "How many neurons are enough?",
    rows: rows.map(({source, dimension, logWidth, low, high}) => ({source, dimension, logWidth, low, high})),
    columns: {
      source: "who says so",
      dimension: "d",
      logWidth: "decimal logarithm of the width",
      low: "lower end of its 95 % interval",
      high: "upper end of its 95 % interval"
    },
    ...ofSweep(setting),
    caption: `<code>${problem}</code>, ${sweepText(sweep)}: the width at which the mean gap Ω stays below ε = ${formatNumber(gap)} until the risk has fallen to δ = ${level} of the target’s power. ${[measuredText(rows), powersText(setting), statement(rows, setting)].filter(Boolean).join(" ")}`,
    draw: (options: ChartOptions) => neededWidthPlot(rows, {...options, at: statedAt})
  };
}

function measuredText(rows: readonly NeededWidth[]): string {
  const measured = rows.filter(({source}) => source === "measured");
  const open = measured.filter(({isReached}) => !isReached).length;
  if (measured.length === 0) return "No network was run for this problem and level.";
  return `Dots: measured${open > 0 ? " (open ones: the 1/<i>m</i> law of the runs, extended to a width at which none was made)" : ""}.`;
}

function powersText({powers: {prediction, selfConcordanceBound}}: NeededSetting): string {
  const said = [
    selfConcordanceBound ? `the width of the self-concordance bound ${slopesText(selfConcordanceBound)}` : "",
    prediction ? `that of the prediction ${slopesText(prediction)}` : ""
  ].filter(Boolean);
  return said.length === 0 ? "" : `${said[0]![0]!.toUpperCase()}${said.join("; ").slice(1)}.`;
}

/** Local slopes that differ by more than this make no power law. */
const widestSlopes = 4;

function slopesText({value, low, high, from, to}: ComputedPower): string {
  const range = `for <i>d</i> = ${from} to ${to} (local slopes ${formatNumber(low, 2)} to ${formatNumber(high, 2)})`;
  if (high - low > widestSlopes) return `follows no power of <i>d</i> ${range}`;
  return `goes like <i>d</i> to the power ${formatNumber(value, 2)} ${range}`;
}

function statement(rows: readonly NeededWidth[], {statedAt, extrapolated}: NeededSetting): string {
  const at = (source: NeededWidth["source"]) =>
    rows.find((row) => row.source === source && row.dimension === statedAt)?.logWidth;
  const parts = [
    saying("the prediction", at("prediction")),
    saying("the self-concordance bound", at("selfConcordanceBound")),
    saying("Grönwall’s inequality", at("gronwall")),
    extrapolated
      ? `the measured law, extended far beyond its range, ${widthText(extrapolated.value)} [${widthText(extrapolated.low)}, ${widthText(extrapolated.high)}]`
      : undefined
  ].filter((part) => part !== undefined);
  if (parts.length === 0) return "";
  return `Neurons asked for at <i>d</i> = ${statedAt}: by ${parts.join(", by ")}.`;
}

function saying(words: string, logWidth: number | undefined): string | undefined {
  return logWidth !== undefined && Number.isFinite(logWidth) ? `${words} ${widthText(logWidth)}` : undefined;
}
