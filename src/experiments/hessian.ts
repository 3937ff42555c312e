import {localHessian} from "../meanfield/hessian.js";
import {solveLimit} from "../meanfield/limit.js";
import type {Problem} from "../meanfield/problem.js";
import {alignments, dimension, times} from "./common.js";
import type {Experiment} from "./experiment.js";
import {problemInputs, problemOf, problemParameters} from "./link.js";
import {parameterSet} from "./parameters.js";

export interface HessianParameters {
  readonly problem: Problem;
  readonly dimension: number;
  readonly times: readonly number[];
  readonly alignments: readonly number[];
}

export interface HessianRow {
  readonly time: number;
  readonly alignment: number;
  readonly velocity: number;
  readonly parallel: number;
  readonly transverse: number;
  readonly ratio: number;
  readonly alignmentRate: number;
}

const parameters = parameterSet(
  {...problemParameters, dimension, times, alignments},
  ({problem, activation, target, ...rest}): HessianParameters => ({
    problem: problemOf({problem, activation, target}),
    ...rest
  }),
  ({problem, ...rest}) => ({...rest, ...problemInputs(problem)})
);

/** The local Hessian of a particle in closed form: one row for each time and alignment. */
export const hessian: Experiment<HessianParameters, HessianRow> = {
  name: "hessian",
  shows: "the eigenvalues of the local Hessian and their ratio to the velocity, by time and alignment",
  parameters,
  columns: {
    time: "t, as asked for",
    alignment: "α, as asked for",
    velocity: "|ν|, the speed of a neuron at this alignment",
    parallel: "λ_∥, the eigenvalue along the direction to the teacher",
    transverse: "λ_⊥, the eigenvalue on the other d − 2 tangent directions",
    ratio: "max(λ_∥, λ_⊥) α / α̇, empty where α̇ = 0",
    alignmentRate: "α̇, the rate at which the alignment changes"
  },
  async *run({problem, dimension, times, alignments}) {
    const limit = solveLimit(problem, dimension, times);
    const potentials = times.map((time) => limit.potentialAt(time));
    yield {
      progress: 1,
      rows: times.flatMap((time, i) =>
        alignments.map((alignment) => ({time, alignment, ...localHessian(potentials[i], alignment)}))
      )
    };
  }
};
