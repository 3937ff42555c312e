import type {RadialRow} from "../../experiments/radial.js";
import type {RadialLawRow} from "../../experiments/radialLaw.js";
import type {RadialSgdRow} from "../../experiments/radialSgd.js";
import type {ChartOptions} from "../chart.js";
import {type Printed, simulateCommand} from "../command.js";
import type {FigureSpec} from "../figure.js";
import {formatNumber} from "../numbers.js";
import {radialLawPlot} from "../radialLawPlot.js";
import {type RiskCurve, type RiskPoint, radialRiskPlot} from "../radialRiskPlot.js";
import {type PublishedTransitionRow, transitionPlot} from "../transitionPlot.js";

interface LawSetting {
  readonly id: string;
  readonly time: number;
  readonly last: number;
  readonly delta: number;
  /** ε of the network's steps. */
  readonly step: number;
  /** Printed parameters of `radial-law`, and of `radial-sgd` where there is a network. */
  readonly parameters: Printed;
  readonly networkParameters?: Printed;
}

/** The law of the radius at one time over the bins of a finite network. */
export function radialLawFigure(
  rows: readonly RadialLawRow[],
  network: readonly RadialSgdRow[],
  setting: LawSetting
): FigureSpec {
  const {id, time, last, parameters, networkParameters} = setting;
  const now = rows.filter((row) => row.time === time);
  const bins = network.filter((row) => row.time === time);
  const rates = rows.map(({radialVelocity}) => radialVelocity);
  const rateDomain = [Math.min(-1, ...rates), Math.max(1, ...rates)] as const;
  const count = bins.reduce((sum, {neurons}) => sum + neurons, 0);
  const most = Math.max(
    ...rows.map(({mass}) => mass),
    ...network.map(({neurons}) => (count > 0 ? neurons / count : 0))
  );
  const commands = [simulateCommand("radial-law", parameters)];
  if (networkParameters) commands.push(simulateCommand("radial-sgd", networkParameters));
  return {
    id,
    title: "How long the neurons’ weight vectors are",
    rows: now,
    experiment: "radial-law",
    parameters,
    command: commands.join("\n"),
    caption: lawCaption(now, bins, setting),
    draw: (options: ChartOptions) => radialLawPlot(now, {...options, network: bins, rateDomain, most, last})
  };
}

function lawCaption(now: readonly RadialLawRow[], bins: readonly RadialSgdRow[], setting: LawSetting): string {
  const mean = (all: readonly {from: number; to: number; share: number}[]) =>
    all.reduce((sum, {from, to, share}) => sum + ((from + to) / 2) * share, 0);
  const count = bins.reduce((sum, {neurons}) => sum + neurons, 0);
  const limit = now.map(({from, to, mass}) => ({from, to, share: mass}));
  const network = bins.map(({from, to, neurons}) => ({from, to, share: neurons / count}));
  const distance = kolmogorov(limit, network);
  const head = `<i>Δ</i> = ${formatNumber(setting.delta)}, <i>t</i> = ${formatNumber(setting.time)}. Line: the solution of (8) with <i>d</i> = 40, in bins of ${formatNumber((now[0]?.to ?? 0) - (now[0]?.from ?? 0))}; below it the velocity <i>ṙ</i>, positive outwards. Mean radius ${formatNumber(mean(limit))}.`;
  if (count === 0) return `${head} The network is still being trained.`;
  return `${head} Bars: one-pass SGD with ${count} neurons and steps <i>ε</i> = ${formatNumber(setting.step)}, mean radius ${formatNumber(mean(network))}; the two distribution functions differ by at most ${formatNumber(distance, 2)} at the ends of the bins.`;
}

/** The largest difference of two distribution functions at the ends of the bins. */
function kolmogorov(
  one: readonly {to: number; share: number}[],
  other: readonly {to: number; share: number}[]
): number {
  const ends = [...new Set([...one, ...other].map(({to}) => to.toFixed(6)))].map(Number);
  const below = (all: readonly {to: number; share: number}[], end: number) =>
    all.reduce((sum, {to, share}) => sum + (to <= end + 1e-9 ? share : 0), 0);
  return ends.reduce((most, end) => Math.max(most, Math.abs(below(one, end) - below(other, end))), 0);
}

/** The squared errors that SGD met, one a time. */
function riskPoints(rows: readonly RadialSgdRow[]): RiskPoint[] {
  const byTime = new Map(rows.map((row) => [row.time, row]));
  return [...byTime.values()].filter(({errorTime}) => errorTime > 0);
}

interface RiskSetting {
  readonly id: string;
  readonly time?: number;
  readonly delta: number;
  readonly parameters: Printed;
}

