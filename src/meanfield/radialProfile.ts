import type {BoundedActivation} from "./boundedActivation.js";

/** Pieces over s ∈ [0, ∞), evenly spaced in p = s/(1+s), and interpolation nodes in each. */
const pieces = 1024;
const order = 6;
const stride = order + 1;

const nodes = Array.from({length: order}, (_, k) => Math.cos((Math.PI * (k + 0.5)) / order));

/**
 * s ↦ φ_d(s) = E σ(s X), X = √d θ_1 with θ uniform on S^{d−1} (N(0, 1) for d = ∞): what a neuron of length s contributes, on
 * average over its direction, to the output at an input of length √d. Tabulated from its derivative, which is known in closed
 * form: on each piece dφ/dp is a polynomial of degree 5 and φ its antiderivative (errors in docs/numerics/radial.md).
 */
export class RadialProfile {
  /** Coefficients of φ on piece i, in the local coordinate x ∈ [−1, 1], at [i·7 …]. */
  readonly #coefficients = new Float64Array(pieces * stride);
  /** φ_d′(0), not 0 where σ has a kink at 0. */
  readonly slopeAtZero: number;

  constructor(
    readonly activation: BoundedActivation,
    readonly dimension: number
  ) {
    const slope = activation.radialSlope(dimension);
    this.slopeAtZero = slope(0);
    const half = 0.5 / pieces;
    let value = activation.value(0);
    for (let i = 0; i < pieces; ++i) {
      const samples = nodes.map((x) => {
        const rest = 1 - (2 * i + 1 + x) * half;
        return (half * slope(1 / rest - 1)) / (rest * rest);
      });
      const polynomial = interpolate(samples);
      let left = 0;
      for (let k = 0; k < order; ++k) {
        const c = polynomial[k] / (k + 1);
        this.#coefficients[i * stride + k + 1] = c;
        left += k % 2 === 0 ? -c : c;
      }
      this.#coefficients[i * stride] = value - left;
      value = this.#coefficients.subarray(i * stride, (i + 1) * stride).reduce((sum, c) => sum + c, 0);
    }
  }

  /** φ_d(s), s ≥ 0; at ∞ the mean of σ(−∞) and σ(∞). */
  value(s: number): number {
    const p = s === Number.POSITIVE_INFINITY ? 1 : s / (1 + s);
    const i = Math.min(pieces - 1, Math.floor(p * pieces));
    return this.#polynomial(i * stride, 2 * (p * pieces - i) - 1);
  }

  /** φ_d′(s), s ≥ 0. */
  slope(s: number): number {
    const rest = 1 / (1 + s);
    const position = s * rest * pieces;
    const i = Math.min(pieces - 1, Math.floor(position));
    return this.#derivative(i * stride, 2 * (position - i) - 1) * 2 * pieces * rest * rest;
  }

  /** values[q·K + k] = φ_d(radii[q]·lengths[k]), and slopes likewise with φ_d′; K = lengths.length. */
  fill(radii: Float64Array, lengths: Float64Array, values: Float64Array, slopes: Float64Array): void {
    const count = lengths.length;
    for (let q = 0; q < radii.length; ++q)
      for (let k = 0; k < count; ++k) {
        const s = radii[q] * lengths[k];
        const rest = 1 / (1 + s);
        const position = s * rest * pieces;
        const i = Math.min(pieces - 1, Math.floor(position));
        const x = 2 * (position - i) - 1;
        values[q * count + k] = this.#polynomial(i * stride, x);
        slopes[q * count + k] = this.#derivative(i * stride, x) * 2 * pieces * rest * rest;
      }
  }

  #polynomial(at: number, x: number): number {
    const c = this.#coefficients;
    return (
      c[at] + x * (c[at + 1] + x * (c[at + 2] + x * (c[at + 3] + x * (c[at + 4] + x * (c[at + 5] + x * c[at + 6])))))
    );
  }

  #derivative(at: number, x: number): number {
    const c = this.#coefficients;
    return (
      c[at + 1] +
      x * (2 * c[at + 2] + x * (3 * c[at + 3] + x * (4 * c[at + 4] + x * (5 * c[at + 5] + x * 6 * c[at + 6]))))
    );
  }
}

/** The coefficients of the polynomial through the samples at `nodes`: divided differences, then expansion. */
function interpolate(samples: readonly number[]): number[] {
  const differences = [...samples];
  for (let level = 1; level < order; ++level)
    for (let k = order - 1; k >= level; --k)
      differences[k] = (differences[k] - differences[k - 1]) / (nodes[k] - nodes[k - level]);
  const coefficients = [differences[order - 1]];
  for (let k = order - 2; k >= 0; --k) {
    coefficients.unshift(0);
    for (let power = 0; power + 1 < coefficients.length; ++power)
      coefficients[power] -= nodes[k] * coefficients[power + 1];
    coefficients[0] += differences[k];
  }
  return coefficients;
}
