import {reluRisk} from "../meanfield/arcCosine.js";
import {KernelRidge} from "../meanfield/kernelRidge.js";
import {initialNeurons, stream} from "../meanfield/random.js";
import {ScaledTraining} from "../meanfield/scaledTraining.js";
import {firstPoints, spherePoints} from "../meanfield/spherePoints.js";
import {reluTangentSpectrum} from "../meanfield/tangentKernel.js";
import {type ThresholdNeuron, thresholdNeuron} from "../meanfield/thresholdNeuron.js";
import {seed} from "./common.js";
import type {Experiment} from "./experiment.js";
import {atTimes, checkTimes} from "./lazyModel.js";
import {increasing, integer, integers, numbers, optional, real} from "./parameter.js";
import {parameterSet} from "./parameters.js";
import {dimensionRange, ridge} from "./staircaseModel.js";

export interface StaircaseParameters {
  readonly dimension: number;
  readonly samples: readonly number[];
  readonly thresholds: readonly number[];
  readonly ridge: number;
  readonly noise: number;
  /** The numbers of samples for which networks are trained too; undefined for none. */
  readonly trained: readonly number[] | undefined;
  readonly pairs: number;
  readonly times: readonly number[];
  readonly step: number;
  readonly seed: number;
  readonly seeds: number;
}

export interface StaircaseRow {
  readonly samples: number;
  readonly seed: number;
  readonly threshold: number;
  readonly time: number;
  readonly kernelRisk: number;
  readonly kernelNoise: number;
  readonly kernelNoisyRisk: number;
  readonly networkRisk: number;
  readonly networkLoss: number;
}

const parameters = parameterSet(
  {
    dimension: integer({
      name: "dimension",
      description: "dimension d of the input, uniform on the sphere of radius √d",
      ...dimensionRange,
      default: 16
    }),
    samples: integers({
      name: "samples",
      description: "numbers n of samples",
      least: 2,
      most: 4096,
      default: [8, 16, 32, 64, 128, 256]
    }),
    thresholds: numbers({
      name: "thresholds",
      description: "thresholds b of the targets max(0, ⟨w*, x⟩ − b); networks are trained on b = 0 only",
      least: -3,
      most: 3,
      default: [0]
    }),
    ridge,
    noise: real({
      name: "noise",
      description: "standard deviation τ of the noise in the training targets",
      least: 0,
      most: 10,
      default: 0
    }),
    trained: optional(
      integers({
        name: "trained",
        description: "those of the samples n for which a mean-field network is trained too; default none",
        least: 2,
        most: 4096,
        default: [64]
      })
    ),
    pairs: integer({
      name: "pairs",
      description: "pairs of neurons of the networks that start together with signs + and −: half the width",
      least: 1,
      most: 2048,
      default: 32
    }),
    times: increasing({
      name: "times",
      description: "training times of the networks: step times number of steps",
      least: 0,
      most: 1e4,
      default: [60]
    }),
    step: real({
      name: "step",
      description: "step of the networks' gradient descent, whose learning rate is N times it",
      least: 0,
      open: true,
      most: 1,
      default: 0.25
    }),
    seed: {...seed, description: "seed of samples, noise and initial neurons"},
    seeds: integer({
      name: "seeds",
      description: "how many consecutive seeds are run",
      least: 1,
      most: 1000,
      default: 1
    })
  },
  (values): StaircaseParameters => {
    checkTimes(values);
    return values;
  },
  (values) => values
);

