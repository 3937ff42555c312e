import {chiDensity, chiRule} from "./chiRule.js";
import {Stepper} from "./integrate.js";
import type {IsotropicProblem} from "./isotropicProblem.js";
import {RadialField} from "./radialField.js";
import type {RadialPotential} from "./radialPotential.js";

/** w ~ N(0, κ² I_d / d): the radius is κ ℓ with ℓ = |z|/√d. */
export interface RadialStart {
  /** κ > 0. */
  readonly scale: number;
  /** d of the weights; that of the problem, where it is finite. */
  readonly dimension: number;
}

export interface RadialOptions {
  /** Largest local error of a radius in one step. Default 1e−9. */
  readonly tolerance?: number;
  /** Characteristics per standard deviation of the logarithm of the starting radius. Default 16. */
  readonly nodesPerDeviation?: number;
}

/** The characteristics at one time; index q is that of the starting radius, which they keep in order. */
export interface RadialSnapshot {
  readonly time: number;
  readonly radii: Float64Array;
  readonly potential: RadialPotential;
}

/** Near a kink of σ at 0, characteristics that are this close to it are taken for swallowed when a step passes it. */
const capture = 0.02;

/** Characteristics in a local interpolation. */
const stencil = 8;

/**
 * The limit of infinite width from an isotropic Gaussian start, ∂_tρ̄ = 2 ∂_r(ρ̄ ∂_rψ(r; ρ̄)), along characteristics
 * ṙ = −2ψ′(r; ρ̄_t) that carry fixed masses. It can be advanced as far as is wanted, and then be read at every time up to there.
 */
export class RadialLimit {
  readonly field: RadialField;
  /** r_q(0), evenly spaced in the logarithm. */
  readonly initial: Float64Array;
  /** The mass that each characteristic carries; the sum is 1. */
  readonly weights: Float64Array;
  readonly #times: number[] = [];
  readonly #radii: Float64Array[] = [];
  readonly #velocities: Float64Array[] = [];
  readonly #stepper: Stepper;
  #latest: RadialSnapshot | undefined;

