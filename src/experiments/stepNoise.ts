import {fitPower} from "../meanfield/powerFit.js";
import {stream} from "../meanfield/random.js";
import {meanSquareDistance, sgdPath} from "../meanfield/sgdPath.js";
import {smallStepLimit} from "../meanfield/smallStepNoise.js";
import type {Experiment} from "./experiment.js";
import {integer, real} from "./parameter.js";
import {parameterSet} from "./parameters.js";
import {Refusal} from "./refusal.js";
import {
  checkToy,
  checkWholeSteps,
  endOf,
  sampleSeed,
  stepSizesOf,
  type ToyInputs,
  toyNetwork,
  toyParameters
} from "./toyProblem.js";

export interface StepNoiseParameters extends ToyInputs {
  readonly stepSizes: readonly number[];
  readonly fitBelow: number;
  readonly time: number;
  readonly runs: number;
  readonly seed: number;
}

export interface StepNoiseRow {
  readonly stepSize: number;
  readonly deviation: number;
  readonly standardError: number;
  readonly predicted: number;
  readonly fitted: number;
  readonly exponent: number;
  readonly exponentError: number;
  readonly largestResidual: number;
}

/** The most steps over all runs: about 20 seconds. */
const mostSteps = 2e7;

const parameters = parameterSet(
  {
    ...toyParameters,
    stepSizes: stepSizesOf([1 / 8, 1 / 16, 1 / 32, 1 / 64, 1 / 128, 1 / 256, 1 / 512, 1 / 1024, 1 / 2048]),
    fitBelow: real({
      name: "fitBelow",
      description: "the power law is fitted to the step sizes up to this one",
      least: 0,
      most: 1,
      open: true,
      default: 1 / 64
    }),
    time: endOf({
      description: "time T = ε · steps at which SGD is compared with the flow, a multiple of every step size",
      default: 1
    }),
    runs: integer({
      name: "runs",
      description: "independent runs for each step size",
      least: 2,
      most: 100000,
      default: 400
    }),
    seed: sampleSeed
  },
  (values): StepNoiseParameters => {
    checkToy(values);
    checkWholeSteps(values.time, values.stepSizes);
    const steps = values.runs * values.stepSizes.reduce((sum, step) => sum + values.time / step, 0);
    if (steps > mostSteps)
      throw new Refusal(
        (label) =>
          `${label("runs")} times the steps of a run must be at most ${mostSteps}, got ${values.runs} runs and ` +
          `${Math.round(steps)} steps; try ${label("runs", String(Math.max(2, Math.floor((values.runs * mostSteps) / steps))))}`
      );
    return values;
  },
  (output) => output
);

/** How far SGD is from the gradient flow at time T, by step size: one row a step size. */
export const stepNoise: Experiment<StepNoiseParameters, StepNoiseRow> = {
  name: "step-noise",
  shows: "the distance between SGD and the gradient flow at one time, by step size, with a fitted and a predicted law",
  parameters,
  columns: {
    stepSize: "ε",
    deviation: "(E (1/N) Σ_i |SGD − flow|²)^½ at time T, the mean over the runs",
    standardError: "its standard error over the runs",
    predicted: "√(ε tr P(T)/N), the leading order for ε → 0 from the flow alone (not a fit)",
    fitted: "the fitted power law at this ε (none beyond the range of the fit)",
    exponent: "the fitted exponent, the same in every row",
    exponentError: "its standard error",
    largestResidual: "the largest residual of the fit in standard errors"
  },
  async *run(inputs) {
    const {stepSizes, fitBelow, time, runs, seed} = inputs;
    const {network, neurons} = toyNetwork(inputs);
    const [limit] = smallStepLimit(network, neurons, [time]);
    yield {progress: 0.1, rows: []};
    const measured: {x: number; y: number; error: number}[] = [];
    const total = stepSizes.reduce((sum, step) => sum + 1 / step, 0);
    let done = 0;
    for (const stepSize of stepSizes) {
      const steps = Math.round(time / stepSize);
      let [sum, squares] = [0, 0];
      for (let run = 0; run < runs; ++run) {
        const samples = stream(seed, `samples of run ${run} with step ${stepSize}`);
        const path = sgdPath(network, neurons, stepSize, steps, samples, steps);
        const square = meanSquareDistance(path[path.length - 1].neurons, limit.neurons, network.width);
        sum += square;
        squares += square * square;
      }
      const mean = sum / runs;
      const error = Math.sqrt(Math.max(0, squares / runs - mean * mean) / (runs - 1));
      measured.push({x: stepSize, y: Math.sqrt(mean), error: error / (2 * Math.sqrt(mean))});
      done += 1 / stepSize;
      yield {progress: Math.min(0.99, 0.1 + (0.9 * done) / total), rows: []};
    }
    const small = measured.filter(({x, y, error}) => x <= fitBelow && y > 0 && error > 0);
    const fit = small.length >= 3 ? fitPower(small) : undefined;
    const rows = measured.map(({x, y, error}) => ({
      stepSize: x,
      deviation: y,
      standardError: error,
      predicted: Math.sqrt(x * limit.variance),
      fitted: fit && x <= fitBelow ? fit.factor * x ** fit.exponent : Number.NaN,
      exponent: fit?.exponent ?? Number.NaN,
      exponentError: fit?.exponentError ?? Number.NaN,
      largestResidual: fit?.largestResidual ?? Number.NaN
    }));
    yield {progress: 1, rows};
  }
};
