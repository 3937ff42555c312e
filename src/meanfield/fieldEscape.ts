import {gaussLegendre} from "./legendre.js";
import {derivative, evaluate} from "./polynomial.js";
import {fieldCoefficients, type Problem} from "./problem.js";

const rule = gaussLegendre(16);
const panelsPerDecade = 4;

/**
 * The time that one neuron takes from alignment `from` to `to` (0 < from < to < 1) in the teacher's field alone, without
 * any other neuron: α̇ = 2(1−α²) g′(α), so t = ∫ dα / (2(1−α²) g′(α)), by Gauss–Legendre in log α. Infinite where the field
 * points the other way. For a pure link b = c = h_k and small `from` it is from^{−(k−2)} / (2k(k−2)), k ≥ 3, and
 * log(1/from)/4 for k = 2.
 */
export function fieldEscapeTime(problem: Problem, from: number, to: number): number {
  if (!(from > 0 && from < to && to < 1))
    throw new RangeError(`alignments ${from} and ${to} are not in order; choose 0 < from < to < 1`);
  const slope = derivative(fieldCoefficients(problem));
  const [low, high] = [Math.log(from), Math.log(to)];
  const panels = Math.max(1, Math.ceil(((high - low) / Math.LN10) * panelsPerDecade));
  const half = (high - low) / panels / 2;
  let time = 0;
  for (let p = 0; p < panels; ++p)
    for (let i = 0; i < rule.nodes.length; ++i) {
      const alignment = Math.exp(low + half * (2 * p + 1 + rule.nodes[i]));
      const pull = 2 * (1 - alignment * alignment) * evaluate(slope, alignment);
      if (!(pull > 0)) return Number.POSITIVE_INFINITY;
      time += (half * rule.weights[i] * alignment) / pull;
    }
  return time;
}
