import {blockLength, fromBlocks, toBlocks} from "./blocks.js";
import type {PairKernel} from "./pair.js";
import {type SimdKernels, simdKernels, Workspace} from "./simdKernels.js";

/** `PairKernel` in WebAssembly, two neurons to a vector (assembly/pairs.ts). */
export class SimdPairKernel implements PairKernel {
  readonly dimension: number;
  readonly width: number;
  readonly #kernels: SimdKernels;

  /** Throws an Error where the module does not run. */
  constructor(dimension: number, width: number) {
    if (!simdKernels) throw new Error("WebAssembly SIMD is not available");
    this.#kernels = simdKernels;
    this.dimension = dimension;
    this.width = width;
  }

  force(
    p: ArrayLike<number>,
    neurons: Float64Array,
    force: Float64Array,
    q?: ArrayLike<number>,
    sums?: Float64Array
  ): void {
    this.#run(neurons, p, force, q, sums);
  }

  sums(q: ArrayLike<number>, neurons: Float64Array, sums: Float64Array): void {
    this.#run(neurons, undefined, undefined, q, sums);
  }

  #run(
    neurons: Float64Array,
    p?: ArrayLike<number>,
    force?: Float64Array,
    q?: ArrayLike<number>,
    sums?: Float64Array
  ): void {
    const {dimension, width} = this;
    const length = blockLength(dimension, width);
    const blocks = Math.ceil(width / 4);
    const memory = new Workspace(this.#kernels);
    const tiles = memory.reserve(3 * 16);
    const own = memory.reserve(length);
    const forceAt = p && force ? memory.reserve(length) : 0;
    const sumsAt = q && sums ? memory.reserve(4 * blocks) : 0;
    const pAt = p && force ? memory.polynomial(p) : 0;
    const qAt = q && sums ? memory.polynomial(q) : 0;
    const X = memory.numbers(own, length).fill(0, length - 4 * dimension);
    toBlocks(neurons, dimension, width, X);
    this.#kernels.pairs(blocks, 32 * dimension, 8 * tiles, 8 * own, 8 * pAt, 8 * forceAt, 8 * qAt, 8 * sumsAt);
    if (force) fromBlocks(memory.numbers(forceAt, length), dimension, width, force);
    if (q && sums) {
      // The zeros that fill the last block have counted q(0) each.
      const padding = (4 * blocks - width) * q[0];
      const padded = memory.numbers(sumsAt, width);
      for (let i = 0; i < width; ++i) sums[i] = padded[i] - padding;
    }
  }
}
