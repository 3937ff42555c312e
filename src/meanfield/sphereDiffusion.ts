import type {LineCells} from "./lineCells.js";
import {bernoulli} from "./scharfetterGummel.js";

/**
 * The heat equation ∂_t ρ = Δρ on S^{d−1} for a law that depends on α alone, in its masses in cells of u = artanh α, over one length of
 * time. Between neighbours i, i+1 with the uniform law's masses Ω and x = log Ω_{i+1}/Ω_i the mass that crosses per unit of time is
 *
 *     J = cosh²(u_{i+½}) h^{−2} (B(−x) p_i − B(x) p_{i+1}),   B(x) = x/(eˣ − 1)   (Scharfetter and Gummel 1969),
 *
 * 0 exactly where p ∝ Ω. One implicit Euler step keeps mass and sign; the second-order combination of two halves and a whole one differs
 * from the two halves by fluxes, which are shortened where a cell would become negative (Zalesak 1979).
 */
export class SphereDiffusion {
  readonly #whole: Implicit;
  readonly #half: Implicit;

  /** `duration` is τ times the length of time. */
  constructor(cells: LineCells, duration: number) {
    this.#whole = new Implicit(cells, duration);
    this.#half = new Implicit(cells, duration / 2);
  }

  /** The masses after that time. */
  apply(masses: Float64Array): Float64Array {
    const whole = this.#whole.step(masses);
    const halves = this.#half.step(this.#half.step(masses));
    return corrected(halves, whole);
  }
}

/** 2 low − other, where that is positive; else the part of the way that keeps every cell positive. Both have the same mass. */
function corrected(low: Float64Array, other: Float64Array): Float64Array {
  const n = low.length;
  // What crosses each edge on the way from `low` to 2 low − other.
  const flux = new Float64Array(n + 1);
  for (let i = 0; i + 1 < n; ++i) flux[i + 1] = flux[i] - (low[i] - other[i]);
  const share = new Float64Array(n);
  for (let i = 0; i < n; ++i) {
    const leaves = Math.max(0, flux[i + 1]) + Math.max(0, -flux[i]);
    share[i] = leaves > low[i] ? low[i] / leaves : 1;
  }
  for (let i = 1; i < n; ++i) flux[i] *= flux[i] > 0 ? share[i - 1] : share[i];
  return low.map((mass, i) => Math.max(0, mass + flux[i] - flux[i + 1]));
}

/**
 * An implicit Euler step, factored once. Columns add up to 1 and the elimination needs no subtraction (Grassmann, Taksar and Heyman 1985;
 * docs/numerics/noise.md), so that positive masses stay positive in floating point.
 */
class Implicit {
  readonly #right: Float64Array;
  readonly #left: Float64Array;
  readonly #pivot: Float64Array;

  constructor({count, spacing, edges, logUniform}: LineCells, duration: number) {
    const right = new Float64Array(count);
    const left = new Float64Array(count);
    for (let i = 0; i + 1 < count; ++i) {
      const x = logUniform[i + 1] - logUniform[i];
      const scale = duration * (Math.cosh(edges[i + 1]) / spacing) ** 2;
      right[i] = scale * bernoulli(-x);
      left[i + 1] = scale * bernoulli(x);
    }
    const pivot = new Float64Array(count);
    let excess = 1;
    for (let i = 0; i < count; ++i) {
      if (i > 0) excess = 1 + left[i] * (excess / pivot[i - 1]);
      pivot[i] = excess + right[i];
    }
    this.#right = right;
    this.#left = left;
    this.#pivot = pivot;
  }

  step(masses: Float64Array): Float64Array {
    const [right, left, pivot] = [this.#right, this.#left, this.#pivot];
    const n = masses.length;
    const result = new Float64Array(n);
    let source = 0;
    for (let i = 0; i < n; ++i) {
      source = i === 0 ? masses[0] : masses[i] + right[i - 1] * source;
      source /= pivot[i];
      result[i] = source;
    }
    for (let i = n - 2; i >= 0; --i) result[i] += (left[i + 1] / pivot[i]) * result[i + 1];
    return result;
  }
}
