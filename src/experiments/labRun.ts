import {figureTolerance} from "../meanfield/coupledFlow.js";
import {simulateGap} from "../meanfield/gap.js";
import type {GapFrame} from "../meanfield/gapFrame.js";
import {supremumOfEigenvalue} from "../meanfield/gronwall.js";
import {localHessian} from "../meanfield/hessian.js";
import {solveLimit} from "../meanfield/limit.js";
import {simulateNoisyGap} from "../meanfield/noisyGap.js";
import {noisyStep, solveNoisyLimit} from "../meanfield/noisyLimit.js";
import {activationDegree, isEven, type Problem} from "../meanfield/problem.js";
import {initialNeurons} from "../meanfield/random.js";
import {selfConcordanceFloor} from "../meanfield/selfConcordance.js";
import {alignments, checkReached, checkSize, dimension, seed, times, width, withRoom} from "./common.js";
import {problemInputs, problemOf, problemParameters} from "./link.js";
import {checkStep, type Method, methodParameters} from "./method.js";
import {noise} from "./noise.js";
import {parameterSet} from "./parameters.js";
import {Refusal} from "./refusal.js";

export interface LabParameters {
  readonly problem: Problem;
  readonly dimension: number;
  readonly width: number;
  readonly times: readonly number[];
  readonly seed: number;
  readonly method: Method;
  /** η of projected gradient descent; undefined for the flow. */
  readonly step: number | undefined;
  /** τ in dw = ν dt + √(2τ) dB on the sphere; 0 for none. */
  readonly noise: number;
  /** Where the density of the limit is wanted. */
  readonly alignments: readonly number[];
}

/** What is measured at one time, beside the infinite-width limit. */
export interface LabRow extends Omit<GapFrame, "gaps"> {
  readonly largestEigenvalue: number;
  readonly floor: number;
}

/** Every neuron at one time, and the law that it follows at infinite width. */
export interface LabFrame {
  readonly time: number;
  /** α_i = ⟨ŵ_i, w*⟩ of every neuron (length m). */
  readonly alignment: Float64Array;
  /** ⟨ŵ_i, e_2⟩, e_2 one direction orthogonal to w* (length m). */
  readonly across: Float64Array;
  /** α̇ of the mean field at α_i (length m). */
  readonly alignmentRate: Float64Array;
  /** λ_∥ of the local Hessian of the mean field at α_i (length m). */
  readonly parallel: Float64Array;
  /** The density of μ_t at `LabParameters.alignments`. */
  readonly density: Float64Array;
}

const defaultStep = 2 ** -6;

export const labParameters = parameterSet(
  {
    ...problemParameters,
    dimension,
    width,
    times,
    seed,
    ...methodParameters(defaultStep),
    noise,
    alignments
  },
  (values): LabParameters => {
    const {problem, activation, target, step, ...rest} = values;
    checkSize(rest);
    const size = checkStep(rest.method, step, rest.times, defaultStep);
    const links = problemOf({problem, activation, target});
    if (rest.noise > 0) checkNoisySteps(links, rest);
    return {problem: links, ...rest, step: size};
  },
  ({problem, ...rest}) => ({...rest, ...problemInputs(problem)})
);

/** So many steps of the limit with noise are remembered at most. */
const mostNoisySteps = 2 ** 20;

/** Refuses links that are too large for steps of the limit with noise, and times that the flow with noise does not reach. */
function checkNoisySteps(
  problem: Problem,
  {times, method, noise}: Pick<LabParameters, "times" | "method" | "noise">
): void {
  const step = noisyStep(problem);
  const last = times[times.length - 1] ?? 0;
  if (last / step > mostNoisySteps)
    throw new Refusal(
      (label) =>
        `${label("noise")} must be 0 where steps of ${step}, which these links need, do not reach ${label("times", String(last))} in ` +
        `${mostNoisySteps}, got ${noise}; try an earlier last time, or smaller coefficients`
    );
  if (method === "flow") checkReached(times, step, () => `${step}, the step of the flow with noise`);
}

/** A moment of the run in both forms, or the time reached in between. */
export type LabStep = {readonly row: LabRow; readonly frame: LabFrame} | {readonly time: number};

/**
 * Runs the finite network beside its limit. Without noise the numbers are those of the experiment `gap` with the same times; with noise
 * the limit is that of training with noise, and the gaps are those to twins that have the same noise.
 */
export function* labSteps(parameters: LabParameters): Generator<LabStep, void, undefined> {
  const {problem, width, times, noise, alignments} = parameters;
  yield {time: 0};
  const {limit, run} = noise > 0 ? withNoise(parameters) : withoutNoise(parameters);
  const largest = supremumOfEigenvalue(limit, times);
  const exponent = floorExponent(problem);
  let index = 0;
  for (const reached of run.progress) {
    if (typeof reached === "number") {
      yield {time: reached};
      continue;
    }
    const {gaps: _, ...measured} = reached;
    const potential = limit.potentialAt(reached.time);
    const alignment = run.neurons.slice(0, width);
    const local = Array.from(alignment, (value) => localHessian(potential, Math.max(-1, Math.min(1, value))));
    const floor = exponent === undefined ? Number.NaN : selfConcordanceFloor(potential, exponent);
    yield {
      row: {...measured, largestEigenvalue: largest[index], floor},
      frame: {
        time: reached.time,
        alignment,
        across: run.neurons.slice(width, 2 * width),
        alignmentRate: Float64Array.from(local, ({alignmentRate}) => alignmentRate),
        parallel: Float64Array.from(local, ({parallel}) => parallel),
        density: limit.density(index, alignments)
      }
    };
    ++index;
  }
}

function withoutNoise({problem, dimension, width, times, seed, method, step}: LabParameters) {
  const limit = solveLimit(problem, dimension, withRoom(times));
  const tolerance = method === "flow" ? figureTolerance : undefined;
  return {limit, run: simulateGap(limit, initialNeurons(dimension, width, seed), times, {method, step, tolerance})};
}

function withNoise({problem, dimension, width, times, seed, method, step, noise}: LabParameters) {
  const limit = solveNoisyLimit(problem, dimension, noise, times);
  const size = step ?? noisyStep(problem);
  return {
    limit,
    run: simulateNoisyGap(limit, initialNeurons(dimension, width, seed), times, {method, step: size, seed})
  };
}

/**
 * The exponent k for which the floor φ_k of λ_∥ ≤ (k − 1) α̇/α + φ_k is shown: the activation's degree, for which the floor of
 * a learning network is least. A link with odd degrees has no floor.
 */
export function floorExponent(problem: Problem): number | undefined {
  const degree = activationDegree(problem);
  return isEven(problem) && degree >= 2 ? degree : undefined;
}
