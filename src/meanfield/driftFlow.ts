import type {Coupling} from "./coupling.js";
import type {Drift} from "./drift.js";
import {radiusOf} from "./flow.js";
import type {MeanFieldLimit} from "./limit.js";
import {normalise} from "./network.js";
import {PlaneParticles} from "./planeParticles.js";
import {derivative, evaluate} from "./polynomial.js";
import {interactionCoefficients} from "./problem.js";

/** The classical method of Runge and Kutta: node, weight, and where along its slope the next stage lies. */
const classical = [
  [0, 1 / 6, 1 / 2],
  [1 / 2, 1 / 3, 1 / 2],
  [1 / 2, 1 / 3, 1],
  [1, 1 / 6, 0]
] as const;

/** The mean-field particles at one time. */
export interface Particles {
  readonly time: number;
  /** artanh of their alignments. */
  readonly u: Float64Array;
  /** The step that takes them on, so that where they come next depends on nothing else. */
  readonly step: number;
}

/** Slow parts of the velocity at some times, the latest first. */
export interface History {
  readonly times: readonly number[];
  readonly slow: readonly Float64Array[];
}

/** The flow ẇ = C(t, w) + P_w N(t) of the drift C and a given slow velocity N, beside the mean-field particles. */
export class DriftFlow {
  readonly #limit: MeanFieldLimit;
  readonly #coupling: Coupling;
  readonly #drift: Drift;
  readonly #substep: number;

  /** `substep` is the largest one, in units of one over the drift's spectral radius. */
  constructor(limit: MeanFieldLimit, coupling: Coupling, drift: Drift, substep: number) {
    this.#limit = limit;
    this.#coupling = coupling;
    this.#drift = drift;
    this.#substep = substep;
  }

  /**
   * The neurons at the time of `end` from those at `start`, the slow part of the velocity as the history has it: by the classical
   * fourth-order method, side by side with the particles, whose own error, known in the end, is taken off the neurons.
   */
  solve(start: Particles, end: Particles, neurons: Float64Array, history: History): Float64Array {
    const {dimension, width, directions} = this.#coupling;
    const {kernel} = this.#drift;
    const count = Math.max(1, Math.ceil(((end.time - start.time) * this.#spectralRadius(start)) / this.#substep));
    const h = (end.time - start.time) / count;
    const particles = new PlaneParticles(start.u);
    kernel.start(neurons, history.slow);
    for (let n = 0; n < count; ++n) {
      const t = start.time + n * h;
      for (const [node, weight, next] of classical) {
        const time = node === 1 && n === count - 1 ? end.time : t + node * h;
        const field = derivative(this.#limit.potentialAt(time));
        kernel.stage({
          field,
          references: this.#drift.moments(particles.alignment),
          slowWeights: lagrange(history.times, time),
          weight: h * weight,
          next: h * next
        });
        particles.stage(field, h * weight, h * next);
      }
      kernel.step();
      particles.step();
    }
    const w = new Float64Array(neurons.length);
    kernel.read(w);
    const radius = new Float64Array(width);
    for (let i = 0; i < width; ++i) {
      w[i] += Math.tanh(end.u[i]) - particles.alignment[i];
      radius[i] = radiusOf(end.u[i]) - particles.radius[i];
    }
    for (let c = 1; c < dimension; ++c)
      for (let i = 0, k = c * width; i < width; ++i, ++k) w[k] += radius[i] * directions[k];
    normalise(w, w, dimension, width);
    return w;
  }

  /**
   * An estimate of the drift's largest rate: that of the local Hessian at the particles, and that at which their interaction
   * undoes a common displacement, 2 Σ_k k c_k² (1/m) Σ_j α_j^{2k−2}.
   */
  #spectralRadius({time, u}: Particles): number {
    const potential = this.#limit.potentialAt(time);
    const slope = derivative(potential);
    const curvature = derivative(slope);
    let local = 0;
    const alignments = Float64Array.from(u, Math.tanh);
    for (const alpha of alignments) {
      const transverse = 2 * alpha * evaluate(slope, alpha);
      const parallel = transverse - 2 * (1 - alpha * alpha) * evaluate(curvature, alpha);
      local = Math.max(local, Math.abs(transverse), Math.abs(parallel));
    }
    const strengths = interactionCoefficients(this.#limit.problem);
    return strengths.reduce((sum, strength, k) => {
      if (k === 0 || strength === 0) return sum;
      const mean = alignments.reduce((total, alpha) => total + alpha ** (2 * k - 2), 0) / alignments.length;
      return sum + 2 * k * strength * mean;
    }, local);
  }
}

/** The values at t of the polynomials that are 1 at one of the nodes and 0 at the others. */
function lagrange(nodes: readonly number[], t: number): number[] {
  return nodes.map((a, q) => nodes.reduce((product, b, r) => (r === q ? product : (product * (t - b)) / (a - b)), 1));
}
