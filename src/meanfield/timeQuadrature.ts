/**
 * Quadrature of samples on a grid of panels of three equally spaced times with shared ends (as a `ForcingRecord` has
 * them), up to the end `last` of a panel: two rules of fourth order with opposite errors, so that their difference
 * measures the error of both.
 */
export interface TimeQuadrature {
  /** Simpson's rule, panel by panel; error −f⁗h⁴/180 a unit of time, h the spacing. */
  readonly simpson: Float64Array;
  /**
   * The cubic through the two samples on either side of every interval (the nearest four at the ends; the trapezoidal
   * rule while there are three only); error +11 f⁗h⁴/720 a unit of time.
   */
  readonly cubic: Float64Array;
}

/** The weights of both rules for ∫ f over [times[0], times[last]], one a sample; `last` must be even. */
export function timeQuadrature(times: ArrayLike<number>, last: number): TimeQuadrature {
  if (last % 2 !== 0 || last >= times.length)
    throw new RangeError(`a panel must end at index ${last} of ${times.length} times`);
  const simpson = new Float64Array(last + 1);
  for (let q = 0; q < last; q += 2) {
    const h = (times[q + 2] - times[q]) / 6;
    simpson[q] += h;
    simpson[q + 1] += 4 * h;
    simpson[q + 2] += h;
  }
  const cubic = new Float64Array(last + 1);
  for (let q = 0; q < last; ++q) {
    if (last < 3) {
      const h = times[q + 1] - times[q];
      cubic[q] += h / 2;
      cubic[q + 1] += h / 2;
      continue;
    }
    const first = Math.max(0, Math.min(q - 1, last - 3));
    for (let n = first; n < first + 4; ++n) cubic[n] += lagrangeIntegral(times, first, n, times[q], times[q + 1]);
  }
  return {simpson, cubic};
}

/** ∫_a^b of the cubic that is 1 at times[n] and 0 at the others of times[first … first+3], by Gauss's two points. */
function lagrangeIntegral(times: ArrayLike<number>, first: number, n: number, a: number, b: number): number {
  const half = (b - a) / 2;
  let integral = 0;
  for (const sign of [-1, 1]) {
    const t = a + half * (1 + sign / Math.sqrt(3));
    let value = half;
    for (let r = first; r < first + 4; ++r) if (r !== n) value *= (t - times[r]) / (times[n] - times[r]);
    integral += value;
  }
  return integral;
}
