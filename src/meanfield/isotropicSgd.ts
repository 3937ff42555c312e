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
  readonly #width: number;
  /** ⟨w_i, x⟩, moved to the front for the neurons that are on a sloping piece of σ, and their i. */
  readonly #products: Float64Array;
  readonly #active: Int32Array;

  constructor(
    readonly problem: IsotropicProblem,
    neurons: Float64Array,
    readonly data: RandomStream
  ) {
    this.neurons = Float64Array.from(neurons);
    this.input = new Float64Array(problem.dimension);
    this.#width = neurons.length / problem.dimension;
    this.#products = new Float64Array(this.#width);
    this.#active = new Int32Array(this.#width);
  }

  /** One step of size s. */
  step(size: number): void {
    const {neurons, input} = this;
    const {activation, dimension} = this.problem;
    const {from, to} = activation.support;
    const [low, high] = [activation.value(from), activation.value(to)];
    const [products, active] = [this.#products, this.#active];
    this.label = drawInput(this.problem, input, this.data);
    let sum = 0;
    let count = 0;
    multiply(neurons, input, products);
    for (let i = 0; i < this.#width; ++i) {
      const z = products[i];
      if (z <= from) sum += low;
      else if (z >= to) sum += high;
      else {
        sum += activation.value(z);
        products[count] = z;
        active[count++] = i;
      }
    }
    this.residual = this.label - sum / this.#width;
    const factor = 2 * size * this.residual;
    for (let n = 0; n < count; ++n) {
      const move = factor * activation.slope(products[n]);
      const row = active[n] * dimension;
      for (let c = 0; c < dimension; ++c) neurons[row + c] += move * input[c];
    }
    ++this.steps;
  }
}

/** products[i] = ⟨row i, x⟩; four rows at a time, so that x is read once for all of them. */
function multiply(rows: Float64Array, x: Float64Array, products: Float64Array): void {
  const d = x.length;
  const width = products.length;
  let i = 0;
  for (; i + 3 < width; i += 4) {
    const [a, b, c, e] = [i * d, (i + 1) * d, (i + 2) * d, (i + 3) * d];
    let [p, q, r, s] = [0, 0, 0, 0];
    for (let k = 0; k < d; ++k) {
      const t = x[k];
      p += rows[a + k] * t;
      q += rows[b + k] * t;
      r += rows[c + k] * t;
      s += rows[e + k] * t;
    }
    products[i] = p;
    products[i + 1] = q;
    products[i + 2] = r;
    products[i + 3] = s;
  }
  for (; i < width; ++i) {
    let sum = 0;
    for (let k = 0; k < d; ++k) sum += rows[i * d + k] * x[k];
    products[i] = sum;
  }
}
