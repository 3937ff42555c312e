import {localHessian} from "../meanfield/hessian.js";
import {solveLimit} from "../meanfield/limit.js";
import type {Problem} from "../meanfield/problem.js";
import {alignments, dimension, times} from "./common.js";
import type {Experiment} from "./experiment.js";
import {problemInputs, problemOf, problemParameters} from "./link.js";
import {parameterSet} from "./parameters.js";

export interface DensityParameters {
  readonly problem: Problem;
  readonly dimension: number;
  readonly times: readonly number[];
  readonly alignments: readonly number[];
}

export interface DensityRow {
  readonly time: number;
  readonly alignment: number;
  readonly density: number;
  readonly alignmentRate: number;
}

const parameters = parameterSet(
  {...problemParameters, dimension, times, alignments},
  ({problem, activation, target, ...rest}): DensityParameters => ({
    problem: problemOf({problem, activation, target}),
    ...rest
  }),
  ({problem, ...rest}) => ({...rest, ...problemInputs(problem)})
);

/** The law of the alignment at infinite width: one row for each time and alignment. */
export const density: Experiment<DensityParameters, DensityRow> = {
  name: "density",
  shows: "the density of the alignment in the infinitely wide network and the velocity that transports it",
  parameters,
  columns: {
    time: "t, as asked for",
    alignment: "α, as asked for",
    density: "the density of μ_t with respect to dα, at ±1 its limit",
    alignmentRate: "α̇, the rate at which a neuron's alignment changes"
  },
  async *run({problem, dimension, times, alignments}) {
    const limit = solveLimit(problem, dimension, times);
    for (const [i, time] of times.entries()) {
      const potential = limit.potentialAt(time);
      const densities = limit.density(i, alignments);
      yield {
        progress: (i + 1) / times.length,
        rows: alignments.map((alignment, q) => ({
          time,
          alignment,
          density: densities[q],
          alignmentRate: localHessian(potential, alignment).alignmentRate
        }))
      };
    }
  }
};
