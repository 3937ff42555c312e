import type {HessianRow} from "../../experiments/hessian.js";
import type {PropagatorPathsRow} from "../../experiments/propagatorPaths.js";
import type {SelfConcordanceRow} from "../../experiments/selfConcordance.js";
import type {ChartOptions} from "../chart.js";
import type {FigureSpec} from "../figure.js";
import {floorPlot} from "../floorPlot.js";
import {hessianPlot} from "../hessianPlot.js";
import {formatNumber} from "../numbers.js";
import {propagatorPlot} from "../propagatorPlot.js";
import {ratioPlot} from "../ratioPlot.js";
import {type Setting, settingText, times} from "./setting.js";

export interface StabilitySetting extends Setting {
  readonly time: number;
}

const at = <Row extends {readonly time: number}>(rows: readonly Row[], time: number): Row[] =>
  rows.filter((row) => row.time === time);

/** Eigenvalues of the local Hessian beside the speed, over the alignment. */
export function hessianFigure(rows: readonly HessianRow[], setting: StabilitySetting): FigureSpec {
  const now = at(rows, setting.time);
  const steepest = now.reduce((best, row) => (row.parallel > best.parallel ? row : best), now[0]);
  const fastest = now.reduce((best, row) => (row.velocity > best.velocity ? row : best), now[0]);
  return {
    id: setting.id,
    title: "The local Hessian and the speed of a neuron, by alignment",
    rows: now,
    experiment: "hessian",
    parameters: setting.parameters,
    caption: `${settingText(setting, `<i>t</i> = ${formatNumber(setting.time)}`)}. λ∥ is largest, ${formatNumber(steepest.parallel)}, at <i>α</i> = ${formatNumber(steepest.alignment, 2)}; the speed |ν| at <i>α</i> = ${formatNumber(fastest.alignment, 2)}, where it is ${formatNumber(fastest.velocity)}. For even links λ∥ is at most (<i>k</i> − 1)<i>α̇</i>/<i>α</i> plus the floor φ.`,
    draw: (options: ChartOptions) => hessianPlot(now, options)
  };
}

/** The raw ratio of Hessian and logarithmic velocity, poles and all. */
export function ratioFigure(
  rows: readonly HessianRow[],
  floors: readonly SelfConcordanceRow[],
  setting: StabilitySetting
): FigureSpec {
  const now = at(rows, setting.time);
  const floor = at(floors, setting.time)[0];
  const equilibrium =
    floor && Number.isFinite(floor.equilibrium)
      ? `The velocity vanishes at <i>α*</i> = ${formatNumber(floor.equilibrium)} (${formatNumber(floor.equilibrium * Math.sqrt(setting.dimension), 2)}/√<i>d</i>), and the ratio has a pole there.`
      : "At this time no neuron stands still between equator and pole, and the ratio has no pole.";
  return {
    id: setting.id,
    title: "The raw ratio of Hessian to logarithmic velocity",
    rows: now,
    experiment: "hessian",
    parameters: setting.parameters,
    caption: `${settingText(setting, `<i>t</i> = ${formatNumber(setting.time)}`)}. ${equilibrium} λ<sub>max</sub> is the larger of λ<sub>∥</sub> and λ<sub>⊥</sub>. ${excess(now, floor?.exponent)}`,
    draw: (options: ChartOptions) =>
      ratioPlot(now, {
        ...options,
        level: floor?.exponent,
        equilibrium: floor?.equilibrium,
        p2: floor?.quadraticCoefficient
      })
  };
}

/** Where the ratio is above k − 1, in words. */
function excess(rows: readonly HessianRow[], exponent: number): string {
  const above = rows.filter(({ratio}) => ratio > exponent).map(({alignment}) => alignment);
  const level = `<i>k</i> − 1 = ${exponent}`;
  if (above.length === 0) return `The ratio is nowhere above ${level}.`;
  return `The ratio exceeds ${level} from <i>α</i> = ${formatNumber(Math.min(...above), 2)} to ${formatNumber(Math.max(...above), 2)} and is below it elsewhere.`;
}

/** The crowd's coefficient p_2(t), whose positive part is the floor for He4. */
export function floorFigure(rows: readonly SelfConcordanceRow[], setting: Setting): FigureSpec {
  const last = rows[rows.length - 1];
  const total = Number.isFinite(last.integralFloor)
    ? `The floor φ adds up to ∫φ = ${formatNumber(last.integralFloor)} by <i>t</i> = ${formatNumber(last.time)}, so it costs a factor of at most ${formatNumber(Math.exp(last.integralFloor))}; the largest eigenvalue over the sphere adds up to ${formatNumber(last.integralLargestEigenvalue)}, a factor of ${formatNumber(Math.exp(last.integralLargestEigenvalue))}.`
    : `A link with odd degrees has no floor: its remainder is singular at the equator. The largest eigenvalue over the sphere adds up to ${formatNumber(last.integralLargestEigenvalue)} by <i>t</i> = ${formatNumber(last.time)}.`;
  return {
    id: setting.id,
    title: "What self-concordance leaves over: the crowd’s own repulsion",
    rows,
    experiment: "self-concordance",
    parameters: setting.parameters,
    caption: `${settingText(setting)}. ${total}`,
    draw: (options: ChartOptions) => floorPlot(rows, {...options, timeScale: "log"})
  };
}

/** J_{t,0} by where a particle started. */
export function propagatorFigure(rows: readonly PropagatorPathsRow[], setting: StabilitySetting): FigureSpec {
  const now = at(rows, setting.time);
  const largest = now.reduce((best, row) => (row.parallel > best.parallel ? row : best), now[0]);
  const closest = now.reduce((best, row) => (row.initialAlignment > best.initialAlignment ? row : best), now[0]);
  const settled =
    closest.parallel < 0.1 ? " Particles that have arrived have forgotten where they came from: J∥ is small." : "";
  return {
    id: setting.id,
    title: "How far neighbourhoods have been stretched, by where they started",
    rows: now,
    experiment: "propagator-paths",
    parameters: setting.parameters,
    caption: `${settingText(setting, `from <i>s</i> = 0 to <i>t</i> = ${formatNumber(setting.time)}`)}. J∥ is largest, ${formatNumber(largest.parallel)}, for particles that started at <i>α</i>₀ = ${formatNumber(largest.initialAlignment, 2)} and are now at ${formatNumber(largest.alignment, 2)}${Number.isFinite(largest.estimate) ? `; the self-concordance estimate there is ${times(largest.estimate / largest.parallel)} as large` : ""}.${settled}`,
    draw: (options: ChartOptions) =>
      propagatorPlot(now, {...options, interval: `from s = 0 to t = ${formatNumber(setting.time)}`})
  };
}
