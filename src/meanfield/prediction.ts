import {type FlowState, flowAlong} from "./flow.js";
import {Fluctuation, type PanelPropagators} from "./fluctuation.js";
import {meanLength, spread} from "./gapLaw.js";
import {harmonicBlocks} from "./harmonicBlocks.js";
import type {MeanFieldLimit} from "./limit.js";
import {startingPoints} from "./startingPoints.js";
import {interpolate, panelRule, probeTimes, timeNodes, timePanels} from "./timePanels.js";
import {UpperMeanGap} from "./upperMeanGap.js";

/** One rotation block's share of the predicted m·E‖f_m − f_∞‖². */
export interface BlockShare {
  /** l, the degree of the harmonics on S^{d−2}. */
  readonly degree: number;
  /** N_l, how many harmonics of this degree there are. */
  readonly multiplicity: number;
  /** N_l tr S_l at `times`. */
  readonly functionGap: Float64Array;
}

/**
 * What the mean field alone predicts for a network of m neurons drawn independently and uniformly, to leading order as
 * m → ∞ at fixed times. Predictions, never bounds. All arrays are indexed like `times`.
 */
export interface GapPrediction {
  readonly times: Float64Array;
  /** m·E‖f_m − f_∞‖². */
  readonly functionGap: Float64Array;
  /** m times the standard deviation of ‖f_m − f_∞‖² over seeds. */
  readonly functionGapDeviation: Float64Array;
  /** √m·E Ω_t, with Ω_t = (1/m) Σ_i |Δ_i|. */
  readonly meanGap: Float64Array;
  /** √m (E (1/m) Σ_i |Δ_i|²)^{1/2}. */
  readonly rmsGap: Float64Array;
  /** B_t, the triangle inequality and Jensen's applied to the predicted law: at least `meanGap`. */
  readonly upperMeanGap: Float64Array;
  /** √m times the standard deviation of Ω_t over seeds, as m → ∞; `deviationAtWidth` has it at finite m. */
  readonly deviation: Float64Array;
  /** l = 0, 1, …; their functionGap add up to the whole. */
  readonly blocks: readonly BlockShare[];
  /** How finely it was computed: points over ρ_0, nodes in time. */
  readonly points: number;
  readonly nodes: number;
}

/** Thrown where the prediction's grid would fill the memory: late times, and degrees and dimensions that are large. */
export class PredictionTooLarge extends RangeError {}

export interface PredictionOptions {
  /**
   * Relative error aimed at in the means (the deviations' is some times that); default 1e−3, below the O(1/√m) that the
   * prediction leaves out.
   */
  tolerance?: number;
}

/** Most times × points: some minutes and a gigabyte. Only very late times in very high dimensions ask for more. */
const largestGrid = 1e6;

/**
 * The leading-order law of the approximation gap (docs/numerics/prediction.md). The function's fluctuation √m δf is a
 * Gaussian process, the solution of δf_t = e_0(t) − ∫_0^t K_{t,s} δf_s ds, diagonal in the rotation blocks l = 0 … K;
 * the gap of a particle w is √m Δ = −2 ∫_0^t J_{t,s} P∇E[σ(⟨w,x⟩)δf_s] ds, Gaussian too. Any solver's limit will do: only
 * its potential is used. `times` need no order. Throws a RangeError for a time outside [0, the limit's last time], for a
 * tolerance outside [1e−8, 0.01] and where more than 1e6 times × points are needed.
 */
