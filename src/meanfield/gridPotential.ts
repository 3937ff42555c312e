import {type BumpProblem, fieldOf, kernelFactor, targetSquare} from "./bumps.js";
import {dot} from "./dot.js";
import {onGrid, type WeightGrid} from "./weightGrid.js";

/**
 * The problem's V, U and ridge on a grid. U is a product over coordinates, so that in two dimensions the sum over n² cells
 * costs two products of n × n matrices.
 */
export class GridPotential {
  readonly grid: WeightGrid;
  /** V(θ) + (λ/2)|θ|² at the midpoints. */
  readonly external: Float64Array;
  /** (λ/2)|θ|² at the midpoints. */
  readonly ridge: Float64Array;
  /** R_# = E y². */
  readonly targetSquare: number;
  readonly #kernel: Float64Array;
  readonly #strength: number;
  readonly #half: Float64Array;

  constructor(problem: BumpProblem, ridge: number, grid: WeightGrid) {
    if (problem.dimension !== grid.dimension)
      throw new RangeError(`the problem has dimension ${problem.dimension}, the grid ${grid.dimension}`);
    const {cells, midpoints} = grid;
    this.grid = grid;
    this.ridge = onGrid(grid, (theta) => (ridge / 2) * theta.reduce((sum, s) => sum + s * s, 0));
    this.external = onGrid(grid, (theta) => fieldOf(problem, theta)).map((value, i) => value + this.ridge[i]);
    this.targetSquare = targetSquare(problem);
    this.#strength = problem.amplitude ** 2;
    this.#kernel = new Float64Array(cells * cells);
    for (let i = 0; i < cells; ++i)
      for (let j = 0; j < cells; ++j) this.#kernel[i * cells + j] = kernelFactor(problem, midpoints[i], midpoints[j]);
    this.#half = new Float64Array(grid.dimension === 2 ? cells * cells : 0);
  }

  /** ∫ U(θ, θ′) p(dθ′) at the midpoints, for a signed measure with the cells' masses p. */
  interaction(masses: Float64Array, result: Float64Array = new Float64Array(masses.length)): Float64Array {
    const {cells, dimension} = this.grid;
    if (dimension === 1) this.#multiply(masses, result);
    else {
      // The transposed product twice: (K (K P)ᵀ)ᵀ = K P Kᵀ, because K is symmetric.
      this.#multiply(masses, this.#half);
      this.#multiply(this.#half, result);
    }
    if (this.#strength !== 1) for (let i = 0; i < cells ** dimension; ++i) result[i] *= this.#strength;
    return result;
  }

  /** Ψ_λ(θ; p) at the midpoints. */
  potential(masses: Float64Array, result: Float64Array = new Float64Array(masses.length)): Float64Array {
    this.interaction(masses, result);
    for (let i = 0; i < result.length; ++i) result[i] += this.external[i];
    return result;
  }

  /** Row i of `rows` times the kernel, written to column i of `result`. */
  #multiply(rows: Float64Array, result: Float64Array): void {
    const n = this.grid.cells;
    const count = rows.length / n;
    for (let i = 0; i < count; ++i)
      for (let j = 0; j < n; ++j) result[j * count + i] = dot(this.#kernel, j * n, rows, i * n, n);
  }
}
