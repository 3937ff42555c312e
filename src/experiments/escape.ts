import {fieldEscapeTime} from "../meanfield/fieldEscape.js";
import {hittingTime} from "../meanfield/hittingTime.js";
import {toleranceRange} from "../meanfield/limit.js";
import {informationExponent, type Problem, targetPower} from "../meanfield/problem.js";
import {largestDimension} from "./common.js";
import type {Experiment} from "./experiment.js";
import {learnableProblemOf, problemInputs, problemParameters} from "./link.js";
import {integers, real} from "./parameter.js";
import {parameterSet} from "./parameters.js";

export interface EscapeParameters {
  readonly problem: Problem;
  readonly dimensions: readonly number[];
  readonly level: number;
  readonly tolerance: number;
}

export interface EscapeRow {
  readonly exponent: number;
  readonly dimension: number;
  readonly time: number;
  readonly error: number;
  readonly neuronTime: number;
  readonly localSlope: number;
  readonly localRate: number;
}

const parameters = parameterSet(
  {
    ...problemParameters,
    dimensions: integers({
      name: "dimensions",
      description: "dimensions d of the rows",
      least: 2,
      most: largestDimension,
      default: [8, 16, 32, 64, 128]
    }),
    level: real({
      name: "level",
      description: "δ: the risk that counts as escaped, as a fraction of the target's power E f*²",
      least: 0,
      most: 1,
      open: true,
      default: 0.5
    }),
    tolerance: real({
      name: "tolerance",
      description: "absolute error aimed at in the risk; a run at ten times this measures the error",
      least: toleranceRange[0],
      most: toleranceRange[1] / 10,
      default: 1e-7
    })
  },
  ({problem, activation, target, ...rest}): EscapeParameters => ({
    problem: learnableProblemOf({problem, activation, target}),
    ...rest
  }),
  ({problem, ...rest}) => ({...rest, ...problemInputs(problem)})
);

/** When the infinitely wide network finds the teacher: one row a dimension. */
export const escapeTimes: Experiment<EscapeParameters, EscapeRow> = {
  name: "escape",
  shows: "how long the infinitely wide network, and one neuron alone, take to leave the equator, by dimension",
  parameters,
  columns: {
    exponent: "k*, the information exponent",
    dimension: "d",
    time: "T(δ), the first time at which the risk is δ E f*²; empty where that takes more than 36 times neuronTime",
    error: "the change of T(δ) when the tolerance is made ten times as large",
    neuronTime: "the time from α = 1/√d to ½ of one neuron in the teacher’s field alone",
    localSlope: "Δ log T(δ) / Δ log d from the row before to this one",
    localRate: "Δ T(δ) / Δ log d from the row before to this one"
  },
  async *run({problem, dimensions, level, tolerance}) {
    let before: EscapeRow | undefined;
    for (const [i, dimension] of dimensions.entries()) {
      const risk = level * targetPower(problem);
      const time = hittingTime(problem, dimension, risk, tolerance);
      const step = before && Math.log(dimension / before.dimension);
      const row = {
        exponent: informationExponent(problem) ?? Number.NaN,
        dimension,
        time,
        error: Math.abs(hittingTime(problem, dimension, risk, 10 * tolerance) - time),
        neuronTime: fieldEscapeTime(problem, Math.min(0.4, 1 / Math.sqrt(dimension)), 0.5),
        localSlope: before && step ? Math.log(time / before.time) / step : Number.NaN,
        localRate: before && step ? (time - before.time) / step : Number.NaN
      };
      before = row;
      yield {progress: (i + 1) / dimensions.length, rows: [row]};
    }
  }
};
