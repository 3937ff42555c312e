/** Butcher's sixth-order method in seven stages (Butcher 1964). */
const butcher = {
  nodes: [0, 1 / 3, 2 / 3, 1 / 3, 5 / 6, 1 / 6, 1],
  stages: [
    [],
    [1 / 3],
    [0, 2 / 3],
    [1 / 12, 1 / 3, -1 / 12],
    [25 / 48, -55 / 24, 35 / 48, 15 / 8],
    [3 / 20, -11 / 24, -1 / 8, 1 / 2, 1 / 10],
    [-261 / 260, 33 / 13, 43 / 156, -118 / 39, 32 / 195, 80 / 39]
  ],
  weights: [13 / 200, 0, 11 / 40, 11 / 40, 4 / 25, 4 / 25, 13 / 200]
};

/** The moments ∫ T_n dμ, p and ṗ at one time. */
export interface Knot {
  readonly time: number;
  readonly moments: Float64Array;
  readonly p: Float64Array;
  readonly rate: Float64Array;
}

/** u̇ = −2Ψ′(α). */
export function velocity(p: Float64Array, alignment: number): number {
  let sum = 0;
  for (let k = p.length - 1; k >= 1; --k) sum = sum * alignment + k * p[k];
  return -2 * sum;
}

/** The largest |∂u̇/∂u| = 2(1−α²)|Ψ″(α)| on a grid of α: a substep of the backward characteristics is short beside it. */
export function strain(p: Float64Array): number {
  let largest = 0;
  for (let i = 0; i <= 64; ++i) {
    const alignment = i / 32 - 1;
    let sum = 0;
    for (let k = p.length - 1; k >= 2; --k) sum = sum * alignment + k * (k - 1) * p[k];
    largest = Math.max(largest, 2 * (1 - alignment * alignment) * Math.abs(sum));
  }
  return largest;
}

/** Backward characteristics over the step between two knots, in `substeps` equal steps of Butcher's method. */
export function footOf(start: Knot, end: Omit<Knot, "moments">, substeps: number): (u: number) => number {
  const h = (start.time - end.time) / Math.max(1, substeps);
  const potentials = Array.from({length: Math.max(1, substeps)}, (_, i) =>
    butcher.nodes.map((c) => hermite(start, end, end.time + (i + c) * h))
  );
  const k = new Float64Array(butcher.nodes.length);
  return (u) => {
    let foot = u;
    for (const stages of potentials) {
      for (let s = 0; s < stages.length; ++s) {
        let v = foot;
        for (let r = 0; r < s; ++r) v += h * butcher.stages[s][r] * k[r];
        k[s] = velocity(stages[s], Math.tanh(v));
      }
      for (let s = 0; s < stages.length; ++s) foot += h * butcher.weights[s] * k[s];
    }
    return foot;
  };
}

/** The cubic Hermite polynomial in time through two knots. */
export function hermite(start: Knot, end: Omit<Knot, "moments">, t: number): Float64Array {
  const h = end.time - start.time;
  const s = (t - start.time) / h;
  const rise = s * s * (3 - 2 * s);
  const first = h * s * (1 - s) ** 2;
  const second = h * s * s * (s - 1);
  return start.p.map((p, k) => p + rise * (end.p[k] - p) + first * start.rate[k] + second * end.rate[k]);
}

/** A guess of the next knot: the last interval's cubic continued, or the tangent at the start. */
export function extrapolated(previous: Knot | undefined, knot: Knot, time: number): Omit<Knot, "moments"> {
  const h = time - knot.time;
  if (!previous) return {time, p: knot.p.map((p, k) => p + h * knot.rate[k]), rate: knot.rate};
  const p = hermite(previous, knot, time);
  const length = knot.time - previous.time;
  const s = (time - previous.time) / length;
  const rate = p.map(
    (_, k) =>
      (6 * s * (1 - s) * (knot.p[k] - previous.p[k])) / length +
      (1 - s) * (1 - 3 * s) * previous.rate[k] +
      s * (3 * s - 2) * knot.rate[k]
  );
  return {time, p, rate};
}

export function interpolated(knots: readonly Knot[], t: number): Float64Array {
  const end = knots[knots.length - 1].time;
  if (!(t >= 0 && t <= end))
    throw new RangeError(`time ${t} is outside the solved range [0, ${end}]; solve up to a later time`);
  if (knots.length === 1) return knots[0].p.slice();
  let low = 0;
  let high = knots.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (knots[middle].time <= t) low = middle;
    else high = middle;
  }
  return hermite(knots[low], knots[high], t);
}