  /** Throws a RangeError unless κ > 0 and the dimensions are those of `chiRule`. */
  constructor(
    readonly problem: IsotropicProblem,
    readonly start: RadialStart,
    {tolerance = 1e-9, nodesPerDeviation = 16}: RadialOptions = {}
  ) {
    if (!(start.scale > 0)) throw new RangeError(`the scale of the starting weights must be positive: ${start.scale}`);
    const {nodes, weights} = chiRule(start.dimension, nodesPerDeviation);
    this.initial = nodes.map((node) => start.scale * node);
    this.weights = weights;
    this.field = new RadialField(problem, weights);
    const isKinked = this.field.profile.slopeAtZero !== 0;
    this.#stepper = new Stepper((_, radii, velocity) => this.field.velocity(radii, velocity), 0, this.initial, {
      absolute: tolerance,
      firstStep: 1e-4,
      ...(isKinked ? {project: toHalfLine, allow: (r, allowed) => allowCapture(r, tolerance, allowed)} : {})
    });
    this.#record();
  }

  /** The time up to which the solution is known. */
  get time(): number {
    return this.#stepper.time;
  }

  get steps(): number {
    return this.#stepper.steps;
  }

  /** Takes one step that ends at `limit` (> time) at the latest. Throws an Error when the flow cannot be continued. */
  advance(limit: number): void {
    const status = this.#stepper.advance(limit);
    if (status === "step too small" || status === "not finite")
      throw new Error(`the radial flow cannot be continued beyond t = ${this.time}: ${status}`);
    this.#record();
  }

  /** The characteristics at a time from 0 to `time`: cubic Hermite interpolation between the steps. Advances if need be. */
  at(time: number): RadialSnapshot {
    if (!(time >= 0)) throw new RangeError(`the time must be ≥ 0: ${time}`);
    while (this.time < time) this.advance(time);
    if (this.#latest?.time !== time) {
      const radii = this.#interpolate(time);
      this.#latest = {time, radii, potential: this.field.potential(radii)};
    }
    return this.#latest;
  }

  /** r(t) of the neuron whose radius was `initial` at t = 0, for radii within the rule's. Throws a RangeError elsewhere. */
  radius(initial: number, {radii}: RadialSnapshot): number {
    return this.#local(initial).reduce((sum, weight, k) => sum + weight * radii[this.#first(initial) + k], 0);
  }

  /** ρ̄_t at the characteristics: the density of the start divided by ∂r_t/∂r_0 (differences of order 6). */
  densities({radii}: RadialSnapshot): Float64Array {
    const density = chiDensity(this.start.dimension);
    const step = this.#logStep;
    return radii.map((_, q) => {
      const first = Math.min(Math.max(q - 3, 0), radii.length - 7);
      const stretch = differenceRow(q - first).reduce((sum, weight, k) => sum + weight * radii[first + k], 0) / step;
      const length = this.initial[q] / this.start.scale;
      return (density(length) * length) / stretch;
    });
  }

  /** −dR/dt = ∫ ṙ² dρ̄. */
  dissipation({radii}: RadialSnapshot): number {
    const velocity = new Float64Array(radii.length);
    this.field.velocity(radii, velocity);
    return velocity.reduce((sum, v, q) => sum + this.weights[q] * v * v, 0);
  }

  /** ∫ φ(r) ρ̄(dr). */
  average({radii}: RadialSnapshot, phi: (radius: number) => number): number {
    return radii.reduce((sum, r, q) => sum + this.weights[q] * phi(r), 0);
  }

  get #logStep(): number {
    return Math.log(this.initial[this.initial.length - 1] / this.initial[0]) / (this.initial.length - 1);
  }

  #record(): void {
    this.#times.push(this.#stepper.time);
    this.#radii.push(this.#stepper.state.slice());
    this.#velocities.push(this.#stepper.derivative.slice());
  }

  #interpolate(time: number): Float64Array {
    let low = 0;
    let high = this.#times.length - 1;
    if (time === this.#times[high]) return this.#radii[high];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#times[middle] <= time) low = middle;
      else high = middle;
    }
    const h = this.#times[high] - this.#times[low];
    const x = (time - this.#times[low]) / h;
    const [a, b] = [this.#radii[low], this.#radii[high]];
    const [va, vb] = [this.#velocities[low], this.#velocities[high]];
    const rise = x * x * (3 - 2 * x);
    return a.map((r, q) => r + rise * (b[q] - r) + h * x * (1 - x) * ((1 - x) * va[q] - x * vb[q]));
  }

  /** The index of the first characteristic of the stencil around a starting radius. */
  #first(initial: number): number {
    const position = Math.log(initial / this.initial[0]) / this.#logStep;
    if (!(position >= -1e-9 && position <= this.initial.length - 1 + 1e-9))
      throw new RangeError(
        `the starting radius ${initial} is outside the solved range, ${this.initial[0]} to ${this.initial[this.initial.length - 1]}`
      );
    return Math.min(Math.max(Math.floor(position) - stencil / 2 + 1, 0), this.initial.length - stencil);
  }

  #local(initial: number): Float64Array {
    const position = Math.log(initial / this.initial[0]) / this.#logStep - this.#first(initial);
    return lagrange(position);
  }
}

/** The Lagrange polynomials of 0 … stencil−1 at x. */
function lagrange(x: number): Float64Array {
  return Float64Array.from({length: stencil}, (_, k) => {
    let product = 1;
    for (let j = 0; j < stencil; ++j) if (j !== k) product *= (x - j) / (k - j);
    return product;
  });
}

/** The derivatives at `at` ∈ {0 … 6} of the Lagrange polynomials of 0 … 6. */
function differenceRow(at: number): Float64Array {
  return Float64Array.from({length: 7}, (_, k) => {
    let sum = 0;
    for (let left = 0; left < 7; ++left) {
      if (left === k) continue;
      let product = 1 / (k - left);
      for (let j = 0; j < 7; ++j) if (j !== k && j !== left) product *= (at - j) / (k - j);
      sum += product;
    }
    return sum;
  });
}

function toHalfLine(radii: Float64Array): void {
  for (let q = 0; q < radii.length; ++q) if (radii[q] < 0) radii[q] = 0;
}

function allowCapture(radii: Float64Array, tolerance: number, allowed: Float64Array): void {
  for (let q = 0; q < radii.length; ++q) allowed[q] = radii[q] < capture ? capture : tolerance;
}
