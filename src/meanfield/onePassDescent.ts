import type {Activation} from "../kernels/activation.js";
import type {SampleKernel} from "../kernels/sampleKernel.js";
import {sampleKernel} from "../kernels/samples.js";
import {hermitePowers} from "./hermite.js";
import {evaluate} from "./polynomial.js";
import type {Problem} from "./problem.js";
import type {RandomStream} from "./random.js";
import type {Schedule} from "./schedule.js";

export interface OnePassOptions {
  /** ε: step k has the size s_k = ε ξ(kε). */
  readonly step: number;
  /** Fresh samples a step; default 1. */
  readonly batch?: number;
  readonly schedule: Schedule;
  /** Where the samples come from: d normals for each, one sample after the other. */
  readonly data: RandomStream;
}

/**
 * One-pass stochastic gradient descent on the sphere. Step k draws B fresh samples x_b ~ N(0, I_d), takes the ambient gradient
 * of their mean square error and returns to the sphere:
 *
 *   w_i ← normalise( w_i − 2 s_k g_i ),   g_i = (1/B) Σ_b (f_m(x_b) − f*(x_b)) σ′(⟨w_i, x_b⟩) x_b,   s_k = ε ξ(kε).
 *
 * The caller owns the loop.
 */
export interface OnePassDescent {
  /** Steps so far. */
  readonly steps: number;
  /** t = ε · steps. */
  readonly time: number;
  /** d×m, coordinate-major, of unit length; a copy. */
  readonly neurons: Float64Array;
  /**
   * The mean over the neurons of Σ_k (1 − cos θ), θ the angle by which step k turns the neuron. To second order in the step it
   * is Σ_k ½ |2 s_k P g|²: what the returns to the sphere have taken off (docs/numerics/sgd.md).
   */
  readonly contraction: number;
  advance(): void;
}

/**
 * One-pass descent from m unit neurons (d×m, coordinate-major), which are copied. Throws a RangeError unless the step is
 * positive and finite and the batch an integer ≥ 1.
 */
export function onePassDescent(
  problem: Problem,
  dimension: number,
  neurons: Float64Array,
  options: OnePassOptions
): OnePassDescent {
  const {step, batch = 1} = options;
  if (!(step > 0 && step < Number.POSITIVE_INFINITY)) throw new RangeError(`the step must be positive: ${step}`);
  if (!(Number.isInteger(batch) && batch >= 1)) throw new RangeError(`the batch must be an integer ≥ 1: ${batch}`);
  return batch === 1
    ? new SingleSampleDescent(problem, dimension, neurons, options)
    : new BatchDescent(problem, dimension, neurons, {...options, batch});
}

/** Steps after which lengths are computed afresh, so that their recurrence does not collect rounding errors. */
const renewal = 64;

/**
 * A batch of 1, in one pass through the neurons a step. A neuron is kept as a vector v of any length: its step is
 * v ← v − |v| c x with c = 2 s r σ′(z), z = ⟨v, x⟩/|v|, and its length obeys |v|² ← |v|² (1 − 2cz + c²|x|²), so that nothing
 * has to be normalised. The pass that adds the last step also takes the scalar products with the next sample.
 */
class SingleSampleDescent implements OnePassDescent {
  steps = 0;
  contraction = 0;
  readonly #dimension: number;
  readonly #width: number;
  readonly #options: OnePassOptions;
  readonly #sigma: Float64Array;
  readonly #target: Float64Array;
  /** m×d: a neuron's coordinates one after the other. */
  readonly #vectors: Float64Array;
  readonly #lengths: Float64Array;
  /** 1/|v|. */
  readonly #inverses: Float64Array;
  /** What is still to be added to v: this times the present sample. */
  readonly #pending: Float64Array;
  readonly #products: Float64Array;
  readonly #slopes: Float64Array;
  #sample: Float64Array;

  constructor(problem: Problem, dimension: number, neurons: Float64Array, options: OnePassOptions) {
    const width = neurons.length / dimension;
    this.#dimension = dimension;
    this.#width = width;
    this.#options = options;
    this.#sigma = hermitePowers(problem.activation);
    this.#target = hermitePowers(problem.target);
    this.#vectors = transposed(neurons, width, dimension);
    this.#lengths = new Float64Array(width).fill(1);
    this.#inverses = new Float64Array(width).fill(1);
    this.#pending = new Float64Array(width);
    this.#products = new Float64Array(width);
    this.#slopes = new Float64Array(width);
    this.#sample = new Float64Array(dimension);
  }

  get time(): number {
    return this.steps * this.#options.step;
  }

