import {hermiteSeries} from "../meanfield/hermite.js";
import type {Problem} from "../meanfield/problem.js";
import type {Experiment} from "./experiment.js";
import {problemInputs, problemOf, problemParameters} from "./link.js";
import {integer, real} from "./parameter.js";
import {parameterSet} from "./parameters.js";

export interface LabLinksParameters {
  readonly problem: Problem;
  readonly points: number;
  readonly reach: number;
}

export interface LabLinksRow {
  readonly z: number;
  readonly activation: number;
  readonly target: number;
}

const parameters = parameterSet(
  {
    ...problemParameters,
    points: integer({name: "points", description: "number of rows", least: 2, most: 10000, default: 121}),
    reach: real({
      name: "reach",
      description: "z goes from minus to plus this",
      least: 0,
      most: 100,
      open: true,
      default: 3
    })
  },
  ({problem, activation, target, ...rest}): LabLinksParameters => ({
    problem: problemOf({problem, activation, target}),
    ...rest
  }),
  ({problem, ...rest}) => ({...rest, ...problemInputs(problem)})
);

/** σ and σ* on an even grid of z. */
export function linkRows({problem, points, reach}: LabLinksParameters): LabLinksRow[] {
  return Array.from({length: points}, (_, i) => {
    const z = reach * ((2 * i) / (points - 1) - 1);
    return {z, activation: hermiteSeries(problem.activation, z), target: hermiteSeries(problem.target, z)};
  });
}

/** Activation and target link by their Hermite coefficients: one row for each z. */
export const labLinks: Experiment<LabLinksParameters, LabLinksRow> = {
  name: "lab-links",
  shows: "activation and target link as the sums of Hermite polynomials that a network is trained with",
  parameters,
  columns: {
    z: "the preactivation ⟨w,x⟩",
    activation: "σ(z) = Σ c_k h_k(z)",
    target: "σ*(z) = Σ b_k h_k(z)"
  },
  async *run(given) {
    yield {progress: 1, rows: linkRows(given)};
  }
};
