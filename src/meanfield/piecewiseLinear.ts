import {type BoundedActivation, smallestVariance} from "./boundedActivation.js";
import {normalDensity, normalDistribution, upperOrthant} from "./normalDistribution.js";
import {lineNormaliser} from "./sphere.js";

/** A point (z, σ(z)) between linear pieces. */
export type Knot = readonly [z: number, value: number];

/**
 * The activation that is linear between its knots and constant outside them:
 * σ(z) = σ(−∞) + Σ_j δ_j (z − z_j)₊, with δ_j the change of slope at z_j, Σ_j δ_j = 0.
 */
export class PiecewiseLinear implements BoundedActivation {
  readonly support: {readonly from: number; readonly to: number};
  readonly #low: number;
  readonly #places: Float64Array;
  readonly #values: Float64Array;
  /** The slope to the right of each knot. */
  readonly #slopes: Float64Array;
  readonly #changes: Float64Array;

  /** Throws a RangeError unless there are at least two knots with increasing z. */
  constructor(
    readonly name: string,
    readonly knots: readonly Knot[]
  ) {
    if (knots.length < 2 || !knots.slice(1).every(([z], j) => z > knots[j][0]))
      throw new RangeError(`an activation needs two or more knots in increasing order: ${JSON.stringify(knots)}`);
    this.support = {from: knots[0][0], to: knots[knots.length - 1][0]};
    this.#low = knots[0][1];
    this.#places = Float64Array.from(knots, ([z]) => z);
    this.#values = Float64Array.from(knots, ([, value]) => value);
    this.#slopes = this.#places.map((z, j) =>
      j + 1 < knots.length ? (knots[j + 1][1] - knots[j][1]) / (knots[j + 1][0] - z) : 0
    );
    this.#changes = this.#slopes.map((slope, j) => slope - (j > 0 ? this.#slopes[j - 1] : 0));
  }

  value(z: number): number {
    const j = this.#piece(z);
    return j < 0 ? this.#low : this.#values[j] + this.#slopes[j] * (z - this.#places[j]);
  }

  slope(z: number): number {
    const j = this.#piece(z);
    return j < 0 ? 0 : this.#slopes[j];
  }

  /** The index of the last knot that is not above z; −1 if there is none. */
  #piece(z: number): number {
    const places = this.#places;
    let j = 0;
    while (j < places.length && z >= places[j]) ++j;
    return j - 1;
  }

  /** d/ds E(sX − z)₊ = E[X; X > z/s] = √d/((d−1) Z_d) · (1 − z²/(ds²))₊^{(d−1)/2} with Z_d = ∫(1−θ²)^{(d−3)/2}dθ. */
  radialSlope(dimension: number): (s: number) => number {
    const beyond =
      dimension === Number.POSITIVE_INFINITY
        ? (x: number) => normalDensity(x)
        : sphereMoment(dimension, Math.sqrt(dimension) / ((dimension - 1) * lineNormaliser(dimension)));
    return (s) => {
      let sum = 0;
      for (let j = 0; j < this.#places.length; ++j)
        sum += this.#changes[j] * (this.#places[j] === 0 ? beyond(0) : s > 0 ? beyond(this.#places[j] / s) : 0);
      return sum;
    };
  }

  pairValue(a: number, b: number, c: number): number {
    const [p, q] = [Math.sqrt(a), Math.sqrt(b)];
    let sum = this.#low * (this.#mean(0, p) + this.#mean(0, q) - this.#low);
    for (let j = 0; j < this.#places.length; ++j)
      for (let k = 0; k < this.#places.length; ++k)
        sum += this.#changes[j] * this.#changes[k] * productBeyond(this.#places[j], this.#places[k], a, b, c);
    return sum;
  }

  /**
   * By Price's theorem ∂_c = E σ′(Z)σ′(Z′), a sum of orthant probabilities, and
   * ∂_a = ½ E σ″(Z)σ(Z′) = ½ Σ_j δ_j p_a(z_j) E[σ(Z′) | Z = z_j], where Z′ given Z is Gaussian.
   */
  pairSlopes(a: number, b: number, c: number, slopes: Float64Array): void {
    slopes[0] = 0;
    slopes[1] = 0;
    if (a < smallestVariance) return;
    const p = Math.sqrt(a);
    const q = Math.sqrt(b);
    const correlation = b < smallestVariance ? 0 : correlationOf(a, b, c);
    const rest = conditionalDeviation(b, (c * c) / a);
    for (let j = 0; j < this.#places.length; ++j) {
      const z = this.#places[j];
      const density = normalDensity(z / p) / p;
      if (density > 0) slopes[0] += 0.5 * this.#changes[j] * density * this.#mean((c * z) / a, rest);
      if (b >= smallestVariance)
        for (let k = 0; k < this.#places.length; ++k)
          slopes[1] += this.#changes[j] * this.#changes[k] * upperOrthant(z / p, this.#places[k] / q, correlation);
    }
  }

  /** E σ(mean + deviation·G). */
  #mean(mean: number, deviation: number): number {
    if (!(deviation * deviation > smallestVariance)) return this.value(mean);
    let sum = this.#low;
    for (let j = 0; j < this.#places.length; ++j) {
      const u = (mean - this.#places[j]) / deviation;
      sum += this.#changes[j] * deviation * (u * normalDistribution(u) + normalDensity(u));
    }
    return sum;
  }
}

const rounding = 1e-13;

/** x ↦ E[X; X > x] with X = √d θ_1; `scale` is its value at 0. */
function sphereMoment(dimension: number, scale: number): (x: number) => number {
  const power = (dimension - 1) / 2;
  return (x) => {
    const rest = 1 - (x * x) / dimension;
    return rest > 0 ? scale * rest ** power : 0;
  };
}

/** E (Z − h)₊(Z′ − k)₊, by Stein's lemma from the orthant probability. */
function productBeyond(h: number, k: number, a: number, b: number, c: number): number {
  const [p, q] = [Math.sqrt(a), Math.sqrt(b)];
  if (a < smallestVariance || b < smallestVariance) {
    const mean = (z: number, s: number) =>
      s > 1e-12 ? z * normalDistribution(z / s) + s * normalDensity(z / s) : Math.max(0, z);
    return mean(-h, p) * mean(-k, q);
  }
  const correlation = correlationOf(a, b, c);
  const both = upperOrthant(h / p, k / q, correlation);
  const restA = conditionalDeviation(a, (c * c) / b);
  const restB = conditionalDeviation(b, (c * c) / a);
  const meanB = (c * h) / a;
  const beyondB = above(k, meanB, restB);
  const beyondA = above(h, (c * k) / b, restA);
  const densityA = normalDensity(h / p) / p;
  const densityB = normalDensity(k / q) / q;
  const momentB = meanB * beyondB + (restB > 0 ? restB * normalDensity((k - meanB) / restB) : 0);
  const first = a * densityA * beyondB + c * densityB * beyondA;
  const second = b * densityB * beyondA + c * densityA * beyondB;
  const product = c * both + a * densityA * momentB + c * densityB * k * beyondA;
  return product - h * second - k * first + h * k * both;
}

/** P(mean + deviation·G > z); ½ for a neuron paired with itself, where mean and z differ by rounding alone. */
function above(z: number, mean: number, deviation: number): number {
  const distance = mean - z;
  if (deviation > 0) return normalDistribution(distance / deviation);
  return Math.abs(distance) <= rounding ? 0.5 : distance > 0 ? 1 : 0;
}

/** c/√(ab), and exactly ±1 where that is what it is but for rounding: the orthant probability is sensitive to √(1−ρ²). */
function correlationOf(a: number, b: number, c: number): number {
  const correlation = c / Math.sqrt(a * b);
  return 1 - Math.abs(correlation) < rounding ? Math.sign(correlation) : correlation;
}

/** The root of what a variance has left when the explained part is taken away; 0 where that is rounding. */
function conditionalDeviation(variance: number, explained: number): number {
  const rest = variance - explained;
  return rest > rounding * variance ? Math.sqrt(rest) : 0;
}
