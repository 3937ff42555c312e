/**
 * t ↦ p(t), the potential's coefficients, between the knots t_0 < t_1 < …: on each interval the quintic Hermite
 * polynomial that matches p, ṗ and p̈ at both ends. Its error is |p⁽⁶⁾| h⁶/46080, below that of a fifth-order step.
 */
export class PotentialPath {
  readonly #times: number[] = [];
  readonly #jets: [p: Float64Array, rate: Float64Array, curvature: Float64Array][] = [];

  get knots(): Float64Array {
    return Float64Array.from(this.#times);
  }

  /** Append a knot; the arrays are kept, not copied. */
  add(time: number, p: Float64Array, rate: Float64Array, curvature: Float64Array): void {
    this.#times.push(time);
    this.#jets.push([p, rate, curvature]);
  }

  /** p(t); throws a RangeError outside [first knot, last knot]. */
  at(t: number): Float64Array {
    const times = this.#times;
    const end = times[times.length - 1];
    if (!(t >= times[0] && t <= end))
      throw new RangeError(`time ${t} is outside the solved range [${times[0]}, ${end}]; solve up to a later time`);
    if (times.length === 1) return this.#jets[0][0].slice();
    let low = 0;
    let high = times.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (times[middle] <= t) low = middle;
      else high = middle;
    }
    const h = times[high] - times[low];
    const s = (t - times[low]) / h;
    const [p0, v0, a0] = this.#jets[low];
    const [p1, v1, a1] = this.#jets[high];
    const s3 = s * s * s;
    const rise = s3 * (10 + s * (6 * s - 15));
    const c1 = h * (s - s3 * (6 + s * (3 * s - 8)));
    const d1 = h * s3 * (-4 + s * (7 - 3 * s));
    const c2 = h * h * 0.5 * s * s * (1 - s) ** 3;
    const d2 = h * h * 0.5 * s3 * (1 - s) ** 2;
    return p0.map((p, j) => p + rise * (p1[j] - p) + c1 * v0[j] + d1 * v1[j] + c2 * a0[j] + d2 * a1[j]);
  }
}
