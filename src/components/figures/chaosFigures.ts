import type {ChaosScalingRow} from "../../experiments/chaosScaling.js";
import type {ChaosTermsRow} from "../../experiments/chaosTerms.js";
import type {McdiarmidRow} from "../../experiments/mcdiarmid.js";
import {chaosBoundPlot} from "../chaosBoundPlot.js";
import {chaosScalingPlot} from "../chaosScalingPlot.js";
import {chaosTermsPlot} from "../chaosTermsPlot.js";
import type {ChartOptions} from "../chart.js";
import type {Printed} from "../command.js";
import type {FigureSpec} from "../figure.js";
import {mcdiarmidPlot} from "../mcdiarmidPlot.js";
import {formatNumber, powerOfTen} from "../numbers.js";
import {count, times} from "./setting.js";

/** What a run was for, and how its rows are made again. */
export interface ChaosSetting {
  readonly id: string;
  readonly dimension: number;
  readonly width: number;
  readonly parameters: Printed;
}

export interface RunSetting extends ChaosSetting {
  readonly stepSize: number;
}

function runText({dimension, width, stepSize}: RunSetting): string {
  return `<i>D</i> = ${dimension}, <i>N</i> = ${width}, ε = ${formatNumber(stepSize)}`;
}

/** The terms of the proof on one run, stacked. */
export function chaosTermsFigure(
  rows: readonly ChaosTermsRow[],
  setting: RunSetting & {readonly view: "shares" | "norms"}
): FigureSpec {
  return {
    id: setting.id,
    title: "What the largest gap is made of",
    rows,
    experiment: "chaos-terms",
    parameters: setting.parameters,
    caption: termsCaption(rows, setting),
    draw: (options: ChartOptions) => chaosTermsPlot(rows, {...options, view: setting.view})
  };
}

function termsCaption(
  rows: readonly ChaosTermsRow[],
  setting: RunSetting & {readonly view: "shares" | "norms"}
): string {
  const last = rows[rows.length - 1];
  const sum = lengthsOf(last);
  const at = `${runText(setting)}. Up to <i>t</i> = ${formatNumber(last.time)} the largest gap is Δ = ${formatNumber(last.maxGap)}.`;
  const parts =
    setting.view === "shares"
      ? `Along it: martingale ${formatNumber(last.martingaleShare, 2)}, sampling ${formatNumber(last.samplingShare, 2)}, drift ${formatNumber(last.driftShare, 2)}, feedback ${formatNumber(last.feedbackShare, 2)}, time steps ${formatNumber(last.discretisationShare, 1)}; with their signs they add up to Δ, up to a rounding error below ${powerOfTen(Math.ceil(Math.log10(last.residual)))}.`
      : `The largest lengths of the terms are ${formatNumber(last.martingale, 2)} (martingale), ${formatNumber(last.sampling, 2)} (sampling), ${formatNumber(last.drift, 2)} (drift), ${formatNumber(last.feedback, 2)} (feedback) and ${formatNumber(last.discretisation, 1)} (time steps).`;
  return `${at} ${parts} The triangle inequality allows ${formatNumber(sum)}, ${times(sum / last.maxGap)} Δ. A neuron’s interaction with itself contributes ${formatNumber(last.selfInteraction, 2)} at most. Grönwall’s curve leaves the frame.`;
}

function lengthsOf(row: ChaosTermsRow): number {
  return row.discretisation + row.drift + row.martingale + row.sampling + row.feedback;
}

/** The gap and what Grönwall's inequality makes of it. */
export function chaosBoundFigure(
  rows: readonly ChaosTermsRow[],
  setting: RunSetting & {readonly scale: "compressed" | "log" | "linear"}
): FigureSpec {
  return {
    id: setting.id,
    title: "The gap, and Grönwall’s inequality on top of it",
    rows,
    experiment: "chaos-terms",
    parameters: setting.parameters,
    caption: boundCaption(rows, setting),
    draw: (options: ChartOptions) => chaosBoundPlot(rows, {...options, scale: setting.scale})
  };
}

