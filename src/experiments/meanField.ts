import {type LimitSolverName, solveLimit, toleranceRange} from "../meanfield/limit.js";
import type {Problem} from "../meanfield/problem.js";
import {dimension, times} from "./common.js";
import type {Experiment} from "./experiment.js";
import {problemInputs, problemOf, problemParameters} from "./link.js";
import {choice, real} from "./parameter.js";
import {parameterSet} from "./parameters.js";

export interface MeanFieldParameters {
  readonly problem: Problem;
  readonly dimension: number;
  readonly times: readonly number[];
  readonly solver: LimitSolverName;
  readonly tolerance: number;
}

export interface MeanFieldRow {
  readonly time: number;
  readonly risk: number;
  readonly dissipation: number;
  readonly mass: number;
  readonly meanAlignment: number;
  readonly meanAbsoluteAlignment: number;
  readonly meanSquareAlignment: number;
}

const parameters = parameterSet(
  {
    ...problemParameters,
    dimension,
    times,
    solver: choice({
      name: "solver",
      description: "characteristics of the continuity equation, or the equation itself on a grid",
      names: ["lagrangian", "eulerian"],
      default: "lagrangian"
    }),
    tolerance: real({
      name: "tolerance",
      description: "absolute error aimed at in the risk at every time",
      least: toleranceRange[0],
      most: toleranceRange[1],
      default: 1e-9
    })
  },
  ({problem, activation, target, ...rest}): MeanFieldParameters => ({
    problem: problemOf({problem, activation, target}),
    ...rest
  }),
  ({problem, ...rest}) => ({...rest, ...problemInputs(problem)})
);

/** The network of infinite width: one row a time. */
export const meanField: Experiment<MeanFieldParameters, MeanFieldRow> = {
  name: "mean-field",
  shows: "the risk and the law of the alignment of the infinitely wide network over time",
  parameters,
  columns: {
    time: "t, as asked for",
    risk: "R(ρ_t), the expected squared error of the infinitely wide network",
    dissipation: "the integral of |ν|² over ρ_t, which equals −dR/dt",
    mass: "the total mass of ρ_t; 1 but for rounding",
    meanAlignment: "the mean of α = ⟨w, w*⟩",
    meanAbsoluteAlignment: "the mean of |α|",
    meanSquareAlignment: "the mean of α²; 1/d at t = 0"
  },
  async *run({problem, dimension, times, solver, tolerance}) {
    const limit = solveLimit(problem, dimension, times, {solver, tolerance});
    yield {
      progress: 1,
      rows: times.map((time, i) => ({
        time,
        risk: limit.risk[i],
        dissipation: limit.dissipation[i],
        mass: limit.mass[i],
        meanAlignment: limit.average(i, (alignment) => alignment),
        meanAbsoluteAlignment: limit.average(i, Math.abs),
        meanSquareAlignment: limit.average(i, (alignment) => alignment * alignment)
      }))
    };
  }
};