/** The risk over time in d dimensions, for d → ∞, and as SGD meets it. */
export function radialRiskFigure(
  finite: readonly RadialRow[],
  infinite: readonly RadialRow[],
  network: readonly RadialSgdRow[],
  {id, time, delta, parameters}: RiskSetting
): FigureSpec {
  const measured = riskPoints(network);
  const end = finite[finite.length - 1];
  const points = measured.length > 0 ? measured[measured.length - 1] : undefined;
  const late = points
    ? ` The ${measured.length} dots are means of the squared error on the inputs that SGD meets next, with two standard errors; the last is ${formatNumber(points.squaredError)} ± ${formatNumber(2 * points.standardError, 1)} around <i>t</i> = ${formatNumber(points.errorTime)}.`
    : "";
  return {
    id,
    title: "Risk over time",
    rows: finite,
    experiment: "radial",
    parameters,
    caption: `<i>Δ</i> = ${formatNumber(delta)}. At <i>t</i> = ${formatNumber(end.time)} the risk is ${formatNumber(end.risk)} with the averaged interaction of <i>d</i> = 40 dimensions and ${formatNumber(infinite[infinite.length - 1].risk)} with its limit for <i>d</i> → ∞.${late}`,
    draw: (options: ChartOptions) =>
      radialRiskPlot(
        [
          {label: "radial PDE, d = 40", rows: finite},
          {label: "radial PDE, d → ∞", rows: infinite}
        ],
        {...options, measured, time}
      )
  };
}

interface TransitionSetting {
  readonly id: string;
  readonly delta?: number;
  readonly parameters: Printed;
}

/** The risk against Δ: how far training gets, and how far any law could. */
export function transitionFigure(
  rows: readonly PublishedTransitionRow[],
  {id, delta, parameters}: TransitionSetting
): FigureSpec {
  const finite = rows.filter(({interaction}) => interaction === "finite");
  const [{threshold}] = rows;
  const last = Math.max(...finite.map(({time}) => time));
  const end = finite.filter(({time}) => time === last);
  const reached = end.filter(({risk, bestRisk}) => risk - bestRisk < 1e-3 && bestRisk > 1e-2);
  const stuck = end.filter(({risk}) => risk > 1);
  const single = Math.max(...end.filter(({atoms, delta}) => atoms === 1 && delta > 0.03).map((row) => row.delta));
  return {
    id,
    title: "How well the two Gaussians are told apart",
    rows,
    experiment: "radial-transition",
    parameters,
    command: ["finite", "infinite"]
      .map((interaction) => simulateCommand("radial-transition", {...parameters, interaction}))
      .join("\n"),
    caption: `<i>d</i> = 40, start <i>κ</i> = 0.8. For <i>Δ</i> from ${formatNumber(Math.min(...reached.map((row) => row.delta)))} to ${formatNumber(Math.max(...reached.map((row) => row.delta)))} training reaches the best law to within 10⁻³ by <i>t</i> = ${last}; up to <i>Δ</i> = ${formatNumber(single)} that law has one radius. At <i>Δ</i> = ${stuck.map((row) => formatNumber(row.delta)).join(", ")} the risk is still above 1. Vertical line: <i>Δ</i><sub>∞</sub> = ${formatNumber(threshold, 4)}, from which on the best law for <i>d</i> → ∞ makes no error (drawn at the lower edge).`,
    draw: (options: ChartOptions) => transitionPlot(rows, {...options, delta, threshold})
  };
}

interface StallSetting {
  readonly id: string;
  readonly commands: readonly string[];
}

/** A curve of risks and what it starts from. */
export interface StallCurve extends RiskCurve {
  readonly activation: string;
  readonly delta: number;
  readonly scale: number;
}

/** Risks that do not fall, or not for long. */
export function stallFigure(curves: readonly StallCurve[], {id, commands}: StallSetting): FigureSpec {
  const words = curves.map(({label, activation, delta, scale, rows}) => {
    const [first, last] = [rows[0], rows[rows.length - 1]];
    const half = rows.find(({time, risk}) => time > 1 && risk < 1);
    const when = half ? `, and passes 1 at <i>t</i> ≈ ${formatNumber(half.time, 2)}` : "";
    return `${label} (<i>${activation}</i>, <i>Δ</i> = ${delta}, <i>κ</i> = ${scale}): from ${formatNumber(first.risk)} to ${formatNumber(last.risk)} at <i>t</i> = ${formatNumber(last.time)}${when}`;
  });
  return {
    id,
    title: "Training that stalls",
    rows: curves.flatMap(({label, rows}) => rows.map(({time, risk}) => ({curve: label, time, risk}))),
    experiment: "radial",
    command: commands.join("\n"),
    caption: `Infinite width, <i>d</i> = 40. ${words.join(". ")}.`,
    draw: (options: ChartOptions) => radialRiskPlot(curves, options)
  };
}
