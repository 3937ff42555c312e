import type {BoundedActivation} from "../meanfield/boundedActivation.js";
import {findActivation, type IsotropicProblem, isotropicActivations} from "../meanfield/isotropicProblem.js";
import {increasing, integer, real, choice as word} from "./parameter.js";

/** The parameters that the experiments on the mixture of two isotropic Gaussians share. */

export const activation = word({
  name: "activation",
  description: "activation σ: ramp and dip are piecewise linear, smooth is the ramp's smooth twin",
  names: isotropicActivations.map(({name}) => name),
  default: "ramp"
});

/** The activation that the parameter of this name stands for. */
export function activationOf(name: string): BoundedActivation {
  return findActivation(name)!;
}

export const delta = real({
  name: "delta",
  description: "Δ: the two classes have standard deviations 1 + Δ and 1 − Δ",
  least: 0,
  most: 0.99,
  default: 0.8
});

export const dimension = integer({
  name: "dimension",
  description: "dimension d of the input",
  least: 2,
  most: 1000,
  default: 40
});

export const interaction = word({
  name: "interaction",
  description: "the neurons' averaged interaction in d dimensions, or its limit for d → ∞ (the start keeps its d)",
  names: ["finite", "infinite"],
  default: "finite"
});

export type Interaction = "finite" | "infinite";

/** The problem of infinite width that these parameters name; its dimension is infinite where the interaction is. */
export function isotropicProblem(inputs: {
  readonly activation: string;
  readonly delta: number;
  readonly dimension: number;
  readonly interaction: Interaction;
}): IsotropicProblem {
  const {activation, delta, dimension, interaction} = inputs;
  return {
    activation: activationOf(activation),
    delta,
    dimension: interaction === "finite" ? dimension : Number.POSITIVE_INFINITY
  };
}

export const scale = real({
  name: "scale",
  description: "κ: the weights start as N(0, κ²I/d), at a radius of about κ",
  least: 0,
  most: 10,
  open: true,
  default: 0.8
});

export const bin = real({
  name: "bin",
  description: "width of the bins of the radius",
  least: 0.001,
  most: 10,
  default: 0.1
});

export const times = increasing({
  name: "times",
  description: "times of the rows, on the clock of the flow (step size times number of steps)",
  least: 0,
  most: 1e4,
  default: [0, 0.1, 0.3, 1, 3, 10]
});

/** The radial tolerance at which a risk is right to 1e−5 (docs/numerics/radial.md). */
export const tolerance = real({
  name: "tolerance",
  description: "largest local error of a radius in a step, and of the mass times radius in a panel",
  least: 1e-10,
  most: 1e-2,
  default: 1e-4
});
