import {gapBounds} from "../meanfield/bounds.js";
import {figureTolerance} from "../meanfield/coupledFlow.js";
import {simulateGap} from "../meanfield/gap.js";
import {gronwallBound, gronwallOnRun} from "../meanfield/gronwall.js";
import {type MeanFieldLimit, solveLimit} from "../meanfield/limit.js";
import {type LinearGapFrame, solveLinearGap} from "../meanfield/linearGap.js";
import {deviationAtWidth, type GapPrediction, PredictionTooLarge, predictGap} from "../meanfield/prediction.js";
import type {Problem} from "../meanfield/problem.js";
import {initialNeurons} from "../meanfield/random.js";
import {checkSeeds, checkSize, dimension, seed, times, width, withRoom} from "./common.js";
import type {Experiment} from "./experiment.js";
import {flowSteps, limitCost, limitStrength, overhead, stepCost, sumCost} from "./flowCost.js";
import {problemInputs, problemOf, problemParameters} from "./link.js";
import {checkStep, type Method, methodParameters} from "./method.js";
import {initial, type Neurons} from "./neurons.js";
import {choices, integer, optional, real} from "./parameter.js";
import {parameterSet, type Values} from "./parameters.js";
import {Refusal} from "./refusal.js";

/** What can be left out of a run to save time. */
const parts = ["linear", "bounds", "prediction"] as const;

export interface GapParameters {
  readonly problem: Problem;
  readonly dimension: number;
  readonly width: number;
  readonly times: readonly number[];
  /** The first of `seeds` consecutive seeds. */
  readonly seed: number;
  readonly seeds: number;
  readonly method: Method;
  /** η of projected gradient descent; undefined for the flow. */
  readonly step: number | undefined;
  /** Tolerance of the flow; undefined for projected gradient descent. */
  readonly tolerance: number | undefined;
  /** Replaces the neurons that would be drawn. */
  readonly initial: Neurons | undefined;
  readonly include: readonly (typeof parts)[number][];
}

export interface GapRow {
  readonly time: number;
  readonly seed: number;
  readonly riskFinite: number;
  readonly riskMeanField: number;
  readonly functionGap: number;
  readonly meanGap: number;
  readonly rmsGap: number;
  readonly maxGap: number;
  readonly linearMeanGap: number;
  readonly propagatorBound: number;
  readonly selfConcordanceBound: number;
  readonly predictedMeanGap: number;
  readonly gronwallBound: number;
  readonly predictedDeviation: number;
  readonly predictedUpperMeanGap: number;
  readonly predictedRmsGap: number;
  readonly predictedFunctionGap: number;
  readonly predictedFunctionGapDeviation: number;
  readonly largestEigenvalueBound: number;
  readonly linearRmsGap: number;
  readonly linearMaxGap: number;
  readonly linearLocalRate: number;
  readonly linearInteractionRate: number;
  readonly linearForcingRate: number;
}

const defaultWidth = width.default;
const defaultDimension = dimension.default;
const defaultStep = 0.01;

const entries = {
  ...problemParameters,
  dimension: optional({...dimension, description: `${dimension.description}; default ${defaultDimension}`}),
  width: optional({...width, description: `${width.description}; default ${defaultWidth}`}),
  times,
  seed: {...seed, description: "seed of the first run's random initial neurons; with an initial file, only a label"},
  seeds: integer({
    name: "seeds",
    description: "number of runs, with consecutive seeds from the first on",
    least: 1,
    most: 100000,
    default: 1
  }),
  ...methodParameters(defaultStep),
  tolerance: optional(
    real({
      name: "tolerance",
      description:
        "largest error of one step of the flow, in the mean over the neurons and relative to their mean gap, which is then right to " +
        `about a third of it; default ${figureTolerance}`,
      least: 1e-6,
      most: 0.1,
      default: figureTolerance
    })
  ),
  initial,
  include: choices({
    name: "include",
    description: "what to compute beside the measured gap; the columns of the rest stay empty",
    names: parts,
    default: parts
  })
};

function checkTolerance(method: Method, tolerance: number | undefined): number | undefined {
  if (method === "flow") return tolerance ?? figureTolerance;
  if (tolerance !== undefined)
    throw new Refusal(
      (label) =>
        `${label("tolerance")} must not be given with ${label("method", "pgd")}, got ${tolerance}; drop it, or choose ${label("step")}`
    );
  return undefined;
}

