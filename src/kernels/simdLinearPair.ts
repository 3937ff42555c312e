import {blockLength, fromBlocks, toBlocks} from "./blocks.js";
import type {LinearPairKernel} from "./linearPair.js";
import {type SimdKernels, simdKernels, Workspace} from "./simdKernels.js";

/** `LinearPairKernel` in WebAssembly, two neurons to a vector (assembly/linearPairs.ts). */
export class SimdLinearPairKernel implements LinearPairKernel {
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
    fixed: number,
    neurons: Float64Array,
    displacements: Float64Array,
    force: Float64Array
  ): void {
    const {dimension, width} = this;
    const length = blockLength(dimension, width);
    const memory = new Workspace(this.#kernels);
    const tiles = memory.reserve(5 * 16);
    const [own, displaced, result] = [memory.reserve(length), memory.reserve(length), memory.reserve(length)];
    const slope = memory.polynomial(
      Array.from({length: Math.max(1, p.length - 1)}, (_, k) => (k + 1) * (p[k + 1] ?? 0))
    );
    const values = memory.polynomial(p);
    for (const [numbers, index] of [
      [neurons, own],
      [displacements, displaced]
    ] as const)
      toBlocks(numbers, dimension, width, memory.numbers(index, length).fill(0, length - 4 * dimension));
    this.#kernels.linearPairs(
      Math.ceil(width / 4),
      32 * dimension,
      8 * tiles,
      8 * own,
      8 * displaced,
      8 * values,
      8 * slope,
      fixed,
      8 * result
    );
    fromBlocks(memory.numbers(result, length), dimension, width, force);
  }
}
