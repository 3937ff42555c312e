import {solveLimit} from "../meanfield/limit.js";
import {massBalance as balanceOf, fieldDivergence} from "../meanfield/massBalance.js";
import type {Problem} from "../meanfield/problem.js";
import {dimension, times} from "./common.js";
import type {Experiment} from "./experiment.js";
import {problemInputs, problemOf, problemParameters} from "./link.js";
import {integer} from "./parameter.js";
import {parameterSet} from "./parameters.js";

export interface MassBalanceParameters {
  readonly problem: Problem;
  readonly dimension: number;
  readonly times: readonly number[];
  readonly intervals: number;
}

export interface MassBalanceRow {
  readonly time: number;
  readonly low: number;
  readonly high: number;
  readonly mass: number;
  readonly fluxLow: number;
  readonly fluxHigh: number;
  readonly gain: number;
  readonly divergence: number;
}

const parameters = parameterSet(
  {
    ...problemParameters,
    dimension,
    times,
    intervals: integer({
      name: "intervals",
      description: "number of intervals of equal length that [−1, 1] is cut into",
      least: 1,
      most: 10000,
      default: 50
    })
  },
  ({problem, activation, target, ...rest}): MassBalanceParameters => ({
    problem: problemOf({problem, activation, target}),
    ...rest
  }),
  ({problem, ...rest}) => ({...rest, ...problemInputs(problem)})
);

/** Where the limit's mass flows: one row for each time and interval of alignments. */
export const massBalance: Experiment<MassBalanceParameters, MassBalanceRow> = {
  name: "mass-balance",
  shows: "the mass that flows into and out of intervals of the alignment, and the divergence of the velocity field",
  parameters,
  columns: {
    time: "t, as asked for",
    low: "α at the left end of the interval",
    high: "α at its right end",
    mass: "μ_t of the interval",
    fluxLow: "mass that passes the left end to the right in a unit of time",
    fluxHigh: "mass that passes the right end to the right in a unit of time",
    gain: "what the interval gains in a unit of time, fluxLow − fluxHigh; negative: what it loses",
    divergence: "∇·ν = λ_∥ + (d − 2) λ_⊥ of the velocity field on the sphere, in the middle of the interval"
  },
  async *run({problem, dimension, times, intervals}) {
    const limit = solveLimit(problem, dimension, times);
    const edges = Array.from({length: intervals + 1}, (_, i) => (2 * i - intervals) / intervals);
    for (const [i, time] of times.entries()) {
      const potential = limit.potentialAt(time);
      yield {
        progress: (i + 1) / times.length,
        rows: balanceOf(limit, i, edges).map((balance) => ({
          time,
          ...balance,
          divergence: fieldDivergence(potential, dimension, (balance.low + balance.high) / 2)
        }))
      };
    }
  }
};
