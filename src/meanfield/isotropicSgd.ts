import {dot} from "./dot.js";
import type {IsotropicProblem} from "./isotropicProblem.js";
import type {RandomStream} from "./random.js";

/** Fills `neurons`, N rows of d numbers, with draws of w ~ N(0, κ² I_d / d), row after row. */
export function drawGaussianNeurons(
  neurons: Float64Array,
  dimension: number,
  scale: number,
  {normal}: RandomStream
): void {
  const deviation = scale / Math.sqrt(dimension);
  for (let k = 0; k < neurons.length; ++k) neurons[k] = deviation * normal();
}

/** One draw (x, y) of the mixture: writes x, returns y. */
export function drawInput({delta, dimension}: IsotropicProblem, x: Float64Array, stream: RandomStream): number {
  const label = stream.uniform() < 0.5 ? 1 : -1;
  for (let c = 0; c < dimension; ++c) x[c] = (1 + label * delta) * stream.normal();
  return label;
}

/**
 * One-pass stochastic gradient descent with batches of one: w_i ← w_i + 2 s (y − ŷ(x)) σ′(⟨w_i, x⟩) x, a fresh (x, y) for
 * every step; its clock is t = Σ s. Neurons are N rows of d numbers.
 */
export class IsotropicSgd {
  readonly neurons: Float64Array;
  readonly input: Float64Array;
  label = 0;
  /** y − ŷ of the last step. */
  residual = 0;
  steps = 0;
  readonly #products: Float64Array;
  readonly #width: number;

  constructor(
    readonly problem: IsotropicProblem,
    neurons: Float64Array,
    readonly data: RandomStream
  ) {
    this.neurons = Float64Array.from(neurons);
    this.input = new Float64Array(problem.dimension);
    this.#width = neurons.length / problem.dimension;
    this.#products = new Float64Array(this.#width);
  }

  /** One step of size s. */
  step(size: number): void {
    const {neurons, input} = this;
    const {activation, dimension} = this.problem;
    const products = this.#products;
    this.label = drawInput(this.problem, input, this.data);
    let sum = 0;
    for (let i = 0; i < this.#width; ++i) {
      const z = dot(neurons, i * dimension, input, 0, dimension);
      products[i] = z;
      sum += activation.value(z);
    }
    this.residual = this.label - sum / this.#width;
    const factor = 2 * size * this.residual;
    for (let i = 0; i < this.#width; ++i) {
      const slope = activation.slope(products[i]);
      if (slope === 0) continue;
      const move = factor * slope;
      const row = i * dimension;
      for (let c = 0; c < dimension; ++c) neurons[row + c] += move * input[c];
    }
    ++this.steps;
  }
}
