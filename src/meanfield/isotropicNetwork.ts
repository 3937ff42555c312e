import {dot} from "./dot.js";
import {classes, type IsotropicProblem} from "./isotropicProblem.js";
import {RadialProfile} from "./radialProfile.js";

/**
 * The population averages of a finite network on the isotropic mixture. Neurons are N rows of d numbers, row i at [i·d …].
 * With τ = 1 ± Δ: V(w) = ½ Σ_± ∓E σ(τ|w|G), U(w, w′) = ½ Σ_± E σ(Z)σ(Z′), where (Z, Z′) has variances τ²|w|², τ²|w′|² and
 * covariance τ²⟨w, w′⟩.
 */
export class IsotropicNetwork {
  readonly #gaussian: RadialProfile;
  readonly #slopes = new Float64Array(2);
  readonly #squares: Float64Array;

  /** Throws a RangeError when the dimension is infinite. */
  constructor(
    readonly problem: IsotropicProblem,
    readonly width: number
  ) {
    if (!Number.isFinite(problem.dimension)) throw new RangeError("a finite network needs a finite dimension");
    this.#gaussian = new RadialProfile(problem.activation, Number.POSITIVE_INFINITY);
    this.#squares = new Float64Array(width);
  }

  /** V at |w| = radius: −E y σ(⟨w, x⟩). */
  potential(radius: number): number {
    return classes(this.problem.delta).reduce(
      (sum, {label, scale}) => sum - (label / 2) * this.#gaussian.value(scale * radius),
      0
    );
  }

  /** dV/dr; ∇V(w) is this times w/|w|. */
  potentialSlope(radius: number): number {
    return classes(this.problem.delta).reduce(
      (sum, {label, scale}) => sum - ((label * scale) / 2) * this.#gaussian.slope(scale * radius),
      0
    );
  }

  /** U(w, w′) from |w|², |w′|² and ⟨w, w′⟩. */
  interaction(a: number, b: number, c: number): number {
    return classes(this.problem.delta).reduce((sum, {scale}) => {
      const square = scale * scale;
      return sum + 0.5 * this.problem.activation.pairValue(square * a, square * b, square * c);
    }, 0);
  }

  /** Writes ∂U/∂|w|² and ∂U/∂⟨w, w′⟩ to slopes[0], slopes[1]: ∇_w U = 2 slopes[0] w + slopes[1] w′. */
  interactionSlopes(a: number, b: number, c: number, slopes: Float64Array): void {
    let first = 0;
    let second = 0;
    for (const {scale} of classes(this.problem.delta)) {
      const square = scale * scale;
      this.problem.activation.pairSlopes(square * a, square * b, square * c, this.#slopes);
      first += 0.5 * square * this.#slopes[0];
      second += 0.5 * square * this.#slopes[1];
    }
    slopes[0] = first;
    slopes[1] = second;
  }

  /** The risk 1 + (2/N) Σ V(w_i) + (1/N²) Σ U(w_i, w_j). */
  risk(neurons: Float64Array): number {
    const {dimension} = this.problem;
    this.#measure(neurons);
    let single = 0;
    let pairs = 0;
    for (let i = 0; i < this.width; ++i) {
      single += this.potential(Math.sqrt(this.#squares[i]));
      pairs += this.interaction(this.#squares[i], this.#squares[i], this.#squares[i]);
      for (let j = 0; j < i; ++j) {
        const c = dot(neurons, i * dimension, neurons, j * dimension, dimension);
        pairs += 2 * this.interaction(this.#squares[i], this.#squares[j], c);
      }
    }
    return 1 + (2 / this.width) * single + pairs / (this.width * this.width);
  }

  /**
   * Writes G(w_i; ρ̂_N) = −∇V(w_i) − (1/N) Σ_j ∇_w U(w_i, w_j), the term j = i with the derivative in its first argument: the
   * mean of the SGD direction (y − ŷ)∇σ, and −(N/2)∇_{w_i} of the risk. The gradient flow is ẇ_i = 2G.
   */
  force(neurons: Float64Array, force: Float64Array): void {
    const {dimension} = this.problem;
    const slopes = new Float64Array(2);
    this.#measure(neurons);
    force.fill(0);
    const add = (i: number, j: number, factor: number) => {
      for (let c = 0; c < dimension; ++c) force[i * dimension + c] += factor * neurons[j * dimension + c];
    };
    for (let i = 0; i < this.width; ++i) {
      const a = this.#squares[i];
      const radius = Math.sqrt(a);
      let own = radius > 0 ? -this.potentialSlope(radius) / radius : 0;
      this.interactionSlopes(a, a, a, slopes);
      own -= (2 * slopes[0] + slopes[1]) / this.width;
      for (let j = 0; j < this.width; ++j) {
        if (j === i) continue;
        const b = this.#squares[j];
        this.interactionSlopes(a, b, dot(neurons, i * dimension, neurons, j * dimension, dimension), slopes);
        own -= (2 * slopes[0]) / this.width;
        add(i, j, -slopes[1] / this.width);
      }
      add(i, i, own);
    }
  }

  #measure(neurons: Float64Array): void {
    const {dimension} = this.problem;
    for (let i = 0; i < this.width; ++i)
      this.#squares[i] = dot(neurons, i * dimension, neurons, i * dimension, dimension);
  }
}
