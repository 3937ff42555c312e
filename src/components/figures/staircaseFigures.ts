import type {StaircaseLawRow} from "../../experiments/staircaseLaw.js";
import type {StaircaseLevelsRow} from "../../experiments/staircaseLevels.js";
import type {StaircaseStep} from "../../experiments/staircaseSteps.js";
import type {ChartOptions} from "../chart.js";
import {type Printed, simulateCommand} from "../command.js";
import type {FigureSpec} from "../figure.js";
import {formatNumber} from "../numbers.js";
import {sharpeningPlot} from "../sharpeningPlot.js";
import {type LawPoint, staircasePlot} from "../staircasePlot.js";

export interface StaircaseSetting {
  readonly id: string;
  readonly dimension: number;
  readonly threshold: number;
  /** Printed parameters of each run of the experiment whose rows are drawn. */
  readonly runs: readonly Printed[];
}

/** Everything that is drawn over the numbers of samples. */
export interface StaircaseCurves {
  readonly kernel: readonly StaircaseStep[];
  readonly network: readonly StaircaseStep[];
  readonly law: readonly LawPoint[];
  readonly levels: readonly StaircaseLevelsRow[];
}

/** The measured staircase, without noise. */
export function staircaseFigure(curves: StaircaseCurves, setting: StaircaseSetting): FigureSpec {
  const {kernel, network, law, levels} = curves;
  const {dimension, threshold} = setting;
  const last = kernel[kernel.length - 1];
  const plateau = levels.find(({degree}) => degree === 2)?.plateau;
  const end = network[network.length - 1];
  const steps = network.map(({samples}) => kernel.find((step) => step.samples === samples));
  const times = end && steps[steps.length - 1] ? steps[steps.length - 1]!.mean / end.mean : Number.NaN;
  const inside = kernel.filter(({samples, low, high}) => {
    const expected = expectedAt(law, samples);
    return low <= expected && expected <= high;
  }).length;
  const target =
    threshold === 0 ? "max(0, ⟨<i>w*</i>, <i>x</i>⟩)" : `max(0, ⟨<i>w*</i>, <i>x</i>⟩ − ${formatNumber(threshold)})`;
  const missing = neverLearned(levels);
  return {
    id: setting.id,
    title: network.length > 0 ? "The lazy staircase, and a network that steps below it" : "The lazy staircase",
    rows: [
      ...kernel.map((step) => ({method: "kernel", ...step, expected: expectedAt(law, step.samples)})),
      ...network.map((step) => ({method: "network", ...step, expected: Number.NaN}))
    ],
    ...provenance(setting),
    caption: [
      `<i>d</i> = ${dimension}, target ${target}, no noise. With <i>n</i> = ${last?.samples} samples kernel regression has risk ${formatNumber(last?.mean, 3)} ± ${formatNumber(last && last.high - last.mean, 1)}; the plateau without degrees ≤ 2 is ${formatNumber(plateau)}.`,
      missing > 0
        ? `Of that, ${formatNumber(missing, 2)} is of degree 3, 5 or 7, which this kernel can never learn.`
        : "",
      end
        ? `The mean-field network reaches ${formatNumber(end.mean, 2)} with ${end.samples} samples, ${formatNumber(times, 2)} times less than the kernel with as many.`
        : "",
      `Dots: means over ${seedText(kernel)} seeds with 95 % intervals; solid line: what is expected of the kernel, not fitted, inside ${inside} of the ${kernel.length} intervals. Ticks N<sub><i>ℓ</i></sub>: as many samples as there are polynomials of degree <i>ℓ</i>.`
    ]
      .filter(Boolean)
      .join(" "),
    draw: (options: ChartOptions) =>
      staircasePlot(kernel, {...options, dimension, law, network, levels: marked(levels), floor: neverLearned(levels)})
  };
}

