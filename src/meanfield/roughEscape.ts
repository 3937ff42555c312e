import {fieldEscapeTime} from "./fieldEscape.js";
import {normalDistribution} from "./normalDistribution.js";
import {informationExponent, isEven, type Problem, targetPower} from "./problem.js";

/** Shares of the neurons, after each of which the path has a point. */
const shares = 48;

/**
 * A guess of how the infinitely wide network learns, without solving anything: to plan a computation by, never to be shown. One
 * after the other, beginning with the largest |α|, neurons leave the equator in the field of what is not yet learned. When a
 * share p has left, degree k is learned up to b_k − p c_k, and the next neuron has α ≈ z_p/√d, z_p the quantile of the normal
 * law (docs/numerics/width.md says how far off it is).
 */
export class RoughEscape {
  readonly #levels: number[] = [];
  readonly #times: number[] = [];
  /** ∫_0^t Σ_k c_k (b_k − p c_k): the strength of the field that is left. */
  readonly #strengths: number[] = [];
  #last = 0;

  constructor(problem: Problem, dimension: number) {
    const {activation, target} = problem;
    const exponent = informationExponent(problem);
    if (exponent === undefined) return;
    const even = isEven(problem);
    const width = (even ? 0.98 : 0.49) / shares;
    const unlearned = (k: number, p: number): number => (target[k] ?? 0) - p * (activation[k] ?? 0);
    const degrees = Array.from({length: Math.max(activation.length, target.length) - 1}, (_, k) => k + 1);
    const sum = (term: (k: number) => number): number => degrees.reduce((total, k) => total + term(k), 0);
    let [time, strength, before] = [0, 0, 0];
    for (let n = 0; n < shares; ++n) {
      const p = (n + 0.5) * width;
      const field = unlearned(exponent, p) / unlearned(exponent, 0);
      if (!(field > 0)) break;
      const alignment = Math.min(0.4, Math.max(1e-6, quantile(even ? p / 2 : p) / Math.sqrt(dimension)));
      const alone = fieldEscapeTime(problem, alignment, 0.5);
      if (!Number.isFinite(alone)) break;
      const step = Math.max(0, alone - before) / field;
      before = alone;
      time += step;
      this.#last = Math.max(
        0,
        sum((k) => (activation[k] ?? 0) * unlearned(k, p))
      );
      strength += step * this.#last;
      this.#levels.push(sum((k) => unlearned(k, p + 0.5 * width) ** 2) / targetPower(problem));
      this.#times.push(time);
      this.#strengths.push(strength);
    }
  }

  /** T(δ), the time at which the risk is δ E f*²; infinite where that seems out of reach. */
  timeOf(level: number): number {
    const n = this.#levels.findIndex((reached) => reached <= level);
    return n < 0 ? Number.POSITIVE_INFINITY : this.#times[n];
  }

  /** ∫_0^t Σ_k c_k (b_k − p c_k), which for a well-specified pure link is about ∫√R. */
  strengthUntil(time: number): number {
    const n = this.#times.findIndex((reached) => reached >= time);
    if (n < 0) {
      const end = this.#times.length - 1;
      return end < 0 ? 0 : this.#strengths[end] + (time - this.#times[end]) * this.#last;
    }
    const [t0, s0] = n > 0 ? [this.#times[n - 1], this.#strengths[n - 1]] : [0, 0];
    const share = this.#times[n] > t0 ? (time - t0) / (this.#times[n] - t0) : 1;
    return s0 + share * (this.#strengths[n] - s0);
  }
}

/** z with P(Z > z) = p for a normal Z, 0 < p < ½, by bisection. */
function quantile(p: number): number {
  let [low, high] = [0, 40];
  for (let n = 0; n < 50; ++n) {
    const middle = (low + high) / 2;
    if (normalDistribution(-middle) > p) low = middle;
    else high = middle;
  }
  return low;
}
