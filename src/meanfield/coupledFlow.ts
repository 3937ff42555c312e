import {type Coupling, couple, meanFieldParticles} from "./coupling.js";
import {Drift} from "./drift.js";
import {DriftFlow, type History, type Particles} from "./driftFlow.js";
import {lineVelocity, pole} from "./flow.js";
import {Stepper} from "./integrate.js";
import type {MeanFieldLimit} from "./limit.js";
import {FiniteNetwork} from "./network.js";
import type {ParticleDynamics} from "./particleDynamics.js";
import {derivative} from "./polynomial.js";

/** Local error of u_i in the coupled mean-field particles; far below the gaps, which are of order 1/√m. */
const couplingTolerance = 1e-8;

/** The tolerance of `CoupledFlow` at which the mean gap is right to 0.1 % (docs/numerics/particles.md). */
export const gapTolerance = 0.003;

/** The tolerance at which the mean gap is right to 0.3 %, which no figure shows. */
export const figureTolerance = 0.01;

/** How many times the mean error any one neuron may err by: some are carried by steep fields, and their own gaps are shown too. */
const outlier = 20;

export interface CoupledFlowOptions {
  /** Bounds the difference of prediction and correction in one step, in the mean over the neurons and relative to the mean gap. */
  tolerance?: number;
  largestStep?: number;
  /** The largest substep of the drift, in units of one over its spectral radius. The default errs less than the tolerance. */
  substep?: number;
}

/** An accepted step: its start, and how the slow part of the velocity was taken to move. */
interface Step {
  readonly start: Particles;
  readonly neurons: Float64Array;
  readonly history: History;
}

/**
 * The population gradient flow ẇ_i = ν(w_i, ρ̂_m) beside the mean-field particles that start with it, with one sum over pairs a
 * step. The velocity is C(t, w) + N: C the drift of drift.ts, solved for as accurately as is needed at little cost, and N the
 * rest, of order 1/√m, which is taken to be a polynomial in time. A step predicts with the line through the last two N, sums over
 * pairs at the prediction, and corrects with the parabola through three. The order is 3; the difference of prediction and
 * correction sets the step size. Output times are reached by the last step's parabola and cost no sum.
 */
export class CoupledFlow implements ParticleDynamics {
  readonly coupling: Coupling;
  readonly #limit: MeanFieldLimit;
  readonly #network: FiniteNetwork;
  readonly #drift: Drift;
  readonly #tolerance: number;
  readonly #largestStep: number;
  readonly #last: number;
  readonly #driftFlow: DriftFlow;
  readonly #velocity: Float64Array;
  readonly #line: Stepper;
  /** The end of the last step. */
  #head: Particles;
  #neurons: Float64Array;
  #history: History;
  #step: Step | undefined;
  #size = 0.05;
  /** What has been asked for. */
  #present: {time: number; particles: Particles; neurons: Float64Array};
  evaluations = 0;
  steps = 0;

