import {type Coupling, couple, meanFieldParticles} from "./coupling.js";
import {kolmogorovDistance, wassersteinDistance} from "./empiricalLaw.js";
import {flowAlong, pole} from "./flow.js";
import type {MeanFieldLimit} from "./limit.js";
import {FiniteNetwork} from "./network.js";
import {onePassDescent} from "./onePassDescent.js";
import {stepsTo} from "./particles.js";
import {initialNeurons, stream} from "./random.js";
import type {Schedule} from "./schedule.js";

/** One run of one-pass stochastic gradient descent. */
export interface DescentRun {
  readonly width: number;
  /** ε. */
  readonly step: number;
  readonly batch: number;
  readonly schedule: Schedule;
  readonly seed: number;
}

/** A network trained by one-pass descent at one time, beside the limit on the clock τ(t). */
export interface DescentState {
  readonly time: number;
  /** ⟨w_i, w*⟩ of every neuron. */
  readonly alignments: Float64Array;
  /** The same of the mean-field particle that started with it. */
  readonly particleAlignments: Float64Array;
  /** |w_i − w̄_i|. */
  readonly distances: Float64Array;
  /** sup_α |F_m(α) − F(α)|, F_m and F the distribution functions of the alignments and of μ_τ. */
  readonly supDistance: number;
  /** ∫ |F_m − F| dα. */
  readonly wasserstein: number;
  /** R of the network, exactly. */
  readonly risk: number;
  readonly contraction: number;
}

/** The times τ(t) at which the limit has to be known for a run with these output times. */
export function clockTimes(schedule: Schedule, times: readonly number[]): number[] {
  return times.map((time) => schedule.clock(time));
}

/**
 * Runs one-pass descent to each of `times` (increasing multiples of the step; `limit.times` are their clock times) and compares
 * it there with the limit. Yields undefined now and then between them, so that the caller can stop or tell how far it is. The
 * initial neurons are those of every other run with this seed, width and dimension; the samples have a stream of their own.
 */
export function* descentBesideLimit(
  limit: MeanFieldLimit,
  times: readonly number[],
  {width, step, batch, schedule, seed}: DescentRun
): Generator<DescentState | number, void, undefined> {
  const {problem, dimension} = limit;
  const neurons = initialNeurons(dimension, width, seed);
  const coupling = couple(neurons, dimension);
  const start = coupling.start.map((u) => Math.max(-pole, Math.min(pole, u)));
  const particles = flowAlong(limit, 0, start, limit.times, {tolerance: 1e-8});
  const descent = onePassDescent(problem, dimension, neurons, {step, batch, schedule, data: stream(seed, "data")});
  const network = new FiniteNetwork(problem, dimension, width);
  const pause = Math.max(1, Math.round(operationsAtOnce / (width * dimension * batch)));
  for (const [n, time] of times.entries()) {
    const last = stepsTo(time, step);
    while (descent.steps < last) {
      descent.advance();
      if (descent.steps % pause === 0) yield descent.time;
    }
    const now = descent.neurons;
    const alignments = now.slice(0, width);
    const cumulative = limit.cumulative(n, alignments);
    yield {
      time,
      alignments,
      particleAlignments: particles[n].u.map(Math.tanh),
      distances: distancesTo(coupling, particles[n].u, now),
      supDistance: kolmogorovDistance(cumulative),
      wasserstein: wassersteinDistance(alignments, cumulative),
      risk: network.risk(now),
      contraction: descent.contraction
    };
  }
}

/** Products of a coordinate and a sample between two pauses; about 50 ms. */
const operationsAtOnce = 2e7;

function distancesTo(coupling: Coupling, u: Float64Array, neurons: Float64Array): Float64Array {
  const {width} = coupling;
  const particles = new Float64Array(neurons.length);
  meanFieldParticles(coupling, u, particles);
  const squares = new Float64Array(width);
  for (let k = 0; k < neurons.length; ++k) squares[k % width] += (neurons[k] - particles[k]) ** 2;
  return squares.map(Math.sqrt);
}
