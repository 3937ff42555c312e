import {type ChaosProblem, startingScale} from "./chaosProblem.js";
import {dot} from "./dot.js";
import {drawGaussianNeurons, IsotropicSgd} from "./isotropicSgd.js";
import type {RadialLimit, RadialSnapshot} from "./radialLimit.js";
import {stream} from "./random.js";
import {SigmoidForce} from "./sigmoidForce.js";

/** The five parts of θ_i^k − θ̄_i^{kε}. */
export const parts = ["discretisation", "drift", "martingale", "sampling", "feedback"] as const;
export type Part = (typeof parts)[number];

/** N rows of D starting weights; a narrower network consists of the first rows of a wider one with the same seed. */
export function startingNeurons(dimension: number, width: number, seed: number): Float64Array {
  const neurons = new Float64Array(dimension * width);
  drawGaussianNeurons(neurons, dimension, startingScale, stream(seed, "isotropic neurons"));
  return neurons;
}

/** |θ_i| of the rows. */
export function rowLengths(neurons: Float64Array, dimension: number): Float64Array {
  return Float64Array.from({length: neurons.length / dimension}, (_, i) =>
    Math.sqrt(dot(neurons, i * dimension, neurons, i * dimension, dimension))
  );
}

/** What is known after a number of steps; every maximum is over all neurons and all steps so far. */
export interface ChaosState {
  /** Δ(t; N, ε) = max |θ_i^k − θ̄_i^{kε}|. */
  readonly maxGap: number;
  /** (1/N) Σ_i |θ_i − θ̄_i| now. */
  readonly meanGap: number;
  /** max |E1|, |E2|, |M|, |S|, |B|. */
  readonly largest: Readonly<Record<Part, number>>;
  /** The parts along the gap of the neuron and step that attain `maxGap`; they add up to it. */
  readonly shares: Readonly<Record<Part, number>>;
  /** max |S + B|. */
  readonly interaction: number;
  /** max |E3| = max |M + S + B|. */
  readonly noise: number;
  /** max |E1 + M + S + B|: what Grönwall's inequality amplifies. */
  readonly forcing: number;
  /** The part of S + B that each neuron owes to itself: max |2ε Σ (1/N) ∇₁U(θ_i, θ_i)|. */
  readonly selfInteraction: number;
  /** max |θ_i − θ̄_i − (E1 + E2 + M + S + B)|: rounding. */
  readonly residual: number;
}

/**
 * One-pass SGD of N neurons with the constant step ε (ξ = 1) beside the copies of its neurons in the limit, and what their
 * difference is made of: as vectors, exactly (sums over ℓ < k, docs/numerics/chaos.md),
 *
 *     θ_i^k − θ̄_i^{kε} = E1 + E2 + E3,  E3 = M + S + B,
 *     E1 = 2ε Σ G(θ̄_i^{ℓε}; ρ_{ℓε}) − 2 ∫_0^{kε} G(θ̄_i^s; ρ_s) ds      time discretisation,
 *     E2 = 2ε Σ [G(θ_i^ℓ; ρ_{ℓε}) − G(θ̄_i^{ℓε}; ρ_{ℓε})]                drift of the particle away from its copy,
 *     M  = 2ε Σ [F_i(θ^ℓ; z_{ℓ+1}) − G(θ_i^ℓ; ρ̂_ℓ)]                     martingale of the samples,
 *     S  = 2ε Σ [G(θ̄_i^{ℓε}; ρ̄_N) − G(θ̄_i^{ℓε}; ρ_{ℓε})]               N copies in place of their law,
 *     B  = 2ε Σ [G(θ_i^ℓ; ρ̂_ℓ) − G(θ_i^ℓ; ρ_{ℓε})] − S                  the other particles have left their copies, too.
 *
 * The integral in E1 is θ̄_i^{kε} − θ_i^0, by definition of the copy. The copy keeps its direction, so E1 is a multiple of it.
 */