  get neurons(): Float64Array {
    this.#add(new Float64Array(this.#dimension));
    this.#normalise();
    return transposed(this.#vectors, this.#dimension, this.#width);
  }

  advance(): void {
    const {step, schedule, data} = this.#options;
    const sample = new Float64Array(this.#dimension);
    let square = 0;
    for (let c = 0; c < sample.length; ++c) {
      sample[c] = data.normal();
      square += sample[c] * sample[c];
    }
    this.#add(sample);
    if (this.steps % renewal === 0) this.#normalise();
    const [products, slopes, lengths, inverses, pending, sigma] = [
      this.#products,
      this.#slopes,
      this.#lengths,
      this.#inverses,
      this.#pending,
      this.#sigma
    ];
    const width = products.length;
    const degree = sigma.length - 1;
    let output = 0;
    for (let i = 0; i < width; ++i) {
      const z = products[i] * inverses[i];
      let value = sigma[degree];
      let slope = 0;
      for (let k = degree - 1; k >= 0; --k) {
        slope = slope * z + value;
        value = value * z + sigma[k];
      }
      products[i] = z;
      slopes[i] = slope;
      output += value;
    }
    const factor = 2 * step * schedule.rate(this.time) * (output / width - evaluate(this.#target, sample[0]));
    let contraction = 0;
    for (let i = 0; i < width; ++i) {
      const z = products[i];
      const c = factor * slopes[i];
      const along = 1 - c * z;
      const growth = Math.sqrt(1 + c * (c * square - 2 * z));
      const inverse = 1 / growth;
      // 1 − cos θ = 1 − along/growth, for small steps without cancellation.
      contraction += along > 0 ? (c * c * (square - z * z) * inverse) / (growth + along) : 1 - along * inverse;
      pending[i] = -c * lengths[i];
      lengths[i] *= growth;
      inverses[i] *= inverse;
    }
    this.contraction += contraction / width;
    ++this.steps;
  }

  /** Adds what is pending and takes the scalar products with the next sample. */
  #add(next: Float64Array): void {
    const [vectors, pending, products, sample] = [this.#vectors, this.#pending, this.#products, this.#sample];
    const dimension = this.#dimension;
    const even = dimension - (dimension % 2);
    for (let i = 0, k = 0; i < products.length; ++i) {
      const factor = pending[i];
      let first = 0;
      let second = 0;
      // Two sums, so that each addition does not wait for the one before.
      for (let c = 0; c < even; c += 2, k += 2) {
        const a = vectors[k] + factor * sample[c];
        const b = vectors[k + 1] + factor * sample[c + 1];
        vectors[k] = a;
        vectors[k + 1] = b;
        first += a * next[c];
        second += b * next[c + 1];
      }
      if (even < dimension) {
        const a = vectors[k] + factor * sample[even];
        vectors[k++] = a;
        first += a * next[even];
      }
      products[i] = first + second;
    }
    pending.fill(0);
    this.#sample = next;
  }

  /** Unit vectors, and the scalar products that go with them. */
  #normalise(): void {
    const dimension = this.#dimension;
    for (let i = 0; i < this.#width; ++i) {
      const vector = this.#vectors.subarray(i * dimension, (i + 1) * dimension);
      const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
      for (let c = 0; c < dimension; ++c) vector[c] /= length;
      this.#products[i] /= length;
      this.#lengths[i] = 1;
      this.#inverses[i] = 1;
    }
  }
}

/** Batches of several samples, by the kernel. */
class BatchDescent implements OnePassDescent {
  steps = 0;
  contraction = 0;
  readonly #options: OnePassOptions & {readonly batch: number};
  readonly #kernel: SampleKernel;
  readonly #activation: Activation;
  readonly #target: Float64Array;
  readonly #neurons: Float64Array;
  readonly #gradient: Float64Array;
  readonly #samples: Float64Array;
  readonly #targets: Float64Array;
  readonly #outputs: Float64Array;

  constructor(
    problem: Problem,
    dimension: number,
    neurons: Float64Array,
    options: OnePassOptions & {readonly batch: number}
  ) {
    const {batch} = options;
    this.#options = options;
    this.#kernel = sampleKernel(dimension, neurons.length / dimension);
    this.#activation = {polynomial: Array.from(hermitePowers(problem.activation))};
    this.#target = hermitePowers(problem.target);
    this.#neurons = Float64Array.from(neurons);
    this.#gradient = new Float64Array(neurons.length);
    this.#samples = new Float64Array(dimension * batch);
    this.#targets = new Float64Array(batch);
    this.#outputs = new Float64Array(batch);
  }

  get time(): number {
    return this.steps * this.#options.step;
  }

  get neurons(): Float64Array {
    return Float64Array.from(this.#neurons);
  }

  advance(): void {
    const {dimension, width} = this.#kernel;
    const {step, schedule, data, batch} = this.#options;
    const [neurons, gradient, samples] = [this.#neurons, this.#gradient, this.#samples];
    for (let b = 0; b < batch; ++b) {
      for (let c = 0; c < dimension; ++c) samples[c * batch + b] = data.normal();
      this.#targets[b] = evaluate(this.#target, samples[b]);
    }
    this.#kernel.gradient(this.#activation, neurons, samples, this.#targets, gradient, this.#outputs);
    const factor = -2 * step * schedule.rate(this.time);
    const squares = new Float64Array(width);
    const products = new Float64Array(width);
    for (let c = 0, k = 0; c < dimension; ++c)
      for (let i = 0; i < width; ++i, ++k) {
        const value = neurons[k] + factor * gradient[k];
        squares[i] += value * value;
        products[i] += value * neurons[k];
        neurons[k] = value;
      }
    let contraction = 0;
    for (let i = 0; i < width; ++i) {
      const length = Math.sqrt(squares[i]);
      contraction += 1 - products[i] / length;
      squares[i] = length;
    }
    for (let c = 0, k = 0; c < dimension; ++c) for (let i = 0; i < width; ++i, ++k) neurons[k] /= squares[i];
    this.contraction += contraction / width;
    ++this.steps;
  }
}

/** The transpose of a matrix that lies row after row. */
function transposed(matrix: Float64Array, columns: number, rows: number): Float64Array {
  const result = new Float64Array(matrix.length);
  for (let r = 0; r < rows; ++r) for (let c = 0; c < columns; ++c) result[c * rows + r] = matrix[r * columns + c];
  return result;
}
