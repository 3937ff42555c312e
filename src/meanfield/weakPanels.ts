import type {MeanFieldLimit} from "./limit.js";
import type {StartingPoints} from "./startingPoints.js";
import {type Clock, clockOf, equalShares, growthRates, panelRule, probeTimes, readClock} from "./timePanels.js";

/** A panel of the weak form in time, cut into parts that are short beside the fastest change of the propagators. */
export interface WeakPanel {
  readonly start: number;
  readonly end: number;
  /** Ends of the parts, the panel's own first and last. */
  readonly parts: readonly number[];
}

export interface WeakPanelOptions {
  /** A panel's share of the slow clock, about. */
  readonly panelShare: number;
  /** The most that the slow clock shows: so many fast changes are told apart. */
  readonly mostShares: number;
  /** A part's share of the fast clock, about. */
  readonly partShare: number;
}

/**
 * Panels from 0 to the last of `ends` (increasing, > 0), every one of which is an edge. Two clocks: the fast one is that of the
 * growth rates λ, by which the parts are measured. The slow one runs at λ/(1 + λT/M), so that it is the fast one where there are
 * few changes and uniform time where there are many more than M: then neurons leave the equator one after the other, each fast,
 * and what they add up to changes slowly.
 */
export function weakPanels(
  limit: MeanFieldLimit,
  points: StartingPoints,
  ends: readonly number[],
  {panelShare, mostShares, partShare}: WeakPanelOptions
): WeakPanel[] {
  const end = ends[ends.length - 1];
  const probes = [...new Set([...probeTimes(limit.knots, end), ...ends])].sort((a, b) => a - b);
  const rates = growthRates(limit, points, probes);
  const fast = clockOf(probes, rates);
  const slow = clockOf(
    probes,
    rates.map((rate) => rate / (1 + (rate * end) / mostShares))
  );
  return ends.flatMap((to, n) => {
    const from = n > 0 ? ends[n - 1] : 0;
    const edges = equalShares(slow, from, to, sharesBetween(slow, from, to, panelShare));
    return edges.slice(1).map((right, p) => ({
      start: edges[p],
      end: right,
      parts: equalShares(fast, edges[p], right, sharesBetween(fast, edges[p], right, partShare))
    }));
  });
}

function sharesBetween(clock: Clock, from: number, to: number, share: number): number {
  return Math.max(1, Math.ceil((readClock(clock, to) - readClock(clock, from)) / share));
}

/** All collocation nodes of a panel's parts, shared ends once. */
export function partNodes({parts}: WeakPanel): number[] {
  return [
    parts[0],
    ...parts
      .slice(1)
      .flatMap((right, p) =>
        Array.from(panelRule.nodes.subarray(1), (c) => (c === 1 ? right : parts[p] + c * (right - parts[p])))
      )
  ];
}
