import {radiusOf} from "./flow.js";
import type {ForcingRecord} from "./forcing.js";
import type {MeanFieldLimit} from "./limit.js";
import {derivative, evaluate} from "./polynomial.js";
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
 * All are means over the neurons and bound the mean gap Ω_t. They contain a margin for the error of the quadrature in s, as
 * measured by a second rule, and for the error of the computed path, as measured by its residuals (docs/numerics/bounds.md).
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
  /** The part of `propagator` that is margin for the errors of the quadrature in s and of the computed path. */
  readonly margin: Float64Array;
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
    margin: new Float64Array(count)
  };
  const paths = new RecordedPaths(limit, record, isEven(limit.problem));
  const residuals = panelResiduals(limit, record);
  const sums = {exact: new Sums(width), estimate: new Sums(width), largest: new Sums(width)};
  const all = Object.values(sums);
  const last = Math.max(...outputs.keys());
  for (let q = 0; q <= last; ++q) {
    paths.advanceTo(q);
    const n = outputs.get(q);
    if (n === undefined) continue;
    const {simpson, cubic} = timeQuadrature(record.times, q);
    for (const sum of all) sum.clear();
    for (let r = 0; r <= q; ++r) {
      const parallel = record.parallel[r];
      const transverse = record.transverse[r];
      const worst = Math.exp(paths.largestIntegral(r));
      for (let i = 0; i < width; ++i) {
        const path = r * width + i;
        const sideways = radiusOf(paths.u[path]) / paths.startRadius[path];
        const acrossSquare = (sideways * transverse[i]) ** 2;
        const stretch = Math.exp(paths.logStretch[path]);
        const growth = Math.exp(paths.logEstimate(r, i));
        const along = sideways * stretch * parallel[i];
        const estimate = growth * parallel[i];
        sums.exact.add(r, i, Math.sqrt(along * along + acrossSquare), simpson[r], cubic[r]);
        sums.estimate.add(r, i, Math.sqrt(estimate * estimate + acrossSquare), simpson[r], cubic[r]);
        sums.largest.add(r, i, worst * Math.sqrt(parallel[i] ** 2 + transverse[i] ** 2), simpson[r], cubic[r]);
        if (r > 0 && r % 2 === 0 && turns(record, r - 1, i))
          for (const sum of all) sum.addTurn(r, i, record.times[r] - record.times[r - 1]);
        if (r % 2 === 0) continue;
        // The middle of a panel: what the computed path moved beyond its velocity is carried on like the forcing.
        const residual = residuals[(r - 1) / 2][i];
        sums.exact.addMargin(i, residual * Math.max(sideways, sideways * stretch));
        sums.estimate.addMargin(i, residual * Math.max(sideways, growth));
        sums.largest.addMargin(i, residual * worst);
      }
    }
    for (let i = 0; i < width; ++i) {
      result.propagatorOfNeuron[n][i] = sums.exact.bound(i);
      result.propagator[n] += sums.exact.bound(i) / width;
      result.margin[n] += sums.exact.margin(i) / width;
      result.selfConcordance[n] += sums.estimate.bound(i) / width;
      result.largestEigenvalue[n] += sums.largest.bound(i) / width;
    }
  }
  return result;
}

/**
 * Twice the leading order of what Simpson's rule misses of the forcing's effect in one panel, for every panel and neuron:
 * the residual of the computed path, and that of the mean-field velocity −2 P∇Ψ_s at the neuron's place in the middle (the
 * potential may change faster than the network, whose steps the panels are).
 */
function panelResiduals(limit: Pick<MeanFieldLimit, "potentialAt">, record: ForcingRecord): Float64Array[] {
  return record.residual.map((residual, k) => {
    const slope = derivative(simpsonDefect(limit, record.times[2 * k], record.times[2 * k + 2]));
    return residual.map((own, i) => {
      const alpha = record.alignment[2 * k + 1][i];
      return 2 * (own + 2 * Math.sqrt(Math.max(0, 1 - alpha * alpha)) * Math.abs(evaluate(slope, alpha)));
    });
  });
}

/** ∫ p dt − (Simpson's rule) over [start, end] for every coefficient of the potential, by eight smaller panels. */
function simpsonDefect(limit: Pick<MeanFieldLimit, "potentialAt">, start: number, end: number): Float64Array {
  const pieces = 8;
  const defect = new Float64Array(limit.potentialAt(start).length);
  for (let n = 0; n <= 2 * pieces; ++n) {
    const p = limit.potentialAt(n === 2 * pieces ? end : start + ((end - start) * n) / (2 * pieces));
    const fine = (n === 0 || n === 2 * pieces ? 1 : n % 2 === 1 ? 4 : 2) / (6 * pieces);
    const coarse = (n % pieces === 0 ? (n === pieces ? 4 : 1) : 0) / 6;
    for (let j = 0; j < p.length; ++j) defect[j] += (end - start) * (fine - coarse) * p[j];
  }
  return defect;
}

/** Whether the forcing of neuron i along p̂ turns round within the panel whose middle is at index r. */
function turns({parallel}: ForcingRecord, r: number, i: number): boolean {
  return parallel[r - 1][i] * parallel[r][i] < 0 || parallel[r][i] * parallel[r + 1][i] < 0;
}

/** One integral over the times recorded, for every neuron, with the margin for its errors. */
class Sums {
  readonly #simpson: Float64Array;
  readonly #cubic: Float64Array;
  readonly #errors: Float64Array;
  /** The last three samples. */
  readonly #samples: readonly Float64Array[];

  constructor(width: number) {
    this.#samples = [0, 1, 2].map(() => new Float64Array(width));
    this.#simpson = new Float64Array(width);
    this.#cubic = new Float64Array(width);
    this.#errors = new Float64Array(width);
  }

  clear(): void {
    this.#simpson.fill(0);
    this.#cubic.fill(0);
    this.#errors.fill(0);
  }

  add(r: number, i: number, value: number, simpson: number, cubic: number): void {
    this.#samples[r % 3][i] = value;
    this.#simpson[i] += simpson * value;
    this.#cubic[i] += cubic * value;
  }

  addMargin(i: number, error: number): void {
    this.#errors[i] += error;
  }

  /**
   * Where the forcing turns round within the panel that ends at r its modulus may have a kink: the margin is then the
   * difference between the trapezoidal and Simpson's rule on that panel.
   */
  addTurn(r: number, i: number, spacing: number): void {
    const [start, middle, end] = [r - 2, r - 1, r].map((n) => this.#samples[n % 3][i]);
    this.#errors[i] += (Math.abs(start - 2 * middle + end) * spacing) / 6;
  }

  /** The difference of the two rules, about 15/4 of the error of Simpson's, and the residuals of the computed path. */
  margin(i: number): number {
    return Math.abs(this.#simpson[i] - this.#cubic[i]) + this.#errors[i];
  }

  bound(i: number): number {
    return this.#simpson[i] + this.margin(i);
  }
}
