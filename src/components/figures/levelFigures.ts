import type {LevelFit} from "../../experiments/levelFit.js";
import type {PropagatorLevelsRow} from "../../experiments/propagatorLevels.js";
import type {ChartOptions} from "../chart.js";
import {type Printed, simulateCommand} from "../command.js";
import {familyPlot} from "../familyPlot.js";
import type {FigureSpec} from "../figure.js";
import {formatNumber} from "../numbers.js";
import {offBy} from "./setting.js";

type Row = PropagatorLevelsRow & {readonly problem: string};

export interface LevelsSetting {
  readonly id: string;
  readonly problem: string;
  readonly parameters: Printed;
}

const distinct = (values: readonly number[]): number[] => [...new Set(values)];

/** J_max of one problem at T(δ) against d, one line a level, with the law from d and δ alone. */
export function stretchLevelsFigure(
  rows: readonly Row[],
  fits: readonly LevelFit[],
  setting: LevelsSetting
): FigureSpec {
  const {id, problem, parameters} = setting;
  const said = fits.map((fit) => `δ = ${fit.level}: ${fitText(fit)}`);
  return {
    id,
    title: "The largest propagator by the time the risk has come down to δ",
    rows,
    experiment: "propagator-levels",
    parameters,
    caption: `<code>${problem}</code>, neurons that start at |<i>α</i>| ≤ ${parameters.reach}/√<i>d</i>. Dots: the infinitely wide network; dashed: our law. Slopes of log <i>J</i><sub>max</sub> against log <i>d</i> over the largest eight-fold range, with 95 % intervals: ${said.join(". ")}. The law’s slope for large <i>d</i> is ${formatNumber(fits[0]?.predicted)}.`,
    draw: (options: ChartOptions) =>
      familyPlot(
        rows.map(({level, dimension, maximum}) => ({member: `δ = ${level}`, x: dimension, y: maximum})),
        {
          ...options,
          title: "Largest propagator against dimension, at fixed risk",
          x: {label: "dimension d", scale: "log", ticks: distinct(rows.map(({dimension}) => dimension))},
          y: {label: "largest growth Jₘₐₓ (no unit)", scale: "log"},
          xName: "d",
          scatter: true,
          laws: fits.map(({level}) => ({
            label: "",
            member: `δ = ${level}`,
            points: rows
              .filter((row) => row.level === level && Number.isFinite(row.crowdFree ?? Number.NaN))
              .map(({dimension, crowdFree}) => ({x: dimension, y: crowdFree}))
          }))
        }
      )
  };
}

function fitText({exponent, dimension, ratio}: LevelFit): string {
  const law = Number.isFinite(ratio)
    ? `; at <i>d</i> = ${dimension} <i>J</i><sub>max</sub> is ${offBy(ratio)} the law`
    : "";
  if (!exponent) return `not resolved, for want of an eight-fold range${law}`;
  const {value, low, high, from, to, residual, isResolved} = exponent;
  const verdict = isResolved ? "" : ", not resolved since the local slopes still move";
  return `${formatNumber(value)} (${formatNumber(low)} to ${formatNumber(high)}) for <i>d</i> = ${from} to ${to}, largest residual ${formatNumber(100 * (residual - 1), 2)} %${verdict}${law}`;
}

/** From this dimension on the ratio to the law is quoted. */
const quotedFrom = 32;

/** J_max at T(δ) against F = ∫√R for all links, dimensions and levels, with the escape law of each link. */
export function stretchCollapseFigure(
  rows: readonly Row[],
  {id, runs}: {id: string; runs: readonly Printed[]}
): FigureSpec {
  const usable = rows.filter((row) => Number.isFinite(row.maximum ?? Number.NaN));
  const problems = [...new Set(usable.map(({problem}) => problem))];
  const of = (problem: string) =>
    usable.filter((row) => row.problem === problem).sort((a, b) => a.integralRootRisk - b.integralRootRisk);
  const said = problems.map((problem) => {
    const ratios = of(problem)
      .filter(({dimension}) => dimension >= quotedFrom)
      .map(({maximum, escapeLaw}) => maximum / escapeLaw);
    return `${formatNumber(Math.min(...ratios))} to ${formatNumber(Math.max(...ratios))} for <code>${problem}</code>`;
  });
  const dimensions = distinct(usable.map(({dimension}) => dimension));
  return {
    id,
    title: "At every risk and in every dimension, one curve a link",
    rows: usable,
    experiment: "propagator-levels",
    command: runs.map((run) => simulateCommand("propagator-levels", run)).join("\n"),
    caption: `The same maxima (<i>d</i> = ${Math.min(...dimensions)} to ${Math.max(...dimensions)}, all δ) against <i>F</i> = ∫√<i>R</i> up to <i>T</i>(δ); dashed: the escape law of each link. From <i>d</i> = ${quotedFrom} on, <i>J</i><sub>max</sub> over the law is ${said.join(", ")}.`,
    draw: (options: ChartOptions) =>
      familyPlot(
        problems.flatMap((problem) =>
          of(problem).map(({integralRootRisk, maximum}) => ({member: problem, x: integralRootRisk, y: maximum}))
        ),
        {
          ...options,
          title: "Largest propagator against the integrated root risk",
          x: {label: "F = ∫√R dt (step size × steps)", scale: "log"},
          y: {label: "largest growth Jₘₐₓ (no unit)", scale: "log"},
          xName: "F",
          scatter: true,
          laws: problems.map((problem) => ({
            label: "",
            member: problem,
            points: of(problem).map(({integralRootRisk, escapeLaw}) => ({x: integralRootRisk, y: escapeLaw}))
          }))
        }
      )
  };
}
