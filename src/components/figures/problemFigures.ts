import type {
  collapseReadings,
  hessianReading,
  ProblemGap,
  ProblemRun,
  problemGapReading
} from "../../experiments/problemReadings.js";
import type {SampleError, sampleReading} from "../../experiments/sampleReading.js";
import type {ChartOptions} from "../chart.js";
import type {FigureSpec} from "../figure.js";
import {gapCurvesPlot} from "../gapCurvesPlot.js";
import {gapHistogramPlot, shapeTexts} from "../gapHistogramPlot.js";
import {type IntervalRow, intervalsPlot} from "../intervalsPlot.js";
import {type NeuronValueRow, neuronPathsPlot} from "../neuronPathsPlot.js";
import {formatNumber} from "../numbers.js";
import {sampleErrorPlot} from "../sampleErrorPlot.js";
import {trainingPlot} from "../trainingPlot.js";
import {count, isDecided, isInverse, longest, type Setting, settingText} from "./setting.js";

type GapReading = ReturnType<typeof problemGapReading>;

/** The runs of one problem, and what they are compared with. */
export interface ProblemSetting extends Setting {
  /** M of the network that stands in for the infinitely wide one; undefined where that one is known. */
  readonly reference: number | undefined;
  /** Training samples; undefined where the population itself is descended on. */
  readonly samples: number | undefined;
  /** The experiment that makes the rows. */
  readonly experiment: string;
  /** The command that makes them, where it is not that of one run. */
  readonly command?: string;
}

const gapWords: Readonly<Record<ProblemGap, {readonly symbol: string; readonly html: string}>> = {
  meanGap: {symbol: "Ω²", html: "Ω²"},
  functionGap: {
    symbol: "‖fₘ − f∞‖²",
    html: "‖<i>f<sub>m</sub></i> − <i>f</i><sub>∞</sub>‖²"
  }
};

/** What the runs are of, in words. */
function ofRuns(rows: readonly ProblemRun[], {samples}: ProblemSetting): string {
  const seeds = count(new Set(rows.map(({seed}) => seed)).size, "seed");
  return samples === undefined ? `gradient flow on the population, ${seeds}` : `${samples} training samples, ${seeds}`;
}

function standIn(reference: number | undefined): string {
  return reference === undefined
    ? "the infinitely wide network"
    : `a network of ${reference} neurons that begins with the same ones and stands in for the infinitely wide one`;
}

/** Risk and loss over time for several widths. */
export function trainingFigure(rows: readonly ProblemRun[], setting: ProblemSetting): FigureSpec {
  const {id, reference, samples} = setting;
  const last = Math.max(...rows.map(({time}) => time));
  const [first] = rows;
  const final = rows.filter(({time}) => time === last);
  const widest = Math.max(...final.map(({width}) => width));
  const risks = final.filter(({width}) => width === widest).map(({risk}) => risk);
  const limit = final.find(({limitRisk}) => Number.isFinite(limitRisk))?.limitRisk;
  const losses = samples === undefined ? "" : " Dotted: the training loss.";
  return {
    id,
    title: samples === undefined ? "Risk" : "Risk and training loss",
    rows,
    ...made(setting),
    caption: `${settingText(setting, ofRuns(rows, setting))}. Mean and range over seeds; ${limit === undefined ? "the infinitely wide network is not known here" : `dashed, ${standIn(reference)}`}.${losses} The risk goes from ${formatNumber(first?.risk ?? Number.NaN)} to ${formatNumber(Math.min(...risks))}–${formatNumber(Math.max(...risks))} at <i>t</i> = ${formatNumber(last)} (<i>m</i> = ${widest})${limit === undefined ? "" : `, and to ${formatNumber(limit)} for ${reference === undefined ? "<i>m</i> = ∞" : `<i>m</i> = ${reference}`}`}.`,
    draw: (options: ChartOptions) =>
      trainingPlot(
        rows.map(({width, time, loss, risk, limitRisk}) => ({width, time, loss, risk, limitRisk})),
        {...options, limitLabel: reference === undefined ? "m = ∞" : `m = ${reference}`}
      )
  };
}

/** A squared gap over time, times m and as it is, and whether it collapses. */
export function problemGapFigure(
  rows: readonly ProblemRun[],
  setting: ProblemSetting & GapReading & {readonly gap: ProblemGap; readonly hessian: ReturnType<typeof hessianReading>}
): FigureSpec {
  const {id, gap, reference, squares, average, exponent, hessian} = setting;
  const {symbol, html} = gapWords[gap];
  return {
    id,
    title: "Does the squared gap fall like 1/m?",
    rows,
    ...made(setting),
    caption: `${settingText(setting, ofRuns(rows, setting))}: ${html} between each network and ${standIn(reference)}, times <i>m</i> and as it is.${reference === undefined ? "" : ` It is divided by 1 − <i>m</i>/${reference}, since the two share their first neurons.`} ${collapseSentence(exponent, html)} ${hessianSentence(hessian)}`,
    draw: (options: ChartOptions) => gapCurvesPlot(squares, {...options, symbol, average})
  };
}

