import {Stepper} from "./integrate.js";
import {normalise} from "./network.js";
import type {ParticleDynamics} from "./particleDynamics.js";

/** A network whose neurons move on the sphere. */
export interface MovingNetwork {
  readonly dimension: number;
  readonly width: number;
  /** Writes ν(w_i, ρ̂_m) for neurons of unit length into `velocity`; both d×m, coordinate-major. */
  velocity(neurons: Float64Array, velocity: Float64Array): void;
}

/**
 * The flow ẇ_i = ν(w_i, ρ̂_m) by Dormand–Prince 5(4) with adaptive steps, brought back to the sphere after every step
 * (docs/numerics/particles.md). `tolerance` bounds the local error of every coordinate of every neuron in one step.
 *
 * The field is continued off the sphere by ν(w/|w|), constant along rays. The return to the sphere then changes neither
 * the order (5: the way back is as long as the local error) nor the derivative that the next step starts from.
 */
export class SphereFlow implements ParticleDynamics {
  readonly #stepper: Stepper;
  readonly #dimension: number;
  readonly #width: number;

  constructor(network: MovingNetwork, neurons: Float64Array, tolerance: number) {
    const {dimension, width} = network;
    const unit = new Float64Array(neurons.length);
    this.#dimension = dimension;
    this.#width = width;
    this.#stepper = new Stepper(
      (_, w, velocity) => {
        normalise(w, unit, dimension, width);
        network.velocity(unit, velocity);
      },
      0,
      neurons,
      {name: "the gradient flow", absolute: tolerance, firstStep: 0.02}
    );
  }

  get time(): number {
    return this.#stepper.time;
  }

  get neurons(): Float64Array {
    return this.#stepper.state;
  }

  /** ν(w_i, ρ̂_m) at `neurons`; valid until the next step. */
  get velocity(): Float64Array {
    return this.#stepper.derivative;
  }

  get evaluations(): number {
    return this.#stepper.evaluations;
  }

  get steps(): number {
    return this.#stepper.steps;
  }

  /** Takes one step. Throws an Error, with the time and the reason, where none can be taken. */
  advance(limit: number): void {
    this.#stepper.advance(limit);
    normalise(this.neurons, this.neurons, this.#dimension, this.#width);
  }
}
