import type {LineCells} from "./lineCells.js";
import {remapMasses} from "./massRemap.js";
import {derivative, evaluate} from "./polynomial.js";
import {SphereDiffusion} from "./sphereDiffusion.js";

/** Coefficients of the potential Ψ(α) that a law makes, or of one that is given. */
export type PotentialOf = (masses: Float64Array) => ArrayLike<number>;

/**
 * ∂_t μ = −∂_α(μ α̇) + τ ∂_α[(1−α²)^{(d−1)/2} ∂_α(μ (1−α²)^{−(d−3)/2})], α̇ = −2(1−α²)Ψ′(α), in steps of half the diffusion, the
 * transport by the potential in its middle, and the other half: second order in the step, mass and sign are kept, and the law of
 * the sphere stays where there is no potential (docs/numerics/noisy-limit.md).
 */
export class NoisyLine {
  time = 0;
  masses: Float64Array;
  steps = 0;
  readonly cells: LineCells;
  readonly #noise: number;
  readonly #potentialOf: PotentialOf;
  readonly #diffusions = new Map<number, SphereDiffusion>();

  /** Starts from these masses in the cells, copied. `noise` is τ ≥ 0. */
  constructor(cells: LineCells, masses: Float64Array, noise: number, potentialOf: PotentialOf) {
    this.cells = cells;
    this.masses = Float64Array.from(masses);
    this.#noise = noise;
    this.#potentialOf = potentialOf;
  }

  /** Goes on to a later time in equal steps no longer than `longest`; what happens after each is the caller's. */
  *until(time: number, longest: number): Generator<void, void, undefined> {
    const start = this.time;
    const count = Math.ceil((time - start) / longest - 1e-9);
    const size = (time - start) / count;
    for (let n = 1; n <= count; ++n) {
      this.#step(size);
      this.time = n === count ? time : start + n * size;
      ++this.steps;
      yield;
    }
  }

  #step(size: number): void {
    const diffused = this.#diffuse(this.masses, size / 2);
    const start = this.#potentialOf(diffused);
    const middle = this.#potentialOf(this.#transport(diffused, start, size / 2));
    this.masses = this.#diffuse(this.#transport(diffused, middle, size), size / 2);
  }

  #diffuse(masses: Float64Array, duration: number): Float64Array {
    if (this.#noise === 0) return masses;
    let diffusion = this.#diffusions.get(duration);
    if (diffusion === undefined) {
      diffusion = new SphereDiffusion(this.cells, this.#noise * duration);
      this.#diffusions.set(duration, diffusion);
    }
    return diffusion.apply(masses);
  }

  #transport(masses: Float64Array, potential: ArrayLike<number>, duration: number): Float64Array {
    return remapMasses(this.cells, masses, feetOf(this.cells, potential, duration));
  }
}

/** Where the interior edges of the cells come from: u̇ = −2Ψ′(tanh u) backwards, one step of the classical fourth-order method. */
function feetOf({edges, count}: LineCells, potential: ArrayLike<number>, duration: number): Float64Array {
  const slope = derivative(potential);
  const back = (u: number) => 2 * duration * evaluate(slope, Math.tanh(u));
  const feet = new Float64Array(count - 1);
  for (let i = 0; i + 1 < count; ++i) {
    const u = edges[i + 1];
    const first = back(u);
    const second = back(u + first / 2);
    const third = back(u + second / 2);
    feet[i] = u + (first + 2 * (second + third) + back(u + third)) / 6;
  }
  return feet;
}
