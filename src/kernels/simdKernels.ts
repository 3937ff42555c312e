import {byParity} from "./blocks.js";
import {kernelBytes} from "./kernelBytes.js";

/** What the module compiled from `assembly/` exports; arguments are byte offsets into its memory, explained there. */
export interface SimdKernels {
  readonly memory: WebAssembly.Memory;
  pairs(
    blocks: number,
    blockBytes: number,
    tiles: number,
    neurons: number,
    p: number,
    force: number,
    q: number,
    sums: number
  ): void;
  linearPairs(
    blocks: number,
    blockBytes: number,
    tiles: number,
    neurons: number,
    displacements: number,
    p: number,
    slope: number,
    fixed: number,
    force: number
  ): void;
}

/** One instance for all; undefined where WebAssembly or its SIMD is missing or forbidden, or no module was compiled. */
export const simdKernels = instantiate();

function instantiate(): SimdKernels | undefined {
  try {
    const bytes = Uint8Array.from(atob(kernelBytes), (character) => character.charCodeAt(0));
    return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as unknown as SimdKernels;
  } catch {
    return undefined;
  }
}

/**
 * Hands out the memory of the kernels, number by number. Nothing in it outlasts the call of a kernel: each call begins with
 * a workspace of its own, and calls cannot overlap.
 */
export class Workspace {
  readonly #kernels: SimdKernels;
  #numbers: Float64Array<ArrayBuffer>;
  // The number at offset 0 stays free: as an address, 0 means that there is none.
  #used = 2;

  constructor(kernels: SimdKernels) {
    this.#kernels = kernels;
    this.#numbers = new Float64Array(kernels.memory.buffer as ArrayBuffer);
  }

  /** The index of `length` numbers of any value; their address is eight times that. Throws a RangeError if memory is out. */
  reserve(length: number): number {
    const index = this.#used;
    this.#used += length + (length & 1);
    const missing = this.#used - this.#numbers.length;
    if (missing > 0) {
      this.#kernels.memory.grow(Math.ceil(missing / 8192));
      this.#numbers = new Float64Array(this.#kernels.memory.buffer as ArrayBuffer);
    }
    return index;
  }

  /** Writes a polynomial, index = power, as the kernels read it and returns its index. */
  polynomial(coefficients: ArrayLike<number>): number {
    const {odd, stride, coefficients: kept} = byParity(coefficients);
    const index = this.reserve(3 + kept.length);
    this.#numbers.set([kept.length, odd ? 1 : 0, stride], index);
    this.#numbers.set(kept, index + 3);
    return index;
  }

  /** The numbers at an index; valid until the next call of `reserve` or `polynomial`. */
  numbers(index: number, length: number): Float64Array {
    return this.#numbers.subarray(index, index + length);
  }
}