/** The same with noise in the samples. */
export function noisyFigure(
  curves: StaircaseCurves,
  setting: StaircaseSetting & {readonly noise: number; readonly ridge: number; readonly lawRidge: number}
): FigureSpec {
  const {kernel, network, law, levels} = curves;
  const [last, end] = [kernel[kernel.length - 1], network[network.length - 1]];
  const expected = expectedAt(law, last?.samples ?? Number.NaN);
  return {
    id: setting.id,
    title: "The same with noise as large as in the talk",
    rows: [
      ...kernel.map((step) => ({method: "kernel", ...step, expected: expectedAt(law, step.samples)})),
      ...network.map((step) => ({method: "network", ...step, expected: Number.NaN}))
    ],
    ...provenance(setting),
    caption: `<i>d</i> = ${setting.dimension}, noise of standard deviation ${formatNumber(setting.noise)} in the samples. At <i>n</i> = ${last?.samples}: kernel with ridge ${formatNumber(setting.ridge)} ${formatNumber(last?.mean, 2)} ± ${formatNumber(last && last.high - last.mean, 1)}, expected with ridge ${formatNumber(setting.lawRidge)} ${formatNumber(expected, 2)}, network ${formatNumber(end?.mean, 2)} ± ${formatNumber(end && end.high - end.mean, 1)}, stopped at the time that is best for it in the mean over seeds. Line: what is expected of the kernel with the ridge that you choose.`,
    draw: (options: ChartOptions) =>
      staircasePlot(kernel, {...options, dimension: setting.dimension, law, network, levels: marked(levels)})
  };
}

/** The expected staircase in several dimensions. */
export function sharpeningFigure(
  rows: readonly StaircaseLawRow[],
  levels: readonly StaircaseLevelsRow[],
  setting: {readonly id: string; readonly parameters: Printed}
): FigureSpec {
  const dimensions = [...new Set(rows.map(({dimension}) => dimension))].sort((a, b) => a - b);
  const most = dimensions[dimensions.length - 1];
  const plateaus = marked(levels.filter(({dimension}) => dimension === most));
  const near = dimensions.map((dimension) => {
    const own = rows.filter((row) => row.dimension === dimension);
    const wanted = dimension ** 2.75;
    const row = own.reduce((best, one) =>
      Math.abs(Math.log(one.samples / wanted)) < Math.abs(Math.log(best.samples / wanted)) ? one : best
    );
    const plateau = levels.find((level) => level.dimension === dimension && level.degree === 2)?.plateau;
    return `${formatNumber(row.risk / (plateau ?? Number.NaN), 3)} for <i>d</i> = ${dimension}`;
  });
  return {
    id: setting.id,
    title: "In higher dimension the stairs sharpen",
    rows,
    experiment: "staircase-law",
    parameters: setting.parameters,
    caption: `Expected risk of kernel regression without noise or ridge; dashed: plateaus for <i>d</i> = ${most}. At <i>n</i> ≈ <i>d</i><sup>2.75</sup> the risk over the plateau of degree 2 is ${near.join(", ")}.`,
    draw: (options: ChartOptions) => sharpeningPlot(rows, {...options, plateaus})
  };
}

function provenance({runs}: StaircaseSetting): Pick<FigureSpec, "experiment" | "parameters" | "command"> {
  return {
    experiment: "staircase",
    parameters: runs[0],
    command: runs.map((run) => simulateCommand("staircase", run)).join("\n")
  };
}

/** The degrees that the kernel can learn a positive share of the target in: their steps and plateaus are marked. */
function marked(levels: readonly StaircaseLevelsRow[]): StaircaseLevelsRow[] {
  return levels.filter(({degree, power, eigenvalue}) => degree > 0 && degree <= 4 && power > 1e-9 && eigenvalue > 0);
}

/** What of the target lies in listed degrees that the kernel does not have; less than rounding counts as nothing. */
function neverLearned(levels: readonly StaircaseLevelsRow[]): number {
  const power = levels.reduce((sum, level) => sum + (level.eigenvalue === 0 ? level.power : 0), 0);
  return power > 1e-9 ? power : 0;
}

function expectedAt(law: readonly LawPoint[], samples: number): number {
  return law.find((point) => point.samples === samples)?.risk ?? Number.NaN;
}

function seedText(steps: readonly StaircaseStep[]): string {
  const seeds = steps.map((step) => step.seeds);
  const [least, most] = [Math.min(...seeds), Math.max(...seeds)];
  return least === most ? String(least) : `${least} to ${most}`;
}
