import type {AtomPathsRow} from "../../experiments/atomPaths.js";
import type {AtomsRow} from "../../experiments/atoms.js";
import type {StepNoiseRow} from "../../experiments/stepNoise.js";
import {atomPathsPlot, stepText} from "../atomPathsPlot.js";
import {atomsPlot, type Stage} from "../atomsPlot.js";
import type {ChartOptions} from "../chart.js";
import type {Printed} from "../command.js";
import type {FigureSpec} from "../figure.js";
import {formatNumber} from "../numbers.js";
import {type PlanePoint, planeAspects} from "../planeChart.js";
import {stepNoisePlot} from "../stepNoisePlot.js";
import {count} from "./setting.js";

interface AtomsSetting {
  readonly id: string;
  readonly parameters: Printed;
  /** x and y of one teacher unit after the other. */
  readonly teacher: readonly number[];
}

export interface StepSetting extends AtomsSetting {
  readonly stage: Stage;
  readonly arrows: "sample" | "average";
  readonly draw: number;
  readonly stepSize: number;
}

const pairs = (coordinates: readonly number[]): PlanePoint[] =>
  Array.from({length: coordinates.length / 2}, (_, k) => ({x: coordinates[2 * k], y: coordinates[2 * k + 1]}));

const q = (name: string, words: string): string => `<span class="q q-${name}">${words}</span>`;

/** The rows that a step's figure shows: those of the sample or those of the average. */
export function rowsShown(rows: readonly AtomsRow[], arrows: "sample" | "average"): AtomsRow[] {
  return rows.filter(({average}) => average === (arrows === "average" ? 1 : 0));
}

/** Where the step leads, as x and y of one neuron after the other, to four decimals. */
export function positionsAfter(rows: readonly AtomsRow[], arrows: "sample" | "average"): number[] {
  return rowsShown(rows, arrows).flatMap(({next1, next2}) => [next1, next2].map((x) => Math.round(x * 1e4) / 1e4));
}

/** One step of SGD on three neurons, up to a stage. */
export function atomsFigure(rows: readonly AtomsRow[], setting: StepSetting): FigureSpec {
  const shown = rowsShown(rows, setting.arrows);
  return {
    id: setting.id,
    title: "Three atoms: one step of SGD, stage by stage",
    rows: shown,
    experiment: "atoms",
    parameters: setting.parameters,
    caption: stepCaption(shown, setting),
    aspects: planeAspects,
    draw: (options: ChartOptions) =>
      atomsPlot(shown, {...options, stage: setting.stage, teacher: pairs(setting.teacher)})
  };
}

function stepCaption(rows: readonly AtomsRow[], {stage, arrows, draw, stepSize}: StepSetting): string {
  const [row] = rows;
  const isSample = arrows === "sample";
  const point = isSample
    ? `Sample ${draw + 1} of the stream: <i>x</i> = (${formatNumber(row.input1)}, ${formatNumber(row.input2)}), label <i>y</i> = ${formatNumber(row.target)}. The network answers <i>ŷ</i> = ${formatNumber(row.output)}, so the error <i>y</i> − <i>ŷ</i> is ${formatNumber(row.target - row.output)}.`
    : "No sample is drawn: the arrows are averages over all of them, in closed form.";
  const words: Readonly<Record<Stage, string>> = {
    draw: isSample ? "Every arrow of this sample will lie along the dotted line." : "",
    field: `${q("external-field", "The field")} is what the label asks of each neuron alone.`,
    repulsion: `${q("repulsion", "The repulsion")} is the push away from what all neurons together already answer.`,
    net: `${q("net-direction", "The net direction")} is the sum of ${q("external-field", "field")} and ${q("repulsion", "repulsion")}.`,
    scale: `Scaled by 2<i>s</i> = ${formatNumber(2 * stepSize)}.`,
    step: "The step is taken, by all neurons at once."
  };
  const change = `${isSample ? "The step" : "A step along the average"} with <i>s</i> = ${stepText(stepSize)} takes the risk from ${formatNumber(row.risk)} to ${formatNumber(row.nextRisk)}${row.nextRisk > row.risk ? ": this sample leads astray" : ""}.`;
  return [point, words[stage], change].filter(Boolean).join(" ");
}

export interface PathsSetting extends AtomsSetting {
  readonly stepSize: number;
  readonly time: number;
}

/** SGD beside the gradient flow, for one step size, up to one time. */
export function atomPathsFigure(rows: readonly AtomPathsRow[], setting: PathsSetting): FigureSpec {
  const now = rows.findLast(({time}) => time <= setting.time) ?? rows[0];
  const steps = Math.round(now.time / setting.stepSize);
  return {
    id: setting.id,
    title: "Many steps: SGD beside the gradient flow",
    rows,
    experiment: "atom-paths",
    parameters: setting.parameters,
    caption: `Step size ε = ${stepText(setting.stepSize)}. At <i>t</i> = ${formatNumber(now.time)}, after ${count(steps, "step").replace("1 steps", "1 step")}, the ${q("finite", "neurons of SGD")} are ${formatNumber(now.deviation)} away from ${q("gradient-flow", "the gradient flow")} (root mean square), and the risks are ${formatNumber(now.risk)} and ${formatNumber(now.flowRisk)}. Rings: the common start.`,
    aspects: planeAspects,
    draw: (options: ChartOptions) =>
      atomPathsPlot(rows, {...options, time: setting.time, teacher: pairs(setting.teacher)})
  };
}

export interface NoiseSetting {
  readonly id: string;
  readonly parameters: Printed;
  readonly time: number;
  readonly runs: number;
  readonly fitBelow: number;
}

/** A residual beyond this many standard errors says that the power law is not the whole story. */
const tolerable = 3;

/** Distance from the gradient flow by step size, with its fit and the prediction. */
export function stepNoiseFigure(rows: readonly StepNoiseRow[], setting: NoiseSetting): FigureSpec {
  const {time, runs, fitBelow} = setting;
  const fitted = rows.filter(({stepSize}) => stepSize <= fitBelow).map(({stepSize}) => stepSize);
  const [first] = rows;
  const [low, high] = [-1.96, 1.96].map((z) => formatNumber(first.exponent + z * first.exponentError));
  const range = `${stepText(Math.min(...fitted))} ≤ ε ≤ ${stepText(Math.max(...fitted))}`;
  const fit = !Number.isFinite(first.exponent)
    ? "Too few step sizes for a fit."
    : first.largestResidual <= tolerable
      ? `For ${range} the distance grows like ε to the power ${formatNumber(first.exponent)} (95 % interval ${low} to ${high}; largest residual ${formatNumber(first.largestResidual, 2)} standard errors).`
      : `For ${range} no single power of ε fits: the largest residual from the best one, ${formatNumber(first.exponent)}, is ${formatNumber(first.largestResidual, 2)} standard errors.`;
  const ratios = rows.filter(({stepSize}) => stepSize <= fitBelow).map((row) => row.deviation / row.predicted);
  return {
    id: setting.id,
    title: "The noise cancels: distance from the gradient flow by step size",
    rows,
    experiment: "step-noise",
    parameters: setting.parameters,
    caption: `At <i>t</i> = ${formatNumber(time)}, ${runs} runs for each step size; bars are two standard errors. ${fit} There ${q("measured", "measured")} over ${q("prediction", "predicted")} is ${formatNumber(Math.min(...ratios))} to ${formatNumber(Math.max(...ratios))}.`,
    draw: (options: ChartOptions) => stepNoisePlot(rows, options)
  };
}
