import {
  checkDriftStage,
  checkDriftStart,
  checkDriftTerms,
  type DriftKernel,
  type DriftStage,
  type DriftTerms
} from "./driftKernel.js";
import {checkLength} from "./input.js";

/** `DriftKernel` in plain TypeScript, vector after vector. */
export class PlainDriftKernel implements DriftKernel {
  readonly dimension: number;
  readonly width: number;
  readonly terms: DriftTerms;
  #base = new Float64Array(0);
  #stage = new Float64Array(0);
  #sum = new Float64Array(0);
  #slow: readonly Float64Array[] = [];

  /** Throws a KernelInputError for terms that make no sense. */
  constructor(dimension: number, width: number, terms: DriftTerms) {
    checkDriftTerms(terms);
    this.dimension = dimension;
    this.width = width;
    this.terms = terms;
  }

  start(vectors: Float64Array, slow: readonly Float64Array[]): void {
    checkDriftStart(this, vectors, slow);
    this.#base = Float64Array.from(vectors);
    this.#stage = Float64Array.from(vectors);
    this.#sum = Float64Array.from(vectors);
    this.#slow = slow.map((part) => Float64Array.from(part));
  }

  stage(stage: DriftStage): void {
    checkDriftStage(this.terms, this.#slow.length, stage);
    const {dimension, width} = this;
    const {exponents, strengths} = this.terms;
    const {field, references, slowWeights, weight, next} = stage;
    const w = this.#stage;
    const means = exponents.map((k) => this.#mean(k));
    const velocity = new Float64Array(dimension);
    for (let i = 0; i < width; ++i) {
      const alpha = w[i];
      let first = 0;
      for (let j = field.length - 1; j >= 0; --j) first = first * alpha + field[j];
      velocity.fill(0);
      exponents.forEach((k, q) => {
        const [M, ...V] = means[q];
        const strength = k * strengths[q];
        const product = V.reduce((sum, v, c) => sum + v * w[(c + 1) * width + i], 0);
        first += strength * alpha ** (k - 1) * (M - references[q]);
        if (k > 1) first += strength * (k - 1) * alpha ** (k - 2) * product;
        for (let c = 1; c < dimension; ++c) velocity[c] -= 2 * strength * alpha ** (k - 1) * V[c - 1];
      });
      velocity[0] = -2 * first;
      for (let c = 0; c < dimension; ++c)
        velocity[c] += slowWeights.reduce((sum, a, q) => sum + a * this.#slow[q][c * width + i], 0);
      const radial = velocity.reduce((sum, v, c) => sum + v * w[c * width + i], 0);
      for (let c = 0; c < dimension; ++c) {
        const k = c * width + i;
        const rate = velocity[c] - radial * w[k];
        this.#sum[k] += weight * rate;
        velocity[c] = this.#base[k] + next * rate;
      }
      // The means were taken before any vector moved.
      for (let c = 0; c < dimension; ++c) w[c * width + i] = velocity[c];
    }
  }

  step(): void {
    this.#base.set(this.#sum);
    this.#stage.set(this.#sum);
  }

  read(vectors: Float64Array): void {
    checkLength("vectors", vectors, this.dimension * this.width);
    vectors.set(this.#base);
  }

  evaluate(
    vectors: Float64Array,
    slow: readonly Float64Array[],
    stage: Pick<DriftStage, "field" | "references" | "slowWeights">,
    rate: Float64Array
  ): void {
    checkLength("rate", rate, this.dimension * this.width);
    this.start(vectors, slow);
    this.#sum.fill(0);
    this.stage({...stage, weight: 1, next: 0});
    rate.set(this.#sum);
  }

  /** (1/m) Σ_j α_j^{k−1} w_j: M in component 0 and V in the others. */
  #mean(k: number): number[] {
    const {dimension, width} = this;
    const w = this.#stage;
    return Array.from({length: dimension}, (_, c) => {
      let sum = 0;
      for (let i = 0; i < width; ++i) sum += w[i] ** (k - 1) * w[c * width + i];
      return sum / width;
    });
  }
}
