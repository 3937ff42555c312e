import {bestRadialLaw, separationThreshold} from "../meanfield/bestRadialLaw.js";
import {RadialLimit} from "../meanfield/radialLimit.js";
import type {Experiment} from "./experiment.js";
import {
  activation,
  activationOf,
  dimension,
  type Interaction,
  interaction,
  isotropicProblem,
  scale,
  times,
  tolerance
} from "./isotropic.js";
import {increasing} from "./parameter.js";
import {parameterSet} from "./parameters.js";

export interface RadialTransitionParameters {
  readonly activation: string;
  readonly deltas: readonly number[];
  readonly dimension: number;
  readonly interaction: Interaction;
  readonly scale: number;
  readonly times: readonly number[];
  readonly tolerance: number;
}

export interface RadialTransitionRow {
  readonly delta: number;
  readonly time: number;
  readonly risk: number;
  readonly bestRisk: number;
  readonly bestGap: number;
  readonly atoms: number;
  readonly threshold: number;
}

const parameters = parameterSet(
  {
    activation,
    deltas: increasing({
      name: "deltas",
      description: "values of Δ",
      least: 0,
      most: 0.99,
      default: [0.1, 0.3, 0.5, 0.7, 0.9]
    }),
    dimension,
    interaction,
    scale,
    times,
    tolerance
  },
  (values) => values as RadialTransitionParameters,
  (output) => output
);

/** Atoms of the best law that are nearer than this, relative to their radius, are one. */
const oneAtom = 0.02;

/** How far training gets and how far it could get: one row for each Δ and time. */
export const radialTransition: Experiment<RadialTransitionParameters, RadialTransitionRow> = {
  name: "radial-transition",
  shows: "the risk of the infinitely wide network against Δ at several times, and the least risk that any law can have",
  parameters,
  columns: {
    delta: "Δ",
    time: "t, as asked for",
    risk: "R(ρ_t)",
    bestRisk: "the least risk, up to bestGap",
    bestGap: "by how much the least risk may be lower",
    atoms: "number of radii on which the best law sits",
    threshold: "Δ from which on the best law makes no error for d → ∞; empty where σ is not increasing"
  },
  async *run({activation, deltas, dimension, interaction, scale, times, tolerance}) {
    const threshold = activation === "dip" ? Number.NaN : separationThreshold(activationOf(activation));
    for (const [n, delta] of deltas.entries()) {
      const problem = isotropicProblem({activation, delta, dimension, interaction});
      const best = bestRadialLaw(problem);
      const limit = new RadialLimit(problem, {scale, dimension}, {tolerance});
      const atoms = countAtoms(best.radii);
      yield {
        progress: (n + 1) / deltas.length,
        rows: times.map((time) => ({
          delta,
          time,
          risk: limit.at(time).potential.risk,
          bestRisk: best.risk,
          bestGap: best.gap,
          atoms,
          threshold
        }))
      };
    }
  }
};

function countAtoms(radii: readonly number[]): number {
  const sorted = [...radii].sort((a, b) => a - b);
  return sorted.filter((r, i) => i === 0 || r - sorted[i - 1] > oneAtom * r).length;
}
