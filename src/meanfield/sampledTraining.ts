import type {SampleKernel} from "../kernels/sampleKernel.js";
import {sampleKernel} from "../kernels/samples.js";
import {initialNeurons, stream} from "./random.js";
import type {Batch} from "./trainingData.js";
import type {TrainingProblem} from "./trainingProblem.js";

/** A network, the data that it is trained on, and how. */
export interface SampledStart {
  readonly problem: Pick<TrainingProblem, "activation" | "signs">;
  readonly dimension: number;
  /** m; even where signs alternate, so that they add up to 0. */
  readonly width: number;
  /** Of the initial neurons and of the noise. */
  readonly seed: number;
  /** Of equal size; an epoch takes them in this order. */
  readonly batches: readonly Batch[];
  /** η. */
  readonly step: number;
  /** τ ≥ 0 of Langevin noise; 0 where it is left out. */
  readonly temperature?: number;
  /** λ ≥ 0 of the path norm λ (1/m) Σ a_i² |w_i|², with which neurons leave the sphere; 0 where it is left out. */
  readonly pathNorm?: number;
}

/** All that a training does not find in its start: with both it goes on bit by bit as it would have. */
export interface SampledState {
  readonly steps: number;
  /** d×m, coordinate-major. */
  readonly neurons: Float64Array;
  /** The losses of the last n/B steps, that of step k at k modulo n/B; NaN where there has been none. */
  readonly losses: Float64Array;
}

/** Thrown when a step has led to neurons that are not finite, or that have no direction. */
export class TrainingDiverged extends Error {
  constructor(time: number, step: number) {
    super(
      `the training has diverged at time ${time} with steps of ${step}: its neurons are not finite; take a smaller step`
    );
    this.name = "TrainingDiverged";
  }
}

/**
 * Stochastic gradient descent over a fixed set of samples, for the first layer of f_m(x) = (1/m) Σ_i a_i σ(⟨w_i, x⟩), as Glasgow, Wu and
 * Bruna (2025) do it in their experiments. Step k takes batch k modulo n/B, L the mean of (f_m(x_b) − f*(x_b))² over it, and
 *
 *   w_i ← normalise( w_i − η m ∇_{w_i} L + √(2ητ) g_i ),   g_i ~ N(0, I_d) afresh,
 *
 * or, with a path norm, w_i ← w_i − η m ∇_{w_i} L − 2ηλ w_i + √(2ητ) g_i (docs/numerics/training.md). Neurons start at `initialNeurons`, and
 * noise is drawn neuron after neuron from a stream of the step, so that neither depends on m. The caller owns the loop. Throws a
 * RangeError unless η > 0, τ ≥ 0, 0 ≤ ηλ ≤ ½, the batches are of equal size and m is even where signs alternate.
 */
export class SampledTraining {
  readonly dimension: number;
  readonly width: number;
  /** a_i = ±1, length m. */
  readonly signs: Float64Array;
  readonly #start: Required<SampledStart>;
  readonly #kernel: SampleKernel;
  readonly #neurons: Float64Array;
  readonly #losses: Float64Array;
  readonly #gradient: Float64Array;
  readonly #outputs: Float64Array;
  #steps: number;

  constructor(start: SampledStart, state?: SampledState) {
    const {problem, dimension, width, seed, batches, step, temperature = 0, pathNorm = 0} = start;
    if (!(step > 0 && step < Number.POSITIVE_INFINITY)) throw new RangeError(`the step must be positive: ${step}`);
    if (!(temperature >= 0 && temperature < Number.POSITIVE_INFINITY))
      throw new RangeError(`the temperature must be at least 0: ${temperature}`);
    if (!(pathNorm >= 0 && step * pathNorm <= 0.5))
      throw new RangeError(
        `the step times the path norm's λ must be from 0 to 0.5, beyond which it turns neurons around: ${step * pathNorm}`
      );
    if (problem.signs === "alternating" && width % 2 !== 0)
      throw new RangeError(`the width must be even where signs alternate: ${width}`);
    if (batches.length === 0 || batches.some(({targets}) => targets.length !== batches[0].targets.length))
      throw new RangeError("batches must be of equal size: choose a number of samples that is a multiple of it");
    this.dimension = dimension;
    this.width = width;
    this.signs = Float64Array.from({length: width}, (_, i) =>
      problem.signs === "alternating" && i % 2 === 1 ? -1 : 1
    );
    this.#start = {...start, temperature, pathNorm};
    this.#kernel = sampleKernel(dimension, width);
    if (state && (state.neurons.length !== dimension * width || state.losses.length !== batches.length))
      throw new RangeError(
        `the state must be that of ${width} neurons in dimension ${dimension} and of ${batches.length} batches an epoch`
      );
    this.#neurons = state ? state.neurons.slice() : initialNeurons(dimension, width, seed);
    this.#losses = state ? state.losses.slice() : new Float64Array(batches.length).fill(Number.NaN);
    this.#steps = state?.steps ?? 0;
    this.#gradient = new Float64Array(dimension * width);
    this.#outputs = new Float64Array(batches[0].targets.length);
  }

