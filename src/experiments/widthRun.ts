import {functionLooks, gapSuprema, lookTimes, neuronLooks} from "../meanfield/gapSuprema.js";
import {hittingTimes} from "../meanfield/hittingTime.js";
import {solveLimit} from "../meanfield/limit.js";
import {type Problem, targetPower} from "../meanfield/problem.js";
import {initialNeurons} from "../meanfield/random.js";
import {checkLevels, checkSize, dimension, levels, seed, width, withRoom} from "./common.js";
import type {Experiment} from "./experiment.js";
import {flowSteps, lastTime, limitCost, overhead, stepCost, sumCost} from "./flowCost.js";
import {problemInputs, problemOf, problemParameters} from "./link.js";
import {parameterSet} from "./parameters.js";

export interface WidthRunParameters {
  readonly problem: Problem;
  readonly dimension: number;
  readonly width: number;
  readonly seed: number;
  readonly levels: readonly number[];
}

export interface WidthRunRow {
  readonly level: number;
  readonly time: number;
  readonly meanGap: number;
  readonly rmsGap: number;
  readonly maxGap: number;
  readonly functionGap: number;
  readonly finalMeanGap: number;
  readonly finalFunctionGap: number;
}

/** Absolute error aimed at in the limit's risk, far below a squared gap. */
export const limitTolerance = 1e-8;

const parameters = parameterSet(
  {...problemParameters, dimension, width, seed, levels},
  ({problem, activation, target, ...rest}): WidthRunParameters => {
    checkSize(rest);
    checkLevels(rest.levels);
    return {problem: problemOf({problem, activation, target}), ...rest};
  },
  ({problem, ...rest}) => ({...rest, ...problemInputs(problem)})
);

/** The gaps of one finite network until the risk of its limit has fallen to given levels: one row a level. */
export const widthRun: Experiment<WidthRunParameters, WidthRunRow> = {
  name: "width-run",
  shows: "the largest gaps of one finite network until the infinitely wide one has come down to given risks",
  parameters,
  columns: {
    level: "δ, as asked for",
    time: "T(δ), the first time at which the risk of the infinitely wide network is δ E f*²; empty, like all the rest, where that takes too long",
    meanGap: "the largest Ω_t = (1/m) Σ |Δ_i| over t ≤ T(δ)",
    rmsGap: "the largest root mean square of |Δ_i| over t ≤ T(δ)",
    maxGap: "the largest |Δ_i| over t ≤ T(δ) and all neurons",
    functionGap: "the largest ‖f_m − f_∞‖² over t ≤ T(δ)",
    finalMeanGap: "Ω at T(δ)",
    finalFunctionGap: "‖f_m − f_∞‖² at T(δ)"
  },
  cost: ({levels, ...shape}) => {
    const time = lastTime(shape, levels);
    const steps = flowSteps(shape, time);
    const sums = steps + functionLooks(shape.width) * levels.length;
    const solves = steps + (neuronLooks * levels.length) / 2;
    return overhead + 2.5 * limitCost(shape, time) + sums * sumCost("force", shape) + solves * stepCost(shape);
  },
  async *run({problem, dimension, width, seed, levels}) {
    const power = targetPower(problem);
    const times = hittingTimes(
      problem,
      dimension,
      levels.map((level) => level * power),
      limitTolerance
    );
    const ends = [...new Set(times)].filter((time) => time > 0);
    const found = new Map<number, Omit<WidthRunRow, "level">>();
    if (ends.length > 0) {
      const limit = solveLimit(problem, dimension, withRoom(lookTimes(ends, width)), {tolerance: limitTolerance});
      const last = ends[ends.length - 1];
      for (const step of gapSuprema(limit, initialNeurons(dimension, width, seed), ends)) {
        if (typeof step === "number") yield {progress: (0.99 * step) / last, rows: []};
        else found.set(step.time, step);
      }
    }
    yield {progress: 1, rows: levels.map((level, n) => ({level, ...(found.get(times[n]) ?? unreached(times[n]))}))};
  }
};

/** Before anything has moved there is no gap of neurons, and no time to look at. */
function unreached(time: number): Omit<WidthRunRow, "level"> {
  const [gap, other] = time === 0 ? [0, Number.NaN] : [Number.NaN, Number.NaN];
  return {
    time,
    meanGap: gap,
    rmsGap: gap,
    maxGap: gap,
    functionGap: other,
    finalMeanGap: gap,
    finalFunctionGap: other
  };
}
