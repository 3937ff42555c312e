import {flowAlong, lineVelocity} from "./flow.js";
import type {MeanFieldLimit} from "./limit.js";
import {lobattoRule} from "./lobatto.js";
import type {StartingPoints} from "./startingPoints.js";

/** The collocation nodes of one panel in time; neighbours share their ends. */
export const panelRule = lobattoRule(6);

const stride = panelRule.nodes.length - 1;

/** Some forty times in (0, end], spaced like the steps of the limit's solver; none if end is 0. */
export function probeTimes(knots: Float64Array, end: number): number[] {
  const inside = Array.from(knots).filter((t) => t > 0 && t < end);
  const skip = Math.max(1, Math.floor(inside.length / 40));
  return end > 0 ? [...inside.filter((_, i) => i % skip === skip - 1), end] : [];
}

/** A clock on [0, the last of some times], linear in between. */
export interface Clock {
  /** From 0 on. */
  readonly times: readonly number[];
  /** Its value at `times`, strictly increasing from 0 on. */
  readonly values: readonly number[];
}

/**
 * At each of the `probes`, the rate at which the propagators' logarithms change, |∂u̇/∂u| + |α u̇|, averaged over the points with
 * itself as weight, so that the neurons that move are resolved even where they are few.
 */
export function growthRates(
  limit: Pick<MeanFieldLimit, "potentialAt">,
  {u: start, weights}: StartingPoints,
  probes: readonly number[]
): number[] {
  return flowAlong(limit, 0, start, probes, {tolerance: 1e-3}).map(({time, u}) => {
    const velocity = new Float64Array(u.length);
    const stretching = new Float64Array(u.length);
    lineVelocity(limit.potentialAt(time), u, velocity, stretching);
    let first = 0;
    let second = 0;
    for (let w = 0; w < u.length; ++w) {
      const rate = Math.abs(stretching[w]) + Math.abs(Math.tanh(u[w]) * velocity[w]);
      first += weights[w] * rate;
      second += weights[w] * rate * rate;
    }
    return first > 0 ? second / first : 0;
  });
}

/** The clock ∫ rate dt + 3 |d log rate| of rates at the probes. The second term is the change of the potential. */
export function clockOf(probes: readonly number[], rates: readonly number[]): Clock {
  // A trace of uniform time keeps the clock strictly increasing where nothing moves.
  const end = probes[probes.length - 1];
  const times = [0, ...probes];
  const values = [0];
  for (let k = 1; k < times.length; ++k) {
    const before = rates[Math.max(0, k - 2)];
    const rate = rates[k - 1];
    const change = before > 0 && rate > 0 ? Math.abs(Math.log(rate / before)) : 0;
    values.push(values[k - 1] + (times[k] - times[k - 1]) * ((before + rate) / 2 + 1e-3 / end) + 3 * change);
  }
  return {times, values};
}

/** The clock's value at a time. */
export function readClock({times, values}: Clock, time: number): number {
  const k = Math.max(
    1,
    times.findIndex((t) => t >= time)
  );
  return values[k - 1] + ((values[k] - values[k - 1]) * (time - times[k - 1])) / (times[k] - times[k - 1]);
}

/** start = t_0 < … < t_count = end, between which equal shares of the clock pass. */
export function equalShares(clock: Clock, start: number, end: number, count: number): number[] {
  const {times, values} = clock;
  const [from, to] = [start, end].map((time) => readClock(clock, time));
  const edges = [start];
  for (let p = 1, k = 1; p < count; ++p) {
    const target = from + ((to - from) * p) / count;
    while (values[k] < target) ++k;
    const share = (target - values[k - 1]) / (values[k] - values[k - 1]);
    edges.push(times[k - 1] + share * (times[k] - times[k - 1]));
  }
  return [...edges, end];
}

/**
 * Edges 0 = t_0 < … < t_P = the last of `probes` of panels that share the clock of the growth rates evenly; `length` is a
 * panel's share, about.
 */
export function timePanels(
  limit: MeanFieldLimit,
  points: StartingPoints,
  probes: readonly number[],
  length: number
): number[] {
  if (probes.length === 0) return [0];
  const clock = clockOf(probes, growthRates(limit, points, probes));
  const total = clock.values[probes.length];
  return equalShares(clock, 0, probes[probes.length - 1], Math.max(2, Math.ceil(total / length)));
}

/** All nodes of the panels, increasing, shared ends once. */
export function timeNodes(edges: readonly number[]): number[] {
  return [
    edges[0],
    ...edges
      .slice(1)
      .flatMap((right, p) => Array.from(panelRule.nodes.subarray(1), (c) => edges[p] + c * (right - edges[p])))
  ];
}

/** The values at `times` of the polynomials, panel by panel, through the values at the nodes. */
export function interpolate(values: Float64Array, edges: readonly number[], times: ArrayLike<number>): Float64Array {
  return Float64Array.from(times, (time) => {
    const edge = edges.indexOf(time);
    if (edge >= 0) return values[edge * stride];
    const p =
      Math.max(
        1,
        edges.findIndex((edge) => edge >= time)
      ) - 1;
    const lagrange = panelRule.lagrange((time - edges[p]) / (edges[p + 1] - edges[p]));
    return lagrange.reduce((sum, c, i) => sum + c * values[p * stride + i], 0);
  });
}