  /** Steps so far. */
  get steps(): number {
    return this.#steps;
  }

  /** t = η · steps. */
  get time(): number {
    return this.#start.step * this.#steps;
  }

  /** d×m, coordinate-major; a copy. */
  get neurons(): Float64Array {
    return this.#neurons.slice();
  }

  /** A copy, to go on from later. */
  get state(): SampledState {
    return {steps: this.#steps, neurons: this.neurons, losses: this.#losses.slice()};
  }

  /**
   * The mean of the batches' losses over the last epoch, each taken before its step, without the path norm; over the steps so far while
   * there are fewer; of the first batch before the first step.
   */
  get loss(): number {
    if (this.#steps === 0) {
      const {samples, targets} = this.#start.batches[0];
      return meanSquareError(this.outputs(samples), targets);
    }
    const count = Math.min(this.#steps, this.#losses.length);
    return this.#losses.subarray(0, count).reduce((sum, loss) => sum + loss, 0) / count;
  }

  /** f_m at samples (d×n, coordinate-major): length n. */
  outputs(samples: Float64Array): Float64Array {
    const outputs = new Float64Array(samples.length / this.dimension);
    this.#kernel.outputs(this.#start.problem.activation, this.#neurons, samples, outputs, this.signs);
    return outputs;
  }

  /** One step, on the next batch. Throws a TrainingDiverged where it leads nowhere. */
  advance(): void {
    const {problem, batches, step, pathNorm} = this.#start;
    const [neurons, gradient, outputs] = [this.#neurons, this.#gradient, this.#outputs];
    const index = this.#steps % batches.length;
    const {samples, targets} = batches[index];
    this.#kernel.gradient(problem.activation, neurons, samples, targets, gradient, outputs, this.signs);
    // The kernel returns m/2 times the gradient of the mean square error.
    const rate = -2 * step;
    const kept = 1 - 2 * step * pathNorm;
    for (let k = 0; k < neurons.length; ++k) neurons[k] = kept * neurons[k] + rate * gradient[k];
    this.#addNoise();
    const squares = new Float64Array(this.width);
    for (let c = 0, k = 0; c < this.dimension; ++c)
      for (let i = 0; i < this.width; ++i, ++k) squares[i] += neurons[k] * neurons[k];
    this.#losses[index] = meanSquareError(outputs, targets);
    ++this.#steps;
    const isOnSphere = pathNorm === 0;
    for (const square of squares)
      if (!(square < Number.POSITIVE_INFINITY && (square > 0 || !isOnSphere)))
        throw new TrainingDiverged(this.time, step);
    if (!isOnSphere) return;
    const lengths = squares.map(Math.sqrt);
    for (let c = 0, k = 0; c < this.dimension; ++c) for (let i = 0; i < this.width; ++i, ++k) neurons[k] /= lengths[i];
  }

  /** A stream for each step, so that a training can be taken up without drawing all the noise before. */
  #addNoise(): void {
    const {step, temperature, seed} = this.#start;
    if (temperature === 0) return;
    const scale = Math.sqrt(2 * step * temperature);
    const {normal} = stream(seed, `noise of step ${this.#steps}`);
    for (let i = 0; i < this.width; ++i)
      for (let c = 0; c < this.dimension; ++c) this.#neurons[c * this.width + i] += scale * normal();
  }
}

/** The mean of (f_b − y_b)². */
export function meanSquareError(outputs: Float64Array, targets: Float64Array): number {
  return outputs.reduce((sum, output, b) => sum + (output - targets[b]) ** 2, 0) / outputs.length;
}
