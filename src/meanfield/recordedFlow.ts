import {dormandPrince} from "./integrate.js";

/**
 * A flow u̇ = −2Ψ_t′(tanh u) whose potential has been recorded step by step, ready to carry any further point from t = 0
 * to the last recorded time. One Dormand–Prince step a recorded step, as the points that made the potential took it.
 */
export class RecordedFlow {
  readonly #degree: number;
  readonly #even: boolean;
  readonly #steps: {size: number; slopes: Float64Array}[] = [];

  constructor(degree: number, even: boolean) {
    this.#degree = degree;
    this.#even = even;
  }

  /** Append the step from t to t + size, given the potential's coefficients p_0 … p_K as a function of time. */
  add(t: number, size: number, potentialAt: (t: number) => Float64Array): void {
    const length = this.#degree + 1;
    const slopes = new Float64Array(stageCount * length);
    for (let s = 0; s < stageCount; ++s) {
      const p = potentialAt(s === stageCount - 1 ? t + size : t + stageNodes[s] * size);
      for (let k = 1; k < length; ++k) slopes[s * length + k] = k * p[k];
    }
    this.#steps.push({size, slopes});
  }

  /** Number of recorded steps. */
  get length(): number {
    return this.#steps.length;
  }

  /** Carry points (u, λ = log ∂u/∂u_0) from after recorded step `from` (0: from t = 0) to the last recorded time. */
  carry(origins: Float64Array, stretches: Float64Array, from: number): {u: Float64Array; logStretch: Float64Array} {
    const n = origins.length;
    const result = {u: new Float64Array(n), logStretch: new Float64Array(n)};
    const length = this.#degree + 1;
    const stride = this.#even ? 2 : 1;
    const velocity = new Float64Array(stageCount);
    const strain = new Float64Array(stageCount);
    for (let i = 0; i < n; ++i) {
      let u = origins[i];
      let logStretch = stretches[i];
      for (let step = from; step < this.#steps.length; ++step) {
        const {size, slopes} = this.#steps[step];
        for (let s = 0; s < stageCount; ++s) {
          let v = u;
          for (let r = 0; r < s; ++r) v += size * tableau[s * stageCount + r] * velocity[r];
          const e = Math.exp(-2 * Math.abs(v));
          const ratio = 1 / (1 + e);
          const alignment = v < 0 ? (e - 1) * ratio : (1 - e) * ratio;
          const x = stride === 2 ? alignment * alignment : alignment;
          const offset = s * length;
          let first = 0;
          let second = 0;
          for (let k = length - 1; k >= 2; k -= stride) {
            first = first * x + slopes[offset + k];
            second = second * x + (k - 1) * slopes[offset + k];
          }
          velocity[s] = -2 * (first * alignment + (stride === 1 && length > 1 ? slopes[offset + 1] : 0));
          strain[s] = -8 * second * e * ratio * ratio;
        }
        for (let s = 0; s < stageCount; ++s) {
          u += size * tableau[stageCount * stageCount + s] * velocity[s];
          logStretch += size * tableau[stageCount * stageCount + s] * strain[s];
        }
      }
      result.u[i] = u;
      result.logStretch[i] = logStretch;
    }
    return result;
  }
}

/** The stages that the fifth-order solution uses, and its weights in the last row. */
const stageCount = dormandPrince.stages.length - 1;
const stageNodes = dormandPrince.nodes;
const tableau = new Float64Array((stageCount + 1) * stageCount);
dormandPrince.stages.forEach((row, s) => {
  tableau.set(row, s * stageCount);
});
