import type {FreeEnergyRow} from "../../experiments/freeEnergy.js";
import type {GibbsRow} from "../../experiments/gibbs.js";
import type {LangevinRow} from "../../experiments/langevin.js";
import type {NoiselessRow} from "../../experiments/noiseless.js";
import type {NoisyDensityRow} from "../../experiments/noisyDensity.js";
import type {ChartOptions} from "../chart.js";
import type {Printed} from "../command.js";
import type {FigureSpec} from "../figure.js";
import {excessPlot, freeEnergyPlot} from "../freeEnergyPlot.js";
import {gibbsPlot} from "../gibbsPlot.js";
import {noiselessPlot} from "../noiselessPlot.js";
import {noisyDensityPlot} from "../noisyDensityPlot.js";
import {noisyPlanePlot} from "../noisyPlanePlot.js";
import {formatNumber} from "../numbers.js";

/** What a figure on noise is about, and how its rows are made again. */
export interface NoiseSetting {
  /** Unique in the page. */
  readonly id: string;
  /** Printed parameters of the experiment, teacher, inverseTemperature and ridge among them. */
  readonly parameters: Printed;
  readonly time?: number;
}

function settingText({parameters, time}: NoiseSetting): string {
  const {teacher, inverseTemperature, ridge} = parameters;
  return [
    `Teacher <code>${teacher}</code>`,
    inverseTemperature === undefined ? "" : `<i>β</i> = ${inverseTemperature}`,
    ridge === undefined ? "" : `<i>λ</i> = ${ridge}`,
    time === undefined ? "" : `<i>t</i> = ${formatNumber(time)}`
  ]
    .filter(Boolean)
    .join(", ");
}

/** What of the line is shown: wide enough for all teachers and for most of the law. */
const shownLine = [-4, 4] as const;

/** The law of the neurons at one time, with the neurons of a finite network, on the line or in the plane. */
export function noisyDensityFigure(
  rows: readonly NoisyDensityRow[],
  network: readonly LangevinRow[],
  setting: NoiseSetting & {
    readonly time: number;
    readonly noise: string;
    /** Centres of the teacher's bumps. */
    readonly centres: readonly (readonly number[])[];
  }
): FigureSpec {
  const {id, time, parameters, centres} = setting;
  const now = rows.filter((row) => row.time === time);
  const neurons = network.filter((row) => row.time === time);
  const isPlane = now.some(({second}) => Number.isFinite(second));
  const peak = Math.max(...now.map(({stationary}) => stationary));
  const inLine = rows.filter(({first}) => first > shownLine[0] && first < shownLine[1]);
  const potentials = inLine.map(({potential}) => potential);
  const lineOptions = {
    network: neurons.map(({first}) => first),
    teacher: centres.map(([first]) => first),
    domain: shownLine,
    densityDomain: [0, 1.6 * peak] as const,
    potentialDomain: [Math.min(0, ...potentials), Math.max(0, ...potentials)] as const
  };
  const what = isPlane
    ? "Shades: the solution of (4) at infinite width. Dashed: contours of the Gibbs law (7). Dots: the neurons of a finite network trained by (3). Crosses: the teacher’s bumps."
    : "Solid: the solution of (4) at infinite width. Dashed: the Gibbs law (7) that it relaxes to. Bars: a finite network trained by (3). Crosses: the teacher’s bumps. Below: the potential, down which neurons drift.";
  return {
    id,
    title: "Neurons under noise: where they are and where they settle",
    rows: now,
    experiment: "noisy-density",
    parameters,
    caption: `${settingText(setting)}. ${what} Now ${formatNumber(100 * misplaced(now), 2)} % of <i>ρ<sub>t</sub></i> still has to move to make it the Gibbs law. ${momentsText(now, neurons, setting.noise)}`,
    draw: (options: ChartOptions) =>
      isPlane
        ? noisyPlanePlot(now, {
            ...options,
            network: neurons,
            teacher: centres.map(([first, second]) => ({first, second}))
          })
        : noisyDensityPlot(now, {...options, ...lineOptions})
  };
}

/** Half the total variation between ρ_t and ρ_*: the share of the mass that is in the wrong place. */
function misplaced(rows: readonly NoisyDensityRow[]): number {
  const total = rows.reduce((sum, {stationary}) => sum + stationary, 0);
  return rows.reduce((sum, {density, stationary}) => sum + Math.abs(density - stationary), 0) / (2 * total);
}

function momentsText(rows: readonly NoisyDensityRow[], neurons: readonly LangevinRow[], noise: string): string {
  if (neurons.length === 0) return "";
  const square = ({first, second}: {first: number; second: number}) =>
    first ** 2 + (Number.isFinite(second) ? second ** 2 : 0);
  const total = rows.reduce((sum, {density}) => sum + density, 0);
  const limit = rows.reduce((sum, row) => sum + row.density * square(row), 0) / total;
  const finite = neurons.reduce((sum, row) => sum + square(row), 0) / neurons.length;
  const warning =
    noise === "printed"
      ? " Its noise is √(2<i>s</i>/<i>β</i>), as printed in the talk: half the variance that (4) asks for."
      : "";
  return `The mean of |<i>θ</i>|² is ${formatNumber(limit)} at infinite width and ${formatNumber(finite)} in the network of ${neurons.length} neurons.${warning}`;
}