export class ChaosTerms {
  steps = 0;
  readonly #sgd: IsotropicSgd;
  readonly #force: SigmoidForce;
  readonly #copyForce: SigmoidForce;
  readonly #starts: Float64Array;
  readonly #directions: Float64Array;
  readonly #copies: Float64Array;
  readonly #sums: Record<"drift" | "martingale" | "sampling" | "feedback" | "self", Float64Array>;
  readonly #copySums: Float64Array;
  readonly #empirical: Float64Array;
  readonly #copyPositions: Float64Array;
  readonly #amongCopies: Float64Array;
  readonly #before: Float64Array;
  readonly #state = {
    maxGap: 0,
    meanGap: 0,
    largest: {discretisation: 0, drift: 0, martingale: 0, sampling: 0, feedback: 0},
    shares: {discretisation: 0, drift: 0, martingale: 0, sampling: 0, feedback: 0},
    interaction: 0,
    noise: 0,
    forcing: 0,
    selfInteraction: 0,
    residual: 0
  };

  /** `limit` is that of the problem from N(0, (startingScale²/D) I_D). */
  constructor(
    readonly problem: ChaosProblem,
    readonly limit: RadialLimit,
    readonly width: number,
    readonly stepSize: number,
    seed: number
  ) {
    const {dimension} = problem;
    const neurons = startingNeurons(dimension, width, seed);
    this.#sgd = new IsotropicSgd(problem, neurons, stream(seed, "samples"));
    this.#force = new SigmoidForce(problem, width);
    this.#copyForce = new SigmoidForce(problem, width);
    this.#starts = rowLengths(neurons, dimension);
    this.#directions = neurons.map((value, k) => value / this.#starts[Math.floor(k / dimension)]);
    this.#copies = this.#starts.slice();
    const zeros = () => new Float64Array(dimension * width);
    this.#sums = {drift: zeros(), martingale: zeros(), sampling: zeros(), feedback: zeros(), self: zeros()};
    this.#copySums = new Float64Array(width);
    this.#empirical = zeros();
    this.#copyPositions = neurons.slice();
    this.#amongCopies = zeros();
    this.#before = zeros();
  }

  get time(): number {
    return this.steps * this.stepSize;
  }

  get state(): ChaosState {
    return structuredClone(this.#state);
  }

  /** θ^k, N rows of D numbers. */
  get neurons(): Float64Array {
    return this.#sgd.neurons;
  }

  /** |θ̄_i^{kε}|. */
  get copies(): Float64Array {
    return this.#copies;
  }

  /** One step of SGD and of the copies. */
  advance(): void {
    const {dimension} = this.problem;
    const {width} = this;
    const step = 2 * this.stepSize;
    const neurons = this.#sgd.neurons;
    const before = this.#before;
    before.set(neurons);
    this.#force.evaluate(before, this.#empirical);
    this.#copyForce.evaluate(this.#copyPositions, this.#amongCopies);
    this.#sgd.step(this.stepSize);
    const {potential} = this.limit.at(this.time);
    const radii = rowLengths(before, dimension);
    const {drift, martingale, sampling, feedback, self} = this.#sums;
    for (let i = 0; i < width; ++i) {
      const r = radii[i];
      const atNeuron = r > 0 ? -potential.slope(r) / r : 0;
      const atCopy = -potential.slope(this.#copies[i]);
      const own = -this.#force.self[i] / width;
      this.#copySums[i] += step * atCopy;
      for (let k = i * dimension; k < (i + 1) * dimension; ++k) {
        const limit = atNeuron * before[k];
        const copyLimit = atCopy * this.#directions[k];
        const sampled = this.#amongCopies[k] - copyLimit;
        drift[k] += step * (limit - copyLimit);
        martingale[k] += neurons[k] - before[k] - step * this.#empirical[k];
        sampling[k] += step * sampled;
        feedback[k] += step * (this.#empirical[k] - limit - sampled);
        self[k] += step * own * before[k];
      }
    }
    ++this.steps;
    this.#moveCopies(this.limit.at(this.time));
    this.#measure();
  }

  #moveCopies(snapshot: RadialSnapshot): void {
    const {dimension} = this.problem;
    for (let i = 0; i < this.width; ++i) {
      this.#copies[i] = this.limit.radius(this.#starts[i], snapshot);
      for (let k = i * dimension; k < (i + 1) * dimension; ++k)
        this.#copyPositions[k] = this.#copies[i] * this.#directions[k];
    }
  }

  #measure(): void {
    const {dimension} = this.problem;
    const state = this.#state;
    const {drift, martingale, sampling, feedback, self} = this.#sums;
    const {neurons} = this.#sgd;
    let sum = 0;
    for (let i = 0; i < this.width; ++i) {
      const discretisation = this.#copySums[i] - (this.#copies[i] - this.#starts[i]);
      const squares = {discretisation: discretisation ** 2, drift: 0, martingale: 0, sampling: 0, feedback: 0};
      const along = {discretisation: 0, drift: 0, martingale: 0, sampling: 0, feedback: 0};
      let [gap, interaction, noise, forcing, own, residual] = [0, 0, 0, 0, 0, 0];
      for (let k = i * dimension; k < (i + 1) * dimension; ++k) {
        const difference = neurons[k] - this.#copyPositions[k];
        const first = discretisation * this.#directions[k];
        const pairs = sampling[k] + feedback[k];
        const third = martingale[k] + pairs;
        gap += difference ** 2;
        squares.drift += drift[k] ** 2;
        squares.martingale += martingale[k] ** 2;
        squares.sampling += sampling[k] ** 2;
        squares.feedback += feedback[k] ** 2;
        interaction += pairs ** 2;
        noise += third ** 2;
        forcing += (first + third) ** 2;
        own += self[k] ** 2;
        residual += (difference - first - drift[k] - third) ** 2;
        along.discretisation += first * difference;
        along.drift += drift[k] * difference;
        along.martingale += martingale[k] * difference;
        along.sampling += sampling[k] * difference;
        along.feedback += feedback[k] * difference;
      }
      const length = Math.sqrt(gap);
      sum += length;
      for (const part of parts) state.largest[part] = Math.max(state.largest[part], Math.sqrt(squares[part]));
      state.interaction = Math.max(state.interaction, Math.sqrt(interaction));
      state.noise = Math.max(state.noise, Math.sqrt(noise));
      state.forcing = Math.max(state.forcing, Math.sqrt(forcing));
      state.selfInteraction = Math.max(state.selfInteraction, Math.sqrt(own));
      state.residual = Math.max(state.residual, Math.sqrt(residual));
      if (length > state.maxGap) {
        state.maxGap = length;
        for (const part of parts) state.shares[part] = along[part] / length;
      }
    }
    state.meanGap = sum / this.width;
  }
}
