import {CoupledFlow} from "../meanfield/coupledFlow.js";
import {solveLimit} from "../meanfield/limit.js";
import type {Problem} from "../meanfield/problem.js";
import {initialNeurons} from "../meanfield/random.js";
import {checkSize, dimension, seed, times, width, withRoom} from "./common.js";
import type {Experiment} from "./experiment.js";
import {problemInputs, problemOf, problemParameters} from "./link.js";
import {parameterSet} from "./parameters.js";

export interface AlignmentsParameters {
  readonly problem: Problem;
  readonly dimension: number;
  readonly width: number;
  readonly times: readonly number[];
  readonly seed: number;
}

export interface AlignmentsRow {
  readonly time: number;
  readonly neuron: number;
  readonly alignment: number;
  readonly meanFieldAlignment: number;
}

const parameters = parameterSet(
  {...problemParameters, dimension, width, times, seed},
  ({problem, activation, target, ...rest}): AlignmentsParameters => {
    checkSize(rest);
    return {problem: problemOf({problem, activation, target}), ...rest};
  },
  ({problem, ...rest}) => ({...rest, ...problemInputs(problem)})
);

/** Every neuron of one finite network beside its mean-field particle: one row for each time and neuron. */
export const alignments: Experiment<AlignmentsParameters, AlignmentsRow> = {
  name: "alignments",
  shows: "the alignment of every neuron of a finite network and of the mean-field particle coupled to it",
  parameters,
  columns: {
    time: "t, as asked for",
    neuron: "i, from 0",
    alignment: "⟨ŵ_i, w*⟩ in the finite network",
    meanFieldAlignment: "⟨w̄_i, w*⟩ of the particle that started at the same place and follows the infinite-width limit"
  },
  async *run({problem, dimension, width, times, seed}) {
    const limit = solveLimit(problem, dimension, withRoom(times));
    const flow = new CoupledFlow(limit, initialNeurons(dimension, width, seed));
    for (const [n, time] of times.entries()) {
      while (flow.time < time) {
        flow.advance(time);
        yield {progress: n / times.length, rows: []};
      }
      yield {
        progress: (n + 1) / times.length,
        rows: Array.from({length: width}, (_, neuron) => ({
          time,
          neuron,
          alignment: flow.neurons[neuron],
          meanFieldAlignment: Math.tanh(flow.particles[neuron])
        }))
      };
    }
  }
};
