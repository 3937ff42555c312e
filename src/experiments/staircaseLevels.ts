import {reluTangentSpectrum} from "../meanfield/tangentKernel.js";
import {plateaus, thresholdNeuron} from "../meanfield/thresholdNeuron.js";
import {multiplicity} from "../meanfield/zonal.js";
import type {Experiment} from "./experiment.js";
import {integers} from "./parameter.js";
import {parameterSet} from "./parameters.js";
import {dimensionRange, threshold} from "./staircaseModel.js";

export interface StaircaseLevelsParameters {
  readonly dimensions: readonly number[];
  readonly threshold: number;
}

export interface StaircaseLevelsRow {
  readonly dimension: number;
  readonly degree: number;
  readonly multiplicity: number;
  readonly eigenvalue: number;
  readonly energy: number;
  readonly power: number;
  readonly plateau: number;
}

const parameters = parameterSet(
  {
    dimensions: integers({
      name: "dimensions",
      description: "dimensions d of the input, uniform on the sphere of radius √d",
      ...dimensionRange,
      default: [16]
    }),
    threshold
  },
  (values): StaircaseLevelsParameters => values,
  (values) => values
);

const shownDegrees = 8;

/** What stands behind the staircase: target and tangent kernel, degree by degree. */
export const staircaseLevels: Experiment<StaircaseLevelsParameters, StaircaseLevelsRow> = {
  name: "staircase-levels",
  shows: "how much of the target and of the ReLU tangent kernel lies in each degree of polynomials on the sphere",
  parameters,
  columns: {
    dimension: "d",
    degree: "l, from 0 to 8",
    multiplicity: "N_l, the number of independent harmonics of degree l",
    eigenvalue: "λ_l of the kernel",
    energy: "N_l λ_l; over all degrees they add up to 1",
    power: "‖P_l f*‖², what degree l contributes to E f*²",
    plateau: "‖P_{>l} f*‖², what is left when all degrees up to l have been learned"
  },
  async *run({dimensions, threshold}) {
    for (const [done, dimension] of dimensions.entries()) {
      const {eigenvalues, energies} = reluTangentSpectrum(dimension);
      const target = thresholdNeuron(dimension, threshold, shownDegrees);
      const left = plateaus(target);
      yield {
        progress: (done + 1) / dimensions.length,
        rows: Array.from(left, (plateau, degree) => ({
          dimension,
          degree,
          multiplicity: multiplicity(dimension, degree),
          eigenvalue: eigenvalues[degree] ?? Number.NaN,
          energy: energies[degree] ?? Number.NaN,
          power: target.coefficients[degree] ** 2,
          plateau
        }))
      };
    }
  }
};
