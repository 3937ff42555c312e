import {neuronCount} from "./neuronCount.js";
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

export interface ProblemPathsParameters extends TrainingSetting {
  /** How many neurons, the first ones, are followed. */
  readonly count: number;
}

export interface ProblemPathRow {
  readonly time: number;
  readonly width: number;
  readonly neuron: number;
  readonly sign: number;
  readonly alignment: number;
  readonly gap: number;
}

const columns: Readonly<Record<keyof ProblemPathRow, string>> = {
  time: "t, η times the number of steps",
  width: "m",
  neuron: "i, from 0",
  sign: "a_i",
  alignment: "length of the projection onto the coordinates that the target depends on",
  gap: "|Δ_i| against the reference's neuron that started at the same place"
};

function rowsOf({time, network, alignments, gaps}: TrainingFrame, count: number): ProblemPathRow[] {
  return Array.from({length: Math.min(count, network.width)}, (_, neuron) => ({
    time,
    width: network.width,
    neuron,
    sign: network.signs[neuron],
    alignment: alignments[neuron],
    gap: gaps?.[neuron] ?? Number.NaN
  }));
}

const names = Object.keys(columns) as (keyof ProblemPathRow)[];
const reports = ({count, ...setting}: ProblemPathsParameters, state?: RunState) =>
  trainingReports(setting, names, (frame) => rowsOf(frame, count), state);

/** The first neurons of a training on their way: one row for each output time, width and neuron. */
export const problemPaths: ResumableExperiment<ProblemPathsParameters, ProblemPathRow> = {
  name: "problem-paths",
  shows:
    "the first neurons of networks trained on sampled data over time, and how far they are from those of a wider one",
  parameters: parameterSet(
    {...referencedEntries, count: neuronCount},
    ({count, ...values}): ProblemPathsParameters => ({...referencedSetting(values), count}),
    ({count, ...setting}) => ({...trainingInputs(setting), count})
  ),
  columns,
  cost: trainingCost,
  run: (setting) => reports(setting),
  resume: reports
};
