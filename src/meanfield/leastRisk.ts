import {isWellSpecified, type Problem, targetPower} from "./problem.js";

/**
 * inf R(ρ) over all laws ρ on the sphere, where we know it, else NaN. 0 when the target is the activation. For a pure link
 * σ = c h_k with target b h_k, r = b/c (ours, docs/numerics/tail.md): R = c² |E w^{⊗k} − r w*^{⊗k}|², and
 *   |r| ≥ 1 (k odd), r ≥ 1 (k even): c²(|r|−1)², all neurons at the pole;
 *   |r| ≤ 1, k odd: 0, since ±w* and the equator mix to every multiple;
 *   0 ≤ r ≤ 1, k even: the full contraction of the tensor is 1 − r, so R ≥ c²(1−r)² E α^k, reached by the mixture of
 *   mass r at ±w* and the uniform law; E α^k = (k−1)!!/(d(d+2)···(d+k−2)).
 * Target degrees that the activation lacks add their squares.
 */
export function leastRisk(problem: Problem, dimension: number): number {
  if (isWellSpecified(problem)) return 0;
  const {activation, target} = problem;
  const degrees = activation.flatMap((c, k) => (c === 0 ? [] : [k]));
  const [k] = degrees;
  if (degrees.length !== 1 || k === 0) return Number.NaN;
  const c = activation[k];
  const b = target[k] ?? 0;
  const unseen = targetPower(problem) - b * b;
  const ratio = b / c;
  if (k % 2 === 1) return unseen + (c * Math.max(0, Math.abs(ratio) - 1)) ** 2;
  if (ratio < 0) return Number.NaN;
  if (ratio >= 1) return unseen + (c * (ratio - 1)) ** 2;
  let moment = 1;
  for (let j = 0; j < k; j += 2) moment *= (j + 1) / (dimension + j);
  return unseen + (c * (1 - ratio)) ** 2 * moment;
}
