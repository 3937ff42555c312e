import {CoupledFlow} from "./coupledFlow.js";
import {type Coupling, couple, deviations, transverseNorms} from "./coupling.js";
import {flowAlong} from "./flow.js";
import type {ForcingRecord} from "./forcing.js";
import {type GapFrame, gapFrame} from "./gapFrame.js";
import type {MeanFieldLimit} from "./limit.js";
import {FiniteNetwork, toTangent} from "./network.js";
import {GradientFlow, ProjectedGradientDescent, stepsTo} from "./particles.js";
import {derivative, evaluate} from "./polynomial.js";

/** Local error of u_i in the coupled mean-field particles; far below the gaps, which are of order 1/√m. */
const couplingTolerance = 1e-9;

/** The length of a panel of the forcing record, in steps of the flow: what is added to (A) is below its tolerance. */
const panelInSteps = 1.5;

export interface GapOptions {
  /**
   * The gradient flow by `CoupledFlow`, the same by Dormand–Prince (many more evaluations: a check), or the paper's projected
   * gradient descent. Default "flow".
   */
  method?: "flow" | "rungeKutta" | "pgd";
  /** η of projected gradient descent; output times must be multiples of it. Default 0.01. */
  step?: number;
  /** The tolerance of `CoupledFlow` or `GradientFlow`; default theirs, at which the mean gap is right to 0.1 %. */
  tolerance?: number;
  /** Record the forcing ("flow" only); costs two evaluations a step. The run itself stays the same. Default false. */
  record?: boolean;
}

/** A coupled run of the finite network beside its mean-field particles. */
export interface GapRun {
  /** Advances to the next output time with every step; ends after the last. */
  readonly frames: Generator<GapFrame, void, undefined>;
  /** The same run for callers that show its progress: yields the time after every step of the integrator in between. */
  readonly progress: Generator<GapFrame | number, void, undefined>;
  /** The network's neurons at the time reached, d×m, coordinate-major, of unit length. */
  readonly neurons: Float64Array;
  /** What was recorded so far, when it was asked for. */
  forcing(): ForcingRecord;
  /** Evaluations of the pair sum so far. */
  readonly evaluations: number;
}

/**
 * Runs the finite network from the given neurons (d×m, coordinate-major, of unit length) beside its coupled mean-field
 * particles. `times` (increasing) must be output times of the limit. Throws a RangeError when they are not, or are not
 * multiples of the step with method "pgd".
 */
export function simulateGap(
  limit: MeanFieldLimit,
  neurons: Float64Array,
  times: ArrayLike<number>,
  {method = "flow", step = 0.01, tolerance, record = false}: GapOptions = {}
): GapRun {
  const {problem, dimension} = limit;
  const network = new FiniteNetwork(problem, dimension, neurons.length / dimension);
  const coupling = couple(neurons, dimension);
  const indices = Array.from(times, (time, k) => {
    const index = limit.times.indexOf(time);
    if (index < 0) throw new RangeError(`the limit was not solved at t = ${time}`);
    if (k > 0 && !(time > times[k - 1])) throw new RangeError(`times must increase: ${time} follows ${times[k - 1]}`);
    if (method === "pgd") stepsTo(time, step);
    return index;
  });
  if (record && method !== "flow") throw new RangeError("the forcing is recorded along the coupled flow only");
  const coupled = method === "flow" ? new CoupledFlow(limit, neurons, {tolerance}) : undefined;
  const dynamics =
    coupled ??
    (method === "rungeKutta"
      ? new GradientFlow(problem, dimension, neurons, tolerance)
      : new ProjectedGradientDescent(problem, dimension, neurons, step));
  const recorder = coupled && record ? new ForcingRecorder(limit, network, coupled) : undefined;

  function* progress(): Generator<GapFrame | number, void, undefined> {
    let time = 0;
    let u = coupling.start;
    for (const index of indices) {
      if (!coupled) [{u}] = flowAlong(limit, time, u, [limit.times[index]], {tolerance: couplingTolerance});
      time = limit.times[index];
      while (dynamics.time < time) {
        if (recorder) recorder.advance(time);
        else dynamics.advance(time);
        if (dynamics.time < time) yield dynamics.time;
      }
      yield frame(limit, index, network, coupling, coupled ? coupled.particles : u, dynamics.neurons);
    }
  }

  const steps = progress();
  function* frames(): Generator<GapFrame, void, undefined> {
    for (const step of steps) if (typeof step !== "number") yield step;
  }

  return {
    frames: frames(),
    progress: steps,
    get neurons() {
      return dynamics.neurons;
    },
    forcing: () => {
      if (!recorder) throw new RangeError("the forcing was not asked for: set the option record");
      return recorder.record();
    },
    get evaluations() {
      return dynamics.evaluations + (recorder?.evaluations ?? 0);
    }
  };
}

