import {radiusOf} from "./flow.js";
import type {ForcingRecord} from "./forcing.js";
import type {MeanFieldLimit} from "./limit.js";
import {isEven} from "./problem.js";
import {RecordedPaths} from "./recordedPaths.js";
import {timeQuadrature} from "./timeQuadrature.js";

/**
 * Upper bounds of the approximation gap that use the run's own forcing, at the output times. With Φ_{t,s} the mean-field
 * flow, s ↦ Φ_{t,s}(ŵ_i(s)) is a curve on the sphere from w̄_i(t) to ŵ_i(t) of speed |J_{t,s}(ŵ_i(s)) F_s(ŵ_i(s))|
 * (Alekseev, Gröbner), so its length bounds the geodesic distance of the two, and with it |Δ_i(t)|, on every run:
 *
 *     |Δ_i(t)| ≤ ∫_0^t |J_{t,s}(ŵ_i(s)) F_s(ŵ_i(s))| ds.
 *
 * All are means over the neurons and bound the mean gap Ω_t. They contain the error of the quadrature in s as measured by
 * a second rule (docs/numerics/bounds.md).
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
  /** The part of `propagator` that is the margin for the error of the quadrature. */
  readonly quadratureMargin: Float64Array;
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
  const count = times.length;
  const result = {
    times: Float64Array.from(times),
    propagator: new Float64Array(count),
    propagatorOfNeuron: Array.from({length: count}, () => new Float64Array(width)),
    selfConcordance: new Float64Array(count),
    largestEigenvalue: new Float64Array(count),
    quadratureMargin: new Float64Array(count)
  };
  const paths = new RecordedPaths(limit, record, isEven(limit.problem));
  const sums = {exact: new Sums(width), estimate: new Sums(width), largest: new Sums(width)};
  const last = Math.max(...outputs.keys());
  for (let q = 0; q <= last; ++q) {
    paths.advanceTo(q);
    const n = outputs.get(q);
    if (n === undefined) continue;
    const {simpson, cubic} = timeQuadrature(record.times, q);
    for (const sum of Object.values(sums)) sum.clear();
    for (let r = 0; r <= q; ++r) {
      const parallel = record.parallel[r];
      const transverse = record.transverse[r];
      const worst = Math.exp(paths.largestIntegral(r));
      for (let i = 0; i < width; ++i) {
        const path = r * width + i;
        const sideways = radiusOf(paths.u[path]) / paths.startRadius[path];
        const acrossSquare = (sideways * transverse[i]) ** 2;
        const along = sideways * Math.exp(paths.logStretch[path]) * parallel[i];
        const estimate = Math.exp(paths.logEstimate(r, i)) * parallel[i];
        sums.exact.add(i, Math.sqrt(along * along + acrossSquare), simpson[r], cubic[r]);
        sums.estimate.add(i, Math.sqrt(estimate * estimate + acrossSquare), simpson[r], cubic[r]);
        sums.largest.add(i, worst * Math.hypot(parallel[i], transverse[i]), simpson[r], cubic[r]);
      }
    }
    for (let i = 0; i < width; ++i) {
      result.propagatorOfNeuron[n][i] = sums.exact.bound(i);
      result.propagator[n] += sums.exact.bound(i) / width;
      result.quadratureMargin[n] += sums.exact.margin(i) / width;
      result.selfConcordance[n] += sums.estimate.bound(i) / width;
      result.largestEigenvalue[n] += sums.largest.bound(i) / width;
    }
  }
  return result;
}

/** Two quadratures of one integral a neuron. */
class Sums {
  readonly #simpson: Float64Array;
  readonly #cubic: Float64Array;

  constructor(width: number) {
    this.#simpson = new Float64Array(width);
    this.#cubic = new Float64Array(width);
  }

  clear(): void {
    this.#simpson.fill(0);
    this.#cubic.fill(0);
  }

  add(i: number, value: number, simpson: number, cubic: number): void {
    this.#simpson[i] += simpson * value;
    this.#cubic[i] += cubic * value;
  }

  /** The estimated error of Simpson's rule, about 15/4 of it while both rules converge. */
  margin(i: number): number {
    return Math.abs(this.#simpson[i] - this.#cubic[i]);
  }

  bound(i: number): number {
    return this.#simpson[i] + this.margin(i);
  }
}
