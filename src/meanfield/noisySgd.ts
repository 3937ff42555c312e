import {type BumpProblem, bumpHeight} from "./bumps.js";
import {type RandomStream, stream} from "./random.js";

export interface NoisySgdOptions {
  /** N, the number of neurons. */
  readonly width: number;
  /** s, the step size; one step takes the time s. */
  readonly step: number;
  /** β */
  readonly inverseTemperature: number;
  /** λ */
  readonly ridge: number;
  readonly seed: number;
  /** c in the noise √(c s/β) of a step. The default 4 is the one that goes with the PDE; the talk prints 2. */
  readonly noiseFactor?: number;
}

/**
 * Noisy one-pass SGD with batch size 1: each step draws one x ~ N(0, τ² I) and moves every neuron by
 * θ ← (1 − 2λs) θ + 2s (y − ŷ) ∇σ_*(x; θ) + √(4s/β) g, g ~ N(0, I). Streams: "initial neurons", "inputs", "noise".
 */
export class NoisySgd {
  /** D·N coordinates, coordinate c of neuron i at [c·N + i]. */
  readonly positions: Float64Array;
  steps = 0;
  readonly #problem: BumpProblem;
  readonly #options: NoisySgdOptions;
  readonly #inputs: RandomStream;
  readonly #noise: RandomStream;
  readonly #outputs: Float64Array;
  readonly #input: Float64Array;

  constructor(problem: BumpProblem, options: NoisySgdOptions) {
    const {width, step, ridge, seed} = options;
    if (!(step > 0 && 2 * ridge * step < 1))
      throw new RangeError(
        `the step must be positive and 2λ times the step below 1, got step ${step} with λ = ${ridge}`
      );
    this.#problem = problem;
    this.#options = options;
    this.#inputs = stream(seed, "inputs");
    this.#noise = stream(seed, "noise");
    this.#outputs = new Float64Array(width);
    this.#input = new Float64Array(problem.dimension);
    this.positions = initialBumps(problem, width, seed);
  }

  /** Steps so far times their size. */
  get time(): number {
    return this.steps * this.#options.step;
  }

  /** One step of all neurons. */
  advance(): void {
    const {dimension, bumpWidth, inputDeviation, teacher} = this.#problem;
    const {width, step, inverseTemperature, ridge, noiseFactor = 4} = this.#options;
    const theta = this.positions;
    const x = this.#input;
    const outputs = this.#outputs;
    for (let c = 0; c < dimension; ++c) x[c] = inputDeviation * this.#inputs.normal();
    const height = bumpHeight(this.#problem);
    const sharpness = 1 / (2 * bumpWidth ** 2);
    let output = 0;
    for (let i = 0; i < width; ++i) {
      let square = 0;
      for (let c = 0; c < dimension; ++c) square += (x[c] - theta[c * width + i]) ** 2;
      outputs[i] = height * Math.exp(-square * sharpness);
      output += outputs[i];
    }
    let label = 0;
    for (const {weight, centre} of teacher) {
      let square = 0;
      for (let c = 0; c < dimension; ++c) square += (x[c] - centre[c]) ** 2;
      label += weight * height * Math.exp(-square * sharpness);
    }
    const pull = 2 * step * (label - output / width) * 2 * sharpness;
    const keep = 1 - 2 * ridge * step;
    const kick = Math.sqrt((noiseFactor * step) / inverseTemperature);
    const {normal} = this.#noise;
    for (let c = 0; c < dimension; ++c)
      for (let i = 0; i < width; ++i) {
        const k = c * width + i;
        theta[k] = keep * theta[k] + pull * outputs[i] * (x[c] - theta[k]) + kick * normal();
      }
    ++this.steps;
  }
}

/** N neurons drawn from ρ_0, neuron after neuron: D·N coordinates, coordinate c of neuron i at [c·N + i]. */
export function initialBumps(problem: BumpProblem, width: number, seed: number): Float64Array {
  const {dimension, initialMean, initialDeviation} = problem;
  const {normal} = stream(seed, "initial neurons");
  const positions = new Float64Array(dimension * width);
  for (let i = 0; i < width; ++i)
    for (let c = 0; c < dimension; ++c) positions[c * width + i] = initialMean[c] + initialDeviation * normal();
  return positions;
}
