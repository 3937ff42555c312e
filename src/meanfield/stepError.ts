import {bogackiShampine} from "./bogackiShampine.js";
import {Stepper} from "./integrate.js";
import {FiniteNetwork, normalise} from "./network.js";
import type {Problem} from "./problem.js";

/** The flow and how far projected gradient descent is from it, to leading order in its step. */
export interface StepError {
  /** The neurons w_i of the gradient flow, d×m, coordinate-major, of unit length. */
  readonly neurons: Float64Array;
  /** δ_i: descent with step η is at w_i + η δ_i + O(η²); d×m, tangent. */
  readonly rate: Float64Array;
}

export interface StepErrorOptions {
  /** False for descent along the tangential part of the gradient alone. Default true: along all of it, as the paper does. */
  radial?: boolean;
  /** Local error of every coordinate of w and δ in one step; default 1e−5, for δ to better than 0.1 %. */
  tolerance?: number;
}

/** How far the neurons are moved for the derivative, root mean square. */
const probe = 1e-6;

/**
 * The error of projected gradient descent at `time`, to leading order in its step η, from the flow alone. One step of
 * descent along −m ∇_{w_i}L = ν_i + r_i w_i leads to w_i + ην_i − η²(r_i ν_i + ½|ν_i|² w_i) + O(η³), the flow to
 * w_i + ην_i + ½η² ν̇_i + O(η³). The difference drives the linearised flow,
 *
 *   δ̇ = Dν[δ − ½ν] − ½|ν|² w − r ν,   δ(0) = 0,
 *
 * neuron by neuron, with Dν[·] the derivative of all velocities in the direction of all neurons (docs/numerics/particles.md),
 * taken by a difference. `start` is d×m, coordinate-major, of unit length. Throws an Error where the flow cannot be continued.
 */
export function stepError(
  problem: Problem,
  dimension: number,
  start: Float64Array,
  time: number,
  {radial = true, tolerance = 1e-5}: StepErrorOptions = {}
): StepError {
  const size = start.length;
  const width = size / dimension;
  const network = new FiniteNetwork(problem, dimension, width);
  const [unit, descent, direction, moved, ahead] = Array.from({length: 5}, () => new Float64Array(size));
  const [lengthwise, squares] = [new Float64Array(width), new Float64Array(width)];

  const field = (_: number, state: Float64Array, rate: Float64Array): void => {
    const velocity = rate.subarray(0, size);
    normalise(state.subarray(0, size), unit, dimension, width);
    network.descent(unit, descent);
    lengthwise.fill(0);
    squares.fill(0);
    for (let k = 0; k < size; ++k) lengthwise[k % width] += descent[k] * unit[k];
    let total = 0;
    for (let k = 0; k < size; ++k) {
      velocity[k] = descent[k] - lengthwise[k % width] * unit[k];
      direction[k] = state[size + k] - velocity[k] / 2;
      squares[k % width] += velocity[k] ** 2;
      total += direction[k] ** 2;
    }
    const h = total > 0 ? probe / Math.sqrt(total / width) : 0;
    for (let k = 0; k < size; ++k) moved[k] = unit[k] + h * direction[k];
    normalise(moved, moved, dimension, width);
    network.velocity(moved, ahead);
    for (let k = 0; k < size; ++k) {
      const turned = h > 0 ? (ahead[k] - velocity[k]) / h : 0;
      const shortened = radial ? lengthwise[k % width] * velocity[k] : 0;
      rate[size + k] = turned - (squares[k % width] / 2) * unit[k] - shortened;
    }
  };

  const initial = new Float64Array(2 * size);
  initial.set(start);
  const stepper = new Stepper(field, 0, initial, {
    name: "the gradient flow",
    absolute: tolerance,
    firstStep: 0.01,
    pair: bogackiShampine
  });
  while (stepper.time < time) {
    stepper.advance(time);
    const neurons = stepper.state.subarray(0, size);
    normalise(neurons, neurons, dimension, width);
  }
  return {neurons: stepper.state.slice(0, size), rate: stepper.state.slice(size)};
}
