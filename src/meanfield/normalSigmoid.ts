import type {BoundedActivation} from "./boundedActivation.js";
import {normalDensity, normalDistribution, upperOrthant} from "./normalDistribution.js";
import {lineNormaliser} from "./sphere.js";

/** Nodes of the trapezoid rule per standard deviation of the integrand, and how many deviations it reaches. */
const nodesPerDeviation = 2.5;
const reach = 9;

/**
 * σ(z) = low + (high − low) Φ((z − centre)/width): smooth, bounded, with all derivatives bounded. Since
 * σ(z) = E[low + (high − low) 1{z + width·G > centre}], its averages are those of a step with `width²` added to the variances.
 */
export class NormalSigmoid implements BoundedActivation {
  readonly support = {from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY};
  readonly #rise: number;
  readonly #square: number;

  /** Throws a RangeError unless width > 0. */
  constructor(
    readonly name: string,
    readonly low: number,
    readonly high: number,
    readonly centre: number,
    readonly width: number
  ) {
    if (!(width > 0)) throw new RangeError(`the width of a sigmoid must be positive: ${width}`);
    this.#rise = high - low;
    this.#square = width * width;
  }

  value(z: number): number {
    return this.low + this.#rise * normalDistribution((z - this.centre) / this.width);
  }

  slope(z: number): number {
    return (this.#rise / this.width) * normalDensity((z - this.centre) / this.width);
  }

  /**
   * E X σ′(sX). For d = ∞ a Gaussian integral; else the trapezoid rule in u, X = √d tanh u, whose density sech^{d−1}(u)/Z_d is
   * analytic in every dimension: the rule converges exponentially.
   */
  radialSlope(dimension: number): (s: number) => number {
    const {centre, width} = this;
    if (dimension === Number.POSITIVE_INFINITY)
      return (s) => {
        const variance = s * s + this.#square;
        const deviation = Math.sqrt(variance);
        return (this.#rise * normalDensity(centre / deviation) * s * centre) / (variance * deviation);
      };
    const root = Math.sqrt(dimension);
    const normaliser = lineNormaliser(dimension);
    const last = Math.acosh(1e18 ** (1 / (dimension - 1)));
    return (s) => {
      const step = 1 / (nodesPerDeviation * root * Math.hypot(1, s / width));
      const edge = (z: number) => Math.atanh(Math.max(-1, Math.min(1, z / (s * root))));
      const from = Math.ceil(Math.max(-last, s > 0 ? edge(centre - reach * width) : -last) / step);
      const to = Math.floor(Math.min(last, s > 0 ? edge(centre + reach * width) : last) / step);
      let sum = 0;
      for (let n = from; n <= to; ++n) {
        const x = root * Math.tanh(n * step);
        sum += x * this.slope(s * x) * Math.cosh(n * step) ** (1 - dimension);
      }
      return (sum * step) / normaliser;
    };
  }

  pairValue(a: number, b: number, c: number): number {
    const p = Math.sqrt(a + this.#square);
    const q = Math.sqrt(b + this.#square);
    const {low, centre} = this;
    const first = normalDistribution(-centre / p);
    const second = normalDistribution(-centre / q);
    return (
      low * (low + this.#rise * (first + second)) +
      this.#rise * this.#rise * upperOrthant(centre / p, centre / q, c / (p * q))
    );
  }

  /** ∂_c is a Gaussian density in the plane; ∂_a = −½(rise) d/dz [p(z) E(σ(Z′) | Z + width·G = z)] at the centre. */
  pairSlopes(a: number, b: number, c: number, slopes: Float64Array): void {
    const {centre, low} = this;
    const p2 = a + this.#square;
    const q2 = b + this.#square;
    const determinant = p2 * q2 - c * c;
    const rise = this.#rise;
    slopes[1] =
      ((rise * rise) / (2 * Math.PI * Math.sqrt(determinant))) *
      Math.exp((-centre * centre * (p2 + q2 - 2 * c)) / (2 * determinant));
    const p = Math.sqrt(p2);
    const rest = Math.sqrt(determinant / p2);
    const m = ((c / p2 - 1) * centre) / rest;
    const density = normalDensity(centre / p) / p;
    const tilt = centre / p2;
    slopes[0] =
      0.5 *
      rise *
      density *
      (low * tilt + rise * (tilt * normalDistribution(m) - (normalDensity(m) * c) / (p2 * rest)));
  }
}
