import {gaussLegendre} from "./legendre.js";
import {lineNormaliser} from "./sphere.js";

/** A mean over independent repetitions with the half width of its interval of confidence 95 %. */
export interface Interval {
  readonly mean: number;
  readonly half: number;
}

/** Student's interval for the mean of independent, nearly normal values; half is NaN for fewer than two. */
export function studentInterval(values: readonly number[]): Interval {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (n < 2) return {mean, half: Number.NaN};
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  return {mean, half: studentQuantile(n - 1) * Math.sqrt(variance / n)};
}

const rule = gaussLegendre(40);

/**
 * The 97.5 % quantile of Student's law with ν degrees of freedom: √ν tan θ, where θ has the density cos^{ν−1}θ on (−π/2, π/2), so that
 * ∫_0^θ cos^{ν−1} = 0.475 ∫_{−π/2}^{π/2} cos^{ν−1}; by bisection.
 */
export function studentQuantile(degrees: number): number {
  const wanted = 0.475 * lineNormaliser(degrees + 1);
  const area = (angle: number): number =>
    rule.nodes.reduce(
      (sum, node, q) => sum + (angle / 2) * rule.weights[q] * Math.cos((angle / 2) * (1 + node)) ** (degrees - 1),
      0
    );
  let [low, high] = [0, Math.PI / 2];
  for (let i = 0; i < 60; ++i) {
    const middle = (low + high) / 2;
    if (area(middle) < wanted) low = middle;
    else high = middle;
  }
  return Math.sqrt(degrees) * Math.tan(low);
}
