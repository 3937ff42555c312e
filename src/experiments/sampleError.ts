import {limitDistance} from "../meanfield/limitDistance.js";
import {SampledTraining} from "../meanfield/sampledTraining.js";
import {drawBatches} from "../meanfield/trainingData.js";
import type {TrainingProblem} from "../meanfield/trainingProblem.js";
import {width} from "./common.js";
import type {Experiment} from "./experiment.js";
import {parameterSet} from "./parameters.js";
import {Refusal} from "./refusal.js";
import {
  type TrainingSetting,
  trainingCost,
  trainingEntries,
  trainingInputs,
  trainingSetting
} from "./trainingSetting.js";

export interface SampleErrorRow {
  readonly time: number;
  readonly error: number;
  readonly trainLoss: number;
}

const {problem, dimension, time, step, samples, batch, seed} = trainingEntries;
const entries = {problem, dimension, width, time, step, samples, batch, seed};

/** Whether the infinitely wide network of a problem is known. */
const hasLimit = ({reference}: TrainingProblem): boolean => reference !== "widest";

const parameters = parameterSet(
  entries,
  (values): TrainingSetting => {
    if (!hasLimit(values.problem))
      throw new Refusal(
        (label) =>
          `${label("problem")} must be one whose infinitely wide network is known, got ${values.problem.name}; ` +
          `try ${label("problem", "He4")}`
      );
    return trainingSetting({
      ...values,
      width: [values.width],
      referenceWidth: undefined,
      times: undefined,
      temperature: 0,
      pathNorm: 0
    });
  },
  (setting) => ({...trainingInputs(setting), width: setting.widths[0]})
);

/** What finitely many neurons and finitely many samples take away together: one row, at the end of the training. */
export const sampleError: Experiment<TrainingSetting, SampleErrorRow> = {
  name: "sample-error",
  shows:
    "how far a network of m neurons trained on n samples is from the infinitely wide one trained on the population",
  parameters,
  columns: {
    time: "t, η times the number of steps",
    error: "‖f − f_∞‖², the mean square over the whole law of the inputs of the difference of the two functions",
    trainLoss: "mean loss of the last epoch's batches"
  },
  cost: trainingCost,
  async *run({problem, dimension, widths: [width], times, step, samples, batch, seed}) {
    const batches = drawBatches(problem, dimension, {count: samples, batch, seed, purpose: "training"});
    const training = new SampledTraining({problem, dimension, width, seed, batches, step});
    const steps = Math.round(times[times.length - 1] / step);
    while (training.steps < steps) {
      training.advance();
      yield {progress: (0.99 * training.steps) / steps, rows: []};
    }
    const {time, loss: trainLoss} = training;
    yield {
      progress: 1,
      rows: [{time, error: limitDistance(problem, dimension, training.neurons, time), trainLoss}]
    };
  }
};
