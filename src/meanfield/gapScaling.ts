import type {ChaosProblem} from "./chaosProblem.js";
import {rowLengths, startingNeurons} from "./chaosTerms.js";
import {IsotropicSgd} from "./isotropicSgd.js";
import type {RadialLimit, RadialSnapshot} from "./radialLimit.js";
import {stream} from "./random.js";
import {SigmoidForce} from "./sigmoidForce.js";

/** max_i and (1/N) Σ_i of |θ_i − θ̄_i|, each the largest over the times looked at. */
export interface GapPair {
  readonly maxGap: number;
  readonly meanGap: number;
}

/** The limit at the times that were asked for before: many runs are looked at when they are as old. */
export class RememberedLimit {
  readonly #snapshots = new Map<number, RadialSnapshot>();

  constructor(readonly limit: RadialLimit) {}

  at(time: number): RadialSnapshot {
    const known = this.#snapshots.get(time);
    if (known) return known;
    const snapshot = this.limit.at(time);
    this.#snapshots.set(time, snapshot);
    return snapshot;
  }

  radius(initial: number, snapshot: RadialSnapshot): number {
    return this.limit.radius(initial, snapshot);
  }
}

/** The gap of one-pass SGD with steps ε up to `time`, looked at `looks` times (at whole steps); no terms are told apart. */
export function sgdGap(
  problem: ChaosProblem,
  limit: RememberedLimit,
  {width, stepSize, time, looks, seed}: {width: number; stepSize: number; time: number; looks: number; seed: number}
): GapPair {
  const sgd = new IsotropicSgd(problem, startingNeurons(problem.dimension, width, seed), stream(seed, "samples"));
  const gap = new GapWatch(limit, sgd.neurons);
  const steps = Math.round(time / stepSize);
  for (let n = 1; n <= looks; ++n) {
    for (const until = Math.round((n * steps) / looks); sgd.steps < until; ) sgd.step(stepSize);
    gap.look(sgd.steps * stepSize, sgd.neurons);
  }
  return gap;
}

/** The gap of the finite network's own gradient flow dθ/dt = 2G(θ; ρ̂_N), SGD's limit for ε → 0; `steps` steps of Runge–Kutta. */
export function flowGap(
  problem: ChaosProblem,
  limit: RememberedLimit,
  {width, time, steps, seed}: {width: number; time: number; steps: number; seed: number}
): GapPair {
  const neurons = startingNeurons(problem.dimension, width, seed);
  const gap = new GapWatch(limit, neurons);
  const force = new SigmoidForce(problem, width);
  const h = time / steps;
  const rate = new Float64Array(neurons.length);
  for (let n = 1; n <= steps; ++n) {
    const start = neurons.slice();
    let stage = start;
    for (const [weight, next] of rungeKutta) {
      force.evaluate(stage, rate);
      for (let k = 0; k < neurons.length; ++k) neurons[k] += 2 * h * weight * rate[k];
      stage = start.map((value, k) => value + 2 * h * next * rate[k]);
    }
    gap.look(n * h, neurons);
  }
  return gap;
}

/** The classical method: weight of each stage, and how far along it the next one lies. */
const rungeKutta = [
  [1 / 6, 1 / 2],
  [1 / 3, 1 / 2],
  [1 / 3, 1],
  [1 / 6, 0]
] as const;

/** Compares neurons with the copies that started where they did. */
class GapWatch implements GapPair {
  maxGap = 0;
  meanGap = 0;
  readonly #starts: Float64Array;
  readonly #directions: Float64Array;

  constructor(
    readonly limit: RememberedLimit,
    neurons: Float64Array
  ) {
    const {dimension} = limit.limit.problem;
    this.#starts = rowLengths(neurons, dimension);
    this.#directions = neurons.map((value, k) => value / this.#starts[Math.floor(k / dimension)]);
  }

  look(time: number, neurons: Float64Array): void {
    const {dimension} = this.limit.limit.problem;
    const snapshot = this.limit.at(time);
    let sum = 0;
    this.#starts.forEach((start, i) => {
      const radius = this.limit.radius(start, snapshot);
      let square = 0;
      for (let k = i * dimension; k < (i + 1) * dimension; ++k)
        square += (neurons[k] - radius * this.#directions[k]) ** 2;
      this.maxGap = Math.max(this.maxGap, Math.sqrt(square));
      sum += Math.sqrt(square);
    });
    this.meanGap = Math.max(this.meanGap, sum / this.#starts.length);
  }
}
