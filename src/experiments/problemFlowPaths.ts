import {times} from "./common.js";
import type {Experiment} from "./experiment.js";
import {neuronCount} from "./neuronCount.js";
import {parameterSet} from "./parameters.js";
import type {ProblemFlowParameters} from "./problemFlow.js";
import {
  framesOf,
  problemFlowCost,
  problemFlowEntries,
  problemFlowInputs,
  problemFlowSetting
} from "./problemFlowSetting.js";

export interface ProblemFlowPathsParameters extends ProblemFlowParameters {
  readonly count: number;
}

export interface ProblemFlowPathsRow {
  readonly time: number;
  readonly width: number;
  readonly neuron: number;
  readonly gap: number;
  readonly alignment: number;
}

const parameters = parameterSet(
  {
    ...problemFlowEntries,
    times,
    count: neuronCount
  },
  ({times, count, ...values}): ProblemFlowPathsParameters => ({...problemFlowSetting(values), times, count}),
  ({times, count, ...setting}) => ({...problemFlowInputs(setting), times, count})
);

/** Single neurons of finite networks of one of the paper's Gaussian problems: one row a time, width and neuron. */
export const problemFlowPaths: Experiment<ProblemFlowPathsParameters, ProblemFlowPathsRow> = {
  name: "problem-flow-paths",
  shows: "how far single neurons of one run of problem-flow are from their counterparts in the limit, over time",
  parameters,
  columns: {
    time: "t, as asked for",
    width: "m",
    neuron: "i, from 0",
    gap: "|Δ_i|, the distance from the neuron that starts at the same place in the limit",
    alignment: "its relevant length |Pŵ_i|"
  },
  cost: ({times, ...setting}) => problemFlowCost(setting, times[times.length - 1]),
  async *run({times, count, ...setting}) {
    const last = times[times.length - 1];
    for (const step of framesOf(setting, times)) {
      if (typeof step === "number") {
        yield {progress: 0.99 * (step / last), rows: []};
        continue;
      }
      const {time} = step[0];
      const rows = step.flatMap(({width, distances, lengths}) =>
        Array.from(distances.subarray(0, count), (gap, neuron) => ({
          time,
          width,
          neuron,
          gap,
          alignment: lengths[neuron]
        }))
      );
      yield {progress: time < last ? 0.99 * (time / last) : 1, rows};
    }
  }
};