/** The honest sentence: an interval that contains −1, one that does not, or none. */
function collapseSentence(exponent: GapReading["exponent"], html: string): string {
  if (!exponent) return `Whether <i>m</i>${html} collapses is not resolved at the last time.`;
  const {value, low, high} = exponent;
  const verdict = !isDecided(exponent)
    ? "the interval is too long to tell"
    : isInverse(exponent)
      ? `<i>m</i>${html} collapses, as far as the interval tells`
      : value < -1
        ? `${html} falls faster than 1/<i>m</i>`
        : `${html} falls more slowly than 1/<i>m</i>: <i>m</i>${html} does not collapse`;
  return `At the last time its exponent of <i>m</i> is ${hundredths(value)} [${hundredths(low)}, ${hundredths(high)}]: ${verdict}.`;
}

/** An exponent to two decimals. */
function hundredths(value: number): string {
  return formatNumber(Math.round(100 * value) / 100);
}

/** A neuron's final and largest gap. */
export interface ProblemNeuron {
  readonly width: number;
  readonly finalGap: number;
  readonly largestGap: number;
}

/** The distribution of the neurons' gaps, at the end or at their largest, raw and times √m. */
export function problemNeuronsFigure(
  rows: readonly ProblemNeuron[],
  setting: ProblemSetting & {readonly gap: "finalGap" | "largestGap"}
): FigureSpec {
  const {id, gap} = setting;
  const isFinal = gap === "finalGap";
  const widths = [...new Set(rows.map(({width}) => width))].sort((a, b) => a - b);
  const said = widths.map((width) => {
    const gaps = rows.filter((row) => row.width === width).map((row) => Math.sqrt(width) * row[gap]);
    const ordered = [...gaps].sort((a, b) => a - b);
    return `<i>m</i> = ${width}: median ${formatNumber(ordered[Math.floor(ordered.length / 2)]!, 2)}, largest ${formatNumber(ordered[ordered.length - 1]!, 2)}`;
  });
  return {
    id,
    title: "The gaps of single neurons",
    rows,
    ...made(setting),
    caption: `${settingText(setting)}: |Δ<sub><i>i</i></sub>| ${isFinal ? "at the last time" : "at its largest"}, as it is and times √<i>m</i>. ${shapeTexts.histogram} Times √<i>m</i>, ${said.join("; ")}.`,
    draw: (options: ChartOptions) =>
      gapHistogramPlot(
        rows.map((row) => ({width: row.width, gap: row[gap]})),
        {...options, symbol: isFinal ? "|Δᵢ(T)|" : "max |Δᵢ(t)|"}
      )
  };
}

/** One neuron at one time. */
export interface ProblemPath {
  readonly neuron: number;
  readonly time: number;
  readonly gap: number;
  readonly alignment: number;
}

/** |Δ_i(t)| or the alignments of single neurons, with the mean over all of the network. */
export function problemPathsFigure(
  rows: readonly ProblemPath[],
  means: readonly Pick<ProblemRun, "time" | "meanGap" | "alignment">[],
  setting: ProblemSetting & {readonly width: number; readonly quantity: "gap" | "alignment"}
): FigureSpec {
  const {id, width, quantity} = setting;
  const isGap = quantity === "gap";
  const neurons = new Set(rows.map(({neuron}) => neuron)).size;
  const values: NeuronValueRow[] = rows.map((row) => ({neuron: row.neuron, time: row.time, value: row[quantity]}));
  const averages = means.map((row) => ({time: row.time, value: isGap ? row.meanGap : row.alignment}));
  const last = Math.max(...values.map(({time}) => time));
  const final = values.filter(({time}) => time === last).map(({value}) => value);
  const mean = averages.find(({time}) => time === last)?.value ?? Number.NaN;
  return {
    id,
    title: isGap ? "The gaps of single neurons over time" : "The alignments of single neurons",
    rows,
    ...made(setting),
    caption: `${settingText(setting, `<i>m</i> = ${width}`)}: ${isGap ? "|Δ<sub><i>i</i></sub>(<i>t</i>)|" : "the length of the projection on the relevant coordinates"} of the first ${count(neurons, "neuron")}; thick, the mean over all ${width}. At <i>t</i> = ${formatNumber(last)} the mean is ${formatNumber(mean, 3)}, and the ${isGap ? "largest" : "least and largest"} of those drawn ${isGap ? formatNumber(Math.max(...final), 3) : `${formatNumber(Math.min(...final), 2)} and ${formatNumber(Math.max(...final), 3)}`}.`,
    draw: (options: ChartOptions) =>
      neuronPathsPlot(values, {
        ...options,
        title: isGap ? "Gap of single neurons over time" : "Alignment of single neurons over time",
        label: isGap ? "gap |Δᵢ(t)|" : "length of the projection",
        means: averages,
        meanLabel: isGap ? "mean Ω" : "mean"
      })
  };
}

