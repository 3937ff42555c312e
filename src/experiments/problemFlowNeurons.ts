import type {PopulationFrame} from "../meanfield/populationGap.js";
import {times} from "./common.js";
import type {Experiment} from "./experiment.js";
import {parameterSet} from "./parameters.js";
import type {ProblemFlowParameters} from "./problemFlow.js";
import {
  framesOf,
  problemFlowCost,
  problemFlowEntries,
  problemFlowInputs,
  problemFlowSetting
} from "./problemFlowSetting.js";

export interface ProblemFlowNeuronsRow {
  readonly width: number;
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
  ({times, ...values}): ProblemFlowParameters => ({...problemFlowSetting(values), times}),
  ({times, ...setting}) => ({...problemFlowInputs(setting), times})
);

/** The neurons of finite networks of one of the paper's Gaussian problems: one row a width and neuron. */
export const problemFlowNeurons: Experiment<ProblemFlowParameters, ProblemFlowNeuronsRow> = {
  name: "problem-flow-neurons",
  shows: "how far every neuron of one run of problem-flow is from its counterpart in the limit, and was at most",
  parameters,
  columns: {
    width: "m",
    neuron: "i, from 0",
    time: "the last of the times",
    initialAlignment: "its relevant length |Pŵ_i| at time 0",
    alignment: "its relevant length at the last of the times",
    finalGap: "|Δ_i| at the last of the times",
    largestGap: "the largest |Δ_i| over the times"
  },
  cost: ({times, ...setting}) => problemFlowCost(setting, times[times.length - 1]),
  async *run({times, ...setting}) {
    const last = times[times.length - 1];
    const looks = times[0] > 0 ? [0, ...times] : times;
    const largest = setting.widths.map((width) => new Float64Array(width));
    let start: readonly PopulationFrame[] | undefined;
    let end: readonly PopulationFrame[] = [];
    for (const step of framesOf(setting, looks)) {
      if (typeof step === "number") {
        yield {progress: 0.99 * (step / last), rows: []};
        continue;
      }
      start ??= step;
      end = step;
      step.forEach(({distances}, k) => {
        distances.forEach((distance, i) => {
          if (distance > largest[k][i]) largest[k][i] = distance;
        });
      });
    }
    yield {
      progress: 1,
      rows: end.flatMap(({width, time, lengths, distances}, k) =>
        Array.from(distances, (finalGap, i) => ({
          width,
          neuron: i,
          time,
          initialAlignment: start?.[k].lengths[i] ?? Number.NaN,
          alignment: lengths[i],
          finalGap,
          largestGap: largest[k][i]
        }))
      )
    };
  }
};
