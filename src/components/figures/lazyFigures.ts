import type {LazyRow} from "../../experiments/lazy.js";
import type {LazyNeuronsRow} from "../../experiments/lazyNeurons.js";
import type {LazyModelName} from "../../experiments/published.js";
import type {ScaledQuantity} from "../../experiments/scalingSlopes.js";
import type {ChartOptions} from "../chart.js";
import type {Printed} from "../command.js";
import {type ExponentRow, exponentsPlot} from "../exponentsPlot.js";
import type {FigureSpec} from "../figure.js";
import {lazyNeuronsPlot} from "../lazyNeuronsPlot.js";
import {lazyTrainingPlot} from "../lazyTrainingPlot.js";
import {formatNumber} from "../numbers.js";
import {quantityLabels, scalingOf, scalingPlot} from "../scalingPlot.js";
import {count, meanOf} from "./setting.js";

/** What a figure of one network, or of a sweep, is about. */
export interface LazySetting {
  readonly id: string;
  /** Printed parameters of the experiment. */
  readonly parameters: Printed;
}

export interface LazyRunSetting extends LazySetting {
  readonly width: number;
  readonly time: number;
}

/** How the models are called in a caption and in the page's menu. */
export const modelNames: Readonly<Record<LazyModelName, string>> = {
  "relu-twins": "ReLU, twins of both signs",
  "relu-positive": "ReLU, all signs +",
  "wavelet-twins": "smooth, twins of both signs"
};

const at = <Row extends {readonly time: number; readonly exponent: number}>(
  rows: readonly Row[],
  time: number,
  exponent: number
): Row[] => rows.filter((row) => row.time === time && row.exponent === exponent);

/** The neurons of one network in both scalings, on their way. */
export function lazyNeuronsFigure(rows: readonly LazyNeuronsRow[], setting: LazyRunSetting): FigureSpec {
  const {time, width} = setting;
  const moved = [0.5, 1].map((exponent) => {
    const [now, before] = [at(rows, time, exponent), at(rows, 0, exponent)];
    return meanOf(now.map((row, i) => Math.hypot(row.along - before[i].along, row.across - before[i].across)));
  });
  return {
    id: setting.id,
    title: "The same neurons, trained in both scalings",
    rows: rows.filter((row) => row.time === time),
    experiment: "lazy-neurons",
    parameters: setting.parameters,
    caption: `<i>N</i> = ${width} neurons from the same start, with the same samples, at <i>t</i> = ${formatNumber(time)}: in this half plane they have moved ${formatNumber(moved[0], 2)} on average with the factor 1/√<i>N</i> and ${formatNumber(moved[1], 2)} with 1/<i>N</i>. Full dots: sign +; hollow dots: sign −; star: the teacher <i>w*</i>.`,
    draw: (options: ChartOptions) => lazyNeuronsPlot(rows, {...options, time})
  };
}

/** Training and test loss of the same networks. */
export function lazyTrainingFigure(rows: readonly LazyRow[], setting: LazyRunSetting): FigureSpec {
  const last = Math.max(...rows.map(({time}) => time));
  const loss = (exponent: number, column: "trainingLoss" | "testLoss" | "linearisationGap") =>
    formatNumber(at(rows, last, exponent)[0]?.[column], 2);
  return {
    id: setting.id,
    title: "Both fit the samples; one of them learns the direction",
    rows,
    experiment: "lazy",
    parameters: setting.parameters,
    caption: `<i>N</i> = ${setting.width}. At <i>t</i> = ${formatNumber(last)} the training loss is ${loss(0.5, "trainingLoss")} with 1/√<i>N</i> and ${loss(1, "trainingLoss")} with 1/<i>N</i>; the test loss is ${loss(0.5, "testLoss")} and ${loss(1, "testLoss")}. The lazy network differs from its own linearisation by ${loss(0.5, "linearisationGap")} of the target’s size, the mean-field one by ${loss(1, "linearisationGap")}.`,
    draw: (options: ChartOptions) => lazyTrainingPlot(rows, {...options, time: setting.time})
  };
}

export interface ScalingSetting extends LazySetting {
  readonly model: LazyModelName;
}

/** One quantity against N, with the exponents measured and predicted. */
export function scalingFigure(
  rows: readonly LazyRow[],
  slopes: readonly ExponentRow[],
  setting: ScalingSetting & {readonly quantity: ScaledQuantity}
): FigureSpec {
  const {quantity, model} = setting;
  const own = slopes.filter((slope) => slope.quantity === quantity);
  const predicted = own.flatMap((slope) =>
    Number.isFinite(slope.predicted ?? Number.NaN) ? [{exponent: slope.exponent, slope: slope.predicted!}] : []
  );
  const widths = rows.map(({width}) => width);
  const said = own.map(
    ({exponent, mean, half, predicted}) =>
      `${scalingOf(exponent).label}: ${decimals(mean)} ± ${decimals(half)}${Number.isFinite(predicted ?? Number.NaN) ? ` (theory ${formatNumber(predicted, 3)})` : ""}`
  );
  return {
    id: setting.id,
    title: "What changes with the width, and how fast",
    rows,
    experiment: "lazy",
    parameters: setting.parameters,
    caption: `${modelNames[model]}; ${quantityLabels[quantity]} at <i>t</i> = ${formatNumber(rows[0]?.time)}, mean over ${count(new Set(rows.map(({seed}) => seed)).size, "seed")} with the band from least to greatest, <i>N</i> = ${Math.min(...widths)} to ${Math.max(...widths)}. Exponents of <i>N</i> with 95 % intervals over seeds: ${said.join("; ")}; the means over seeds are within ${formatNumber(100 * Math.max(...own.map(({residual}) => residual ?? Number.NaN)), 2)} % of a power law.${predicted.length > 0 ? " Dotted: the exponents of theory, through the middle points." : ""}`,
    draw: (options: ChartOptions) => scalingPlot(rows, {...options, quantity, predicted})
  };
}

/** An exponent or its half width, to three decimals. */
function decimals(value: number): string {
  return formatNumber(Number(value.toFixed(3)), 3);
}

/** All exponents at one glance. */
export function exponentsFigure(slopes: readonly ExponentRow[], setting: ScalingSetting): FigureSpec {
  const known = slopes.filter(({predicted}) => Number.isFinite(predicted ?? Number.NaN));
  const covered = known.filter(({mean, half, predicted}) => Math.abs(mean - predicted!) <= half);
  const worst = known.reduce((most, {mean, predicted}) => Math.max(most, Math.abs(mean - predicted!)), 0);
  return {
    id: setting.id,
    title: "Measured exponents beside those of theory",
    rows: slopes,
    experiment: "lazy",
    parameters: setting.parameters,
    caption: `${modelNames[setting.model]}. Dots with 95 % intervals over seeds: measured; upright bars: leading order in <i>N</i>. ${covered.length} of ${known.length} intervals contain it; the largest difference is ${formatNumber(worst, 2)}. No claim is made for the training loss.`,
    draw: (options: ChartOptions) => exponentsPlot(slopes, options)
  };
}
