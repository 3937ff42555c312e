import {FiniteNetwork, normalise, toTangent} from "./network.js";
import type {ParticleDynamics} from "./particleDynamics.js";
import type {Problem} from "./problem.js";
import {SphereFlow} from "./sphereFlow.js";

/** The tolerance of `GradientFlow` at which the mean gap is right to 0.1 % (docs/numerics/gap.md). */
export const flowTolerance = 1e-4;

/** The population gradient flow ẇ_i = ν(w_i, ρ̂_m) of a single-index problem; `neurons` are its start (d×m). */
export class GradientFlow extends SphereFlow {
  constructor(problem: Problem, dimension: number, neurons: Float64Array, tolerance = flowTolerance) {
    super(new FiniteNetwork(problem, dimension, neurons.length / dimension), neurons, tolerance);
  }
}

/**
 * The algorithm of Glasgow, Wu and Bruna (2025) with the exact gradient in place of a batch's: w_i ← (w_i − η m ∇_{w_i}L)
 * / |…|, time t = η · steps. The gradient is the full one; its radial part changes the length before the normalisation,
 * an O(η) effect on the path. Converges to the gradient flow at rate O(η).
 */
export class ProjectedGradientDescent implements ParticleDynamics {
  readonly neurons: Float64Array;
  /** ν(w_i, ρ̂_m) at `neurons`; valid until the next step. */
  readonly velocity: Float64Array;
  readonly #network: FiniteNetwork;
  readonly #descent: Float64Array;
  readonly #step: number;
  time = 0;
  steps = 0;

  /** Throws a RangeError unless the step η is positive and finite. */
  constructor(problem: Problem, dimension: number, neurons: Float64Array, step: number) {
    if (!(step > 0 && step < Number.POSITIVE_INFINITY)) throw new RangeError(`the step must be positive: ${step}`);
    this.#network = new FiniteNetwork(problem, dimension, neurons.length / dimension);
    this.#step = step;
    this.neurons = Float64Array.from(neurons);
    this.#descent = new Float64Array(neurons.length);
    this.velocity = new Float64Array(neurons.length);
    this.#evaluate();
  }

  get evaluations(): number {
    return this.steps + 1;
  }

  /** One gradient step. Throws a RangeError when `limit` is not a multiple of η or not after the present time. */
  advance(limit: number): void {
    const last = stepsTo(limit, this.#step);
    if (last <= this.steps) throw new RangeError(`the step must end after t = ${this.time}: ${limit}`);
    const {dimension, width} = this.#network;
    for (let k = 0; k < this.neurons.length; ++k) this.neurons[k] += this.#step * this.#descent[k];
    normalise(this.neurons, this.neurons, dimension, width);
    ++this.steps;
    this.time = this.steps === last ? limit : this.steps * this.#step;
    this.#evaluate();
  }

  #evaluate(): void {
    const {dimension, width} = this.#network;
    this.#network.descent(this.neurons, this.#descent);
    this.velocity.set(this.#descent);
    toTangent(this.neurons, this.velocity, dimension, width);
  }
}

/** The number n of steps η with t = nη up to rounding. Throws a RangeError when t is not a multiple of η. */
export function stepsTo(time: number, step: number): number {
  const steps = Math.round(time / step);
  if (!(Math.abs(time - steps * step) <= 1e-9 * Math.max(step, time)))
    throw new RangeError(`with gradient descent, times must be multiples of the step ${step}: ${time}`);
  return steps;
}
