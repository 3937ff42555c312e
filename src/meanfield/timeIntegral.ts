import type {MeanFieldLimit} from "./limit.js";

/** Gauss–Legendre on [0, 1] with three nodes: exact for degree 5, like the interpolation of Ψ_t between knots. */
const gauss: readonly (readonly [node: number, weight: number])[] = [
  [0.5 - Math.sqrt(0.15), 5 / 18],
  [0.5, 8 / 18],
  [0.5 + Math.sqrt(0.15), 5 / 18]
];

/**
 * ∫_0^{t} f(Ψ_s) ds at each of the given times (increasing, from 0 to the limit's last), where f takes the coefficients
 * p_0 … p_K: Gauss–Legendre between the knots of the limit.
 */
export function integrateOverTime(
  limit: Pick<MeanFieldLimit, "knots" | "potentialAt">,
  f: (potential: Float64Array) => number,
  times: ArrayLike<number>
): Float64Array {
  const result = new Float64Array(times.length);
  let sum = 0;
  let from = 0;
  let knot = 0;
  for (let n = 0; n < times.length; ++n) {
    while (from < times[n]) {
      while (knot < limit.knots.length && limit.knots[knot] <= from) ++knot;
      const to = Math.min(times[n], limit.knots[knot] ?? times[n]);
      for (const [node, weight] of gauss) sum += (to - from) * weight * f(limit.potentialAt(from + (to - from) * node));
      from = to;
    }
    result[n] = sum;
  }
  return result;
}
