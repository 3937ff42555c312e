import {addParts} from "./addParts.js";
import {blockLength, fromBlocks, toBlocks} from "./blocks.js";
import {currentExecutor, type Executor, type Program} from "./executor.js";
import {checkPairInput, type PairKernel} from "./pairKernel.js";
import {pairModule} from "./pairModule.js";
import {PairSchedule} from "./pairSchedule.js";
import {required, Workspace} from "./wasm.js";

interface PairJob {
  readonly dimension: number;
  readonly width: number;
  readonly neurons: Float64Array;
  readonly p?: readonly number[];
  readonly q?: readonly number[];
  /** Of each part, one after the other: forces in blocks. */
  readonly force?: Float64Array;
  /** Of each part: one number a neuron, those that fill the last block included. */
  readonly sums?: Float64Array;
}

/** The sums of assembly/pairs.ts, in the parts of a PairSchedule. */
export const pairProgram: Program<PairJob> = {
  name: "pairs",
  load({dimension, width, neurons, p, q, force, sums}) {
    const module = required(pairModule);
    const schedule = new PairSchedule(dimension, width);
    const length = blockLength(dimension, width);
    const rows = length / dimension;
    const blockBytes = 32 * dimension;
    const memory = new Workspace(module);
    const tiles = 8 * memory.reserve(3 * 16);
    const own = memory.reserve(length);
    const forceAt = p ? memory.reserve(length) : 0;
    const sumsAt = q ? memory.reserve(rows) : 0;
    const pAt = p ? 8 * memory.polynomial(p) : 0;
    const qAt = q ? 8 * memory.polynomial(q) : 0;
    toBlocks(neurons, dimension, width, memory.numbers(own, length).fill(0, length - 4 * dimension));
    return (part) => {
      const partForce = memory.numbers(forceAt, p ? length : 0).fill(0);
      const partSums = memory.numbers(sumsAt, q ? rows : 0).fill(0);
      for (const [A, B] of schedule.pairsOf(part)) {
        const [a, b] = [A.first * blockBytes, B.first * blockBytes];
        module.pairs(
          blockBytes,
          tiles,
          A.count,
          8 * own + a,
          B.count,
          8 * own + b,
          pAt,
          8 * forceAt + a,
          8 * forceAt + b,
          qAt,
          8 * sumsAt + 32 * A.first,
          8 * sumsAt + 32 * B.first
        );
      }
      force?.set(partForce, part * length);
      sums?.set(partSums, part * rows);
    };
  }
};

/** `PairKernel` in WebAssembly, two neurons to a vector (assembly/pairs.ts). */
export class SimdPairKernel implements PairKernel {
  readonly dimension: number;
  readonly width: number;
  readonly #executor: Executor;
  readonly #parts: number;
  readonly #neurons: Float64Array;
  #force: Float64Array | undefined;
  #sums: Float64Array | undefined;

  /** Throws an Error where the module does not run. */
  constructor(dimension: number, width: number, executor = currentExecutor()) {
    required(pairModule);
    this.dimension = dimension;
    this.width = width;
    this.#executor = executor;
    this.#parts = new PairSchedule(dimension, width).parts;
    this.#neurons = executor.allocate(dimension * width);
  }

  force(
    p: ArrayLike<number>,
    neurons: Float64Array,
    force: Float64Array,
    q?: ArrayLike<number>,
    sums?: Float64Array
  ): void {
    checkPairInput(this, {p, neurons, force, q, sums});
    const {dimension, width} = this;
    const length = blockLength(dimension, width);
    const parts = this.#run(neurons, p, q);
    fromBlocks(addParts(this.#executor, parts.force!, length, this.#parts), dimension, width, force);
    if (q && sums) this.#readSums(q, parts.sums!, sums);
  }

  sums(q: ArrayLike<number>, neurons: Float64Array, sums: Float64Array): void {
    checkPairInput(this, {neurons, q, sums});
    this.#readSums(q, this.#run(neurons, undefined, q).sums!, sums);
  }

  #run(neurons: Float64Array, p?: ArrayLike<number>, q?: ArrayLike<number>): Pick<PairJob, "force" | "sums"> {
    const {dimension, width} = this;
    const length = blockLength(dimension, width);
    if (p) this.#force ??= this.#executor.allocate(this.#parts * length);
    if (q) this.#sums ??= this.#executor.allocate((this.#parts * length) / dimension);
    this.#neurons.set(neurons);
    const job = {
      dimension,
      width,
      neurons: this.#neurons,
      p: p && Array.from(p),
      q: q && Array.from(q),
      force: p && this.#force,
      sums: q && this.#sums
    };
    this.#executor.run(pairProgram, job, this.#parts);
    return job;
  }

  /** The zeros that fill the last block have counted q(0) each. */
  #readSums(q: ArrayLike<number>, parts: Float64Array, sums: Float64Array): void {
    const rows = parts.length / this.#parts;
    const padding = (rows - this.width) * q[0];
    const padded = addParts(this.#executor, parts, rows, this.#parts);
    for (let i = 0; i < this.width; ++i) sums[i] = padded[i] - padding;
  }
}
