import type {Activation} from "../kernels/activation.js";
import type {SampleKernel} from "../kernels/sampleKernel.js";
import {sampleKernel} from "../kernels/samples.js";

/** A network N^{−γ} Σ_i a_i σ(⟨w_i, x⟩) at its start, and the data that it will be trained on. */
export interface ScaledStart {
  readonly activation: Activation;
  /** γ: 1 for the mean-field scaling, ½ for the lazy one. */
  readonly exponent: number;
  /** w_i(0), d×N, coordinate-major. */
  readonly neurons: Float64Array;
  /** a_i = ±1, length N. */
  readonly signs: Float64Array;
  /** x_b, d×n, coordinate-major. */
  readonly samples: Float64Array;
  /** y_b, length n. */
  readonly targets: Float64Array;
  /** h: learning rate N^{2γ−1} h. */
  readonly step: number;
}

/**
 * Gradient descent on the first layer of the centred network F = f_N − f_N(0), f_N(x) = N^{−γ} Σ_i a_i σ(⟨w_i, x⟩), with loss
 * (1/n) Σ_b (F(x_b) − y_b)² and learning rate h N^{2γ−1}. In every scaling F then starts from 0 and moves at the same speed
 * −2 (1/n) Σ_b k_N(x, x_b)(F(x_b) − y_b), k_N(x, x′) = (1/N) Σ_i σ′(⟨w_i,x⟩) σ′(⟨w_i,x′⟩) ⟨x, x′⟩, while a neuron moves N^{γ−1} times as far
 * (docs/numerics/lazy.md). Time is h times the number of steps.
 */
export class ScaledTraining {
  readonly neurons: Float64Array;
  readonly width: number;
  readonly dimension: number;
  readonly #start: ScaledStart;
  readonly #kernel: SampleKernel;
  /** a_i N^{1−γ}, so that the kernel's mean over neurons is f_N. */
  readonly #weights: Float64Array;
  readonly #initial: Float64Array;
  readonly #shifted: Float64Array;
  readonly #gradient: Float64Array;
  readonly #outputs: Float64Array;

  constructor(start: ScaledStart) {
    const {neurons, signs, samples, targets, exponent} = start;
    this.width = signs.length;
    this.dimension = neurons.length / this.width;
    this.#start = start;
    this.neurons = neurons.slice();
    this.#kernel = sampleKernel(this.dimension, this.width);
    this.#weights = signs.map((sign) => sign * this.width ** (1 - exponent));
    this.#initial = neurons.slice();
    const before = this.#values(this.#initial, samples);
    this.#shifted = targets.map((target, b) => target + before[b]);
    this.#gradient = new Float64Array(neurons.length);
    this.#outputs = new Float64Array(targets.length);
  }

  /** One step of gradient descent. */
  advance(): void {
    const {activation, samples, exponent, step} = this.#start;
    this.#kernel.gradient(
      activation,
      this.neurons,
      samples,
      this.#shifted,
      this.#gradient,
      this.#outputs,
      this.#weights
    );
    // The kernel returns N/2 times the gradient of the loss.
    const rate = 2 * step * this.width ** (2 * exponent - 2);
    for (let k = 0; k < this.neurons.length; ++k) this.neurons[k] -= rate * this.#gradient[k];
  }

  /** (1/n) Σ_b (F(x_b) − y_b)². */
  loss(): number {
    const values = this.#values(this.neurons, this.#start.samples);
    return values.reduce((sum, value, b) => sum + (value - this.#shifted[b]) ** 2, 0) / values.length;
  }

  /** F at the points (d×p). */
  outputs(points: Float64Array): Float64Array {
    const before = this.#values(this.#initial, points);
    return this.#values(this.neurons, points).map((value, b) => value - before[b]);
  }

  /** (1/N) Σ_i |w_i − w_i(0)|. */
  meanDistance(): number {
    let sum = 0;
    for (let i = 0; i < this.width; ++i) {
      let square = 0;
      for (let c = 0; c < this.dimension; ++c) {
        const k = c * this.width + i;
        square += (this.neurons[k] - this.#initial[k]) ** 2;
      }
      sum += Math.sqrt(square);
    }
    return sum / this.width;
  }

  /** (1/N) Σ_i a_i (α_i − α_i(0)), α_i = ⟨w_i, e_1⟩/|w_i|: how much neurons of sign + turned towards the teacher, and the others away. */
  alignmentGain(): number {
    const {signs} = this.#start;
    const [now, before] = [this.neurons, this.#initial].map((neurons) => alignments(neurons, this.width));
    return now.reduce((sum, alignment, i) => sum + signs[i] * (alignment - before[i]), 0) / this.width;
  }

  #values(neurons: Float64Array, points: Float64Array): Float64Array {
    const values = new Float64Array(points.length / this.dimension);
    this.#kernel.outputs(this.#start.activation, neurons, points, values, this.#weights);
    return values;
  }
}

/** ⟨w_i, e_1⟩/|w_i| for d×N neurons; 0 for a neuron at the origin. */
function alignments(neurons: Float64Array, width: number): Float64Array {
  const squares = new Float64Array(width);
  for (let k = 0; k < neurons.length; ++k) squares[k % width] += neurons[k] ** 2;
  return squares.map((square, i) => (square > 0 ? neurons[i] / Math.sqrt(square) : 0));
}
