import {gronwallBound} from "../meanfield/gronwall.js";
import {hittingTimes} from "../meanfield/hittingTime.js";
import {type MeanFieldLimit, solveLimit} from "../meanfield/limit.js";
import {PredictionTooLarge, predictGap} from "../meanfield/prediction.js";
import {type Problem, targetPower} from "../meanfield/problem.js";
import {maximalPropagator, rootRiskIntegral} from "../meanfield/propagator.js";
import {selfConcordanceGap} from "../meanfield/selfConcordanceGap.js";
import {checkLevels, dimension, levels, withRoom} from "./common.js";
import type {Experiment} from "./experiment.js";
import {problemInputs, problemOf, problemParameters} from "./link.js";
import {parameterSet} from "./parameters.js";

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
  readonly predictedMeanGap: number;
  readonly predictedFunctionGap: number;
  readonly finalPredictedMeanGap: number;
  readonly finalPredictedFunctionGap: number;
  readonly selfConcordanceGap: number;
  readonly gronwallLogGap: number;
}

/** Absolute error aimed at in the limit's risk. */
const limitTolerance = 1e-6;

/** Relative error aimed at in the prediction: below 1 % (docs/numerics/width.md). */
const tolerance = 0.01;

/** Times between two levels at which suprema are looked for. */
const looks = 8;

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
    propagatorMaximum: "J_max(T(δ)), the largest |J_{t,s}(w)| over s ≤ t ≤ T(δ) and all neurons w",
    predictedMeanGap: "prediction of the largest √m E Ω_t over t ≤ T(δ); empty where its grid would fill the memory",
    predictedFunctionGap: "prediction of the largest m E‖f_m − f_∞‖² over t ≤ T(δ)",
    finalPredictedMeanGap: "prediction of √m E Ω at T(δ)",
    finalPredictedFunctionGap: "prediction of m E‖f_m − f_∞‖² at T(δ)",
    selfConcordanceGap:
      "the largest of 2√u′(1) ∫√(m E‖δf_s‖²) E[Ĵ_{t,s}] ds over t ≤ T(δ), Ĵ the self-concordance estimate along " +
      "mean-field particles (proved) and E‖δf‖² predicted: what √m E Ω_t is at most, to leading order in 1/√m",
    gronwallLogGap: "natural logarithm of √m times Grönwall’s bound of E Ω at T(δ), which is proved"
  },
  async *run({problem, dimension, levels}) {
    const power = targetPower(problem);
    const times = hittingTimes(
      problem,
      dimension,
      levels.map((level) => level * power),
      limitTolerance
    );
    const ends = [...new Set(times)].filter((time) => time > 0);
    const found = new Map<number, Omit<WidthLawRow, "level" | "dimension">>();
    if (ends.length > 0) {
      const grid = suprema(ends);
      const limit = solveLimit(problem, dimension, withRoom([0, ...grid]), {tolerance: limitTolerance});
      const rootRisk = rootRiskIntegral(limit);
      const gronwall = gronwallBound(limit, 1, ends);
      yield {progress: 0.3, rows: []};
      const prediction = predictionOf(limit, grid);
      yield {progress: 0.8, rows: []};
      const largestBy = (values: Float64Array | undefined, end: number) =>
        values ? Math.max(...values.subarray(0, grid.indexOf(end) + 1)) : Number.NaN;
      for (const [n, end] of ends.entries()) {
        const last = grid.indexOf(end);
        found.set(end, {
          time: end,
          integralRootRisk: rootRisk[1 + last],
          propagatorMaximum: maximalPropagator(limit, end).maximum,
          predictedMeanGap: largestBy(prediction?.meanGap, end),
          predictedFunctionGap: Math.max(
            prediction?.initialFunctionGap ?? Number.NaN,
            largestBy(prediction?.functionGap, end)
          ),
          finalPredictedMeanGap: prediction?.meanGap[last] ?? Number.NaN,
          finalPredictedFunctionGap: prediction?.functionGap[last] ?? Number.NaN,
          selfConcordanceGap: largestBy(prediction?.selfConcordance, end),
          gronwallLogGap: gronwall.log10[n] * Math.LN10
        });
      }
    }
    yield {
      progress: 1,
      rows: levels.map((level, n) => ({level, dimension, ...(found.get(times[n]) ?? unreached(times[n]))}))
    };
  }
};

/** The times at which suprema are looked for, the ends among them. */
function suprema(ends: readonly number[]): number[] {
  return ends.flatMap((end, n) => {
    const start = n > 0 ? ends[n - 1] : 0;
    return Array.from({length: looks}, (_, i) => (i + 1 === looks ? end : start + ((end - start) * (i + 1)) / looks));
  });
}

interface Prediction {
  readonly meanGap: Float64Array;
  readonly functionGap: Float64Array;
  readonly initialFunctionGap: number;
  readonly selfConcordance: Float64Array;
}

/** The prediction at the given times, or nothing where it would fill the memory. */
function predictionOf(limit: MeanFieldLimit, times: readonly number[]): Prediction | undefined {
  try {
    const {meanGap, functionGap} = predictGap(limit, times, {tolerance});
    const at = (more: readonly number[]) => predictGap(limit, more, {tolerance}).functionGap;
    const [initialFunctionGap] = at([0]);
    return {meanGap, functionGap, initialFunctionGap, selfConcordance: selfConcordanceGap(limit, times, at)};
  } catch (error) {
    if (error instanceof PredictionTooLarge) return undefined;
    throw error;
  }
}

function unreached(time: number): Omit<WidthLawRow, "level" | "dimension"> {
  return {
    time,
    integralRootRisk: time === 0 ? 0 : Number.NaN,
    propagatorMaximum: time === 0 ? 1 : Number.NaN,
    predictedMeanGap: time === 0 ? 0 : Number.NaN,
    predictedFunctionGap: Number.NaN,
    finalPredictedMeanGap: time === 0 ? 0 : Number.NaN,
    finalPredictedFunctionGap: Number.NaN,
    selfConcordanceGap: time === 0 ? 0 : Number.NaN,
    gronwallLogGap: Number.NaN
  };
}
