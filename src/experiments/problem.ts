import {mean} from "../meanfield/mean.js";
import {finiteReferenceFactor} from "../meanfield/referenceGap.js";
import {meanSquareError} from "../meanfield/sampledTraining.js";
import {parameterSet} from "./parameters.js";
import type {ResumableExperiment, RunState} from "./resumable.js";
import {type TrainingFrame, trainingReports} from "./trainingRun.js";
import {
  type TrainingSetting,
  trainingCost,
  trainingEntries,
  trainingInputs,
  trainingSetting
} from "./trainingSetting.js";

export interface ProblemRow {
  readonly time: number;
  readonly width: number;
  readonly trainLoss: number;
  readonly testRisk: number;
  readonly alignment: number;
  readonly referenceTrainLoss: number;
  readonly referenceTestRisk: number;
  readonly meanGap: number;
  readonly rmsGap: number;
  readonly maxGap: number;
  readonly functionGap: number;
  readonly referenceFactor: number;
}

const columns: Readonly<Record<keyof ProblemRow, string>> = {
  time: "t, η times the number of steps",
  width: "m",
  trainLoss: "mean loss of the last epoch's batches, each before its step; at 0 that of the first batch",
  testRisk: "mean square error on the test points",
  alignment: "mean over the neurons of the length of their projection onto the coordinates that the target depends on",
  referenceTrainLoss: "trainLoss of the reference; empty without one, as are all that follow",
  referenceTestRisk: "testRisk of the reference",
  meanGap: "Ω̂, the mean over the neurons of |Δ_i| against the first m neurons of the reference",
  rmsGap: "the root mean square of |Δ_i|",
  maxGap: "the largest |Δ_i|",
  functionGap: "mean square difference of the two outputs on the test points",
  referenceFactor: "1 − m/M: divide squared gaps by it, and gaps by its root, to compare with an infinite reference"
};

function rowsOf({time, network, reference, test, alignments, gaps}: TrainingFrame): ProblemRow[] {
  const errors = {testRisk: 0, referenceTestRisk: 0, functionGap: 0};
  const points = test.reduce((sum, {targets}) => sum + targets.length, 0);
  for (const {samples, targets} of test) {
    const weight = targets.length / points;
    const outputs = network.outputs(samples);
    errors.testRisk += weight * meanSquareError(outputs, targets);
    if (!reference) continue;
    const others = reference.outputs(samples);
    errors.referenceTestRisk += weight * meanSquareError(others, targets);
    errors.functionGap += weight * meanSquareError(outputs, others);
  }
  const row = {
    time,
    width: network.width,
    trainLoss: network.loss,
    testRisk: errors.testRisk,
    alignment: mean(Array.from(alignments))
  };
  if (!reference || !gaps)
    return [
      {
        ...row,
        referenceTrainLoss: Number.NaN,
        referenceTestRisk: Number.NaN,
        meanGap: Number.NaN,
        rmsGap: Number.NaN,
        maxGap: Number.NaN,
        functionGap: Number.NaN,
        referenceFactor: Number.NaN
      }
    ];
  return [
    {
      ...row,
      ...errors,
      referenceTrainLoss: reference.loss,
      meanGap: mean(Array.from(gaps)),
      rmsGap: Math.sqrt(mean(Array.from(gaps, (gap) => gap * gap))),
      maxGap: gaps.reduce((most, gap) => Math.max(most, gap), 0),
      referenceFactor: finiteReferenceFactor(network.width, reference.width)
    }
  ];
}

const names = Object.keys(columns) as (keyof ProblemRow)[];
const reports = (setting: TrainingSetting, state?: RunState) => trainingReports(setting, names, rowsOf, state);

/** Training on sampled data, as in the paper's experiments: one row for each output time and width. */
export const problemTraining: ResumableExperiment<TrainingSetting, ProblemRow> = {
  name: "problem",
  shows:
    "networks trained on sampled data of one of the paper's problems, and how far they are from a wider one trained beside them",
  parameters: parameterSet(trainingEntries, trainingSetting, trainingInputs),
  columns,
  cost: trainingCost,
  run: (setting) => reports(setting),
  resume: reports
};