function frame(
  limit: MeanFieldLimit,
  index: number,
  network: FiniteNetwork,
  coupling: Coupling,
  u: Float64Array,
  neurons: Float64Array
): GapFrame {
  const gaps = new Float64Array(neurons.length);
  // At time 0 the particles are the neurons, but tanh(artanh α) is α only up to rounding.
  if (limit.times[index] > 0) deviations(coupling, u, neurons, gaps);
  return gapFrame(network, neurons, gaps, limit, index);
}

/** Collects F_s(ŵ_i) = ν(ŵ_i, ρ̂_m) − ν(ŵ_i, ρ_s) along a flow, at the ends and in the middle of panels. */
class ForcingRecorder {
  evaluations = 0;
  readonly #limit: MeanFieldLimit;
  readonly #network: FiniteNetwork;
  readonly #flow: CoupledFlow;
  readonly #velocity: Float64Array;
  readonly #times: number[] = [];
  readonly #alignment: Float64Array[] = [];
  readonly #parallel: Float64Array[] = [];
  readonly #transverse: Float64Array[] = [];
  readonly #turning: Float64Array[] = [];
  #directions: Float64Array | undefined;

  constructor(limit: MeanFieldLimit, network: FiniteNetwork, flow: CoupledFlow) {
    this.#limit = limit;
    this.#network = network;
    this.#flow = flow;
    this.#velocity = new Float64Array(flow.neurons.length);
    this.#add(0, flow.neurons);
  }

  record(): ForcingRecord {
    return {
      times: Float64Array.from(this.#times),
      alignment: this.#alignment,
      parallel: this.#parallel,
      transverse: this.#transverse,
      turning: this.#turning
    };
  }

  /** Advances the flow by a panel, about as long as the flow's own steps, to `limit` at most. */
  advance(limit: number): void {
    const {time, stepSize} = this.#flow;
    const panels = Math.ceil((limit - time) / (panelInSteps * stepSize));
    const end = panels > 1 ? time + (limit - time) / panels : limit;
    for (const next of [(time + end) / 2, end]) {
      while (this.#flow.time < next) this.#flow.advance(next);
      this.#add(next, this.#flow.neurons);
    }
  }

  #add(time: number, neurons: Float64Array): void {
    const {dimension, width} = this.#network;
    const velocity = this.#velocity;
    this.#network.velocity(neurons, velocity);
    ++this.evaluations;
    const slope = derivative(this.#limit.potentialAt(time));
    const forcing = Float64Array.from(velocity);
    for (let i = 0; i < width; ++i) forcing[i] += 2 * evaluate(slope, neurons[i]);
    toTangent(neurons, forcing, dimension, width);
    // p̂ = (w* − αw)/r has the components r, −αw_1/r, …; F ⟂ w gives ⟨F, p̂⟩ = F_0/r.
    const radii = transverseNorms(neurons, width);
    const parallel = radii.map((r, i) => (r > 0 ? forcing[i] / r : 0));
    const transverse = new Float64Array(width);
    for (let i = 0; i < width; ++i) {
      const along = radii[i] > 0 ? (parallel[i] * neurons[i]) / radii[i] : 0;
      let square = (forcing[i] - parallel[i] * radii[i]) ** 2;
      for (let k = width + i; k < forcing.length; k += width) square += (forcing[k] + along * neurons[k]) ** 2;
      transverse[i] = Math.sqrt(square);
    }
    const {directions} = couple(neurons, dimension);
    if (this.#directions) {
      const turning = new Float64Array(width);
      for (let k = width; k < directions.length; ++k) turning[k % width] += (directions[k] - this.#directions[k]) ** 2;
      this.#turning.push(turning.map(Math.sqrt));
    }
    this.#directions = directions;
    this.#times.push(time);
    this.#alignment.push(neurons.slice(0, width));
    this.#parallel.push(parallel);
    this.#transverse.push(transverse);
  }
}
