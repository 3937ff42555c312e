import {clockTimes, descentBesideLimit} from "../meanfield/descentBesideLimit.js";
import {solveLimit} from "../meanfield/limit.js";
import {schedules} from "../meanfield/schedule.js";
import type {Experiment} from "./experiment.js";
import {parameterSet} from "./parameters.js";
import {type SgdSetting, sgdEntries, sgdInputs, sgdSetting} from "./sgdRun.js";

export interface SgdNeuronsParameters extends SgdSetting {
  readonly seed: number;
}

export interface SgdNeuronsRow {
  readonly time: number;
  readonly clock: number;
  readonly neuron: number;
  readonly alignment: number;
  readonly meanFieldAlignment: number;
  readonly distance: number;
  readonly supDistance: number;
}

const parameters = parameterSet(
  sgdEntries,
  ({seed, ...values}): SgdNeuronsParameters => ({...sgdSetting(values), seed}),
  ({seed, ...setting}) => ({...sgdInputs(setting), seed})
);

/** Every neuron of one network trained by one-pass descent: one row for each time and neuron. */
export const sgdNeurons: Experiment<SgdNeuronsParameters, SgdNeuronsRow> = {
  name: "sgd-neurons",
  shows: "every neuron of a network trained by one-pass stochastic gradient descent, beside its mean-field particle",
  parameters,
  columns: {
    time: "t, ε times the number of steps",
    clock: "τ(t) = ∫ξ, the time at which the limit is taken",
    neuron: "i, from 0",
    alignment: "⟨w_i, w*⟩",
    meanFieldAlignment: "⟨w̄_i, w*⟩ of the particle that started at the same place and follows the limit up to τ(t)",
    distance: "|w_i − w̄_i|",
    supDistance: "the distance sup_α |F_m(α) − F(α)| of the whole network at this time, in every row"
  },
  async *run({problem, dimension, width, times, step, batch, schedule: name, seed}) {
    const schedule = schedules[name];
    const clock = clockTimes(schedule, times);
    const limit = solveLimit(problem, dimension, clock);
    const end = times[times.length - 1];
    let index = 0;
    for (const state of descentBesideLimit(limit, times, {width, step, batch, schedule, seed})) {
      if (typeof state === "number") {
        yield {progress: state / end, rows: []};
        continue;
      }
      const {time, alignments, particleAlignments, distances, supDistance} = state;
      const now = clock[index];
      ++index;
      yield {
        progress: index === times.length ? 1 : time / end,
        rows: Array.from({length: width}, (_, neuron) => ({
          time,
          clock: now,
          neuron,
          alignment: alignments[neuron],
          meanFieldAlignment: particleAlignments[neuron],
          distance: distances[neuron],
          supDistance
        }))
      };
    }
  }
};
