import {solveNoisyLimit} from "../meanfield/noisyLimit.js";
import type {Problem} from "../meanfield/problem.js";
import {alignments, dimension, times} from "./common.js";
import type {Experiment} from "./experiment.js";
import {problemInputs, problemOf, problemParameters} from "./link.js";
import {noise} from "./noise.js";
import {parameterSet} from "./parameters.js";

export interface LabDensityParameters {
  readonly problem: Problem;
  readonly dimension: number;
  readonly times: readonly number[];
  /** τ; for 0 the experiment `density` is more exact. */
  readonly noise: number;
  readonly alignments: readonly number[];
}

export interface LabDensityRow {
  readonly time: number;
  readonly alignment: number;
  readonly density: number;
  readonly risk: number;
  readonly freeEnergy: number;
}

const parameters = parameterSet(
  {...problemParameters, dimension, times, noise, alignments},
  ({problem, activation, target, ...rest}): LabDensityParameters => ({
    problem: problemOf({problem, activation, target}),
    ...rest
  }),
  ({problem, ...rest}) => ({...rest, ...problemInputs(problem)})
);

/** The law of the alignment in the infinitely wide network that is trained with noise: one row for each time and alignment. */
export const labDensity: Experiment<LabDensityParameters, LabDensityRow> = {
  name: "lab-density",
  shows: "the density of the alignment, the risk and the free energy of the infinitely wide network with noise",
  parameters,
  columns: {
    time: "t, as asked for",
    alignment: "α, as asked for",
    density: "the density of μ_t with respect to dα",
    risk: "R(ρ_t)",
    freeEnergy: "R(ρ_t) + τ KL(ρ_t | uniform), which never rises"
  },
  async *run({problem, dimension, times, noise, alignments}) {
    const limit = solveNoisyLimit(problem, dimension, noise, times);
    for (const [i, time] of times.entries()) {
      const densities = limit.density(i, alignments);
      yield {
        progress: (i + 1) / times.length,
        rows: alignments.map((alignment, q) => ({
          time,
          alignment,
          density: densities[q],
          risk: limit.risk[i],
          freeEnergy: limit.freeEnergy[i]
        }))
      };
    }
  }
};
