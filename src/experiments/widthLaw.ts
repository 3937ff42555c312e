import {gronwallBound} from "../meanfield/gronwall.js";
import {type Hit, reachLevels} from "../meanfield/hittingTime.js";
import type {MeanFieldLimit} from "../meanfield/limit.js";
import {predictMeans} from "../meanfield/predictMeans.js";
import {activationDegree, type Problem, targetPower} from "../meanfield/problem.js";
import {maximalPropagator} from "../meanfield/propagator.js";
import {selfConcordanceGap} from "../meanfield/selfConcordanceGap.js";
import {checkLevels, dimension, levels} from "./common.js";
import type {Experiment} from "./experiment.js";
import {lastTime, limitStrength, overhead} from "./flowCost.js";
import {problemInputs, problemOf, problemParameters} from "./link.js";
import {parameterSet} from "./parameters.js";
import {escapeLawOf} from "./propagator.js";

export interface WidthLawParameters {
  readonly problem: Problem;
  readonly dimension: number;
  readonly levels: readonly number[];
}

export interface WidthLawRow {
  readonly level: number;
  readonly dimension: number;
  readonly time: number;
  readonly integralRootRisk: number;
  readonly propagatorMaximum: number;
  readonly equatorPropagatorMaximum: number;
  readonly escapeLaw: number;
  readonly predictedMeanGap: number;
  readonly predictedFunctionGap: number;
  readonly finalPredictedMeanGap: number;
  readonly finalPredictedFunctionGap: number;
  readonly selfConcordanceGap: number;
  readonly gronwallLogGap: number;
}

/** Absolute error aimed at in the limit's risk. */
const limitTolerance = 1e-6;

/** Neurons with |α| √d below this are counted as starting near the equator. */
const equator = 3;

const parameters = parameterSet(
  {...problemParameters, dimension, levels},
  ({problem, activation, target, ...rest}): WidthLawParameters => {
    checkLevels(rest.levels);
    return {problem: problemOf({problem, activation, target}), ...rest};
  },
  ({problem, ...rest}) => ({...rest, ...problemInputs(problem)})
);

/** What the mean field alone says of the width that is needed until its risk has fallen to given levels: one row a level. */
export const widthLaw: Experiment<WidthLawParameters, WidthLawRow> = {
  name: "width-law",
  shows: "gaps times √m up to given risks as predicted, by self-concordance and by Grönwall, from the mean field alone",
  parameters,
  columns: {
    level: "δ, as asked for",
    dimension: "d",
    time: "T(δ), the first time at which the risk is δ E f*²; empty, like all the rest, where that takes too long",
    integralRootRisk: "F = ∫√R up to T(δ)",
    propagatorMaximum: "J_max(T(δ)), the largest |J_{t,s}(w)| over s ≤ t ≤ T(δ) and all neurons w; empty beyond 1e308",
    equatorPropagatorMaximum: "the same over the neurons that start with |α| ≤ 3/√d, which 99.7 % or more do",
    escapeLaw: "J_max in a field of strength √R alone, for a pure even link of degree k ≥ 4; empty for other links",
    predictedMeanGap: "prediction of the largest √m E Ω_t over t ≤ T(δ)",
    predictedFunctionGap: "prediction of the largest m E‖f_m − f_∞‖² over t ≤ T(δ)",
    finalPredictedMeanGap: "prediction of √m E Ω at T(δ)",
    finalPredictedFunctionGap: "prediction of m E‖f_m − f_∞‖² at T(δ)",
    selfConcordanceGap:
      "the largest of 2√u′(1) ∫√(m E‖δf_s‖²) E[Ĵ_{t,s}] ds over t ≤ T(δ), Ĵ the self-concordance estimate along " +
      "mean-field particles (proved) and E‖δf‖² predicted: what √m E Ω_t is at most, to leading order in 1/√m",
    gronwallLogGap: "natural logarithm of √m times Grönwall’s bound of E Ω at T(δ), which is proved"
  },
  cost: ({levels, ...shape}) => {
    const strength = limitStrength(shape, lastTime(shape, levels));
    return 3 * overhead + 0.0022 * activationDegree(shape.problem) ** 2 * strength;
  },
  async *run({problem, dimension, levels}) {
    const power = targetPower(problem);
    const scaled = levels.map((level) => level * power);
    const {hits, limit} = reachLevels(problem, dimension, scaled, limitTolerance);
    yield {progress: 0.3, rows: []};
    const ends = [...new Set(hits.map(({time}) => time))].filter((time) => time > 0);
    const theories = limit && ends.length > 0 ? theoriesOf(limit, ends) : undefined;
    yield {
      progress: 1,
      rows: levels.map((level, n) => {
        const {time} = hits[n];
        const known = limit && theories && time > 0;
        return {
          level,
          dimension,
          ...hits[n],
          ...(known ? growthOf(limit, hits[n]) : growthAtRest(time)),
          ...(known ? theories(time) : atRest(time))
        };
      })
    };
  }
};

type Growth = Pick<WidthLawRow, "propagatorMaximum" | "equatorPropagatorMaximum" | "escapeLaw">;

function growthOf(limit: MeanFieldLimit, {time, integralRootRisk}: Hit): Growth {
  const most = Math.min(1, equator / Math.sqrt(limit.dimension));
  const {maximum} = maximalPropagator(limit, time);
  const near = maximalPropagator(limit, time, {initialAlignments: [-most, most]});
  return {
    propagatorMaximum: finite(maximum),
    equatorPropagatorMaximum: finite(near.maximum),
    escapeLaw: escapeLawOf(limit.problem, integralRootRisk)
  };
}

function growthAtRest(time: number): Growth {
  return {propagatorMaximum: rest(time, 1), equatorPropagatorMaximum: rest(time, 1), escapeLaw: Number.NaN};
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}

type Theories = Omit<WidthLawRow, "level" | "dimension" | "time" | "integralRootRisk" | keyof Growth>;

/** What the theories say at each of the times at which a level is reached. */
function theoriesOf(limit: MeanFieldLimit, ends: readonly number[]): (end: number) => Theories {
  const grid = ends.flatMap((end, n) => [((n > 0 ? ends[n - 1] : 0) + end) / 2, end]);
  const {times, meanGap, functionGap, functionGapAt} = predictMeans(limit, grid);
  const selfConcordance = selfConcordanceGap(limit, grid, functionGapAt);
  const gronwall = gronwallBound(limit, 1, ends);
  return (end) => {
    const edge = times.indexOf(end);
    const until = (values: Float64Array, last: number): number =>
      Math.max(...values.subarray(0, last + 1).filter(Number.isFinite));
    return {
      predictedMeanGap: until(meanGap, edge),
      predictedFunctionGap: until(functionGap, edge),
      finalPredictedMeanGap: meanGap[edge],
      finalPredictedFunctionGap: functionGap[edge],
      selfConcordanceGap: until(selfConcordance, grid.indexOf(end)),
      gronwallLogGap: gronwall.log10[ends.indexOf(end)] * Math.LN10
    };
  };
}

/** What is so before anything has moved; nothing where the level is not reached. */
function rest(time: number, value: number): number {
  return time === 0 ? value : Number.NaN;
}

function atRest(time: number): Theories {
  return {
    predictedMeanGap: rest(time, 0),
    predictedFunctionGap: Number.NaN,
    finalPredictedMeanGap: rest(time, 0),
    finalPredictedFunctionGap: Number.NaN,
    selfConcordanceGap: rest(time, 0),
    gronwallLogGap: Number.NaN
  };
}
