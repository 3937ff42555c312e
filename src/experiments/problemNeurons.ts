import {parameterSet, type Values} from "./parameters.js";
import type {ResumableExperiment, RunState} from "./resumable.js";
import {type TrainingFrame, trainingReports} from "./trainingRun.js";
import {
  type TrainingSetting,
  trainingCost,
  trainingEntries,
  trainingInputs,
  trainingSetting
} from "./trainingSetting.js";

export interface ProblemNeuronRow {
  readonly neuron: number;
  readonly sign: number;
  readonly alignment: number;
  readonly finalGap: number;
  readonly largestGap: number;
}

const columns: Readonly<Record<keyof ProblemNeuronRow, string>> = {
  neuron: "i, from 0",
  sign: "a_i",
  alignment: "length of the projection onto the coordinates that the target depends on, at the last time",
  finalGap: "|Δ_i| against the reference's neuron that started at the same place, at the last time",
  largestGap: "the largest |Δ_i| over the output times"
};

export interface ProblemPathRow {
  readonly time: number;
  readonly neuron: number;
  readonly sign: number;
  readonly alignment: number;
  readonly gap: number;
}

const pathColumns: Readonly<Record<keyof ProblemPathRow, string>> = {
  time: "t, η times the number of steps",
  neuron: "i, from 0 to at most 63",
  sign: "a_i",
  alignment: "length of the projection onto the coordinates that the target depends on",
  gap: "|Δ_i| against the reference's neuron that started at the same place"
};

const mostPaths = 64;

/** A reference is needed here; without one it is four times as wide. */
const usualRatio = 4;

const {referenceWidth} = trainingEntries;
const entries = {
  ...trainingEntries,
  referenceWidth: {
    ...referenceWidth,
    description: referenceWidth.description.replace("default none", `default ${usualRatio} m`)
  }
};

const parameters = parameterSet(
  entries,
  (values: Values<typeof entries>): TrainingSetting =>
    trainingSetting({...values, referenceWidth: values.referenceWidth ?? usualRatio * values.width}),
  trainingInputs
);

function neuronRows({isLast, network, alignments, gaps, largestGaps}: TrainingFrame): ProblemNeuronRow[] {
  if (!isLast) return [];
  return Array.from({length: network.width}, (_, neuron) => ({
    neuron,
    sign: network.signs[neuron],
    alignment: alignments[neuron],
    finalGap: gaps?.[neuron] ?? Number.NaN,
    largestGap: largestGaps[neuron]
  }));
}

function pathRows({time, network, alignments, gaps}: TrainingFrame): ProblemPathRow[] {
  return Array.from({length: Math.min(mostPaths, network.width)}, (_, neuron) => ({
    time,
    neuron,
    sign: network.signs[neuron],
    alignment: alignments[neuron],
    gap: gaps?.[neuron] ?? Number.NaN
  }));
}

const neuronReports = (setting: TrainingSetting, state?: RunState) =>
  trainingReports(setting, Object.keys(columns) as (keyof ProblemNeuronRow)[], neuronRows, state);
const pathReports = (setting: TrainingSetting, state?: RunState) =>
  trainingReports(setting, Object.keys(pathColumns) as (keyof ProblemPathRow)[], pathRows, state);

/** The neurons of a training at its end, beside those of the reference: one row for each neuron. */
export const problemNeurons: ResumableExperiment<TrainingSetting, ProblemNeuronRow> = {
  name: "problem-neurons",
  shows: "every neuron of a network trained on sampled data at the end, and how far it is from that of a wider one",
  parameters,
  columns,
  cost: trainingCost,
  run: (setting) => neuronReports(setting),
  resume: neuronReports
};

/** The first neurons of a training on their way: one row for each output time and neuron. */
export const problemPaths: ResumableExperiment<TrainingSetting, ProblemPathRow> = {
  name: "problem-paths",
  shows:
    "the first neurons of a network trained on sampled data over time, and how far they are from those of a wider one",
  parameters,
  columns: pathColumns,
  cost: trainingCost,
  run: (setting) => pathReports(setting),
  resume: pathReports
};
