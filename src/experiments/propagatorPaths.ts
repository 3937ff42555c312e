import {solveLimit} from "../meanfield/limit.js";
import {activationDegree, isEven, type Problem} from "../meanfield/problem.js";
import {propagatorAlong} from "../meanfield/propagator.js";
import {selfConcordanceEstimate, selfConcordanceFloor} from "../meanfield/selfConcordance.js";
import {integrateOverTime} from "../meanfield/timeIntegral.js";
import {alignments, dimension, times} from "./common.js";
import type {Experiment} from "./experiment.js";
import {problemInputs, problemOf, problemParameters} from "./link.js";
import {parameterSet} from "./parameters.js";

export interface PropagatorPathsParameters {
  readonly problem: Problem;
  readonly dimension: number;
  readonly times: readonly number[];
  readonly alignments: readonly number[];
}

export interface PropagatorPathsRow {
  readonly time: number;
  readonly initialAlignment: number;
  readonly alignment: number;
  readonly parallel: number;
  readonly transverse: number;
  readonly estimate: number;
}

const parameters = parameterSet(
  {...problemParameters, dimension, times, alignments},
  ({problem, activation, target, ...rest}): PropagatorPathsParameters => ({
    problem: problemOf({problem, activation, target}),
    ...rest
  }),
  ({problem, ...rest}) => ({...rest, ...problemInputs(problem)})
);

/** The propagator J_{t,0} along paths from given initial alignments: one row for each time and path. */
export const propagatorPaths: Experiment<PropagatorPathsParameters, PropagatorPathsRow> = {
  name: "propagator-paths",
  shows: "how far the neighbourhood of a mean-field particle has been stretched, by where the particle started",
  parameters,
  columns: {
    time: "t, as asked for",
    initialAlignment: "α_0, as asked for",
    alignment: "α_t on the path that starts at α_0",
    parallel: "J_∥ of J_{t,0}, along the direction to the teacher",
    transverse: "J_⊥ of J_{t,0}, across it",
    estimate: "(α_t/α_0)^(k−1) exp ∫φ, which bounds J_∥; empty for links with odd degrees and at α_0 = 0"
  },
  async *run({problem, dimension, times, alignments}) {
    const limit = solveLimit(problem, dimension, times);
    const degree = activationDegree(problem);
    const floors = integrateOverTime(limit, (potential) => selfConcordanceFloor(potential, degree), times);
    const paths = alignments.map((alignment) => propagatorAlong(limit, 0, alignment, times));
    yield {
      progress: 1,
      rows: times.flatMap((time, n) =>
        alignments.map((initialAlignment, q) => ({
          time,
          initialAlignment,
          alignment: paths[q].alignment[n],
          parallel: paths[q].parallel[n],
          transverse: paths[q].transverse[n],
          estimate:
            isEven(problem) && initialAlignment !== 0
              ? selfConcordanceEstimate(degree, initialAlignment, paths[q].alignment[n], floors[n])
              : Number.NaN
        }))
      )
    };
  }
};
