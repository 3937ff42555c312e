import {crowdFreeStretch, levelStretch} from "../meanfield/crowdFree.js";
import {escapeGrowth} from "../meanfield/escapeLaw.js";
import {reachLevels} from "../meanfield/hittingTime.js";
import {activationDegree, isWellSpecified, type Problem, targetPower} from "../meanfield/problem.js";
import {maximalPropagator} from "../meanfield/propagator.js";
import {checkLevels, largestDimension, levels} from "./common.js";
import type {Experiment} from "./experiment.js";
import {lastTime, limitCost, limitStrength, overhead} from "./flowCost.js";
import {learnableProblemOf, problemInputs, problemParameters} from "./link.js";
import {integers, optional, real} from "./parameter.js";
import {parameterSet} from "./parameters.js";

export interface PropagatorLevelsParameters {
  readonly problem: Problem;
  readonly dimensions: readonly number[];
  readonly levels: readonly number[];
  readonly reach: number | undefined;
}

export interface PropagatorLevelsRow {
  readonly dimension: number;
  readonly level: number;
  readonly time: number;
  readonly maximum: number;
  readonly integralRootRisk: number;
  readonly initialAlignment: number;
  readonly endAlignment: number;
  readonly escapeLaw: number;
  readonly crowdFree: number;
  readonly leading: number;
}

/** The error of the risk that is aimed at: T(δ) and ∫√R are then right to six digits. */
const tolerance = 1e-7;

const parameters = parameterSet(
  {
    ...problemParameters,
    dimensions: integers({
      name: "dimensions",
      description: "dimensions d of the rows",
      least: 3,
      most: largestDimension,
      default: [8, 16, 32, 64, 128]
    }),
    levels,
    reach: optional(
      real({
        name: "reach",
        description: "look only at neurons that start at |α| ≤ reach/√d; default: at all of them, the poles included",
        least: 0,
        open: true,
        most: 1000,
        default: 3
      })
    )
  },
  ({problem, activation, target, ...rest}): PropagatorLevelsParameters => {
    checkLevels(rest.levels);
    return {problem: learnableProblemOf({problem, activation, target}), ...rest};
  },
  ({problem, ...rest}) => ({...rest, ...problemInputs(problem)})
);

/** J_max at T(δ), when the risk has come down to δ E f*²: one row for each dimension and level. */
export const propagatorLevels: Experiment<PropagatorLevelsParameters, PropagatorLevelsRow> = {
  name: "propagator-levels",
  shows: "the largest norm of the propagator until the risk has fallen to given levels, by dimension",
  parameters,
  columns: {
    dimension: "d",
    level: "δ",
    time: "T(δ), the first time at which the risk is δ E f*²; empty where that takes more than 36 times a neuron's escape",
    maximum: "J_max, the supremum of |J_{t,s}(w)| over 0 ≤ s ≤ t ≤ T(δ) and the neurons looked at, to 0.01 %",
    integralRootRisk: "F = ∫_0^T(δ) √R",
    initialAlignment: "α at time 0 of the path on which the supremum is taken",
    endAlignment: "α at its other end",
    escapeLaw: "J_max in a field of strength √R alone, from F; for a well-specified pure link of degree k ≥ 3",
    crowdFree: "the same with F from d and δ, without the crowd's repulsion: no solution of the limit enters",
    leading: "the leading order of that for large d, ((k−1)/k)^{(k−1)/2} k^{−1/2} (√d/z)^{k−1}"
  },
  cost: ({problem, dimensions, levels}) => {
    const scaled = levels.map((level) => level * targetPower(problem));
    return dimensions.reduce((sum, dimension) => {
      const shape = {problem, dimension};
      const time = lastTime(shape, scaled);
      const search = 0.04 + 0.0015 * activationDegree(problem) * limitStrength(shape, time);
      return sum + limitCost(shape, time) + levels.length * search;
    }, overhead);
  },
  async *run({problem, dimensions, levels, reach}) {
    const power = targetPower(problem);
    const degree = pureDegree(problem);
    let done = 0;
    for (const dimension of dimensions) {
      const scaled = levels.map((level) => level * power);
      const {hits, limit} = reachLevels(problem, dimension, scaled, tolerance);
      const bound = Math.min(1, (reach ?? Number.POSITIVE_INFINITY) / Math.sqrt(dimension));
      for (const [n, level] of levels.entries()) {
        const {time, integralRootRisk} = hits[n];
        const largest =
          limit && Number.isFinite(time)
            ? maximalPropagator(limit, time, {initialAlignments: [-bound, bound]})
            : undefined;
        ++done;
        yield {
          progress: done / (dimensions.length * levels.length),
          rows: [
            {
              dimension,
              level,
              time,
              maximum: largest?.maximum ?? Number.NaN,
              integralRootRisk,
              initialAlignment: largest?.initialAlignment ?? Number.NaN,
              endAlignment: largest?.endAlignment ?? Number.NaN,
              escapeLaw: degree && largest ? Math.exp(escapeGrowth(degree, integralRootRisk)) : Number.NaN,
              crowdFree: degree ? crowdFreeStretch(degree, dimension, level) : Number.NaN,
              leading: degree ? levelStretch(degree, dimension, level) : Number.NaN
            }
          ]
        };
      }
    }
  }
};

/** k where both links are h_k, k ≥ 3: the laws are theirs. */
function pureDegree(problem: Problem): number | undefined {
  const degree = activationDegree(problem);
  const isPure = problem.activation.every((c, k) => c === 0 || (k === degree && c === 1));
  return isPure && isWellSpecified(problem) && degree >= 3 ? degree : undefined;
}
