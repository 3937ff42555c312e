import type {WeightGrid} from "./weightGrid.js";

/** Bernoulli's function x/(eˣ − 1), positive, with bernoulli(−x) = bernoulli(x) + x. */
export function bernoulli(x: number): number {
  return x === 0 ? 1 : x / Math.expm1(x);
}

/** Where the lines of a direction start and how far apart their cells are. */
function lines(
  {cells, dimension}: WeightGrid,
  axis: number
): {count: number; start: (line: number) => number; stride: number} {
  if (dimension === 1) return {count: 1, start: () => 0, stride: 1};
  return axis === 0
    ? {count: cells, start: (line) => line, stride: cells}
    : {count: cells, start: (line) => line * cells, stride: 1};
}

/**
 * Work space for the fluxes of ∂_t ρ = 2 ∂(ρ ∂Ψ + β⁻¹ ∂ρ) in one direction of a grid. Between neighbours i and i+1 with
 * d = β(Ψ_{i+1} − Ψ_i) the mass that crosses per unit of time is (Scharfetter and Gummel 1969)
 *
 *     J = rate · (B(d) p_i − B(−d) p_{i+1}),    rate = 2/(β h²),  B(x) = x/(eˣ − 1),
 *
 * which vanishes exactly where p ∝ e^{−βΨ}. No mass crosses the ends.
 */
export class ScharfetterGummel {
  readonly #grid: WeightGrid;
  readonly #beta: number;
  readonly #rate: number;
  readonly #excess: Float64Array;
  readonly #right: Float64Array;
  readonly #left: Float64Array;
  readonly #source: Float64Array;

  constructor(grid: WeightGrid, inverseTemperature: number) {
    this.#grid = grid;
    this.#beta = inverseTemperature;
    this.#rate = 2 / (inverseTemperature * grid.spacing ** 2);
    [this.#excess, this.#right, this.#left, this.#source] = [0, 1, 2, 3].map(() => new Float64Array(grid.cells));
  }

  /**
   * One implicit Euler step in the direction `axis`: result − masses = −step · (what leaves − what enters at `result`).
   * The matrix has positive diagonal, non-positive neighbours and columns of sum 1. It is eliminated without a subtraction
   * (Grassmann, Taksar and Heyman 1985): the pivot of row i is excess_i + right_i with
   * excess_i = 1 + left_i excess_{i−1}/(excess_{i−1} + right_{i−1}); so the result is positive in floating point too.
   */
  step(axis: number, masses: Float64Array, potential: Float64Array, step: number, result: Float64Array): void {
    const {count, start, stride} = lines(this.#grid, axis);
    const n = this.#grid.cells;
    const [excess, right, left, source] = [this.#excess, this.#right, this.#left, this.#source];
    const scale = step * this.#rate;
    for (let line = 0; line < count; ++line) {
      const first = start(line);
      left[0] = 0;
      for (let i = 0; i + 1 < n; ++i) {
        const at = first + i * stride;
        const d = this.#beta * (potential[at + stride] - potential[at]);
        const forward = bernoulli(d);
        right[i] = scale * forward;
        left[i + 1] = scale * (d > 0 ? forward + d : bernoulli(-d));
      }
      right[n - 1] = 0;
      excess[0] = 1;
      source[0] = masses[first];
      for (let i = 1; i < n; ++i) {
        const pivot = excess[i - 1] + right[i - 1];
        excess[i] = 1 + left[i] * (excess[i - 1] / pivot);
        source[i] = masses[first + i * stride] + right[i - 1] * (source[i - 1] / pivot);
      }
      let next = source[n - 1] / (excess[n - 1] + right[n - 1]);
      result[first + (n - 1) * stride] = next;
      for (let i = n - 2; i >= 0; --i) {
        next = (source[i] + left[i + 1] * next) / (excess[i] + right[i]);
        result[first + i * stride] = next;
      }
    }
  }

  /** Σ J (μ_i − μ_{i+1}) over all neighbours, μ = Ψ + β⁻¹ log p: the rate at which the fluxes dissipate free energy; ≥ 0. */
  dissipation(masses: Float64Array, potential: Float64Array): number {
    let sum = 0;
    for (let axis = 0; axis < this.#grid.dimension; ++axis) {
      const {count, start, stride} = lines(this.#grid, axis);
      for (let line = 0; line < count; ++line)
        for (let i = 0; i + 1 < this.#grid.cells; ++i) {
          const at = start(line) + i * stride;
          const [here, there] = [masses[at], masses[at + stride]];
          if (here === 0 || there === 0) continue;
          const d = this.#beta * (potential[at + stride] - potential[at]);
          const flux = bernoulli(d) * here - bernoulli(-d) * there;
          sum -= (this.#rate * flux * (d + Math.log(there / here))) / this.#beta;
        }
    }
    return sum;
  }
}
