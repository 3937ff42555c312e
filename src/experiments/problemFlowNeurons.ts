import {populationGaps} from "../meanfield/populationGap.js";
import {times} from "./common.js";
import type {Experiment} from "./experiment.js";
import {parameterSet} from "./parameters.js";
import type {ProblemFlowParameters} from "./problemFlow.js";
import {problemFlowCost, problemFlowEntries, problemFlowSetting, startOf} from "./problemFlowSetting.js";

export interface ProblemFlowNeuronsRow {
  readonly neuron: number;
  readonly time: number;
  readonly initialAlignment: number;
  readonly alignment: number;
  readonly finalGap: number;
  readonly largestGap: number;
}

const parameters = parameterSet(
  {
    ...problemFlowEntries,
    times: {...times, description: "times at which every neuron's gap is looked at, the last the run's end"}
  },
  ({times, ...setting}): ProblemFlowParameters => ({...problemFlowSetting(setting), times}),
  (values) => values
);

/** The neurons of one finite network of one of the paper's Gaussian problems: one row a neuron. */
export const problemFlowNeurons: Experiment<ProblemFlowParameters, ProblemFlowNeuronsRow> = {
  name: "problem-flow-neurons",
  shows: "how far every neuron of one run of problem-flow is from its counterpart in the limit, and was at most",
  parameters,
  columns: {
    neuron: "i, from 0",
    time: "the last of the times",
    initialAlignment: "its relevant length |Pŵ_i| at time 0",
    alignment: "its relevant length at the last of the times",
    finalGap: "|Δ_i| at the last of the times",
    largestGap: "the largest |Δ_i| over the times"
  },
  cost: ({times, ...setting}) => problemFlowCost(setting, times[times.length - 1]),
  async *run({times, ...setting}) {
    const {neurons, wide} = startOf(setting);
    const {width, dimension, problem} = setting;
    const last = times[times.length - 1];
    const looks = times[0] > 0 ? [0, ...times] : times;
    const largest = new Float64Array(width);
    let start: Float64Array | undefined;
    let [final, alignments]: Float64Array[] = [largest, largest];
    for (const step of populationGaps(problem, dimension, neurons, looks, wide)) {
      if (typeof step === "number") {
        yield {progress: 0.99 * (step / last), rows: []};
        continue;
      }
      start ??= step.lengths;
      alignments = step.lengths;
      final = step.distances;
      for (let i = 0; i < width; ++i) largest[i] = Math.max(largest[i], final[i]);
    }
    yield {
      progress: 1,
      rows: Array.from(final, (finalGap, i) => ({
        neuron: i,
        time: last,
        initialAlignment: start?.[i] ?? Number.NaN,
        alignment: alignments[i],
        finalGap,
        largestGap: largest[i]
      }))
    };
  }
};