  constructor(
    limit: MeanFieldLimit,
    neurons: Float64Array,
    {
      tolerance = gapTolerance,
      largestStep = Number.POSITIVE_INFINITY,
      substep = 1.2 * Math.min(1, (tolerance / 0.02) ** 0.25)
    }: CoupledFlowOptions = {}
  ) {
    this.#limit = limit;
    this.#tolerance = tolerance;
    this.#largestStep = largestStep;
    this.#last = limit.times[limit.times.length - 1];
    this.coupling = couple(neurons, limit.dimension);
    const {dimension, width} = this.coupling;
    this.#network = new FiniteNetwork(limit.problem, dimension, width);
    this.#drift = new Drift(limit.problem, dimension, width);
    this.#velocity = new Float64Array(neurons.length);
    this.#driftFlow = new DriftFlow(limit, this.coupling, this.#drift, substep);
    const start = this.coupling.start.map((u) => Math.max(-pole, Math.min(pole, u)));
    this.#head = {time: 0, u: start, step: 0.02};
    this.#line = new Stepper((t, u, rate) => lineVelocity(limit.potentialAt(t), u, rate), 0, this.#head.u, {
      name: "the mean-field flow",
      absolute: couplingTolerance
    });
    this.#neurons = Float64Array.from(neurons);
    this.#history = {times: [0], slow: [this.#slowVelocity(this.#head, this.#neurons)]};
    this.#present = {time: 0, particles: this.#head, neurons: this.#neurons};
  }

  get time(): number {
    return this.#present.time;
  }

  get neurons(): Float64Array {
    return this.#present.neurons;
  }

  /** The length of the next step, if nothing stands against it. */
  get stepSize(): number {
    return this.#size;
  }

  /** u_i = artanh α_i of the mean-field particles at `time`. */
  get particles(): Float64Array {
    return this.#present.particles.u;
  }

  /** One step, or what is left of one already taken: `time` is then `limit` at the latest. */
  advance(limit: number): void {
    if (this.#present.time >= this.#head.time) this.#takeStep();
    if (this.#head.time <= limit) {
      this.#present = {time: this.#head.time, particles: this.#head, neurons: this.#neurons};
      return;
    }
    const {start, neurons, history} = this.#step!;
    const particles = this.#follow(start, limit);
    this.#present = {time: limit, particles, neurons: this.#driftFlow.solve(start, particles, neurons, history)};
  }

  /** ν(w_i, ρ̂_m) − C(t, w_i). */
  #slowVelocity({time, u}: Particles, neurons: Float64Array): Float64Array {
    ++this.evaluations;
    this.#network.velocity(neurons, this.#velocity);
    const slow = new Float64Array(neurons.length);
    const field = derivative(this.#limit.potentialAt(time));
    this.#drift.slowPart(this.#velocity, neurons, {field, references: this.#drift.moments(u.map(Math.tanh))}, slow);
    return slow;
  }

  #takeStep(): void {
    for (;;) {
      const {time} = this.#head;
      const remaining = this.#last - time;
      let h = Math.min(this.#size, this.#largestStep);
      if (h >= remaining * (1 - 1e-9)) h = remaining;
      else if (h > remaining / 2) h = remaining / 2;
      const end = h === remaining ? this.#last : time + h;
      const particles = this.#follow(this.#head, end);
      const {times, slow} = this.#history;
      const known = Math.min(2, times.length);
      const before = {times: times.slice(0, known), slow: slow.slice(0, known)};
      const predicted = this.#driftFlow.solve(this.#head, particles, this.#neurons, before);
      const fresh = this.#slowVelocity(particles, predicted);
      const history = {times: [end, ...before.times], slow: [fresh, ...before.slow]};
      const corrected = this.#driftFlow.solve(this.#head, particles, this.#neurons, history);
      const {mean, most} = this.#distance(predicted, corrected);
      const ratio = Math.max(mean, most / outlier) / (this.#tolerance * this.#gapSize(particles, corrected));
      if (!(ratio <= 1)) {
        this.#size = h * (Number.isFinite(ratio) ? Math.max(0.3, 0.85 * ratio ** (-1 / (known + 1))) : 0.3);
        if (!(this.#size > 1e-9)) throw new Error(`the flow cannot be continued beyond t = ${time}: step too small`);
        continue;
      }
      // Rounded to 24 bits: powers may differ in the last bit between engines.
      this.#size = Math.fround(h * Math.min(2, 0.85 * Math.max(ratio, 1e-6) ** (-1 / (known + 1))));
      this.#step = {start: this.#head, neurons: this.#neurons, history};
      this.#head = particles;
      this.#neurons = corrected;
      this.#history = history;
      ++this.steps;
      return;
    }
  }

  /** The particles at a later time. */
  #follow({time, u, step}: Particles, end: number): Particles {
    const flow = this.#line;
    if (flow.time !== time) {
      flow.time = time;
      flow.restart(Float64Array.from(u));
    }
    flow.stepSize = step;
    while (flow.time < end) flow.advance(end);
    return {time: end, u: Float64Array.from(flow.state), step: flow.stepSize};
  }

  /** The distances of the neurons of two networks, in the mean and the largest. */
  #distance(a: Float64Array, b: Float64Array): {mean: number; most: number} {
    const {width} = this.coupling;
    const squares = new Float64Array(width);
    for (let row = 0; row < a.length; row += width)
      for (let i = 0; i < width; ++i) squares[i] += (a[row + i] - b[row + i]) ** 2;
    let [sum, largest] = [0, 0];
    for (let i = 0; i < width; ++i) {
      const distance = Math.sqrt(squares[i]);
      sum += distance;
      if (!(distance <= largest)) largest = distance;
    }
    return {mean: sum / width, most: largest};
  }

  /** The mean gap, or a tenth of 1/√m where it is less. */
  #gapSize({u}: Particles, neurons: Float64Array): number {
    const {width} = this.coupling;
    const particles = new Float64Array(neurons.length);
    meanFieldParticles(this.coupling, u, particles);
    return Math.max(this.#distance(neurons, particles).mean, 0.1 / Math.sqrt(width));
  }
}
