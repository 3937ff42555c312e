import {type PopulationLimit, populationLimit} from "./populationLimit.js";
import {PopulationNetwork} from "./populationNetwork.js";
import {populationProblem} from "./populationProblem.js";
import {relevantCoordinates} from "./relevantModes.js";
import type {TrainingProblem} from "./trainingProblem.js";

/**
 * ‖f_m − f_∞‖² between the network of these neurons (d×m, of unit length) and the limit at the k-th of its times, in closed form
 * (docs/numerics/multi-index.md).
 */
export function squaredLimitDistance(
  {potential, moments}: Pick<PopulationLimit, "potential" | "moments">,
  k: number,
  network: PopulationNetwork,
  neurons: Float64Array
): number {
  const points = relevantCoordinates(potential.modes, neurons);
  const cross = potential.interaction(moments[k], points, network.width) / network.width;
  return Math.max(0, network.squaredNorm(neurons) - 2 * cross + potential.squaredNorm(moments[k]));
}

/**
 * ‖f_m − f_∞‖² at a time t > 0 between the network of these neurons (d×m, of unit length), however they came there, and the infinitely
 * wide one. Throws what the limit throws.
 */
export function limitDistance(
  training: TrainingProblem,
  dimension: number,
  neurons: Float64Array,
  time: number
): number {
  const problem = populationProblem(training);
  const network = new PopulationNetwork(problem, dimension, neurons.length / dimension);
  return squaredLimitDistance(populationLimit(training, problem, dimension, neurons, [time]), 0, network, neurons);
}
