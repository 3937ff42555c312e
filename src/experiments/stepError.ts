import {simulateGap} from "../meanfield/gap.js";
import {gapSizes} from "../meanfield/gapFrame.js";
import {infiniteStepError} from "../meanfield/infiniteDescent.js";
import {solveLimit} from "../meanfield/limit.js";
import {functionDistance, functionSpeed} from "../meanfield/networkDistance.js";
import {activationDegree, type Problem} from "../meanfield/problem.js";
import {initialNeurons} from "../meanfield/random.js";
import {stepError as leadingError} from "../meanfield/stepError.js";
import {checkReached, checkSeeds, checkSize, dimension, seed, width} from "./common.js";
import type {Experiment} from "./experiment.js";
import {overhead, sumCost} from "./flowCost.js";
import {problemInputs, problemOf, problemParameters} from "./link.js";
import {integer, numbers, real} from "./parameter.js";
import {parameterSet} from "./parameters.js";
import {Refusal} from "./refusal.js";

export interface StepErrorParameters {
  readonly problem: Problem;
  readonly dimension: number;
  readonly width: number;
  readonly time: number;
  readonly steps: readonly number[];
  /** The first of `seeds` consecutive seeds. */
  readonly seed: number;
  readonly seeds: number;
}

export interface StepErrorRow {
  readonly seed: number;
  readonly step: number;
  readonly functionDistance: number;
  readonly meanDistance: number;
  readonly predictedFunctionDistance: number;
  readonly predictedMeanDistance: number;
  readonly tangentialFunctionDistance: number;
  readonly tangentialMeanDistance: number;
  readonly limitFunctionDistance: number;
  readonly limitMeanDistance: number;
  readonly widthFunctionError: number;
  readonly widthMeanGap: number;
  readonly totalFunctionError: number;
  readonly totalMeanGap: number;
}

/** The tolerance of the flow that descent is compared with; far below the error of the smallest steps. */
const flowTolerance = 1e-7;

const parameters = parameterSet(
  {
    ...problemParameters,
    dimension: {...dimension, default: 16, example: "16"},
    width: {...width, default: 128, example: "128"},
    time: real({
      name: "time",
      description: "the time at which descent is compared with the flow, a multiple of every step",
      least: 0,
      open: true,
      most: 1000,
      default: 2
    }),
    steps: numbers({
      name: "steps",
      description: "step sizes η of projected gradient descent, one row each",
      least: 0,
      open: true,
      most: 10,
      default: [4, 5, 6, 7, 8].map((e) => 2 ** -e)
    }),
    seed,
    seeds: integer({
      name: "seeds",
      description: "number of networks, with consecutive seeds from the first on",
      least: 1,
      most: 1000,
      default: 3
    })
  },
  ({problem, activation, target, ...rest}): StepErrorParameters => {
    const {time, steps} = rest;
    checkSize(rest);
    checkSeeds(rest);
    for (const step of steps) checkReached([time], step, (label) => `every one of the ${label("steps")}`);
    if (new Set(steps).size < steps.length)
      throw new Refusal(
        (label) =>
          `${label("steps")} must differ, got ${steps.join(",")}; try ${label("steps", [...new Set(steps)].join(","))}`
      );
    return {problem: problemOf({problem, activation, target}), ...rest};
  },
  ({problem, ...rest}) => ({...rest, ...problemInputs(problem)})
);

/** What a finite step adds to the error of a finite width: one row for each seed and step. */
export const stepError: Experiment<StepErrorParameters, StepErrorRow> = {
  name: "step-error",
  shows:
    "how far projected gradient descent is from its gradient flow, by step size, beside the flow's distance to the limit",
  parameters,
  columns: {
    seed: "the seed of the initial neurons",
    step: "η",
    functionDistance: "‖f_{m,η} − f_m‖ of descent with step η and the flow, from the same neurons",
    meanDistance: "the mean distance of their neurons",
    predictedFunctionDistance: "η times the leading order of functionDistance, from the flow alone",
    predictedMeanDistance: "the same for meanDistance",
    tangentialFunctionDistance:
      "the same as predictedFunctionDistance if steps were taken along the tangential gradient alone",
    tangentialMeanDistance: "the same for the neurons",
    limitFunctionDistance: "η times the leading order of functionDistance of the infinitely wide network",
    limitMeanDistance: "the same for the neurons",
    widthFunctionError: "‖f_m − f_∞‖, the flow's own distance to the limit",
    widthMeanGap: "Ω, the mean distance of the flow's neurons from their mean-field particles",
    totalFunctionError: "‖f_{m,η} − f_∞‖ of descent",
    totalMeanGap: "the mean distance of descent's neurons from the same particles"
  },
  cost: ({time, steps, seeds, ...shape}) => {
    const descent = steps.reduce((sum, step) => sum + time / step, 0);
    // The flow by Dormand–Prince and, twice, the leading order: their steps are bounded by the rate 2k at the teacher.
    const flow = 90 * activationDegree(shape.problem) * time;
    const evaluation = sumCost("force", shape) + 2e-8 * shape.dimension * shape.width;
    return overhead + 0.3 * Math.max(1, time) + seeds * (descent + flow) * evaluation;
  },
  async *run({problem, dimension, width, time, steps, seed, seeds}) {
    const limit = solveLimit(problem, dimension, [time]);
    const infinite = infiniteStepError(problem, dimension, time);
    const cost = steps.reduce((sum, step) => sum + 1 / step, 0);
    for (let n = 0; n < seeds; ++n) {
      const start = initialNeurons(dimension, width, seed + n);
      const flow = simulateGap(limit, start, [time], {method: "rungeKutta", tolerance: flowTolerance});
      const flowFrame = lastOf(flow.frames);
      const [whole, tangential] = [true, false].map((radial) => {
        const {neurons, rate} = leadingError(problem, dimension, start, time, {radial});
        return {
          functionRate: functionSpeed(problem, dimension, neurons, rate),
          meanRate: gapSizes(rate, dimension, width).meanGap
        };
      });
      const rows: StepErrorRow[] = [];
      let done = 0;
      for (const step of steps) {
        const descent = simulateGap(limit, start, [time], {method: "pgd", step});
        const frame = lastOf(descent.frames);
        const apart = descent.neurons.map((w, k) => w - flow.neurons[k]);
        rows.push({
          seed: seed + n,
          step,
          functionDistance: functionDistance(problem, dimension, descent.neurons, flow.neurons),
          meanDistance: gapSizes(apart, dimension, width).meanGap,
          predictedFunctionDistance: step * whole.functionRate,
          predictedMeanDistance: step * whole.meanRate,
          tangentialFunctionDistance: step * tangential.functionRate,
          tangentialMeanDistance: step * tangential.meanRate,
          limitFunctionDistance: step * infinite.functionRate,
          limitMeanDistance: step * infinite.meanRate,
          widthFunctionError: Math.sqrt(flowFrame.functionGap),
          widthMeanGap: flowFrame.meanGap,
          totalFunctionError: Math.sqrt(frame.functionGap),
          totalMeanGap: frame.meanGap
        });
        done += 1 / step;
        yield {progress: (n + 0.2 + (0.8 * done) / cost) / seeds, rows: []};
      }
      yield {progress: (n + 1) / seeds, rows};
    }
  }
};

function lastOf<Frame>(frames: Iterable<Frame>): Frame {
  return [...frames].at(-1)!;
}
