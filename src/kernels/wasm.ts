import {byParity} from "./blocks.js";

/** What every module compiled from `assembly/` exports besides its kernels, whose arguments are explained there. */
export interface KernelModule {
  readonly memory: WebAssembly.Memory;
}

/**
 * The one instance of a module, from its bytes in base64; undefined where WebAssembly or its SIMD is missing or forbidden,
 * or no module was compiled.
 */
export function instantiate<Module extends KernelModule>(base64: string): Module | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as unknown as Module;
  } catch {
    return undefined;
  }
}

/** The module, or an Error where it does not run. */
export function required<Module>(module: Module | undefined): Module {
  if (!module) throw new Error("WebAssembly SIMD is not available");
  return module;
}

/**
 * Hands out the memory of a module, number by number. Nothing in it outlasts the work on one job: each begins with a
 * workspace of its own, and they cannot overlap.
 */
export class Workspace {
  readonly #module: KernelModule;
  #numbers: Float64Array<ArrayBuffer>;
  // The number at offset 0 stays free: as an address, 0 means that there is none.
  #used = 2;

  constructor(module: KernelModule) {
    this.#module = module;
    this.#numbers = new Float64Array(module.memory.buffer as ArrayBuffer);
  }

  /** The index of `length` numbers of any value; their address is eight times that. Throws a RangeError if memory is out. */
  reserve(length: number): number {
    const index = this.#used;
    this.#used += length + (length & 1);
    const missing = this.#used - this.#numbers.length;
    if (missing > 0) {
      this.#module.memory.grow(Math.ceil(missing / 8192));
      this.#numbers = new Float64Array(this.#module.memory.buffer as ArrayBuffer);
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

  /** Writes integers, four bytes each, and returns the index of the first. */
  integers(values: Int32Array): number {
    const index = this.reserve(Math.ceil(values.length / 2));
    new Int32Array(this.#numbers.buffer, 8 * index, values.length).set(values);
    return index;
  }

  /** The numbers at an index; valid until the next call of `reserve`, `polynomial` or `integers`. */
  numbers(index: number, length: number): Float64Array {
    return this.#numbers.subarray(index, index + length);
  }
}
