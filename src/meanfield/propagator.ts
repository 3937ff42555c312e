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

/** A value on a path and where it was taken. */
interface Place {
  readonly time: number;
  readonly value: number;
  readonly alignment: number;
}

/** The largest value(t) − value(s) over s ≤ t, in one pass; peaks between the times are read off parabolas. */
class Rise {
  readonly #initial: number;
  #lowest: Place | undefined;
  #best: {start: Place; end: Place} | undefined;
  #before: Place | undefined;
  #last: Place | undefined;

  constructor(initial: number) {
    this.#initial = initial;
  }

  look(time: number, value: number, u: number): void {
    const place = {time, value, alignment: alignmentOf(u)};
    this.#lowest ??= place;
    if (this.#before && this.#last) this.#compare(vertex(this.#before, this.#last, place) ?? this.#last);
    this.#before = this.#last;
    this.#last = place;
    this.#compare(place);
    if (value < this.#lowest.value) this.#lowest = place;
  }

  get growth(): Growth {
    const {start, end} = this.#best!;
    return {
      initial: this.#initial,
      value: end.value - start.value,
      start: start.time,
      end: end.time,
      startAlignment: start.alignment,
      endAlignment: end.alignment
    };
  }

  #compare(end: Place): void {
    const start = this.#lowest!.value < end.value ? this.#lowest! : end;
    if (!this.#best || end.value - start.value > this.#best.end.value - this.#best.start.value)
      this.#best = {start, end};
  }
}

/** The top of the parabola through three places, if the middle one is the highest. */
function vertex(a: Place, b: Place, c: Place): Place | undefined {
  if (!(b.value > a.value && b.value > c.value)) return undefined;
  const [left, right] = [(b.value - a.value) / (b.time - a.time), (c.value - b.value) / (c.time - b.time)];
  const bend = (right - left) / (c.time - a.time);
  const slope = (left * (c.time - b.time) + right * (b.time - a.time)) / (c.time - a.time);
  return {time: b.time - slope / (2 * bend), value: b.value - (slope * slope) / (4 * bend), alignment: b.alignment};
}

/** Times that the paths are followed through at once. */
const chunk = 1024;

/**
 * A growth's time grid: the limit's own steps, of which a neuron takes a few to leave the equator, or times dense at the start,
 * when the field is strongest, where the limit took few steps; `near` are times to look at more closely.
 */
function timeGrid(end: number, knots: ArrayLike<number> = [], near: readonly number[] = []): Float64Array {
  const count = 400;
  const bend = 4;
  const own = Array.from(knots).filter((t) => t < end);
  const grid =
    own.length > count / 4
      ? [...own, end]
      : Array.from({length: count + 1}, (_, n) =>
          n === count ? end : (end * Math.sinh((bend * n) / count)) / Math.sinh(bend)
        );
  const steps = grid.length - 1;
  const windows = near.flatMap((t) => {
    const i = grid.findIndex((x) => x >= t);
    const low = grid[Math.max(0, i - 1)];
    const high = grid[Math.min(steps, i + 1)];
    return Array.from({length: 49}, (_, n) => low + ((high - low) * n) / 48);
  });
  return Float64Array.from([...grid, ...windows])
    .sort()
    .filter((t, i, all) => i === 0 || t > all[i - 1]);
}

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
  limit: Pick<MeanFieldLimit, "problem" | "potentialAt"> & Partial<Pick<MeanFieldLimit, "knots">>,
  time: number,
  {tolerance = 1e-4, initialAlignments = [-1, 1]}: MaximalPropagatorOptions = {}
): MaximalPropagator {
  const growths = (points: Float64Array, times: Float64Array): Growth[] => {
    const rises = Array.from(points, (initial) => new Rise(initial));
    let [time, u] = [0, points];
    const before = new Float64Array(points.length);
    for (let from = 0; from < times.length; from += chunk) {
      const states = flowAlong(limit, time, u, times.subarray(from, from + chunk), {tolerance: 1e-9});
      for (const state of states)
        rises.forEach((rise, i) => {
          rise.look(state.time, before[i] + state.logRadius[i] + state.logStretch[i], state.u[i]);
        });
      const last = states[states.length - 1];
      last.u.forEach((_, i) => {
        before[i] += last.logRadius[i] + last.logStretch[i];
      });
      ({time, u} = last);
    }
    return rises.map((rise) => rise.growth);
  };

  const [low, high] = initialAlignments.map(Math.atanh);
  const mirrored = isEven(limit.problem) && low < 0 && high > 0;
  const from = mirrored ? 0 : coordinateOf(low);
  const to = coordinateOf(mirrored ? Math.max(high, -low) : high);
  const grid = (a: number, b: number, n: number) => Float64Array.from({length: n + 1}, (_, i) => a + ((b - a) * i) / n);

  const coarse = grid(from, to, 1 + Math.ceil((to - from) / 0.1));
  const times = timeGrid(time, limit.knots);
  const found = growths(coarse.map(pointAt), times);
  const ends = growths(Float64Array.of(low, high), times);
  const largest = Math.max(...[...found, ...ends].map(({value}) => value));
  const candidates = found.flatMap((growth, i) => {
    const peak = growth.value >= (found[i - 1]?.value ?? 0) && growth.value >= (found[i + 1]?.value ?? 0);
    return peak && growth.value > largest - 0.5 * Math.min(1, largest)
      ? [{growth, a: coarse[Math.max(0, i - 1)], b: coarse[Math.min(coarse.length - 1, i + 1)]}]
      : [];
  });
  const refined = candidates.map(({growth, a, b}) => {
    for (let near = growth, round = 0; ; ++round) {
      const points = grid(a, b, 8);
      const next = growths(points.map(pointAt), timeGrid(time, limit.knots, [near.start, near.end]));
      const i = next.reduce((peak, {value}, n) => (value > next[peak].value ? n : peak), 0);
      const [left, right] = [Math.max(0, i - 1), Math.min(8, i + 1)];
      near = next[i];
      if (round > 0 && near.value - Math.min(next[left].value, next[right].value) < tolerance) return near;
      if (round === 30)
        throw new Error(`J_max did not settle near α₀ = ${alignmentOf(near.initial)} in 30 refinements`);
      a = points[left];
      b = points[right];
    }
  });
  const poles = growths(
    Float64Array.of(low, high),
    timeGrid(
      time,
      limit.knots,
      ends.flatMap(({start, end}) => [start, end])
    )
  );
  const best = [...refined, ...poles].reduce((a, b) => (b.value > a.value ? b : a));
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

/**
 * F(t) = ∫_0^t √R(ρ_s) ds at the limit's output times, the first of which must be 0: between them by the cubic that has
 * the right values and slopes (dR/dt = −dissipation), so the error is of fourth order in their spacing.
 */
export function rootRiskIntegral({
  times,
  risk,
  dissipation
}: Pick<MeanFieldLimit, "times" | "risk" | "dissipation">): Float64Array {
  if (times[0] !== 0) throw new RangeError(`the integral of √R starts at time 0, not at ${times[0]}`);
  const root = risk.map(Math.sqrt);
  const slope = root.map((value, n) => (value > 0 ? -dissipation[n] / (2 * value) : 0));
  const integral = new Float64Array(times.length);
  for (let n = 1; n < times.length; ++n) {
    const h = times[n] - times[n - 1];
    integral[n] = integral[n - 1] + (h * (root[n] + root[n - 1])) / 2 + (h * h * (slope[n - 1] - slope[n])) / 12;
  }
  return integral;
}
