import {parameterSet} from "./parameters.js";
import type {ResumableExperiment, RunState} from "./resumable.js";
import {type TrainingFrame, trainingReports} from "./trainingRun.js";
import {
  referencedEntries,
  referencedSetting,
  type TrainingSetting,
  trainingCost,
  trainingInputs
} from "./trainingSetting.js";

export interface ProblemNeuronRow {
  readonly width: number;
  readonly neuron: number;
  readonly sign: number;
  readonly alignment: number;
  readonly finalGap: number;
  readonly largestGap: number;
}

const columns: Readonly<Record<keyof ProblemNeuronRow, string>> = {
  width: "m",
  neuron: "i, from 0",
  sign: "a_i",
  alignment: "length of the projection onto the coordinates that the target depends on, at the last time",
  finalGap: "|Δ_i| against the reference's neuron that started at the same place, at the last time",
  largestGap: "the largest |Δ_i| over the output times"
};

function rowsOf({isLast, network, alignments, gaps, largestGaps}: TrainingFrame): ProblemNeuronRow[] {
  if (!isLast) return [];
  return Array.from({length: network.width}, (_, neuron) => ({
    width: network.width,
    neuron,
    sign: network.signs[neuron],
    alignment: alignments[neuron],
    finalGap: gaps?.[neuron] ?? Number.NaN,
    largestGap: largestGaps[neuron]
  }));
}

const reports = (setting: TrainingSetting, state?: RunState) =>
  trainingReports(setting, Object.keys(columns) as (keyof ProblemNeuronRow)[], rowsOf, state);
/** The neurons of a training at its end, beside those of the reference: one row for each width and neuron. */
export const problemNeurons: ResumableExperiment<TrainingSetting, ProblemNeuronRow> = {
  name: "problem-neurons",
  shows: "every neuron of networks trained on sampled data at the end, and how far it is from that of a wider one",
  parameters: parameterSet(referencedEntries, referencedSetting, trainingInputs),
  columns,
  cost: trainingCost,
  run: (setting) => reports(setting),
  resume: reports
};
