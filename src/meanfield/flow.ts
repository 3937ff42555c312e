import {Stepper} from "./integrate.js";
import type {MeanFieldLimit} from "./limit.js";

/**
 * The mean-field flow on the line, at one time, for a batch of n starting points. The coordinate is u = artanh α, so
 * that √(1−α²) = sech u without cancellation; u = ±∞ (α = ±1) are fixed points.
 */
export interface FlowState {
  readonly time: number;
  /** u_t. */
  readonly u: Float64Array;
  /** log ∂u_t/∂u_s, the stretching of the flow from the start s to the time t. */
  readonly logStretch: Float64Array;
  /** log(r_t/r_s) with r = √(1−α²) = sech u; has a limit at α = ±1 too. */
  readonly logRadius: Float64Array;
}

export interface FlowOptions {
  /** Largest local error of u and of the logarithms in one step; default 1e−10, for a total error below 1e−9. */
  tolerance?: number;
}

/** |u| beyond which α is ±1 to the last bit, so that a neuron at the pole can be carried as an ordinary point. */
export const pole = 19;

/** α = tanh u. */
export const alignmentOf = Math.tanh;

/** √(1−α²) = sech u, positive for every finite u that a run can reach, 0 at u = ±∞. */
export function radiusOf(u: number): number {
  const e = Math.exp(-Math.abs(u));
  return (2 * e) / (1 + e * e);
}

/** log sech u, for finite u. */
function logRadiusOf(u: number): number {
  return Math.LN2 - Math.abs(u) - Math.log1p(Math.exp(-2 * Math.abs(u)));
}

/**
 * Writes u̇ = −2Ψ′(tanh u) into `velocity` and, if given, d/dt log ∂u_t/∂u_s = −2Ψ″(tanh u) sech² u into `stretching`,
 * for the first `velocity.length` entries of u. `potential` holds the coefficients p_0 … p_K of Ψ.
 */
export function lineVelocity(
  potential: Float64Array,
  u: Float64Array,
  velocity: Float64Array,
  stretching?: Float64Array
): void {
  const K = potential.length - 1;
  for (let i = 0; i < velocity.length; ++i) {
    const e = Math.exp(-2 * Math.abs(u[i]));
    const x = u[i] < 0 ? (e - 1) / (1 + e) : (1 - e) / (1 + e);
    let first = 0;
    let second = 0;
    for (let j = K; j >= 1; --j) {
      second = second * x + first;
      first = first * x + j * potential[j];
    }
    velocity[i] = -2 * first;
    if (stretching) stretching[i] = (-8 * e * second) / ((1 + e) * (1 + e));
  }
}

/**
 * Follows the starting points u (at time `start`) with u̇ = −2Ψ_t′(tanh u), together with the logarithm of the stretching
 * ∂u_t/∂u_s, to each of `times` (increasing, ≥ start). The integrator is Dormand–Prince 5(4) with its step size adapted
 * to the worst point of the batch.
 *
 * The tangent map of the flow on the sphere follows from it: J_∥ = exp(logStretch + logRadius) and
 * J_⊥ = exp(logRadius) (docs/numerics/particles.md). Throws a RangeError when times decrease or precede `start`.
 */
export function flowAlong(
  limit: Pick<MeanFieldLimit, "potentialAt">,
  start: number,
  u: Float64Array,
  times: ArrayLike<number>,
  {tolerance = 1e-10}: FlowOptions = {}
): FlowState[] {
  const finite = Array.from(u.keys()).filter((i) => Number.isFinite(u[i]));
  const n = finite.length;
  // The poles u = ±∞ move by no finite amount, but log r does: its rate is ±2Ψ′(±1), carried as two more components.
  const initial = new Float64Array(2 * n + 2);
  finite.forEach((i, q) => {
    initial[q] = u[i];
  });
  const stepper = new Stepper(
    (t, y, dy) => {
      const p = limit.potentialAt(t);
      lineVelocity(p, y, dy.subarray(0, n), dy.subarray(n, 2 * n));
      let north = 0;
      let south = 0;
      for (let j = 1; j < p.length; ++j) {
        north += 2 * j * p[j];
        south += j % 2 === 0 ? 2 * j * p[j] : -2 * j * p[j];
      }
      dy[2 * n] = north;
      dy[2 * n + 1] = south;
    },
    start,
    initial,
    {name: "the mean-field flow", absolute: tolerance, firstStep: 1e-3}
  );
  return Array.from(times, (time) => {
    if (!(time >= stepper.time)) throw new RangeError(`flow times must increase from ${start}: ${time}`);
    while (stepper.time < time) stepper.advance(time);
    const y = stepper.state;
    const state = {
      time,
      u: Float64Array.from(u),
      logStretch: new Float64Array(u.length),
      logRadius: Float64Array.from(u, (x) => (x > 0 ? y[2 * n] : y[2 * n + 1]))
    };
    finite.forEach((i, q) => {
      state.u[i] = y[q];
      state.logStretch[i] = y[n + q];
      state.logRadius[i] = logRadiusOf(y[q]) - logRadiusOf(u[i]);
    });
    return state;
  });
}
