import type {ResumableExperiment, RunState} from "./resumable.js";
import {type TrainingFrame, trainingReports} from "./trainingRun.js";
import {referencedTraining, type TrainingSetting, trainingCost} from "./trainingSetting.js";

export interface ProblemPathRow {
  readonly time: number;
  readonly neuron: number;
  readonly sign: number;
  readonly alignment: number;
  readonly gap: number;
}

const columns: Readonly<Record<keyof ProblemPathRow, string>> = {
  time: "t, η times the number of steps",
  neuron: "i, from 0 to at most 63",
  sign: "a_i",
  alignment: "length of the projection onto the coordinates that the target depends on",
  gap: "|Δ_i| against the reference's neuron that started at the same place"
};

/** Whose paths are shown. */
const mostPaths = 64;

function rowsOf({time, network, alignments, gaps}: TrainingFrame): ProblemPathRow[] {
  return Array.from({length: Math.min(mostPaths, network.width)}, (_, neuron) => ({
    time,
    neuron,
    sign: network.signs[neuron],
    alignment: alignments[neuron],
    gap: gaps?.[neuron] ?? Number.NaN
  }));
}

const reports = (setting: TrainingSetting, state?: RunState) =>
  trainingReports(setting, Object.keys(columns) as (keyof ProblemPathRow)[], rowsOf, state);

/** The first neurons of a training on their way: one row for each output time and neuron. */
export const problemPaths: ResumableExperiment<TrainingSetting, ProblemPathRow> = {
  name: "problem-paths",
  shows:
    "the first neurons of a network trained on sampled data over time, and how far they are from those of a wider one",
  parameters: referencedTraining,
  columns,
  cost: trainingCost,
  run: (setting) => reports(setting),
  resume: reports
};
