import type {DriftKernel, DriftStage} from "../kernels/driftKernel.js";
import {PlainDriftKernel} from "../kernels/plainDrift.js";
import {driftModule, SimdDriftKernel} from "../kernels/simdDrift.js";
import {interactionCoefficients, type Problem} from "./problem.js";

/**
 * The part of the velocity of a finite network that moves its neurons fast but costs O(md): the mean field, and how the
 * network's lowest moments differ from it. With w = αw* + w_⊥, the first two terms of
 *
 *   ⟨w, w′⟩^k = (αα′)^k + k (αα′)^{k−1} ⟨w_⊥, w′_⊥⟩ + …
 *
 * make C(t, w) = ν(w, ρ_t) − 2P_w ∇ Σ_k c_k² [α^k (M_k − M̄_k) + k α^{k−1} ⟨w_⊥, V_k⟩], M_k = (1/m) Σ_j α_j^k and
 * V_k = (1/m) Σ_j α_j^{k−1} w_{j⊥} over the neurons, M̄_k over the mean-field particles coupled to them. What is left of the
 * velocity is of order 1/√m and varies slowly (docs/numerics/particles.md).
 */
export class Drift {
  /** The kernel that evaluates C: its field is Ψ_t′, its references are `moments` of the particles. */
  readonly kernel: DriftKernel;
  readonly #degrees: readonly number[];

  constructor(problem: Problem, dimension: number, width: number) {
    const strengths = interactionCoefficients(problem);
    this.#degrees = Array.from(strengths.keys()).filter((k) => k >= 1 && strengths[k] !== 0);
    const terms = {exponents: this.#degrees, strengths: this.#degrees.map((k) => strengths[k])};
    const Kernel = driftModule ? SimdDriftKernel : PlainDriftKernel;
    this.kernel = new Kernel(dimension, width, terms);
  }

  /** (1/m) Σ_i α_i^k for each degree k ≥ 1 of the activation. */
  moments(alignments: Float64Array): number[] {
    const sums = this.#degrees.map(() => 0);
    for (let i = 0; i < alignments.length; ++i) {
      let power = 1;
      let k = 0;
      for (let q = 0; q < sums.length; ++q) {
        for (; k < this.#degrees[q]; ++k) power *= alignments[i];
        sums[q] += power;
      }
    }
    return sums.map((sum) => sum / alignments.length);
  }

  /** The velocity ν less C at unit neurons (both d×m), written into `slow`. */
  slowPart(
    velocity: Float64Array,
    neurons: Float64Array,
    {field, references}: Pick<DriftStage, "field" | "references">,
    slow: Float64Array
  ): void {
    this.kernel.evaluate(neurons, [velocity], {field, references, slowWeights: [-1]}, slow);
    for (let k = 0; k < slow.length; ++k) slow[k] = -slow[k];
  }
}
