import {RadialLimit} from "../meanfield/radialLimit.js";
import type {RadialPotential} from "../meanfield/radialPotential.js";
import {solveRadialVolumes} from "../meanfield/radialVolumes.js";
import type {Experiment} from "./experiment.js";
import {
  activation,
  delta,
  dimension,
  type Interaction,
  interaction,
  isotropicProblem,
  scale,
  times,
  tolerance
} from "./isotropic.js";
import {choice, integer} from "./parameter.js";
import {parameterSet} from "./parameters.js";

export interface RadialParameters {
  readonly activation: string;
  readonly delta: number;
  readonly dimension: number;
  readonly interaction: Interaction;
  readonly scale: number;
  readonly times: readonly number[];
  readonly solver: "characteristics" | "cells";
  readonly cells: number;
  readonly tolerance: number;
}

export interface RadialRow {
  readonly time: number;
  readonly risk: number;
  readonly dissipation: number;
  readonly mass: number;
  readonly meanRadius: number;
  readonly radiusDeviation: number;
}

const parameters = parameterSet(
  {
    activation,
    delta,
    dimension,
    interaction,
    scale,
    times,
    solver: choice({
      name: "solver",
      description: "characteristics of the radial PDE, or the PDE itself on cells",
      names: ["characteristics", "cells"],
      default: "characteristics"
    }),
    cells: integer({
      name: "cells",
      description: "cells of the second solver, from radius 0 to ten times the scale",
      least: 16,
      most: 4096,
      default: 800
    }),
    tolerance
  },
  (values) => values as RadialParameters,
  (output) => output
);

/** Radius at which the cells end, in units of κ: from the start of the page neurons do not get there before t = 10. */
const end = 10;

interface Solution {
  readonly radii: Float64Array;
  readonly weights: Float64Array;
  readonly potential: RadialPotential;
}

/** The network of infinite width on the isotropic mixture: one row a time. */
export const radial: Experiment<RadialParameters, RadialRow> = {
  name: "radial",
  shows: "the risk and the radii of an infinitely wide network that learns to tell two isotropic Gaussians apart",
  parameters,
  columns: {
    time: "t, as asked for",
    risk: "R(ρ_t) = E (y − f)²",
    dissipation: "the integral of ṙ² over the law of the radius, which equals −dR/dt",
    mass: "the total mass; 1 but for rounding",
    meanRadius: "the mean of r = |w|",
    radiusDeviation: "the standard deviation of r"
  },
  async *run({activation, delta, dimension, interaction, scale, times, solver, cells, tolerance}) {
    const problem = isotropicProblem({activation, delta, dimension, interaction});
    const start = {scale, dimension};
    if (solver === "cells") {
      const solutions = solveRadialVolumes(problem, start, times, {cells, end: end * scale});
      yield {progress: 1, rows: solutions.map((solution) => row(solution.time, solution))};
      return;
    }
    const limit = new RadialLimit(problem, start, {tolerance});
    for (const [n, time] of times.entries())
      yield {progress: (n + 1) / times.length, rows: [row(time, limit.at(time))]};
  }
};

function row(time: number, {radii, weights, potential}: Solution): RadialRow {
  const average = (phi: (radius: number) => number) => radii.reduce((sum, r, q) => sum + weights[q] * phi(r), 0);
  const meanRadius = average((r) => r);
  return {
    time,
    risk: potential.risk,
    dissipation: average((r) => potential.velocity(r) ** 2),
    mass: average(() => 1),
    meanRadius,
    radiusDeviation: Math.sqrt(average((r) => (r - meanRadius) ** 2))
  };
}
