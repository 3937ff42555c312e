import type {HarmonicBlock} from "./harmonicBlocks.js";
import {derivative, evaluate} from "./polynomial.js";

/** Where the features of one block go, row b (or time and b) of n points each. */
export interface FeatureRows {
  /** φ_b(α). */
  readonly values: Float64Array;
  /** g_b = r φ_b′(α). */
  readonly slopes: Float64Array;
  /** f_b = φ_b/r; not written for l = 0, and may be empty where it is not wanted. */
  readonly ratios: Float64Array;
}

/** The features φ_{l,b}(α) = r^l q_b(α) of a rotation block and what their gradients are made of, regular at the poles. */
export class Features {
  readonly #degree: number;
  readonly #polynomials: readonly Float64Array[];
  readonly #slopes: readonly Float64Array[];

  constructor({degree, polynomials}: HarmonicBlock) {
    this.#degree = degree;
    this.#polynomials = polynomials;
    this.#slopes = polynomials.map((q) => derivative(q));
  }

  /** Writes row b of the points u = artanh α at [offset + b·n + w]. */
  write(u: Float64Array, {values, slopes, ratios}: FeatureRows, offset = 0): void {
    const degree = this.#degree;
    const n = u.length;
    for (let w = 0; w < n; ++w) {
      const e = Math.exp(-Math.abs(u[w]));
      const r = (2 * e) / (1 + e * e);
      const alignment = Math.tanh(u[w]);
      const power = r ** Math.max(0, degree - 1);
      for (let b = 0; b < this.#polynomials.length; ++b) {
        const at = offset + b * n + w;
        const q = evaluate(this.#polynomials[b], alignment);
        const slope = evaluate(this.#slopes[b], alignment);
        if (degree === 0) {
          values[at] = q;
          slopes[at] = r * slope;
        } else {
          const ratio = power * q;
          ratios[at] = ratio;
          values[at] = r * ratio;
          slopes[at] = power * (r * r * slope - degree * alignment * q);
        }
      }
    }
  }
}

/** Takes its mean over the points off every row. */
export function centre(rows: Float64Array, weights: Float64Array): void {
  const n = weights.length;
  for (let row = 0; row < rows.length; row += n) {
    let mean = 0;
    for (let w = 0; w < n; ++w) mean += weights[w] * rows[row + w];
    for (let w = 0; w < n; ++w) rows[row + w] -= mean;
  }
}