/** Kernel ridge regression with the ReLU tangent kernel beside a mean-field network, on the same nested samples. */
export const staircase: Experiment<StaircaseParameters, StaircaseRow> = {
  name: "staircase",
  shows:
    "the test risk of kernel ridge regression with the tangent kernel, and of a mean-field network on the same samples",
  parameters,
  columns: {
    samples: "n: the first n of the seed's samples",
    seed: "of samples, noise and initial neurons",
    threshold: "b of the target max(0, ⟨w*, x⟩ − b)",
    time: "training time of the network; empty in the kernel's rows",
    kernelRisk: "E (f* − f̂)², f̂ fitted to targets without noise",
    kernelNoise: "E f̂_ε², f̂_ε fitted to noise of variance 1 alone",
    kernelNoisyRisk: "E (f* − f̂)², f̂ fitted to the targets with noise τ",
    networkRisk: "E (f* − F)² of the network trained on the same samples",
    networkLoss: "its mean squared error on its samples"
  },
  async *run(parameters) {
    const {dimension, samples, thresholds, ridge, noise, trained = [], seed: first, seeds} = parameters;
    const spectrum = reluTangentSpectrum(dimension);
    const targets = thresholds.map((b) => thresholdNeuron(dimension, b, spectrum.eigenvalues.length - 1));
    const most = Math.max(...samples);
    for (let seed = first; seed < first + seeds; ++seed) {
      const points = spherePoints(dimension, most, stream(seed, "training samples"));
      const errors = Float64Array.from({length: most}, stream(seed, "noise").normal);
      const regression = new KernelRidge(points, ridge, spectrum);
      yield {progress: (seed - first + 0.5) / seeds, rows: []};
      const noiseFits = regression.solve(errors, samples);
      const rows = targets.flatMap((target) => {
        const values = valuesOf(target, points);
        const fits = regression.solve(values, samples);
        return samples.map((n, i): StaircaseRow => {
          const noisy = fits[i].map((alpha, k) => alpha + noise * noiseFits[i][k]);
          return {
            ...empty,
            samples: n,
            seed,
            threshold: target.threshold,
            kernelRisk: regression.risk(target, fits[i]),
            kernelNoise: regression.power(noiseFits[i]),
            kernelNoisyRisk: regression.risk(target, noisy)
          };
        });
      });
      const [plain] = targets.filter(({threshold}) => threshold === 0);
      const networks = plain
        ? trained
            .filter((n) => samples.includes(n))
            .flatMap((n) => {
              const values = valuesOf(plain, points).map((value, b) => value + noise * errors[b]);
              return train(parameters, firstPoints(points, dimension, n), values.subarray(0, n), seed);
            })
        : [];
      yield {progress: (seed - first + 1) / seeds, rows: [...rows, ...networks]};
    }
  }
};

const empty = {
  time: Number.NaN,
  kernelRisk: Number.NaN,
  kernelNoise: Number.NaN,
  kernelNoisyRisk: Number.NaN,
  networkRisk: Number.NaN,
  networkLoss: Number.NaN
};

/** f* at every point; coordinate 0 is the one along w*. */
function valuesOf(target: ThresholdNeuron, points: Float64Array): Float64Array {
  return points.slice(0, points.length / target.dimension).map((z) => target.value(z / Math.sqrt(target.dimension)));
}

/** A network in mean-field scaling, half of its neurons with sign −, each the twin of one with sign +. */
function train(
  {dimension, pairs, times, step}: StaircaseParameters,
  samples: Float64Array,
  targets: Float64Array,
  seed: number
): StaircaseRow[] {
  const width = 2 * pairs;
  const drawn = initialNeurons(dimension, pairs, seed);
  const signs = Float64Array.from({length: width}, (_, i) => (i % 2 === 0 ? 1 : -1));
  const neurons = Float64Array.from(
    {length: dimension * width},
    (_, k) => drawn[Math.floor(k / width) * pairs + ((k % width) >> 1)]
  );
  const training = new ScaledTraining({activation: "relu", exponent: 1, neurons, signs, samples, targets, step});
  const weights = signs.map((sign) => sign / width);
  return atTimes({times, step}, training, (n) => ({
    ...empty,
    samples: targets.length,
    seed,
    threshold: 0,
    time: times[n],
    networkRisk: reluRisk(training.neurons, weights),
    networkLoss: training.loss()
  }));
}
