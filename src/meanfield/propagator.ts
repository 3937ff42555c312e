import {alignmentOf, flowAlong} from "./flow.js";
import type {MeanFieldLimit} from "./limit.js";
import {isEven} from "./problem.js";

/**
 * The propagator J_{t,s}(w), the tangent map at w of the mean-field flow from time s to time t, along one particle's path.
 * It is diagonal in the frame of the local Hessian: J_∥ = (∂α_t/∂α_s) √((1−α_s²)/(1−α_t²)) along p̂ and
 * J_⊥ = √((1−α_t²)/(1−α_s²)) on the d − 2 directions orthogonal to p̂ and w (docs/numerics/propagator.md).
 */
export interface PropagatorCurve {
  readonly start: number;
  readonly times: Float64Array;
  readonly alignment: Float64Array;
  readonly parallel: Float64Array;
  readonly transverse: Float64Array;
}

/**
 * J_{t,s} and α_t at `times` (increasing, ≥ start) along the path that has the given alignment, −1 ≤ α ≤ 1, at time
 * `start` = s.
 */
export function propagatorAlong(
  limit: Pick<MeanFieldLimit, "potentialAt">,
  start: number,
  alignment: number,
  times: ArrayLike<number>
): PropagatorCurve {
  const states = flowAlong(limit, start, Float64Array.of(Math.atanh(alignment)), times);
  return {
    start,
    times: Float64Array.from(times),
    alignment: Float64Array.from(states, ({u}) => alignmentOf(u[0])),
    parallel: Float64Array.from(states, ({logRadius, logStretch}) => Math.exp(logRadius[0] + logStretch[0])),
    transverse: Float64Array.from(states, ({logRadius}) => Math.exp(logRadius[0]))
  };
}

/** J_max(T) and where it is taken: J_{end,start} on the path that has alignment `initialAlignment` at time 0. */
export interface MaximalPropagator {
  readonly maximum: number;
  /** log J_max, finite where `maximum` overflows. */
  readonly logMaximum: number;
  readonly initialAlignment: number;
  readonly start: number;
  readonly startAlignment: number;
  readonly end: number;
  readonly endAlignment: number;
}

export interface MaximalPropagatorOptions {
  /** Relative accuracy aimed at; default 1e−4. */
  tolerance?: number;
  /** The supremum of J_∥ over the particles whose alignment at time 0 lies here only; default [−1, 1], all of them. */
  initialAlignments?: readonly [low: number, high: number];
}

/** The largest rise of log J_∥ from s to t ≥ s along the path from u_0 = `initial`. */
interface Growth {
  readonly initial: number;
  readonly value: number;
  readonly start: number;
  readonly end: number;
  readonly startAlignment: number;
  readonly endAlignment: number;
}

/**
 * The largest values(t) − values(s) over s ≤ t, in one pass; where s or t lies between the first and the last time, its value is
 * that of the parabola through the three points there.
 */
function largestRise(
  values: (n: number) => number,
  times: Float64Array
): {readonly value: number; readonly start: number; readonly end: number} {
  let lowest = 0;
  let [rise, start, end] = [0, 0, 0];
  for (let n = 1; n < times.length; ++n) {
    if (values(n) < values(lowest)) lowest = n;
    const value = values(n) - values(lowest);
    if (value > rise) [rise, start, end] = [value, lowest, n];
  }
  if (rise === 0) return {value: 0, start, end};
  const top = Math.max(values(end), stationary(values, times, end));
  return {value: top - Math.min(values(start), stationary(values, times, start)), start, end};
}

/**
 * The stationary value of the parabola through point n and its neighbours, at either end of the grid through the last three
 * points; the value at n where the parabola is not stationary among them.
 */
function stationary(values: (n: number) => number, times: Float64Array, n: number): number {
  const middle = Math.min(Math.max(n, 1), times.length - 2);
  const [h, k] = [times[middle] - times[middle - 1], times[middle + 1] - times[middle]];
  const below = (values(middle) - values(middle - 1)) / h;
  const above = (values(middle + 1) - values(middle)) / k;
  const slope = (below * k + above * h) / (h + k);
  const bend = (above - below) / (h + k);
  const vertex = -slope / (2 * bend);
  return vertex >= -h && vertex <= k ? values(middle) + (slope * vertex) / 2 : values(n);
}

/** How finely time is resolved, in units of one over the rate at which the field can bend log J_∥, and how well the flow is solved. */
const coarsely = {cell: 0.5, tolerance: 1e-6};
const finely = {cell: 0.1, tolerance: 1e-8};

/**
 * A growth's time grid: dense at early times, when the field is strongest, and nowhere coarser than the cell of `coarsely` over
 * the rate 2 Σ j |p_j|; than that of `finely` within the intervals.
 */
function timeGrid(
  {potentialAt}: Pick<MeanFieldLimit, "potentialAt">,
  end: number,
  intervals: readonly (readonly [from: number, to: number])[] = []
): Float64Array {
  const steps = 100;
  const bend = 4;
  const at = (n: number): number => (n === steps ? end : (end * Math.sinh((bend * n) / steps)) / Math.sinh(bend));
  const grid = [0];
  for (let n = 1; n <= steps; ++n) {
    const [start, to] = [at(n - 1), at(n)];
    const rate = potentialAt(start).reduce((sum, p, j) => sum + 2 * j * Math.abs(p), 0);
    for (let from = start; from < to; from = grid[grid.length - 1]) {
      const next = from + coarsely.cell / rate;
      const isFine = intervals.some(([low, high]) => next >= low && from <= high + coarsely.cell / rate);
      const length = (isFine ? finely.cell : coarsely.cell) / rate;
      grid.push(to - from > 1.01 * length ? from + length : to);
    }
  }
  return Float64Array.from(grid);
}

