import {flowAlong} from "./flow.js";
import {gaussianLength} from "./gaussianLength.js";
import {harmonicBlocks} from "./harmonicBlocks.js";
import type {MeanFieldLimit} from "./limit.js";
import {startingPoints} from "./startingPoints.js";
import {readClock} from "./timePanels.js";
import {WeakBlock} from "./weakBlock.js";
import {partNodes, type WeakPanelOptions, weakPanels} from "./weakPanels.js";

/** The predicted means at the edges of the panels of time, 0 the first. */
export interface MeanPrediction {
  readonly times: Float64Array;
  /** m·E‖f_m − f_∞‖². */
  readonly functionGap: Float64Array;
  /** The same at any time up to the last edge, linear in between. */
  functionGapAt(time: number): number;
  /** √m·E Ω_t; NaN at edges that were not asked for. */
  readonly meanGap: Float64Array;
  /** √m (E (1/m) Σ_i |Δ_i|²)^{1/2}; NaN at edges that were not asked for. */
  readonly rmsGap: Float64Array;
  /** How finely it was computed: points over ρ_0, nodes in time. */
  readonly points: number;
  readonly nodes: number;
}

export interface MeanPredictionOptions extends Partial<WeakPanelOptions> {
  /** Relative error aimed at; default 0.01. */
  readonly tolerance?: number;
  /** Test functions a panel. */
  readonly order?: number;
}

/**
 * The means that `predictGap` predicts, without their deviations, at `times` (increasing, > 0) that may be late: the effort grows
 * with the number of neurons' times to leave the equator that pass only in following the flow, not in solving for the fluctuation.
 */
export function predictMeans(
  limit: MeanFieldLimit,
  times: readonly number[],
  {tolerance = 0.01, order = 4, panelShare = 2.5, mostShares = 60, partShare = 6}: MeanPredictionOptions = {}
): MeanPrediction {
  const {problem, dimension} = limit;
  const points = startingPoints(limit, times, 10 * tolerance, {relative: true});
  const {u: start, weights} = points;
  const panels = weakPanels(limit, points, times, {panelShare, mostShares, partShare});
  const blocks = harmonicBlocks(problem, dimension).map((block) => new WeakBlock(block, weights, order));
  let u = start;
  let nodes = 1;
  for (const panel of panels) {
    const states = flowAlong(limit, panel.start, u, partNodes(panel), {tolerance: tolerance * 1e-3});
    for (const block of blocks) block.add(panel, states);
    u = states[states.length - 1].u;
    nodes += states.length - 1;
  }
  const edges = Float64Array.of(0, ...panels.map(({end}) => end));
  const asked = Array.from(edges, (time) => time === 0 || times.includes(time));
  const along = asked.map((is) => new Float64Array(is ? weights.length : 0));
  const across = asked.map((is) => new Float64Array(is ? weights.length : 0));
  const functionGap = new Float64Array(edges.length);
  for (const one of blocks) {
    const {multiplicity, eigenvalue} = one.block;
    one.pass(tolerance / 10, (edge, responses, trace) => {
      functionGap[edge] += trace;
      if (!asked[edge]) return;
      addSquares(along[edge], responses[0], 4 / multiplicity);
      if (responses.length > 1) addSquares(across[edge], responses[1], (4 * eigenvalue) / multiplicity);
    });
  }
  const meanGap = new Float64Array(edges.length).fill(Number.NaN);
  const rmsGap = new Float64Array(edges.length).fill(Number.NaN);
  asked.forEach((is, e) => {
    if (!is) return;
    let [mean, square] = [0, 0];
    weights.forEach((mass, w) => {
      mean += mass * gaussianLength(along[e][w], across[e][w], dimension - 2).mean;
      square += mass * (along[e][w] + across[e][w]);
    });
    meanGap[e] = mean;
    rmsGap[e] = Math.sqrt(square);
  });
  const clock = {times: Array.from(edges), values: Array.from(functionGap)};
  return {
    times: edges,
    functionGap,
    functionGapAt: (time) => readClock(clock, time),
    meanGap,
    rmsGap,
    points: weights.length,
    nodes
  };
}

function addSquares(sum: Float64Array, columns: Float64Array, scale: number): void {
  for (let offset = 0; offset < columns.length; offset += sum.length)
    for (let w = 0; w < sum.length; ++w) sum[w] += scale * columns[offset + w] ** 2;
}
