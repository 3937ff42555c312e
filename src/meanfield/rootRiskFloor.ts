import {gaussLegendre} from "./legendre.js";
import {activationDegree, interactionCoefficients, type Problem} from "./problem.js";
import {uniformLineDensity} from "./sphere.js";

const rule = gaussLegendre(16);
const panels = 64;

/** E (1−|α|)/(1+|α|) = E e^{−2|u|} for one coordinate α = tanh u of a uniform point of S^{d−1}. */
export function meanExponential(dimension: number): number {
  const density = uniformLineDensity(dimension);
  const half = Math.acosh(1e-18 ** (-1 / (dimension - 1))) / panels / 2;
  let sum = 0;
  for (let p = 0; p < panels; ++p)
    for (let i = 0; i < rule.nodes.length; ++i) {
      const u = half * (2 * p + 1 + rule.nodes[i]);
      sum += 2 * half * rule.weights[i] * density(u) * Math.exp(-2 * u);
    }
  return sum;
}

/** v with |u̇| ≤ v √R for every neuron, u = artanh α: v = 2K² √u(1), K the activation's degree (Markov's inequality). */
export function lineSpeedFactor(problem: Problem): number {
  const power = interactionCoefficients(problem).reduce((sum, c) => sum + c, 0);
  return 2 * activationDegree(problem) ** 2 * Math.sqrt(power);
}

/**
 * A lower bound of F(t) = ∫_0^t √R ds that grows without end, or NaN where its assumption fails. Assumption: b_k = c_k ≠ 0 for
 * some k ≥ 1, so that those degrees are learned only when every neuron is at ±w*. Ours (docs/numerics/tail.md):
 * |u_t − u_0| ≤ vF, hence √R ≥ s ∫(1−α²) dμ_t ≥ s E e^{−2|u_0|} e^{−2vF} = B e^{−2vF} with s² = Σ c_k² over those degrees (a
 * quarter of it for k = 1), and F(t) ≥ log(1 + 2vBt)/(2v).
 */
export function rootRiskFloor(problem: Problem, dimension: number): (time: number) => number {
  const {activation, target} = problem;
  let square = 0;
  for (let k = 1; k < activation.length; ++k)
    if (activation[k] !== 0 && activation[k] === target[k]) square += activation[k] ** 2 * (k === 1 ? 0.25 : 1);
  if (square === 0) return () => Number.NaN;
  const v = lineSpeedFactor(problem);
  const b = Math.sqrt(square) * meanExponential(dimension);
  return (time) => Math.log1p(2 * v * b * time) / (2 * v);
}