/** Height over width of a plot with a row a problem. */
const tall = {wide: 0.8, narrow: 1.55};

/** The exponents of m in both squared gaps for every problem. */
export function collapseOverviewFigure(
  entries: ReturnType<typeof collapseReadings>,
  {id, dimension, command}: {readonly id: string; readonly dimension: number; readonly command: string}
): FigureSpec {
  const drawn = entries.map(
    ({problem, gap, exponent}): IntervalRow => ({
      row: problem,
      quantity: gap,
      value: exponent?.value ?? Number.NaN,
      low: exponent?.low ?? Number.NaN,
      high: exponent?.high ?? Number.NaN
    })
  );
  const said = (Object.keys(gapWords) as ProblemGap[]).map((gap) => {
    const own = entries.filter((entry) => entry.gap === gap);
    const decided = own.flatMap(({exponent}) => (exponent && isDecided(exponent) ? [exponent] : []));
    const holding = decided.filter(isInverse).length;
    const open = own.length - decided.length;
    return `that of ${gapWords[gap].html} contains −1 in ${holding} of ${decided.length} problems${open > 0 ? ` (in ${open} more it is longer than ${longest} and decides nothing)` : ""}`;
  });
  return {
    id,
    title: "Does the squared gap fall like 1/m, problem by problem?",
    rows: entries.map(({problem, gap, exponent}) => ({
      problem,
      gap,
      exponent: exponent?.value ?? Number.NaN,
      low: exponent?.low ?? Number.NaN,
      high: exponent?.high ?? Number.NaN
    })),
    experiment: "problem-flow, problem",
    parameters: {dimension},
    command,
    aspects: tall,
    caption: `Exponent of <i>m</i> in the squared gaps at the last time, <i>d</i> = ${dimension}, with intervals of 95 % over seeds; −1 is a collapse. The interval ${said.join(", and ")}.`,
    draw: (options: ChartOptions) =>
      intervalsPlot(drawn, {
        ...options,
        title: "Exponents of the width, by problem",
        label: "exponent of m",
        aspects: tall,
        reference: -1
      })
  };
}

/** Whether the local Hessian stays below a constant times the velocity, in a sentence. */
function hessianSentence({median, largest}: ReturnType<typeof hessianReading>): string {
  if (!Number.isFinite(median)) return "The local Hessian was not measured along these runs.";
  return `Along the runs the local Hessian is at most ${formatNumber(median, 2)} times the logarithmic velocity for half of the neurons that move, and ${formatNumber(largest, 2)} times for the worst.`;
}

/** Height over width of two panels with a key each. */
const twoKeys = {wide: 0.66, narrow: 1.3};

/** What finitely many samples and finitely many neurons cost, each at several values of the other. */
export function sampleErrorFigure(
  rows: readonly SampleError[],
  setting: {
    readonly id: string;
    readonly problem: string;
    readonly dimension: number;
    readonly time: number;
    readonly command: string;
    readonly exponents: ReturnType<typeof sampleReading>;
  }
): FigureSpec {
  const {id, problem, dimension, time, command, exponents} = setting;
  const said = (along: "samples" | "width") =>
    exponents[along]
      .map(({at, exponent}) => {
        const letter = along === "samples" ? "m" : "n";
        const value = exponent
          ? `${hundredths(exponent.value)} [${hundredths(exponent.low)}, ${hundredths(exponent.high)}]`
          : "not resolved";
        return `${value} at <i>${letter}</i> = ${at}`;
      })
      .join(", ");
  return {
    id,
    title: "Samples and neurons",
    rows,
    experiment: "sample-error",
    aspects: twoKeys,
    parameters: {problem, dimension, time},
    command,
    caption: `<code>${problem}</code>, <i>d</i> = ${dimension}, <i>t</i> = ${formatNumber(time)}: mean square distance of a network of <i>m</i> neurons, trained on <i>n</i> samples, from the infinitely wide one trained on the population, mean and range over ${count(new Set(rows.map(({seed}) => seed)).size, "seed")}. Exponent of <i>n</i>: ${said("samples")}. Exponent of <i>m</i>: ${said("width")}. Where a curve is flat, the other of the two is what counts.`,
    draw: (options: ChartOptions) => sampleErrorPlot(rows, {...options, aspects: twoKeys})
  };
}

function made({
  experiment,
  parameters,
  command
}: ProblemSetting): Pick<FigureSpec, "experiment" | "parameters" | "command"> {
  return {experiment, parameters, ...(command && {command})};
}
