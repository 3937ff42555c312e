import {alignmentOf, type FlowState, flowAlong} from "./flow.js";
import {largestEigenvalue} from "./hessian.js";
import {gaussLegendre} from "./legendre.js";
import type {MeanFieldLimit} from "./limit.js";
import {pathwiseConcordanceIntegral} from "./pathwiseConcordance.js";
import {derivative, evaluate} from "./polynomial.js";
import {interactionCoefficients, isEven} from "./problem.js";
import {selfConcordanceExponents, selfConcordanceFloor} from "./selfConcordance.js";
import {startingPoints} from "./startingPoints.js";
import {integrateOverTime} from "./timeIntegral.js";

const rule = gaussLegendre(16);
const panels = 3;

/** Accuracy of the quadrature over ρ_0 for even links. */
const pointsTolerance = 0.1;

/**
 * What the self-concordance argument asks for, from the mean field alone: at each of `ends` (increasing, > 0)
 *
 *     S_t = 2√u′(1) ∫_0^t φ_s E_{ρ_s}[Ĵ_{t,s}] ds,     φ_s = √(m E‖δf_s‖²),
 *
 * with Ĵ the larger of the self-concordance estimate of J_∥ and of J_⊥ on a mean-field particle's path. √m Ω_t ≤ S_t holds up
 * to terms that vanish as m → ∞: bound (A) of the gap is taken along mean-field particles, |F_s| ≤ 2√u′(1) ‖δf_s‖ and
 * J ≤ Ĵ are proved, and `functionGap`, m E‖δf_s‖² as a function of time, is a prediction
 * (docs/numerics/width.md).
 */
export function selfConcordanceGap(
  limit: MeanFieldLimit,
  ends: readonly number[],
  functionGap: (time: number) => number
): Float64Array {
  const force = 2 * Math.sqrt(evaluate(derivative(interactionCoefficients(limit.problem)), 1));
  const integral = isEven(limit.problem) ? floorIntegral : pathwiseConcordanceIntegral;
  return integral(limit, ends, functionGap).map((value) => force * value);
}

/** S_t over 2√u′(1) for even links. */
function floorIntegral(
  limit: MeanFieldLimit,
  ends: readonly number[],
  functionGap: (time: number) => number
): Float64Array {
  const {u, weights} = startingPoints(limit, ends, pointsTolerance, {relative: true});
  const samples = ends.map((end) => pastOf(limit, end));
  const times = [...new Set([0, ...samples.flatMap(({nodes}) => nodes), ...ends])].sort((a, b) => a - b);
  const place = new Map(times.map((time, n) => [time, n]));
  const states = flowAlong(limit, 0, u, times, {tolerance: 1e-5});
  const growths = logEstimates(limit, states, times);
  return Float64Array.from(ends, (end, e) => {
    const t = place.get(end) ?? 0;
    return samples[e].nodes.reduce((sum, node, q) => {
      const s = place.get(node) ?? 0;
      let mean = 0;
      for (let w = 0; w < u.length; ++w) {
        const across = states[t].logRadius[w] - states[s].logRadius[w];
        let along = Number.POSITIVE_INFINITY;
        for (const growth of growths) along = Math.min(along, growth[t][w] - growth[s][w]);
        mean += weights[w] * Math.exp(Math.max(across, along));
      }
      return sum + samples[e].weights[q] * Math.sqrt(functionGap(node)) * mean;
    }, 0);
  });
}

/** Nodes and weights of a quadrature over (0, end), dense towards `end`, where E Ĵ changes as fast as a neuron escapes. */
function pastOf(limit: MeanFieldLimit, end: number): {nodes: number[]; weights: number[]} {
  const bend = Math.log1p(end * largestEigenvalue(limit.potentialAt(end)).value);
  const nodes: number[] = [];
  const weights: number[] = [];
  for (let p = 0; p < panels; ++p)
    rule.nodes.forEach((x, i) => {
      const y = (bend * (p + (1 + x) / 2)) / panels;
      const scale = bend > 1e-6 ? end / Math.expm1(bend) : end / bend;
      nodes.push(end - scale * Math.expm1(y));
      weights.push(((rule.weights[i] * bend) / (2 * panels)) * scale * Math.exp(y));
    });
  return {nodes, weights};
}

/**
 * Functions A with log J_∥(t, s) ≤ A(t) − A(s) on every path, for even links; one a degree of the activation, at every time and
 * point.
 */
function logEstimates(limit: MeanFieldLimit, states: readonly FlowState[], times: readonly number[]): Float64Array[][] {
  return selfConcordanceExponents(limit.problem).map((k) => {
    const floor = integrateOverTime(limit, (potential) => selfConcordanceFloor(potential, k), times);
    return states.map(({u}, n) => u.map((value) => (k - 1) * Math.log(Math.abs(alignmentOf(value))) + floor[n]));
  });
}
