import {flowAlong, radiusOf} from "./flow.js";
import type {ForcingRecord} from "./forcing.js";
import type {MeanFieldLimit} from "./limit.js";
import {isEven} from "./problem.js";
import {RecordedPaths} from "./recordedPaths.js";

/**
 * Upper bounds of the approximation gap that use the run's own forcing, at the output times. With Φ_{t,s} the mean-field
 * flow, γ(s) = Φ_{t,s}(ŵ_i(s)) is a curve on the sphere from w̄_i(t) to ŵ_i(t) of speed |J_{t,s}(ŵ_i(s)) F_s(ŵ_i(s))|
 * (Alekseev, Gröbner), so its length bounds the geodesic distance of the two, and with it |Δ_i(t)|, on every run:
 *
 *     |Δ_i(t)| ≤ ∫_0^t |J_{t,s}(ŵ_i(s)) F_s(ŵ_i(s))| ds.
 *
 * All are means over the neurons and bound the mean gap Ω_t. The integrals are Simpson's sums over the recorded times, but
 * for no neuron less than the polygon through the points γ(s) of the recorded times, which bounds |Δ_i(t)| by the triangle
 * inequality whatever the error of the sum (docs/numerics/bounds.md).
 */
export interface GapBounds {
  readonly times: Float64Array;
  /** (A): by the exact propagator. */
  readonly propagator: Float64Array;
  /** (A) of every neuron, one array a time. */
  readonly propagatorOfNeuron: readonly Float64Array[];
  /** J_∥ replaced by its self-concordance estimate (α_t/α_s)^{k−1} e^{∫φ}; J_⊥ exact. */
  readonly selfConcordance: Float64Array;
  /** J replaced by e^{∫_s^t Λ}, Λ = sup over the sphere of the largest eigenvalue of the local Hessian. */
  readonly largestEigenvalue: Float64Array;
  /** The length of the polygon: at most that of the curve, and a bound by itself. */
  readonly polygon: Float64Array;
}

/**
 * The bounds of one run from its forcing. `times` must be ends of panels of the record. Throws a RangeError otherwise.
 */
export function gapBounds(
  limit: Pick<MeanFieldLimit, "problem" | "potentialAt">,
  record: ForcingRecord,
  times: ArrayLike<number>
): GapBounds {
  const width = record.alignment[0].length;
  const outputs = new Map(
    Array.from(times, (time, n) => {
      const q = record.times.indexOf(time);
      if (q < 0 || q % 2 !== 0) throw new RangeError(`the forcing was not recorded up to an output at t = ${time}`);
      return [q, n];
    })
  );
  const result = {
    times: Float64Array.from(times),
    propagator: new Float64Array(times.length),
    propagatorOfNeuron: Array.from(times, () => new Float64Array(width)),
    selfConcordance: new Float64Array(times.length),
    largestEigenvalue: new Float64Array(times.length),
    polygon: new Float64Array(times.length)
  };
  const paths = new RecordedPaths(limit, record, isEven(limit.problem));
  paths.advanceTo(0);
  const particles = flowAlong(limit, 0, paths.u.slice(0, width), times);
  const exact = new Float64Array(width);
  const estimated = new Float64Array(width);
  const largest = new Float64Array(width);
  const polygon = new Float64Array(width);
  const last = Math.max(...outputs.keys());
  for (let q = 0; q <= last; ++q) {
    paths.advanceTo(q);
    const n = outputs.get(q);
    if (n === undefined) continue;
    for (const sum of [exact, estimated, largest, polygon]) sum.fill(0);
    // The polygon starts from the mean-field particles, followed more accurately than the recorded paths.
    const alignment = particles[n].u.map(Math.tanh);
    const radius = particles[n].u.map(radiusOf);
    for (let r = 0; r <= q; ++r) {
      const weight = simpsonWeight(record.times, r, q);
      const parallel = record.parallel[r];
      const transverse = record.transverse[r];
      const turning = r > 0 ? record.turning[r - 1] : undefined;
      const worst = weight * Math.exp(paths.largestIntegral(r));
      for (let i = 0; i < width; ++i) {
        const path = r * width + i;
        const newAlignment = Math.tanh(paths.u[path]);
        const newRadius = radiusOf(paths.u[path]);
        const turn = turning ? turning[i] : 0;
        polygon[i] += Math.sqrt(
          (newAlignment - alignment[i]) ** 2 + (newRadius - radius[i]) ** 2 + newRadius * radius[i] * turn * turn
        );
        alignment[i] = newAlignment;
        radius[i] = newRadius;
        const sideways = newRadius / paths.startRadius[path];
        const acrossSquare = (sideways * transverse[i]) ** 2;
        const along = sideways * Math.exp(paths.logStretch[path]) * parallel[i];
        const estimate = Math.exp(paths.logEstimate(r, path, newAlignment)) * parallel[i];
        exact[i] += weight * Math.sqrt(along * along + acrossSquare);
        estimated[i] += weight * Math.sqrt(estimate * estimate + acrossSquare);
        largest[i] += worst * Math.sqrt(parallel[i] ** 2 + transverse[i] ** 2);
      }
    }
    for (let i = 0; i < width; ++i) {
      const bound = Math.max(exact[i], polygon[i]);
      result.propagatorOfNeuron[n][i] = bound;
      result.propagator[n] += bound / width;
      result.selfConcordance[n] += Math.max(estimated[i], bound) / width;
      result.largestEigenvalue[n] += Math.max(largest[i], bound) / width;
      result.polygon[n] += polygon[i] / width;
    }
  }
  return result;
}

/** The weight of sample r in Simpson's rule over the panels that end at times[2], times[4], …, times[last]. */
export function simpsonWeight(times: Float64Array, r: number, last: number): number {
  if (r % 2 === 1) return ((times[r + 1] - times[r - 1]) * 4) / 6;
  return (times[Math.min(last, r + 2)] - times[Math.max(0, r - 2)]) / 6;
}
