import {kernelRidgeLaw} from "../meanfield/kernelRidgeLaw.js";
import {reluTangentSpectrum} from "../meanfield/tangentKernel.js";
import {thresholdNeuron} from "../meanfield/thresholdNeuron.js";
import type {Experiment} from "./experiment.js";
import {increasing, integers} from "./parameter.js";
import {parameterSet} from "./parameters.js";
import {dimensionRange, ridge, threshold} from "./staircaseModel.js";

export interface StaircaseLawParameters {
  readonly dimensions: readonly number[];
  readonly samples: readonly number[];
  readonly threshold: number;
  readonly ridge: number;
}

export interface StaircaseLawRow {
  readonly dimension: number;
  readonly samples: number;
  readonly risk: number;
  readonly noise: number;
  readonly effectiveRidge: number;
}

const parameters = parameterSet(
  {
    dimensions: integers({
      name: "dimensions",
      description: "dimensions d of the input, uniform on the sphere of radius √d",
      ...dimensionRange,
      default: [8, 16, 64]
    }),
    samples: increasing({
      name: "samples",
      description: "numbers n of samples, not necessarily whole",
      least: 2,
      most: 1e12,
      default: [8, 16, 32, 64, 128, 256]
    }),
    threshold,
    ridge
  },
  (values): StaircaseLawParameters => values,
  (values) => values
);

/** The predicted mean of the kernel rows of `staircase`, for any number of samples: one row for each d and n. */
export const staircaseLaw: Experiment<StaircaseLawParameters, StaircaseLawRow> = {
  name: "staircase-law",
  shows: "the test risk that kernel ridge regression with the ReLU tangent kernel is expected to have",
  parameters,
  columns: {
    dimension: "d",
    samples: "n",
    risk: "expected E (f* − f̂)² for samples without noise",
    noise: "what noise of variance 1 adds to it",
    effectiveRidge: "κ, below which an eigenvalue is not learned"
  },
  async *run({dimensions, samples, threshold, ridge}) {
    for (const [done, dimension] of dimensions.entries()) {
      const spectrum = reluTangentSpectrum(dimension);
      const target = thresholdNeuron(dimension, threshold, spectrum.eigenvalues.length - 1);
      yield {
        progress: (done + 1) / dimensions.length,
        rows: samples.map((n) => ({dimension, samples: n, ...kernelRidgeLaw(spectrum, target, n, ridge)}))
      };
    }
  }
};
