import {jacobianGram, LinearisedTraining, relativeChange} from "../meanfield/jacobianGram.js";
import {ScaledTraining} from "../meanfield/scaledTraining.js";
import type {Experiment} from "./experiment.js";
import {atTimes, checkTimes, checkTwins, type LazySetting, lazyParameters, lazyStart} from "./lazyModel.js";
import {integer, integers} from "./parameter.js";
import {parameterSet} from "./parameters.js";

export interface LazyParameters extends LazySetting {
  readonly widths: readonly number[];
  /** The first of `seeds` consecutive seeds. */
  readonly seed: number;
  readonly seeds: number;
}

export interface LazyRow {
  readonly time: number;
  readonly exponent: number;
  readonly width: number;
  readonly seed: number;
  readonly trainingLoss: number;
  readonly testLoss: number;
  readonly distance: number;
  readonly kernelChange: number;
  readonly alignmentGain: number;
  readonly linearisationGap: number;
}

const parameters = parameterSet(
  {
    ...lazyParameters,
    widths: integers({
      name: "widths",
      description: "widths N: the numbers of neurons; even with twins",
      least: 1,
      most: 8192,
      default: [32, 64, 128, 256]
    }),
    seeds: integer({
      name: "seeds",
      description: "how many consecutive seeds are run",
      least: 1,
      most: 1000,
      default: 1
    })
  },
  (values): LazyParameters => {
    checkTimes(values);
    checkTwins("widths", values.layer, values.widths);
    return values;
  },
  (values) => values
);

/** Networks with the factor N^−γ, trained on the same data from the same neurons at the same speed in function space. */
export const lazy: Experiment<LazyParameters, LazyRow> = {
  name: "lazy",
  shows: "how far neurons move, and how much kernel and alignment change, in lazy and mean-field scaling",
  parameters,
  columns: {
    time: "h times the number of steps of gradient descent",
    exponent: "γ in the factor N^−γ",
    width: "N, the number of neurons",
    seed: "of the data and of the initial neurons",
    trainingLoss: "(1/n) Σ (F − y)² over the training samples",
    testLoss: "the same over 96 samples that were not trained on",
    distance: "(1/N) Σ |w_i(t) − w_i(0)|",
    kernelChange: "|K(t) − K(0)| / |K(0)|, Frobenius, for the Jacobian's Gram matrix on the test samples",
    alignmentGain: "(1/N) Σ a_i (α_i(t) − α_i(0)), α_i the cosine between w_i and the teacher",
    linearisationGap:
      "root mean square over the test samples of F − F_lin, the network linearised at its start, relative to that of the target"
  },
  async *run({widths, seed: first, seeds, ...setting}) {
    const total = seeds * widths.length * setting.exponents.length;
    let done = 0;
    for (let seed = first; seed < first + seeds; ++seed)
      for (const width of widths) {
        const runOf = scalings(setting, width, seed);
        for (const exponent of setting.exponents) yield {progress: ++done / total, rows: runOf(exponent)};
      }
  }
};

/** The rows of one width and seed for any exponent; start, kernel and linearisation are the same for all and made once. */
function scalings(setting: LazySetting, width: number, seed: number): (exponent: number) => LazyRow[] {
  const {dimension, times, step} = setting;
  const start = lazyStart(setting, 1, width, seed);
  const {activation, neurons, samples, targets, test, testTargets} = start;
  const both = joinPoints(samples, test, dimension);
  const linear = new LinearisedTraining(jacobianGram(activation, neurons, both, dimension), targets, step);
  const linearOutputs = atTimes(setting, linear, () => linear.outputs.slice(targets.length));
  const before = jacobianGram(activation, neurons, test, dimension);
  const size = testTargets.reduce((sum, target) => sum + target * target, 0);
  const squares = (a: Float64Array, b: Float64Array): number => a.reduce((sum, one, k) => sum + (one - b[k]) ** 2, 0);
  return (exponent) => {
    const training = new ScaledTraining({...start, exponent});
    return atTimes(setting, training, (n): LazyRow => {
      const outputs = training.outputs(test);
      return {
        time: times[n],
        exponent,
        width,
        seed,
        trainingLoss: training.loss(),
        testLoss: squares(outputs, testTargets) / outputs.length,
        distance: training.meanDistance(),
        kernelChange: relativeChange(jacobianGram(activation, training.neurons, test, dimension), before),
        alignmentGain: training.alignmentGain(),
        linearisationGap: Math.sqrt(squares(outputs, linearOutputs[n]) / size)
      };
    });
  };
}

/** Two sets of points, coordinate-major, as one. */
function joinPoints(a: Float64Array, b: Float64Array, dimension: number): Float64Array {
  const [n, p] = [a.length / dimension, b.length / dimension];
  const both = new Float64Array(dimension * (n + p));
  for (let c = 0; c < dimension; ++c) {
    both.set(a.subarray(c * n, (c + 1) * n), c * (n + p));
    both.set(b.subarray(c * p, (c + 1) * p), c * (n + p) + n);
  }
  return both;
}
