import type {ForcingRecord} from "./forcing.js";
import {largestEigenvalue} from "./hessian.js";
import type {MeanFieldLimit} from "./limit.js";
import {derivative, evaluate} from "./polynomial.js";
import {interactionCoefficients} from "./problem.js";

/**
 * Grönwall's bound (C/√m)(e^{Lt} − 1)/L of the mean gap Ω_t, with
 *
 *     L = sup_{s ≤ t} sup_w λ_max(D_s(w)) + 2u′(1),   u(s) = Σ c_k² s^k:
 *
 * the largest eigenvalue of the local Hessian, measured on the limit, plus the Lipschitz constant of the interaction
 * (docs/numerics/bounds.md). It holds at all times.
 */
export interface GronwallBound {
  readonly times: Float64Array;
  /** L at every time, not decreasing. */
  readonly rate: Float64Array;
  /** C/√m at every time, not decreasing. */
  readonly forcing: Float64Array;
  /** The bound; NaN where it exceeds the largest finite number. */
  readonly bound: Float64Array;
  /** Its decimal logarithm, always finite but −∞ at t = 0. */
  readonly log10: Float64Array;
}

/**
 * Grönwall's bound for width m at `times` (increasing, ≥ 0, within the limit's range), from the mean field alone:
 * C = 2√(u′(1)u(1)). It holds for the mean over random initialisations, E Ω_t.
 */
export function gronwallBound(
  limit: Pick<MeanFieldLimit, "problem" | "potentialAt" | "knots">,
  width: number,
  times: ArrayLike<number>
): GronwallBound {
  const u = interactionCoefficients(limit.problem);
  const slope = evaluate(derivative(u), 1);
  const rate = supremumOfEigenvalue(limit, times).map((largest) => largest + 2 * slope);
  const forcing = 2 * Math.sqrt((slope * evaluate(u, 1)) / width);
  return withConstants(
    Float64Array.from(times),
    rate,
    rate.map(() => forcing)
  );
}

/**
 * The same for one run of the gradient flow, on which it holds: C/√m is raised to sup_{s ≤ t} of the mean over the neurons
 * of |F_s(ŵ_i)| where the run's forcing exceeds its expectation's bound.
 */
export function gronwallOnRun({times, rate, forcing}: GronwallBound, record: ForcingRecord): GronwallBound {
  let largest = 0;
  let q = 0;
  const measured = times.map((time, n) => {
    for (; q < record.times.length && record.times[q] <= time; ++q) {
      const {parallel, transverse} = record;
      const total = parallel[q].reduce((sum, along, i) => sum + Math.hypot(along, transverse[q][i]), 0);
      largest = Math.max(largest, total / parallel[q].length);
    }
    return Math.max(largest, forcing[n]);
  });
  return withConstants(times, rate, measured);
}

function withConstants(times: Float64Array, rate: Float64Array, forcing: Float64Array): GronwallBound {
  const log10 = times.map((t, n) => Math.log10(forcing[n]) + logExponentialIntegral(rate[n], t) / Math.LN10);
  const bound = log10.map((x) => (x < Math.log10(Number.MAX_VALUE) ? 10 ** x : Number.NaN));
  return {times, rate, forcing, bound, log10};
}

/** log ((e^{Lt} − 1)/L), without overflow; log t for L = 0. */
function logExponentialIntegral(rate: number, t: number): number {
  const exponent = rate * t;
  if (Math.abs(exponent) < 1e-12) return Math.log(t);
  return exponent > 30
    ? exponent + Math.log1p(-Math.exp(-exponent)) - Math.log(rate)
    : Math.log(Math.expm1(exponent) / rate);
}

/** sup_{s ≤ t} sup_w λ_max(D_s(w)) at `times`: over the limit's knots, the middles between them and the times. */
export function supremumOfEigenvalue(
  limit: Pick<MeanFieldLimit, "potentialAt" | "knots">,
  times: ArrayLike<number>
): Float64Array {
  const {knots} = limit;
  const at = (t: number) => largestEigenvalue(limit.potentialAt(t)).value;
  let largest = Number.NEGATIVE_INFINITY;
  let knot = 0;
  return Float64Array.from(times, (time) => {
    for (; knot < knots.length && knots[knot] <= time; ++knot) {
      largest = Math.max(largest, at(knots[knot]));
      if (knot > 0) largest = Math.max(largest, at((knots[knot - 1] + knots[knot]) / 2));
    }
    largest = Math.max(largest, at(time));
    return largest;
  });
}
