import {velocity} from "./backwardFlow.js";
import {stieltjesWeights} from "./chebyshev.js";
import {type Cell, cumulative, lineEnd, pointsOf} from "./cumulativeMass.js";
import {chebyshevPolynomials} from "./rotationKernel.js";

/** μ_t as weighted points: Stieltjes weights of G on every cell, and the mass beyond the ends of the line at α = ±1. */
export class LineMeasure {
  readonly #points: {u: number; alignment: number; weight: number}[] = [];

  constructor(cells: readonly Cell[], even: boolean) {
    const hemispheres = even ? 2 : 1;
    const add = (u: number, weight: number) =>
      this.#points.push({u, alignment: Math.tanh(u), weight: hemispheres * weight});
    for (const {left, right, values} of cells) {
      const points = pointsOf(left, right);
      stieltjesWeights(values).forEach((weight, j) => {
        add(points[j], weight);
      });
    }
    add(lineEnd, 0.5 - cumulative(cells, lineEnd));
    if (!even) add(-lineEnd, 0.5 + cumulative(cells, -lineEnd));
  }

  /** ∫ φ dμ for φ(u, α). */
  integrate(phi: (u: number, alignment: number) => number): number {
    return this.#points.reduce((sum, {u, alignment, weight}) => sum + weight * phi(u, alignment), 0);
  }

  /** ∫ T_n dμ, n ≤ degree. */
  moments(degree: number): Float64Array {
    const result = new Float64Array(degree + 1);
    const values = new Float64Array(degree + 1);
    for (const {alignment, weight} of this.#points) {
      chebyshevPolynomials(degree, alignment, values);
      for (let n = 0; n <= degree; ++n) result[n] += weight * values[n];
    }
    return result;
  }

  /** d/dt ∫ T_n dμ = ∫ T_n′(α) (1−α²) u̇ dμ for the velocity u̇ of the potential p. */
  rates(p: Float64Array): Float64Array {
    const result = new Float64Array(p.length);
    for (const {u, alignment, weight} of this.#points) {
      const flux = (weight * velocity(p, alignment)) / Math.cosh(u) ** 2;
      let before = 0;
      let second = 1;
      for (let n = 1; n < p.length; ++n) {
        result[n] += flux * n * second;
        const next = 2 * alignment * second - before;
        before = second;
        second = next;
      }
    }
    return result;
  }
}