/** F(ρ_t) and its three parts. */
export function freeEnergyFigure(rows: readonly FreeEnergyRow[], setting: NoiseSetting): FigureSpec {
  const [first, last] = [rows[0], rows[rows.length - 1]];
  const rises = rows.slice(1).filter((row, i) => row.freeEnergy > rows[i].freeEnergy).length;
  const balance = Math.abs(first.freeEnergy - last.freeEnergy - last.dissipated) / (first.freeEnergy - last.freeEnergy);
  return {
    id: setting.id,
    title: "Free energy and its three parts",
    rows,
    experiment: "free-energy",
    parameters: setting.parameters,
    caption: `${settingText({...setting, time: undefined})}. <i>F</i> falls from ${formatNumber(first.freeEnergy)} to ${formatNumber(last.freeEnergy)} at <i>t</i> = ${formatNumber(last.time)} and rises ${rises === 0 ? "nowhere" : `${rises} times`} between the ${rows.length} times shown. Integrating the right side of (6) along the way gives the same fall to within ${formatNumber(100 * balance, 2)} %.`,
    draw: (options: ChartOptions) => freeEnergyPlot(rows, {...options, time: setting.time})
  };
}

/** F(ρ_t) − F(ρ_*) between its two bounds. */
export function excessFigure(rows: readonly FreeEnergyRow[], setting: NoiseSetting): FigureSpec {
  const [half, last] = [rows.find(({time}) => time >= rows[rows.length - 1].time / 2)!, rows[rows.length - 1]];
  const rate = Math.log(half.excess / last.excess) / (last.time - half.time);
  return {
    id: setting.id,
    title: "How far the free energy is from its minimum",
    rows,
    columns: ["time", "excess", "leastExcess", "mostExcess"],
    experiment: "free-energy",
    parameters: setting.parameters,
    caption: `${settingText({...setting, time: undefined})}. The excess at <i>t</i> = ${formatNumber(last.time)} is ${formatNumber(last.excess)}, between the two sides of (8), ${formatNumber(last.leastExcess)} and ${formatNumber(last.mostExcess)}. From <i>t</i> = ${formatNumber(half.time)} on it falls at the rate ${formatNumber(rate, 2)} per unit of time (measured).`,
    draw: (options: ChartOptions) => excessPlot(rows, {...options, time: setting.time})
  };
}

/** R(ρ_*) against 1/β with its bound. */
export function gibbsFigure(rows: readonly GibbsRow[], setting: NoiseSetting): FigureSpec {
  const [hot, cold] = [rows[0], rows[rows.length - 1]];
  const certificate = Math.max(...rows.map((row) => row.certificate));
  return {
    id: setting.id,
    title: "What the temperature costs",
    rows,
    experiment: "gibbs",
    parameters: setting.parameters,
    caption: `${settingText(setting)}. Solid: the risk of the Gibbs law, from ${formatNumber(hot.risk)} at <i>β</i> = ${hot.inverseTemperature} to ${formatNumber(cold.risk)} at <i>β</i> = ${cold.inverseTemperature}. Dashed: the bound (9), there ${formatNumber(hot.bound / hot.risk, 2)} and ${formatNumber(cold.bound / cold.risk, 2)} times as large. Every law is within ${formatNumber(certificate, 2)} of the least free energy on its grid (certified).`,
    draw: (options: ChartOptions) => gibbsPlot(rows, options)
  };
}

/** Neurons without noise gathering at a common rest point. */
export function noiselessFigure(
  rows: readonly NoiselessRow[],
  setting: NoiseSetting & {readonly size: number}
): FigureSpec {
  const [first, last] = [rows[0], rows[rows.length - 1]];
  const measured = measuredRate(rows);
  return {
    id: setting.id,
    title: "Without noise: neurons that gather at one point",
    rows,
    experiment: "noiseless",
    parameters: setting.parameters,
    caption: `${settingText(setting)}, target ${setting.size} times as large. Solid: root mean square distance of the neurons from the rest point, ${formatNumber(first.distance, 2)} at first and ${formatNumber(last.distance, 2)} at <i>t</i> = ${formatNumber(last.time)}. Its rate of decay at the end of what is shown is ${formatNumber(measured)} (measured); 2<i>λ</i><sub>min</sub> is ${formatNumber(Math.abs(last.rate) < 1e-10 ? 0 : last.rate)}. The force |∇Ψ<sub>λ</sub>| on the neurons falls from ${formatNumber(first.force, 2)} to ${formatNumber(last.force, 2)}.`,
    draw: (options: ChartOptions) => noiselessPlot(rows, options)
  };
}

/** −d log(distance)/dt over the last quarter of the times at which the distance is well above the integrator's error. */
function measuredRate(rows: readonly NoiselessRow[]): number {
  const shown = rows.filter(({distance}) => distance > 1e-8);
  const last = shown[shown.length - 1];
  const before = shown[Math.floor(0.75 * (shown.length - 1))];
  return Math.log(before.distance / last.distance) / (last.time - before.time);
}