function boundCaption(rows: readonly ChaosTermsRow[], setting: RunSetting): string {
  const [first, last] = [rows[0], rows[rows.length - 1]];
  const rate = Math.log(last.runGronwall / last.forcing) / last.time;
  const useless = Math.log(setting.width) / (2 * rate);
  const decades = Math.ceil(Math.log10(setting.width) + 2 * (last.theoremBoundLog10 + 1));
  return [
    `${runText(setting)}. At <i>t</i> = ${formatNumber(last.time)} Grönwall’s inequality, with the noise of this very run (${formatNumber(last.forcing)}) and the drift’s own Lipschitz constant (Λ from ${formatNumber(first.lipschitz)} down to ${formatNumber(last.lipschitz)}), says ${formatNumber(last.runGronwall)}: ${times(last.runGronwall / last.maxGap)} the gap.`,
    `With its mean rate <i>C</i> = ${formatNumber(rate)}, <i>e</i><sup><i>CT</i></sup>/√<i>N</i> passes 1 at <i>T</i> = log <i>N</i>/(2<i>C</i>) = ${formatNumber(useless, 2)}.`,
    `The theorem with its constants (<i>C</i> = ${formatNumber(last.theoremRate)}) says ${powerOfTen(Math.round(last.theoremBoundLog10))}; if all of it fell like 1/√<i>N</i>, it would promise a gap of 0.1 for ${powerOfTen(decades)} neurons.`
  ].join(" ");
}

/** The mean of a test function over the copies, and McDiarmid's inequality. */
export function mcdiarmidFigure(
  rows: readonly McdiarmidRow[],
  setting: ChaosSetting & {readonly time: number; readonly f: string; readonly repetitions: number}
): FigureSpec {
  const measured = quantile(rows, "exceeded");
  const allowed = quantile(rows, "bound");
  return {
    id: setting.id,
    title: "Term II: how far the copies’ mean is off, and how far McDiarmid lets it be",
    rows,
    experiment: "mcdiarmid",
    parameters: setting.parameters,
    caption: `<i>f</i>(θ) = ${functionText[setting.f]}, <i>D</i> = ${setting.dimension}, <i>N</i> = ${setting.width}, ${count(setting.repetitions, "independent draw")} of the copies. At <i>T</i> = ${formatNumber(setting.time)} one draw in twenty is off by more than ${formatNumber(measured, 2)}; McDiarmid allows ${formatNumber(allowed, 2)}, ${times(allowed / measured)} as much. Dotted: at one of eight times up to <i>T</i> (measured, where it is not hidden by the solid line), and the union bound.`,
    draw: (options: ChartOptions) => mcdiarmidPlot(rows, options)
  };
}

const functionText: Readonly<Record<string, string>> = {
  length: "|θ|/(1 + |θ|)",
  side: "tanh θ<sub>1</sub>"
};

/** The deviation whose probability falls to one in twenty. */
function quantile(rows: readonly McdiarmidRow[], key: "exceeded" | "bound"): number {
  return rows.find((row) => row[key] <= 0.05)?.deviation ?? Number.NaN;
}

/** The largest gap over a grid of widths and step sizes. */
export function chaosScalingFigure(
  rows: readonly ChaosScalingRow[],
  setting: {
    readonly id: string;
    readonly against: "width" | "stepSize";
    readonly time: number;
    readonly dimension: number;
  }
): FigureSpec {
  const {against} = setting;
  const other = against === "width" ? "stepSize" : "width";
  const values = [...new Set(rows.map((row) => row[other]))].sort((a, b) => a - b);
  const exponent = (value: number) => exponentText(rows.find((row) => row[other] === value)!, against);
  const seeds = new Set(rows.map(({seed}) => seed)).size;
  const said =
    against === "width"
      ? `The exponent of <i>N</i> is ${exponent(values[0])} without noise (ε → 0) and ${exponent(values[values.length - 1])} at ε = ${formatNumber(values[values.length - 1], 2)}: there the samples’ noise is the gap, and more neurons do not help.`
      : `The exponent of ε is ${exponent(values[values.length - 1])} at <i>N</i> = ${values[values.length - 1]} and ${exponent(values[0])} at <i>N</i> = ${values[0]}, where few neurons leave a gap that no small step removes.`;
  return {
    id: setting.id,
    title:
      against === "width"
        ? "More neurons, down to the noise of the steps"
        : "Smaller steps, down to the error of few neurons",
    rows,
    experiment: "chaos-scaling",
    parameters: {},
    caption: `<i>D</i> = ${setting.dimension}, <i>T</i> = ${formatNumber(setting.time)}, ${against === "width" ? "means and ranges" : "means"} over ${count(seeds, "seed")}. ${said} Intervals: 95 % over seeds; scatter: of the points about the fitted lines.`,
    draw: (options: ChartOptions) => chaosScalingPlot(rows, {...options, against})
  };
}

function exponentText(row: ChaosScalingRow, against: "width" | "stepSize"): string {
  const [mean, low, high, residual] =
    against === "width"
      ? [row.widthExponent, row.widthExponentLow, row.widthExponentHigh, row.widthResidual]
      : [row.stepExponent, row.stepExponentLow, row.stepExponentHigh, row.stepResidual];
  return `${formatNumber(mean, 2)} [${formatNumber(low, 2)}, ${formatNumber(high, 2)}] (scatter ${formatNumber(100 * residual, 2)} %)`;
}
