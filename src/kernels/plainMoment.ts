import {checkFinite} from "./input.js";
import type {LinearPairKernel} from "./linearPairKernel.js";
import {formDegrees} from "./momentTensor.js";
import {checkPairInput, type PairKernel} from "./pairKernel.js";

/**
 * The sums of `PairKernel` and `LinearPairKernel` through moment tensors, in plain TypeScript: one coefficient a monomial
 * w_{a_1} … w_{a_k}, a_1 ≤ … ≤ a_k, in lexicographic order; a form is evaluated by Horner's rule, and its gradient backward.
 */
export class PlainMomentKernel implements PairKernel, LinearPairKernel {
  readonly dimension: number;
  readonly width: number;

  constructor(dimension: number, width: number) {
    this.dimension = dimension;
    this.width = width;
  }

  force(
    p: ArrayLike<number>,
    neurons: Float64Array,
    force: Float64Array,
    q?: ArrayLike<number>,
    sums?: Float64Array
  ): void {
    checkPairInput(this, {p, neurons, force, q, sums});
    this.#run(p, sums && q, 1, neurons, new Float64Array(neurons.length), force.fill(0), sums);
  }

  sums(q: ArrayLike<number>, neurons: Float64Array, sums: Float64Array): void {
    checkPairInput(this, {q, neurons, sums});
    this.#run([0], q, 1, neurons, new Float64Array(neurons.length), new Float64Array(neurons.length), sums);
  }

  linearForce(
    p: ArrayLike<number>,
    fixed: number,
    neurons: Float64Array,
    displacements: Float64Array,
    force: Float64Array
  ): void {
    checkPairInput(this, {p, neurons, displacements, force});
    checkFinite("fixed", [fixed]);
    this.#run(p, undefined, fixed, neurons, displacements, force.fill(0));
  }

  #run(
    p: ArrayLike<number>,
    q: ArrayLike<number> | undefined,
    fixed: number,
    neurons: Float64Array,
    displacements: Float64Array,
    force: Float64Array,
    sums?: Float64Array
  ): void {
    const {dimension, width} = this;
    if (q && sums) sums.fill(q[0] * width);
    const w = new Float64Array(dimension);
    const delta = new Float64Array(dimension);
    const gradient = new Float64Array(dimension);
    for (const degree of formDegrees(p, q)) {
      const form = new Form(dimension, degree);
      for (let j = 0; j < width; ++j) {
        for (let c = 0; c < dimension; ++c) {
          w[c] = neurons[c * width + j];
          delta[c] = displacements[c * width + j];
        }
        form.add(w, delta, fixed);
      }
      form.weigh();
      for (let i = 0; i < width; ++i) {
        for (let c = 0; c < dimension; ++c) w[c] = neurons[c * width + i];
        const value = form.gradient(w, gradient.fill(0));
        for (let c = 0; c < dimension; ++c) force[c * width + i] += (p[degree - 1] ?? 0) * gradient[c];
        if (q && sums) sums[i] += (q[degree] ?? 0) * degree * value;
      }
    }
  }
}

/** (1/k) Σ_j ⟨w_j, w⟩^k as a form in w, or a combination of it and its derivative along displacements of the w_j. */
class Form {
  readonly #dimension: number;
  readonly #degree: number;
  readonly #coefficients: number[] = [];
  #at = 0;

  constructor(dimension: number, degree: number) {
    this.#dimension = dimension;
    this.#degree = degree;
  }

  /** Adds to every coefficient `fixed` times the monomial at w, plus its derivative along delta. */
  add(w: Float64Array, delta: Float64Array, fixed: number): void {
    this.#at = 0;
    this.#add(1, 0, 1, 0, w, delta, fixed);
  }

  #add(
    level: number,
    first: number,
    product: number,
    slope: number,
    w: Float64Array,
    delta: Float64Array,
    fixed: number
  ): void {
    for (let a = first; a < this.#dimension; ++a) {
      const next = product * w[a];
      const nextSlope = slope * w[a] + product * delta[a];
      if (level < this.#degree) this.#add(level + 1, a, next, nextSlope, w, delta, fixed);
      else {
        this.#coefficients[this.#at] = (this.#coefficients[this.#at] ?? 0) + fixed * next + nextSlope;
        ++this.#at;
      }
    }
  }

  /** Counts every monomial as often as its indices can be ordered, and divides by k. */
  weigh(): void {
    this.#at = 0;
    let orders = 1 / this.#degree;
    for (let n = 2; n <= this.#degree; ++n) orders *= n;
    this.#weigh(1, 0, orders, 0);
  }

  #weigh(level: number, first: number, orders: number, repeated: number): void {
    for (let a = first; a < this.#dimension; ++a) {
      const times = a === first ? repeated + 1 : 1;
      if (level < this.#degree) this.#weigh(level + 1, a, orders / times, times);
      else this.#coefficients[this.#at++] *= orders / times;
    }
  }

  /** The form's value at w; adds its gradient to `gradient`. */
  gradient(w: Float64Array, gradient: Float64Array): number {
    this.#at = 0;
    return this.#gradient(1, 0, 1, w, gradient);
  }

  #gradient(level: number, first: number, product: number, w: Float64Array, gradient: Float64Array): number {
    let value = 0;
    for (let a = first; a < this.#dimension; ++a) {
      const inner =
        level < this.#degree
          ? this.#gradient(level + 1, a, product * w[a], w, gradient)
          : this.#coefficients[this.#at++];
      gradient[a] += product * inner;
      value += w[a] * inner;
    }
    return value;
  }
}
