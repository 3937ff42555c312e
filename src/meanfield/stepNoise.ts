import {hermiteSeries, hermiteSeriesDerivative} from "./hermite.js";
import type {Problem} from "./problem.js";
import {gaussHermite} from "./quadrature.js";

/**
 * E r² σ′(⟨w, x⟩)² |P_w x|² for a neuron of alignment α and the residual r = −σ*(⟨w*, x⟩) of a network that is still 0: the
 * mean square of what one sample adds to the tangential gradient. x is split into ⟨w*, x⟩, its part along the tangent towards
 * w* and d − 2 others; two Gauss–Hermite rules are exact for polynomials of these degrees. Steps of size ε with one sample then
 * turn the neuron by |2 ε g|²/2 on average, so that Σ (1 − cos θ) grows by 2ε times this a unit of time
 * (docs/numerics/sgd.md).
 */
export function startingNoise({activation, target}: Problem, dimension: number, alignment: number): number {
  const {nodes, weights} = gaussHermite(activation.length + target.length + 2);
  const slope = hermiteSeriesDerivative(activation);
  const radius = Math.sqrt((1 - alignment) * (1 + alignment));
  let sum = 0;
  for (let i = 0; i < nodes.length; ++i) {
    const residual = hermiteSeries(target, nodes[i]);
    for (let j = 0; j < nodes.length; ++j) {
      const push = residual * hermiteSeries(slope, alignment * nodes[i] + radius * nodes[j]);
      const along = radius * nodes[i] - alignment * nodes[j];
      sum += weights[i] * weights[j] * push * push * (along * along + dimension - 2);
    }
  }
  return sum;
}
