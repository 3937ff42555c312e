import {GrowingCholesky} from "./growingCholesky.js";
import {type KernelSpectrum, reluTangentKernel} from "./tangentKernel.js";
import type {ThresholdNeuron} from "./thresholdNeuron.js";
import {multiplicity, zonalSeries} from "./zonal.js";

/**
 * Kernel ridge regression with the ReLU tangent kernel on nested samples: for the first n of the points, every n from one
 * factorisation, f̂ = Σ_i α_i k(·, x_i) with α = (K_n + λI)^{−1} y. Its test risk is not sampled: with the spectrum,
 * E_x k(x, x_i) k(x, x_j) = Σ_l N_l λ_l² P_l(t_ij) and E_x f*(x) k(x, x_i) = Σ_l √N_l λ_l c_l P_l(⟨w*, x_i⟩/√d).
 */
export class KernelRidge {
  readonly #factor = new GrowingCholesky();
  /** Row i of E_x k(x, x_i) k(x, x_j), j ≤ i. */
  readonly #squared: Float64Array[] = [];
  readonly #alignments: Float64Array;
  readonly #spectrum: KernelSpectrum;

  /**
   * `points` are n points of S^{d−1}(√d), d×n, whose coordinate 0 is the one along w*. Throws a RangeError when the kernel matrix
   * with its ridge is not positive definite to rounding.
   */
  constructor(points: Float64Array, ridge: number, spectrum: KernelSpectrum) {
    const {dimension} = spectrum;
    this.#spectrum = spectrum;
    const count = points.length / dimension;
    const rows = Array.from({length: count}, (_, i) =>
      Float64Array.from({length: dimension}, (_, c) => points[c * count + i] / Math.sqrt(dimension))
    );
    this.#alignments = Float64Array.from(rows, (row) => row[0]);
    const squared = zonalSeries(dimension, squaredCoefficients(spectrum));
    const diagonal = squared(1);
    this.#factor.extend(count, (i, j) => {
      if (j === 0) this.#squared.push(new Float64Array(i + 1));
      if (i === j) {
        this.#squared[i][i] = diagonal;
        return 1 + ridge;
      }
      const [a, b] = [rows[i], rows[j]];
      let t = 0;
      for (let c = 0; c < dimension; ++c) t += a[c] * b[c];
      this.#squared[i][j] = squared(t);
      return reluTangentKernel(t);
    });
  }

  /** α for the first n points, for each n asked for; `y` has a value for every point. */
  solve(y: ArrayLike<number>, sizes: readonly number[]): Float64Array[] {
    const z = this.#factor.forward(y);
    return sizes.map((n) => this.#factor.backward(z.subarray(0, n)));
  }

  /** E_x f̂(x)² for the function with these coefficients α on the first points. */
  power(alpha: Float64Array): number {
    let sum = 0;
    for (let i = 0; i < alpha.length; ++i) {
      const row = this.#squared[i];
      let inner = 0;
      for (let j = 0; j < i; ++j) inner += row[j] * alpha[j];
      sum += alpha[i] * (2 * inner + row[i] * alpha[i]);
    }
    return sum;
  }

  /** E_x f*(x) f̂(x). */
  overlap(target: ThresholdNeuron, alpha: Float64Array): number {
    const {dimension, eigenvalues} = this.#spectrum;
    const overlap = zonalSeries(
      dimension,
      eigenvalues.map((value, l) => value * target.coefficients[l] * Math.sqrt(multiplicity(dimension, l)))
    );
    return alpha.reduce((sum, one, i) => sum + one * overlap(this.#alignments[i]), 0);
  }

  /** E_x (f*(x) − f̂(x))², which rounding may take below 0 by 1e−13 or so. */
  risk(target: ThresholdNeuron, alpha: Float64Array): number {
    return target.power - 2 * this.overlap(target, alpha) + this.power(alpha);
  }
}

/** N_l λ_l², cut off where all that follows adds up to less than 1e−12 at t = 1. */
function squaredCoefficients({dimension, eigenvalues}: KernelSpectrum): Float64Array {
  const all = eigenvalues.map((value, l) => multiplicity(dimension, l) * value * value);
  let length = all.length;
  for (let tail = all[length - 1]; length > 1 && tail < 1e-12; tail += all[length - 1]) --length;
  return all.subarray(0, length);
}
