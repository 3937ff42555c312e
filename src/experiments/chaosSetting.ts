import type {ChaosProblem} from "../meanfield/chaosProblem.js";
import {startingScale} from "../meanfield/chaosProblem.js";
import {RadialLimit} from "../meanfield/radialLimit.js";
import {integer, real} from "./parameter.js";

/** The parameters that the experiments on propagation of chaos share. */
export const chaosDimension = integer({
  name: "dimension",
  description: "dimension D of the weights and inputs",
  least: 2,
  most: 1000,
  default: 10
});

export const chaosTime = real({
  name: "time",
  description: "the last time T = ε · (number of steps)",
  least: 0,
  most: 100,
  open: true,
  default: 1
});

export const chaosDelta = real({
  name: "delta",
  description: "Δ: the inputs of label ±1 have standard deviation 1 ± Δ",
  least: 0,
  most: 0.95,
  default: 0.8
});

export const chaosWidth = integer({
  name: "width",
  description: "N: the number of neurons",
  least: 1,
  most: 4096,
  default: 64
});

export const chaosSeed = integer({
  name: "seed",
  description: "seed of the starting weights and the samples",
  least: 0,
  most: Number.MAX_SAFE_INTEGER,
  default: 1
});

/** Of the limit: local errors, and the longest step, between whose ends it is interpolated (docs/numerics/chaos.md). */
const tolerance = 1e-8;
const longestStep = 0.02;

/** The limit of infinite width, not yet solved. */
export function chaosLimit(problem: ChaosProblem): RadialLimit {
  return new RadialLimit(problem, {scale: startingScale, dimension: problem.dimension}, {tolerance});
}

/** Solves the limit up to `time`, with a pause after every step. */
export function* solveTo(limit: RadialLimit, time: number): Generator<number, void, undefined> {
  while (limit.time < time * (1 - 1e-12)) {
    limit.advance(Math.min(time, limit.time + longestStep));
    yield limit.time / time;
  }
}
