import {type SumKind, throughMoments} from "./costModel.js";
import {currentExecutor, type Executor} from "./executor.js";
import type {LinearPairKernel} from "./linearPairKernel.js";
import {momentModule} from "./momentModule.js";
import {formDegrees} from "./momentTensor.js";
import type {PairKernel} from "./pairKernel.js";
import {pairModule} from "./pairModule.js";
import {PlainLinearPairKernel} from "./plainLinearPair.js";
import {PlainMomentKernel} from "./plainMoment.js";
import {PlainPairKernel} from "./plainPair.js";
import {SimdLinearPairKernel} from "./simdLinearPair.js";
import {SimdMomentKernel} from "./simdMoment.js";
import {SimdPairKernel} from "./simdPair.js";

/**
 * The sums of `PairKernel` and `LinearPairKernel` by whichever kernel the cost model expects to be faster, in WebAssembly
 * where it runs and in plain TypeScript elsewhere.
 */
export class PairSums implements PairKernel, LinearPairKernel {
  readonly dimension: number;
  readonly width: number;
  readonly #executor: Executor;
  #pairs: PairKernel | undefined;
  #linearPairs: LinearPairKernel | undefined;
  #moments: (PairKernel & LinearPairKernel) | undefined;

  constructor(dimension: number, width: number, executor = currentExecutor()) {
    this.dimension = dimension;
    this.width = width;
    this.#executor = executor;
  }

  force(
    p: ArrayLike<number>,
    neurons: Float64Array,
    force: Float64Array,
    q?: ArrayLike<number>,
    sums?: Float64Array
  ): void {
    const kernel = this.#prefersMoments("force", formDegrees(p, q)) ? this.#momentKernel : this.#pairKernel;
    kernel.force(p, neurons, force, q, sums);
  }

  sums(q: ArrayLike<number>, neurons: Float64Array, sums: Float64Array): void {
    const kernel = this.#prefersMoments("force", formDegrees(undefined, q)) ? this.#momentKernel : this.#pairKernel;
    kernel.sums(q, neurons, sums);
  }

  linearForce(
    p: ArrayLike<number>,
    fixed: number,
    neurons: Float64Array,
    displacements: Float64Array,
    force: Float64Array
  ): void {
    const kernel = this.#prefersMoments("linear", formDegrees(p)) ? this.#momentKernel : this.#linearPairKernel;
    kernel.linearForce(p, fixed, neurons, displacements, force);
  }

  #prefersMoments(kind: SumKind, degrees: readonly number[]): boolean {
    return throughMoments(kind, this.dimension, this.width, degrees);
  }

  get #pairKernel(): PairKernel {
    const {dimension, width} = this;
    this.#pairs ??= pairModule
      ? new SimdPairKernel(dimension, width, this.#executor)
      : new PlainPairKernel(dimension, width);
    return this.#pairs;
  }

  get #linearPairKernel(): LinearPairKernel {
    const {dimension, width} = this;
    this.#linearPairs ??= pairModule
      ? new SimdLinearPairKernel(dimension, width, this.#executor)
      : new PlainLinearPairKernel(dimension, width);
    return this.#linearPairs;
  }

  get #momentKernel(): PairKernel & LinearPairKernel {
    const {dimension, width} = this;
    this.#moments ??= momentModule
      ? new SimdMomentKernel(dimension, width, this.#executor)
      : new PlainMomentKernel(dimension, width);
    return this.#moments;
  }
}