/** The shape of the network: the file's, where there is one, which other parameters must not contradict. */
function shapeOf({initial, dimension, width, seeds}: Values<typeof entries>): {dimension: number; width: number} {
  if (!initial) return {dimension: dimension ?? defaultDimension, width: width ?? defaultWidth};
  for (const [name, given, own] of [
    ["dimension", dimension, initial.dimension],
    ["width", width, initial.width]
  ] as const)
    if (given !== undefined && given !== own)
      throw new Refusal(
        (label) =>
          `${label(name)} must be ${own}, as in the file of ${label("initial")}, got ${given}; drop ${label(name)}`
      );
  if (seeds > 1)
    throw new Refusal(
      (label) =>
        `${label("seeds")} must be 1 with ${label("initial")}, which leaves nothing to draw, got ${seeds}; drop it`
    );
  return {dimension: initial.dimension, width: initial.width};
}

const parameters = parameterSet(
  entries,
  (values): GapParameters => {
    const {times, seed, seeds, method, initial, include} = values;
    const shape = shapeOf(values);
    checkSize(shape);
    checkSeeds({seed, seeds});
    const step = checkStep(method, values.step, times, defaultStep);
    const tolerance = checkTolerance(method, values.tolerance);
    return {problem: problemOf(values), ...shape, times, seed, seeds, method, step, tolerance, initial, include};
  },
  ({problem, ...rest}) => ({...rest, ...problemInputs(problem)})
);

/** What does not depend on width and seed; the prediction once it has been asked for. */
interface InfiniteWidth {
  readonly setting: string;
  readonly limit: MeanFieldLimit;
  prediction?: GapPrediction;
}

let latest: InfiniteWidth | undefined;

/** Kept for the next run, which often differs in width or seed alone: the prediction can cost more than a run. */
function infiniteWidth(problem: Problem, dimension: number, times: readonly number[]): InfiniteWidth {
  const setting = JSON.stringify([problem.activation, problem.target, dimension, times]);
  if (latest?.setting !== setting) latest = {setting, limit: solveLimit(problem, dimension, withRoom(times))};
  return latest;
}

/** The prediction, or nothing where it would fill the memory: the rest of the row needs no such grid. */
function predictionOf(limit: MeanFieldLimit, times: readonly number[]): GapPrediction | undefined {
  try {
    return predictGap(limit, times);
  } catch (error) {
    if (error instanceof PredictionTooLarge) return undefined;
    throw error;
  }
}

