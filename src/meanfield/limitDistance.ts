import {populationLimit} from "./populationLimit.js";
import {PopulationNetwork} from "./populationNetwork.js";
import {populationProblem} from "./populationProblem.js";
import {relevantCoordinates} from "./relevantModes.js";
import type {TrainingProblem} from "./trainingProblem.js";

/**
 * ‖f_m − f_∞‖² at a time t > 0 between the network of these neurons (d×m, of unit length), however they came there, and the infinitely
 * wide one, in closed form (docs/numerics/multi-index.md). Throws what the limit throws.
 */
export function limitDistance(
  training: TrainingProblem,
  dimension: number,
  neurons: Float64Array,
  time: number
): number {
  const problem = populationProblem(training);
  const width = neurons.length / dimension;
  const network = new PopulationNetwork(problem, dimension, width);
  const {potential, moments} = populationLimit(training, problem, dimension, neurons, [time]);
  const cross = potential.interaction(moments[0], relevantCoordinates(potential.modes, neurons), width) / width;
  return Math.max(0, network.squaredNorm(neurons) - 2 * cross + potential.squaredNorm(moments[0]));
}