/** Into how many cells a range of starting points is divided, to go on with the two at its best point. */
const cells = 16;

/** Paths that are followed together: their states at all times are kept. */
const batch = 32;

/** The starting points u = 1e−7 sinh y: even in log|u| around the equator. The last ones before α = ±1 are |u| = 300. */
const pointAt = (y: number): number => 1e-7 * Math.sinh(y);
const coordinateOf = (u: number): number => Math.asinh(Math.max(-300, Math.min(300, u)) * 1e7);

/**
 * J_max(T) = sup of |J_{t,s}(w)| = max(J_∥, J_⊥) over s ≤ t ≤ T and all neurons w of the sphere. It is a supremum of J_∥:
 * that of J_⊥ never exceeds it (docs/numerics/propagator.md). Every neuron at time s lies on a path that started at time 0,
 * and J_{t,s} = J_{t,0}/J_{s,0} along it, so the supremum over s ≤ t is the largest rise of log J_{·,0} and what remains is
 * a maximum over one number, the starting point u_0 = artanh α_0. It is looked for on a grid that is even in log|u_0|, with
 * α_0 = ±1 as two more points, and each local maximum that may still win is narrowed down until its neighbours on both
 * sides lie within the tolerance of it.
 */
export function maximalPropagator(
  limit: Pick<MeanFieldLimit, "problem" | "potentialAt">,
  time: number,
  {tolerance = 1e-4, initialAlignments = [-1, 1]}: MaximalPropagatorOptions = {}
): MaximalPropagator {
  const growths = (points: Float64Array, times: Float64Array, tolerance = finely.tolerance): Growth[] => {
    const found: Growth[] = [];
    for (let first = 0; first < points.length; first += batch) {
      const some = points.subarray(first, first + batch);
      const states = flowAlong(limit, 0, some, times, {tolerance});
      some.forEach((initial, i) => {
        const {value, start, end} = largestRise((n) => states[n].logRadius[i] + states[n].logStretch[i], times);
        found.push({
          initial,
          value,
          start: times[start],
          end: times[end],
          startAlignment: alignmentOf(states[start].u[i]),
          endAlignment: alignmentOf(states[end].u[i])
        });
      });
    }
    return found;
  };

  const [low, high] = initialAlignments.map(Math.atanh);
  const mirrored = isEven(limit.problem) && low < 0 && high > 0;
  const from = mirrored ? 0 : coordinateOf(low);
  const to = coordinateOf(mirrored ? Math.max(high, -low) : high);
  const grid = (a: number, b: number, n: number) => Float64Array.from({length: n + 1}, (_, i) => a + ((b - a) * i) / n);

  const coarse = grid(from, to, 1 + Math.ceil((to - from) / 0.1));
  const times = timeGrid(limit, time);
  const found = growths(coarse.map(pointAt), times, coarsely.tolerance);
  const poles = growths(Float64Array.of(low, high), times, coarsely.tolerance);
  const largest = Math.max(...[...found, ...poles].map(({value}) => value));
  const mayWin = ({value}: Growth): boolean => value > largest - 0.5;
  const around = (growths: readonly Growth[]): Float64Array =>
    timeGrid(
      limit,
      time,
      (["start", "end"] as const).map((key) => {
        const moments = growths.map((growth) => growth[key]);
        return [Math.min(...moments), Math.max(...moments)] as const;
      })
    );
  const refinedPoles = poles.filter(mayWin).flatMap((pole) => growths(Float64Array.of(pole.initial), around([pole])));
  const refined = found.flatMap((growth, i): Growth[] => {
    const [before, after] = [Math.max(0, i - 1), Math.min(found.length - 1, i + 1)];
    if (!mayWin(growth) || growth.value < Math.max(found[before].value, found[after].value)) return [];
    let [a, b] = [coarse[before], coarse[after]];
    let near = [found[before], growth, found[after]];
    for (;;) {
      const points = grid(a, b, cells);
      const next = growths(points.map(pointAt), around(near));
      const peak = next.reduce((best, {value}, n) => (value > next[best].value ? n : best), 0);
      const [left, right] = [Math.max(0, peak - 1), Math.min(cells, peak + 1)];
      const drop = next[peak].value - Math.min(next[left].value, next[right].value);
      if (drop < tolerance || b - a < tolerance) return [next[peak]];
      [a, b] = [points[left], points[right]];
      near = next.slice(left, right + 1);
    }
  });
  const best = [...refined, ...refinedPoles].reduce((a, b) => (b.value > a.value ? b : a));
  return {
    maximum: Math.exp(best.value),
    logMaximum: best.value,
    initialAlignment: alignmentOf(best.initial),
    start: best.start,
    startAlignment: best.startAlignment,
    end: best.end,
    endAlignment: best.endAlignment
  };
}