/** The approximation gap, measured beside what is proved and what is predicted: one row for each seed and time. */
export const gap: Experiment<GapParameters, GapRow, {readonly neurons?: Neurons}> = {
  name: "gap",
  shows: "the approximation gap of finite networks beside its linear equation, its bounds and its prediction",
  parameters,
  columns: {
    time: "t, as asked for",
    seed: "the seed of the run's initial neurons",
    riskFinite: "R of the finite network",
    riskMeanField: "R(ρ_t) of the infinitely wide network",
    functionGap: "‖f_m − f_∞‖², the squared gap of the functions",
    meanGap: "Ω_t, the mean over the neurons of |Δ_i|",
    rmsGap: "the root mean square of |Δ_i|",
    maxGap: "the largest |Δ_i|",
    linearMeanGap: "the mean of |Δ_i| by the linear gap equation",
    propagatorBound: "bound (A) of meanGap by the exact propagator; empty with pgd",
    selfConcordanceBound: "(A) with the self-concordance estimate of the propagator; empty outside its warrant",
    predictedMeanGap:
      "prediction of the mean of meanGap over seeds; empty with an initial file, and where its grid would fill the memory",
    gronwallBound: "Grönwall's bound of meanGap, its rate measured on the limit; empty with pgd and beyond 1e308",
    predictedDeviation: "prediction of the standard deviation of meanGap over seeds",
    predictedRmsGap: "prediction of the root mean square of |Δ_i| over neurons and seeds",
    predictedUpperMeanGap: "B_t/√m, an upper value of the predicted mean",
    predictedFunctionGap: "prediction of the mean of functionGap over seeds",
    predictedFunctionGapDeviation: "prediction of the standard deviation of functionGap over seeds",
    largestEigenvalueBound: "(A) with the propagator replaced by the exponential of the largest eigenvalue's integral",
    linearRmsGap: "the root mean square of |Δ_i| by the linear gap equation",
    linearMaxGap: "the largest |Δ_i| by the linear gap equation",
    linearLocalRate: "the local Hessian's share of the rate of linearMeanGap",
    linearInteractionRate: "the interaction's share of that rate",
    linearForcingRate: "the sampling error's share of that rate"
  },
  cost: ({times, seeds, method, step, tolerance, include, ...shape}) => {
    const time = times[times.length - 1];
    const flow = flowSteps(shape, time) * (figureTolerance / (tolerance ?? figureTolerance)) ** (1 / 3);
    const steps = step === undefined ? flow : time / step;
    const bounds = include.includes("bounds") && method === "flow";
    // The forcing is recorded twice a panel of one and a half steps; then all paths from there are carried on.
    const record = bounds ? 1.4 * steps * sumCost("force", shape) + 1.5e-7 * steps * steps * shape.width : 0;
    const linear = include.includes("linear") ? 8 * flow * sumCost("linear", shape) : 0;
    const run =
      (steps + times.length) * sumCost("force", shape) +
      (step === undefined ? steps + times.length / 2 : 0) * stepCost(shape) +
      record +
      linear;
    const predicted = include.includes("prediction") ? 0.1 + 0.012 * limitStrength(shape, time) ** 2 : 0;
    return overhead + limitCost(shape, time) + predicted + seeds * run;
  },
  async *run({problem, dimension, width, times, seed, seeds, method, step, tolerance, initial, include}) {
    const infinite = infiniteWidth(problem, dimension, times);
    const {limit} = infinite;
    const isPredicted = include.includes("prediction") && !initial;
    if (isPredicted) infinite.prediction ??= predictionOf(limit, times);
    const predicted = isPredicted ? infinite.prediction : undefined;
    const deviation = predicted && deviationAtWidth(predicted, width);
    const bounded = include.includes("bounds") && method === "flow";
    const gronwall = bounded ? gronwallBound(limit, width, times) : undefined;
    const root = Math.sqrt(width);
    const last = times[times.length - 1] || 1;
    for (let n = 0; n < seeds; ++n) {
      const start = initial?.coordinates ?? initialNeurons(dimension, width, seed + n);
      const run = simulateGap(limit, start, times, {method, step, tolerance, record: bounded});
      const linear = include.includes("linear") ? solveLinearGap(limit, start, times) : undefined;
      const frames = [];
      for (const step of run.progress) {
        if (typeof step !== "number") {
          const {gaps: _, ...measured} = step;
          frames.push({measured, linear: linear && nextOf(linear)});
        }
        const done = (typeof step === "number" ? step : step.time) / last;
        yield {progress: (n + 0.95 * Math.min(1, done)) / seeds, rows: []};
      }
      const forcing = bounded ? run.forcing() : undefined;
      const bounds = forcing && gapBounds(limit, forcing, times);
      const exponential = forcing && gronwall && gronwallOnRun(gronwall, forcing).bound;
      yield {
        progress: (n + 1) / seeds,
        rows: frames.map(({measured, linear}, i) => ({
          seed: seed + n,
          ...measured,
          linearMeanGap: linear?.meanGap ?? Number.NaN,
          propagatorBound: bounds?.propagator[i] ?? Number.NaN,
          selfConcordanceBound: bounds?.selfConcordance[i] ?? Number.NaN,
          predictedMeanGap: (predicted?.meanGap[i] ?? Number.NaN) / root,
          gronwallBound: exponential?.[i] ?? Number.NaN,
          predictedDeviation: deviation?.[i] ?? Number.NaN,
          predictedRmsGap: (predicted?.rmsGap[i] ?? Number.NaN) / root,
          predictedUpperMeanGap: (predicted?.upperMeanGap[i] ?? Number.NaN) / root,
          predictedFunctionGap: (predicted?.functionGap[i] ?? Number.NaN) / width,
          predictedFunctionGapDeviation: (predicted?.functionGapDeviation[i] ?? Number.NaN) / width,
          largestEigenvalueBound: bounds?.largestEigenvalue[i] ?? Number.NaN,
          linearRmsGap: linear?.rmsGap ?? Number.NaN,
          linearMaxGap: linear?.maxGap ?? Number.NaN,
          linearLocalRate: linear?.localRate ?? Number.NaN,
          linearInteractionRate: linear?.interactionRate ?? Number.NaN,
          linearForcingRate: linear?.forcingRate ?? Number.NaN
        })),
        neurons: {dimension, width, coordinates: Float64Array.from(run.neurons)}
      };
    }
  }
};

/** The next solution of the linear gap equation without its vectors, which would add up over many times. */
function nextOf(frames: ReturnType<typeof solveLinearGap>): Omit<LinearGapFrame, "gaps"> | undefined {
  const next = frames.next();
  if (next.done) return undefined;
  const {gaps: _, ...lengths} = next.value;
  return lengths;
}
