import type {DensityRow} from "../../experiments/density.js";
import type {SampleReference, SgdExponents, SgdGridRow} from "../../experiments/sgdGrid.js";
import type {SgdNeuronsRow} from "../../experiments/sgdNeurons.js";
import type {ChartOptions} from "../chart.js";
import {simulateCommand} from "../command.js";
import {densityPlot} from "../densityPlot.js";
import type {FigureSpec} from "../figure.js";
import {formatNumber} from "../numbers.js";
import {sgdRatesPlot} from "../sgdRatesPlot.js";
import {count, meanOf, type Setting, settingText} from "./setting.js";

export interface SgdNeuronsSetting extends Setting {
  readonly width: number;
  readonly step: number;
  readonly time: number;
}

/** A step size as a fraction: steps are powers of ½. */
export function stepText(step: number): string {
  return step < 1 ? `1/${Math.round(1 / step)}` : String(step);
}

/** The neurons of one-pass descent at the latest time so far that is not after the chosen one, over the limit's density. */
export function sgdNeuronsFigure(
  rows: readonly SgdNeuronsRow[],
  densities: readonly DensityRow[],
  setting: SgdNeuronsSetting
): FigureSpec {
  const time = Math.max(...rows.map((row) => row.time).filter((t) => t <= setting.time));
  const now = rows.filter((row) => row.time === time);
  const density = densities
    .filter((row) => row.time === now[0]?.clock)
    .map(({alignment, density}) => ({alignment, density}));
  return {
    id: setting.id,
    title: "Stochastic gradient descent against the limit",
    rows: now,
    experiment: "sgd-neurons",
    parameters: setting.parameters,
    caption: caption(now, setting),
    draw: (options: ChartOptions) => densityPlot(density, {...options, network: now.map(({alignment}) => alignment)})
  };
}

function caption(now: readonly SgdNeuronsRow[], setting: SgdNeuronsSetting): string {
  if (now.length === 0) return "The run has not yet come to its first time.";
  const [{time, clock, supDistance}] = now;
  const distances = now.map(({distance}) => distance);
  return `${settingText(setting, `<i>m</i> = ${setting.width}`, `<i>ε</i> = ${stepText(setting.step)}`, `<i>t</i> = ${formatNumber(time)}`)}, after ${formatNumber(time / setting.step, 7)} steps. Bars: the neurons of one-pass SGD. Curve: the solution of (6) at <i>τ</i>(<i>t</i>) = ${formatNumber(clock)}. The two distribution functions differ by at most ${formatNumber(supDistance, 2)}. The neurons are ${formatNumber(meanOf(distances), 2)} from their mean-field particles on average, and ${formatNumber(Math.max(...distances), 2)} at most; the farthest apart that two points of the sphere can be is 2.`;
}

export interface SgdRatesSetting {
  readonly id: string;
  readonly problem: string;
  readonly dimension: number;
  readonly along: "width" | "step";
  readonly exponents: SgdExponents;
  readonly sample: readonly SampleReference[];
  /** What the contraction would be if it grew as at the start, for the largest and the smallest step; along steps only. */
  readonly startingContraction?: readonly [number, number];
}

/** How fast one-pass descent comes closer to the limit as the width grows, or as the step shrinks. */
export function sgdRatesFigure(rows: readonly SgdGridRow[], setting: SgdRatesSetting): FigureSpec {
  const {along, exponents, sample, problem, dimension} = setting;
  const settings = [...new Map(rows.map((row) => [`${row.width}/${row.step}`, row])).values()];
  const seeds = new Set(rows.map(({seed}) => seed)).size;
  const [{time}] = rows;
  const parametersOf = ({width, step}: SgdGridRow) => ({
    problem,
    dimension,
    width,
    step,
    times: time,
    seeds
  });
  return {
    id: setting.id,
    title: along === "width" ? "More neurons: the distance to the limit" : "Smaller steps: the distance to the limit",
    rows,
    experiment: "sgd",
    parameters: {problem, dimension, times: time, seeds},
    command: settings.map((row) => simulateCommand("sgd", parametersOf(row))).join("\n"),
    caption: ratesCaption(rows, settings, seeds, setting),
    draw: (options: ChartOptions) => sgdRatesPlot(rows, {...options, along, exponents, sample})
  };
}

const names = {
  supDistance: "sup-distance",
  wasserstein: "Wasserstein distance",
  meanDistance: "mean distance of the neurons to their mean-field particles"
} as const;

function ratesCaption(
  rows: readonly SgdGridRow[],
  settings: readonly SgdGridRow[],
  seeds: number,
  setting: SgdRatesSetting
): string {
  const {along, exponents, startingContraction} = setting;
  const letter = along === "width" ? "m" : "ε";
  const [{time}] = rows;
  const fixed = along === "width" ? `<i>ε</i> = ${stepText(settings[0].step)}` : `<i>m</i> = ${settings[0].width}`;
  const exponentTexts = (Object.keys(names) as (keyof typeof names)[]).map((name) => {
    const exponent = exponents[name];
    const value = exponent
      ? `${formatNumber(exponent.value, 2)} (95 % interval ${formatNumber(exponent.low, 2)} to ${formatNumber(exponent.high, 2)})`
      : "not resolved";
    return `${names[name]}: ${value}`;
  });
  const range = exponents.supDistance?.range;
  const residual = Math.max(...Object.keys(names).map((name) => exponents[name as keyof typeof names]?.residual ?? 1));
  const ends = [settings[0], settings[settings.length - 1]];
  const risks = ends.map((end) =>
    Math.sqrt(
      meanOf(
        rows.filter((row) => row[along] === end[along]).map(({risk, meanFieldRisk}) => (risk - meanFieldRisk) ** 2)
      )
    )
  );
  const contraction = ends.map((end) =>
    meanOf(rows.filter((row) => row[along] === end[along]).map((row) => row.contraction))
  );
  const turning = startingContraction
    ? ` What the returns to the sphere take off, Σ(1 − cos <i>θ</i>), is ${formatNumber(contraction[0], 2)} and ${formatNumber(contraction[1], 2)} at the two ends (at the rate of the first steps it would be ${formatNumber(startingContraction[0], 2)} and ${formatNumber(startingContraction[1], 2)}), with the exponent ${exponents.contraction ? `${formatNumber(exponents.contraction.value, 2)} (${formatNumber(exponents.contraction.low, 2)} to ${formatNumber(exponents.contraction.high, 2)})` : "not resolved"}.`
    : "";
  return `${settingText(setting, fixed, `<i>t</i> = ${formatNumber(time)}`)}, means and ranges over ${count(seeds, "seed")}; dotted, the sup-distance of <i>m</i> independent draws. Measured exponents in <i>${letter}</i>${range ? `, over a range of ${formatNumber(range)}×` : ""}: ${exponentTexts.join("; ")}. The means leave their lines by a factor of ${formatNumber(residual, 3)} at most. The risk differs from <i>R</i>(<i>ρ<sub>t</sub></i>) by ${formatNumber(risks[0], 2)} at one end and ${formatNumber(risks[1], 2)} at the other (root mean square over seeds).${turning}`;
}
