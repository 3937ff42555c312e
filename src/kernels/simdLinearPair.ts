import {addParts} from "./addParts.js";
import {blockLength, fromBlocks, toBlocks} from "./blocks.js";
import {currentExecutor, type Executor, type Program} from "./executor.js";
import {checkFinite} from "./input.js";
import type {LinearPairKernel} from "./linearPairKernel.js";
import {checkPairInput} from "./pairKernel.js";
import {pairModule} from "./pairModule.js";
import {PairSchedule} from "./pairSchedule.js";
import {required, Workspace} from "./wasm.js";

interface LinearPairJob {
  readonly dimension: number;
  readonly width: number;
  readonly neurons: Float64Array;
  readonly displacements: Float64Array;
  readonly p: readonly number[];
  readonly fixed: number;
  /** Of each part, one after the other: forces in blocks. */
  readonly force: Float64Array;
}

/** The sums of assembly/linearPairs.ts, in the parts of a PairSchedule. */
export const linearPairProgram: Program<LinearPairJob> = {
  name: "linear pairs",
  load({dimension, width, neurons, displacements, p, fixed, force}) {
    const module = required(pairModule);
    const schedule = new PairSchedule(dimension, width);
    const length = blockLength(dimension, width);
    const blockBytes = 32 * dimension;
    const memory = new Workspace(module);
    const tiles = 8 * memory.reserve(5 * 16);
    const [own, moving, forceAt] = [memory.reserve(length), memory.reserve(length), memory.reserve(length)];
    const slope = Array.from({length: Math.max(1, p.length - 1)}, (_, k) => (k + 1) * (p[k + 1] ?? 0));
    const [pAt, slopeAt] = [8 * memory.polynomial(p), 8 * memory.polynomial(slope)];
    for (const [numbers, index] of [
      [neurons, own],
      [displacements, moving]
    ] as const)
      toBlocks(numbers, dimension, width, memory.numbers(index, length).fill(0, length - 4 * dimension));
    return (part) => {
      const partForce = memory.numbers(forceAt, length).fill(0);
      for (const [A, B] of schedule.pairsOf(part)) {
        const [a, b] = [A.first * blockBytes, B.first * blockBytes];
        module.linearPairs(
          blockBytes,
          tiles,
          A.count,
          8 * own + a,
          8 * moving + a,
          B.count,
          8 * own + b,
          8 * moving + b,
          pAt,
          slopeAt,
          fixed,
          8 * forceAt + a,
          8 * forceAt + b
        );
      }
      force.set(partForce, part * length);
    };
  }
};

/** `LinearPairKernel` in WebAssembly, two neurons to a vector (assembly/linearPairs.ts). */
export class SimdLinearPairKernel implements LinearPairKernel {
  readonly dimension: number;
  readonly width: number;
  readonly #executor: Executor;
  readonly #parts: number;
  readonly #neurons: Float64Array;
  readonly #displacements: Float64Array;
  readonly #force: Float64Array;

  /** Throws an Error where the module does not run. */
  constructor(dimension: number, width: number, executor = currentExecutor()) {
    required(pairModule);
    this.dimension = dimension;
    this.width = width;
    this.#executor = executor;
    this.#parts = new PairSchedule(dimension, width).parts;
    this.#neurons = executor.allocate(dimension * width);
    this.#displacements = executor.allocate(dimension * width);
    this.#force = executor.allocate(this.#parts * blockLength(dimension, width));
  }

  linearForce(
    p: ArrayLike<number>,
    fixed: number,
    neurons: Float64Array,
    displacements: Float64Array,
    force: Float64Array
  ): void {
    checkPairInput(this, {p, neurons, displacements, force});
    checkFinite("fixed", [fixed]);
    const {dimension, width} = this;
    this.#neurons.set(neurons);
    this.#displacements.set(displacements);
    this.#executor.run(
      linearPairProgram,
      {
        dimension,
        width,
        neurons: this.#neurons,
        displacements: this.#displacements,
        p: Array.from(p),
        fixed,
        force: this.#force
      },
      this.#parts
    );
    fromBlocks(
      addParts(this.#executor, this.#force, blockLength(dimension, width), this.#parts),
      dimension,
      width,
      force
    );
  }
}