export function predictGap(
  limit: MeanFieldLimit,
  times: ArrayLike<number>,
  {tolerance = 1e-3}: PredictionOptions = {}
): GapPrediction {
  checkArguments(limit, times, tolerance);
  const {problem, dimension} = limit;
  const probes = probeTimes(limit.knots, Math.max(0, ...Array.from(times)));
  const points = startingPoints(limit, probes, 10 * tolerance);
  const {u, weights} = points;
  const edges = timePanels(limit, points, probes, 5 * (tolerance / 1e-3) ** (1 / 8));
  const nodes = timeNodes(edges);
  if (nodes.length * u.length > largestGrid)
    throw new PredictionTooLarge(
      `the prediction up to t = ${edges[edges.length - 1]} in dimension ${dimension} needs ${nodes.length} times × ` +
        `${u.length} points, above ${largestGrid}; ask for earlier times`
    );
  const stride = panelRule.nodes.length - 1;
  const states = flowAlong(limit, 0, u, nodes, {tolerance: tolerance * 1e-3});
  const fluctuations = harmonicBlocks(problem, dimension).map(
    (block) => new Fluctuation(block, states, weights, stride + 1, tolerance / 3)
  );

  const meanGap = new Float64Array(nodes.length);
  const variance = new Float64Array(nodes.length);
  const meanSquare = new Float64Array(nodes.length);
  const upperMeanGap = new Float64Array(nodes.length);
  const upper = new UpperMeanGap(weights);
  for (let p = 0; p + 1 < edges.length; ++p) {
    const start = p * stride;
    const panel = panelPropagators(states.slice(start, start + stride + 1), edges[p + 1] - edges[p]);
    for (const fluctuation of fluctuations) fluctuation.advance(start, panel);
    upperMeanGap.set(
      upper.advance(
        panel,
        panel.integration.map((_, j) => spread(fluctuations, "forcing", j, u.length))
      ),
      start
    );
    for (let i = 1; i <= stride; ++i) {
      const law = meanLength(fluctuations, i, weights, dimension, tolerance / 3);
      meanGap[start + i] = law.mean;
      variance[start + i] = law.variance;
      meanSquare[start + i] = law.meanSquare;
    }
  }

  const at = (values: Float64Array) => interpolate(values, edges, times);
  const traces = fluctuations.map((fluctuation) => fluctuation.traces());
  const sum = (parts: readonly Float64Array[]) =>
    Float64Array.from(nodes, (_, i) => parts.reduce((total, part) => total + part[i], 0));
  return {
    times: Float64Array.from(times),
    functionGap: at(sum(traces.map(({mean}) => mean))),
    functionGapDeviation: at(sum(traces.map((trace) => trace.variance))).map((v) => Math.sqrt(Math.max(0, v))),
    meanGap: at(meanGap),
    rmsGap: at(meanSquare.map(Math.sqrt)),
    upperMeanGap: at(upperMeanGap),
    deviation: at(variance.map(Math.sqrt)),
    blocks: fluctuations.map(({block: {degree, multiplicity}}, b) => ({
      degree,
      multiplicity,
      functionGap: at(traces[b].mean)
    })),
    points: u.length,
    nodes: nodes.length
  };
}

/**
 * The predicted standard deviation of Ω_t over seeds at width m, indexed like `times`: besides the common part, which
 * moves all neurons' gaps together, Ω is a mean over m neurons and varies with their draw by
 * (rmsGap² − meanGap² − deviation²)/m. That part is of higher order, but it is the larger one at small widths, where a few
 * neurons that are slow to leave the equator have gaps many times the mean (docs/numerics/prediction.md, §4).
 */
export function deviationAtWidth({meanGap, rmsGap, deviation}: GapPrediction, width: number): Float64Array {
  return meanGap.map((mean, i) => {
    const common = deviation[i] ** 2;
    const own = Math.max(0, rmsGap[i] ** 2 - mean ** 2 - common);
    return Math.sqrt((common + own / width) / width);
  });
}

function checkArguments(limit: MeanFieldLimit, times: ArrayLike<number>, tolerance: number): void {
  const last = limit.times[limit.times.length - 1];
  const outside = Array.from(times).find((time) => !(time >= 0 && time <= last));
  if (outside !== undefined)
    throw new RangeError(`time ${outside} is outside [0, ${last}], where the limit is known; solve it up to there`);
  if (!(tolerance >= 1e-8 && tolerance <= 0.01))
    throw new RangeError(`tolerance ${tolerance} is outside [1e-8, 0.01]; choose one in this range`);
}

/** The propagators from the first to each of the states, and the integration matrix of a panel of this width. */
function panelPropagators(states: readonly FlowState[], width: number): PanelPropagators {
  const [first] = states;
  const transverse = states.map(({logRadius}) => logRadius.map((value, w) => Math.exp(value - first.logRadius[w])));
  return {
    transverse,
    parallel: states.map(({logStretch}, i) =>
      logStretch.map((value, w) => transverse[i][w] * Math.exp(value - first.logStretch[w]))
    ),
    integration: panelRule.integration.map((row) => row.map((value) => value * width))
  };
}
