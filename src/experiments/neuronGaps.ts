import {CoupledFlow} from "../meanfield/coupledFlow.js";
import {deviations} from "../meanfield/coupling.js";
import {hittingTime} from "../meanfield/hittingTime.js";
import {solveLimit} from "../meanfield/limit.js";
import {type Problem, targetPower} from "../meanfield/problem.js";
import {initialNeurons} from "../meanfield/random.js";
import {checkSize, dimension, largestTime, seed, width, withRoom} from "./common.js";
import type {Experiment} from "./experiment.js";
import {flowSteps, lastTime, limitCost, overhead, stepCost, sumCost} from "./flowCost.js";
import {problemInputs, problemOf, problemParameters} from "./link.js";
import {optional, real} from "./parameter.js";
import {parameterSet} from "./parameters.js";
import {Refusal} from "./refusal.js";
import {limitTolerance} from "./widthRun.js";

export interface NeuronGapsParameters {
  readonly problem: Problem;
  readonly dimension: number;
  readonly width: number;
  readonly seed: number;
  /** δ: the run ends at T(δ); undefined where a time was given. */
  readonly level: number | undefined;
  readonly time: number | undefined;
}

export interface NeuronGapsRow {
  readonly seed: number;
  readonly neuron: number;
  readonly time: number;
  readonly initialAlignment: number;
  readonly finalAlignment: number;
  readonly meanFieldAlignment: number;
  readonly finalGap: number;
  readonly largestGap: number;
}

const defaultLevel = 0.3;

/** Times, evenly spaced, at which every neuron's gap is looked at. */
const looks = 200;

const parameters = parameterSet(
  {
    ...problemParameters,
    dimension,
    width,
    seed,
    level: optional(
      real({
        name: "level",
        description: `δ: the run ends when the risk of the infinitely wide network is δ E f*²; default ${defaultLevel}`,
        least: 0,
        most: 1,
        open: true,
        default: defaultLevel
      })
    ),
    time: optional(
      real({
        name: "time",
        description: "the end T of the run, instead of a level; without it the level says it",
        least: 0,
        most: largestTime,
        default: 8
      })
    )
  },
  ({problem, activation, target, ...rest}): NeuronGapsParameters => {
    checkSize(rest);
    const {level, time} = rest;
    if (level !== undefined && time !== undefined)
      throw new Refusal(
        (label) =>
          `${label("time")} must not be given together with ${label("level")}, got ${time} and ${level}; drop one of the two`
      );
    return {
      problem: problemOf({problem, activation, target}),
      ...rest,
      level: time === undefined ? (level ?? defaultLevel) : undefined,
      time
    };
  },
  ({problem, ...rest}) => ({...rest, ...problemInputs(problem)})
);

/** Which neurons are off, and by how much: one row a neuron. */
export const neuronGaps: Experiment<NeuronGapsParameters, NeuronGapsRow> = {
  name: "neuron-gaps",
  shows: "how far every neuron of one finite network is from its mean-field particle at one time, and was at most",
  parameters,
  columns: {
    seed: "the seed of the initial neurons",
    neuron: "i, from 0",
    time: "T; empty, like all that follows but the first alignment, where the level is not reached",
    initialAlignment: "⟨ŵ_i, w*⟩ at time 0",
    finalAlignment: "⟨ŵ_i, w*⟩ at T",
    meanFieldAlignment: "⟨w̄_i, w*⟩ at T of the particle that started at the same place and follows the limit",
    finalGap: "|Δ_i| at T",
    largestGap: "the largest |Δ_i| over t ≤ T"
  },
  cost: ({level, time: given, ...shape}) => {
    const time = given ?? lastTime(shape, [level ?? defaultLevel]);
    // At the finer tolerance of the flow.
    const steps = 1.5 * flowSteps(shape, time);
    const solving = given === undefined ? 2.5 : 1;
    return (
      overhead +
      solving * limitCost(shape, time) +
      steps * sumCost("force", shape) +
      (steps + looks / 2) * stepCost(shape)
    );
  },
  async *run({problem, dimension, width, seed, level, time: given}) {
    const time = given ?? hittingTime(problem, dimension, (level ?? 0) * targetPower(problem), limitTolerance);
    const neurons = initialNeurons(dimension, width, seed);
    const reached = time > 0;
    const start = new Float64Array(width).fill(time >= 0 ? 0 : Number.NaN);
    const state: Record<"neurons" | "particles" | "final" | "largest", Float64Array> = {
      neurons,
      particles: neurons.slice(0, width).map(Math.atanh),
      final: start,
      largest: start.slice()
    };
    if (reached) {
      const limit = solveLimit(problem, dimension, withRoom([time]), {tolerance: limitTolerance});
      const flow = new CoupledFlow(limit, neurons);
      const gaps = new Float64Array(neurons.length);
      for (let n = 1; n <= looks; ++n) {
        const end = n === looks ? time : (time * n) / looks;
        while (flow.time < end) flow.advance(end);
        deviations(flow.coupling, flow.particles, flow.neurons, gaps);
        state.final = lengths(gaps, width);
        state.final.forEach((gap, i) => {
          state.largest[i] = Math.max(state.largest[i], gap);
        });
        yield {progress: (0.99 * n) / looks, rows: []};
      }
      state.neurons = flow.neurons;
      state.particles = flow.particles;
    }
    const known = reached || time === 0;
    yield {
      progress: 1,
      rows: Array.from({length: width}, (_, i) => ({
        seed,
        neuron: i,
        time,
        initialAlignment: neurons[i],
        finalAlignment: known ? state.neurons[i] : Number.NaN,
        meanFieldAlignment: known ? Math.tanh(state.particles[i]) : Number.NaN,
        finalGap: state.final[i],
        largestGap: state.largest[i]
      }))
    };
  }
};

/** The lengths of m vectors, d×m, coordinate-major. */
function lengths(vectors: Float64Array, width: number): Float64Array {
  const squares = new Float64Array(width);
  for (let k = 0; k < vectors.length; ++k) squares[k % width] += vectors[k] * vectors[k];
  return squares.map(Math.sqrt);
}
