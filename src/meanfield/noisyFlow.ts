import type {GridPotential} from "./gridPotential.js";
import {ScharfetterGummel} from "./scharfetterGummel.js";

export interface NoisyFlowOptions {
  /** The local error of a step that is aimed at, in the total mass that is in the wrong cell. Default 2e-4. */
  readonly tolerance?: number;
  readonly firstStep?: number;
}

/** Rounds of the fixed point, and how well β Ψ has to be known at the new time. */
const mostRounds = 40;
const settled = 1e-9;
const longestStep = 1;

/**
 * ∂_t ρ = 2∇·(ρ∇Ψ_λ(·; ρ)) + 2β⁻¹Δρ on a grid (ξ = 1), one direction after the other. Every substep is implicit in all that it
 * contains, the interaction too: Ψ is that of the law at the substep's end, found by iteration. Since F is convex, each
 * substep of whatever length lowers F; it keeps the mass, and every cell positive (docs/numerics/noise.md).
 */
export class NoisyFlow {
  time = 0;
  masses: Float64Array;
  /** Ψ_λ(·; masses). */
  potential: Float64Array;
  steps = 0;
  /** Steps that were taken back, because they were too long for the tolerance or for the iteration. */
  rejected = 0;
  /** Solutions of a linear system so far. */
  solves = 0;
  readonly #field: GridPotential;
  readonly #beta: number;
  readonly #fluxes: ScharfetterGummel;
  readonly #tolerance: number;
  #step: number;
  #rate: Float64Array | undefined;
  #lastStep = 0;
  /** How fast Ψ changed in each direction's last substep: the first guess for the next one. */
  readonly #drift: (Float64Array | undefined)[] = [];

  /** Starts from a law on the field's grid: its cells' masses, copied. */
  constructor(
    field: GridPotential,
    inverseTemperature: number,
    masses: Float64Array,
    {tolerance = 2e-4, firstStep = 1e-3}: NoisyFlowOptions = {}
  ) {
    this.#field = field;
    this.#beta = inverseTemperature;
    this.#fluxes = new ScharfetterGummel(field.grid, inverseTemperature);
    this.#tolerance = tolerance;
    this.#step = firstStep;
    this.masses = Float64Array.from(masses);
    this.potential = field.potential(this.masses);
  }

  /** 2∫ρ|∇(Ψ_λ + β⁻¹ log ρ)|² by the fluxes between cells: −dF/dt. */
  dissipation(): number {
    return this.#fluxes.dissipation(this.masses, this.potential);
  }

  /** One step of exactly this length; false, and nothing changed, when the iteration does not settle. */
  take(step: number): boolean {
    let [masses, potential] = [this.masses, this.potential];
    for (let axis = 0; axis < this.#field.grid.dimension; ++axis) {
      const after = this.#substep(axis, masses, potential, step);
      if (after === undefined) return false;
      [masses, potential] = after;
    }
    this.masses = masses;
    this.potential = potential;
    this.time += step;
    ++this.steps;
    return true;
  }

  /** One step that meets the tolerance and ends at `limit` at the latest. Throws when no step is short enough. */
  advance(limit: number): void {
    for (;;) {
      const remaining = limit - this.time;
      const isLast = this.#step >= remaining * (1 - 1e-9);
      const step = isLast ? remaining : Math.min(this.#step, remaining / 2);
      const before = {time: this.time, masses: this.masses, potential: this.potential};
      if (this.take(step)) {
        const rate = this.masses.map((mass, i) => (mass - before.masses[i]) / step);
        const error = this.#rate === undefined ? 0 : this.#localError(rate, step);
        const factor = Math.min(2, Math.max(0.2, 0.9 * Math.sqrt(this.#tolerance / Math.max(error, 1e-300))));
        if (error <= this.#tolerance * 1.5) {
          const wanted = Math.min(longestStep, step * factor);
          this.#step = isLast ? Math.max(wanted, Math.min(this.#step, step * 2 * factor)) : wanted;
          this.#rate = rate;
          this.#lastStep = step;
          if (isLast) this.time = limit;
          return;
        }
        Object.assign(this, before);
        --this.steps;
        this.#step = step * factor;
      } else this.#step = step / 3;
      ++this.rejected;
      if (!(this.#step > 1e-12)) throw new Error(`no step at time ${this.time} is short enough; refine the grid`);
    }
  }

  /** Half the total variation of ½ step² ρ̈, from the rates of the last two steps. */
  #localError(rate: Float64Array, step: number): number {
    let sum = 0;
    for (let i = 0; i < rate.length; ++i) sum += Math.abs(rate[i] - this.#rate![i]);
    return (sum * step ** 2) / (2 * (step + this.#lastStep));
  }

  /** A direction's substep with Ψ at its end, by Anderson's acceleration of depth 1; undefined when that does not settle. */
  #substep(
    axis: number,
    masses: Float64Array,
    start: Float64Array,
    step: number
  ): [Float64Array, Float64Array] | undefined {
    const n = masses.length;
    const result = new Float64Array(n);
    const drift = this.#drift[axis];
    let guess = drift ? start.map((value, i) => value + step * drift[i]) : start;
    let before: {image: Float64Array; change: Float64Array} | undefined;
    for (let round = 0; round < mostRounds; ++round) {
      this.#fluxes.step(axis, masses, guess, step, result);
      ++this.solves;
      const image = this.#field.potential(result);
      const change = image.map((value, i) => value - guess[i]);
      const largest = change.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      if (this.#beta * largest <= settled) {
        this.#drift[axis] = image.map((value, i) => (value - start[i]) / step);
        return [result, image];
      }
      if (!Number.isFinite(largest)) return undefined;
      guess = before ? accelerated(image, change, before) : image;
      before = {image, change};
    }
    return undefined;
  }
}

/** The combination of the last two images in which the combination of their changes is smallest. */
function accelerated(
  image: Float64Array,
  change: Float64Array,
  before: {readonly image: Float64Array; readonly change: Float64Array}
): Float64Array {
  let square = 0;
  let product = 0;
  for (let i = 0; i < change.length; ++i) {
    const difference = change[i] - before.change[i];
    square += difference * difference;
    product += difference * change[i];
  }
  const share = square > 0 ? product / square : 0;
  return image.map((value, i) => value - share * (value - before.image[i]));
}
