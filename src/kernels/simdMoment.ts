import {chunkRows, chunkWidth, toChunks} from "./chunks.js";
import {currentExecutor, type Executor, type Program} from "./executor.js";
import {checkFinite} from "./input.js";
import type {LinearPairKernel} from "./linearPairKernel.js";
import {momentModule} from "./momentModule.js";
import {formDegrees, momentRecords, momentTensor, weighMoments} from "./momentTensor.js";
import {checkPairInput, type PairKernel} from "./pairKernel.js";
import {required, Workspace} from "./wasm.js";

interface MomentJob {
  readonly dimension: number;
  readonly width: number;
  readonly degree: number;
  readonly neurons: Float64Array;
  /** Where they are given, the moments are `fixed` times those of the neurons plus their derivative along these. */
  readonly displacements?: Float64Array;
  readonly fixed: number;
  readonly matrices: Float64Array;
}

/** The moment tensor of all neurons, in the layout of momentTensor.ts; every part makes some of its matrices. */
export const momentProgram: Program<MomentJob> = {
  name: "moments",
  load({dimension, width, degree, neurons, displacements, fixed, matrices}) {
    const module = required(momentModule);
    const tensor = momentTensor(dimension, degree);
    const {starts, offsets} = tensor;
    const rows = chunkRows(dimension);
    const count = Math.ceil(width / chunkWidth);
    const length = count * rows * chunkWidth;
    const memory = new Workspace(module);
    const own = memory.reserve(length);
    const moving = displacements ? memory.reserve(length) : 0;
    const scratch = memory.reserve(2 * (degree - 1 + rows) * chunkWidth);
    toChunks(neurons, dimension, 0, width, memory.numbers(own, length));
    if (displacements) toChunks(displacements, dimension, 0, width, memory.numbers(moving, length));
    const recordsOf = starts.slice(1).map((last, part) => memory.integers(momentRecords(tensor, starts[part], last)));
    const sums = memory.reserve(Math.max(...starts.slice(1).map((last, p) => offsets[last] - offsets[starts[p]])));
    return (part) => {
      const [first, last] = [starts[part], starts[part + 1]];
      const size = offsets[last] - offsets[first];
      const partSums = memory.numbers(sums, size).fill(0);
      module.moments(
        last - first,
        degree - 2,
        8 * recordsOf[part],
        rows,
        count,
        8 * own,
        8 * moving,
        fixed,
        8 * scratch,
        8 * sums
      );
      for (let r = first; r < last; ++r)
        weighMoments(
          tensor,
          r,
          partSums.subarray(offsets[r] - offsets[first]),
          matrices.subarray(offsets[r], offsets[r + 1])
        );
    };
  }
};

interface GradientJob {
  readonly dimension: number;
  readonly width: number;
  readonly degree: number;
  readonly neurons: Float64Array;
  readonly matrices: Float64Array;
  /** Chunks of neurons in a part. */
  readonly chunksPerPart: number;
  /** d×m; scale times the gradient is added to it. */
  readonly force?: Float64Array;
  readonly scale: number;
  /** Length m; sumScale times ⟨w_i, gradient_i⟩ is added to it. */
  readonly sums?: Float64Array;
  readonly sumScale: number;
}

/** The gradients of the tensor's form at all neurons; every part does some of the neurons. */
export const gradientProgram: Program<GradientJob> = {
  name: "gradients",
  load({dimension, width, degree, neurons, matrices, chunksPerPart, force, scale, sums, sumScale}) {
    const module = required(momentModule);
    const tensor = momentTensor(dimension, degree);
    const rows = chunkRows(dimension);
    const length = chunksPerPart * rows * chunkWidth;
    const memory = new Workspace(module);
    const own = memory.reserve(length);
    const gradient = memory.reserve(length);
    const scratch = memory.reserve((2 * (degree - 1) + 1) * chunkWidth);
    const records = memory.integers(momentRecords(tensor, 0, tensor.count));
    const all = memory.reserve(tensor.size);
    memory.numbers(all, tensor.size).set(matrices.subarray(0, tensor.size));
    return (part) => {
      const first = part * chunksPerPart * chunkWidth;
      const last = Math.min(width, first + chunksPerPart * chunkWidth);
      const count = Math.ceil((last - first) / chunkWidth);
      toChunks(neurons, dimension, first, last, memory.numbers(own, length));
      module.gradients(tensor.count, degree - 2, 8 * records, rows, count, 8 * own, 8 * all, 8 * scratch, 8 * gradient);
      const result = memory.numbers(gradient, length);
      for (let start = first, chunk = 0; start < last; start += chunkWidth, chunk += rows * chunkWidth) {
        const lanes = Math.min(chunkWidth, last - start);
        for (let c = 0; c < dimension; ++c) {
          const row = c * width + start;
          const at = chunk + c * chunkWidth;
          if (force) for (let a = 0; a < lanes; ++a) force[row + a] += scale * result[at + a];
          if (sums) for (let a = 0; a < lanes; ++a) sums[start + a] += sumScale * (neurons[row + a] * result[at + a]);
        }
      }
    };
  }
};

/**
 * The sums of `PairKernel` and `LinearPairKernel` through moment tensors: Σ_j ⟨w_i, w_j⟩^k is a form of degree k in w_i, whose
 * coefficients are sums over the neurons, so that the cost grows with m, not m² (assembly/moments.ts). The degree k of a form is
 * one more than the power of s in p, and the power itself in q.
 */
export class SimdMomentKernel implements PairKernel, LinearPairKernel {
  readonly dimension: number;
  readonly width: number;
  readonly #executor: Executor;
  readonly #chunksPerPart: number;
  readonly #neurons: Float64Array;
  readonly #force: Float64Array;
  #displacements: Float64Array | undefined;
  #sums: Float64Array | undefined;
  #matrices: Float64Array | undefined;

  /** Throws an Error where the module does not run. */
  constructor(dimension: number, width: number, executor = currentExecutor()) {
    required(momentModule);
    this.dimension = dimension;
    this.width = width;
    this.#executor = executor;
    this.#chunksPerPart = Math.ceil(width / chunkWidth / 32);
    this.#neurons = executor.allocate(dimension * width);
    this.#force = executor.allocate(dimension * width);
  }

  force(
    p: ArrayLike<number>,
    neurons: Float64Array,
    force: Float64Array,
    q?: ArrayLike<number>,
    sums?: Float64Array
  ): void {
    checkPairInput(this, {p, neurons, force, q, sums});
    this.#run(p, sums ? q : undefined, neurons);
    force.set(this.#force);
    if (sums && q) sums.set(this.#sums!);
  }

  sums(q: ArrayLike<number>, neurons: Float64Array, sums: Float64Array): void {
    checkPairInput(this, {q, neurons, sums});
    this.#run(undefined, q, neurons);
    sums.set(this.#sums!);
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
    this.#displacements ??= this.#executor.allocate(this.#neurons.length);
    this.#displacements.set(displacements);
    this.#run(p, undefined, neurons, fixed, this.#displacements);
    force.set(this.#force);
  }

  #run(
    p: ArrayLike<number> | undefined,
    q: ArrayLike<number> | undefined,
    neurons: Float64Array,
    fixed = 1,
    displacements?: Float64Array
  ): void {
    const {dimension, width} = this;
    const [force, sums] = [p ? this.#force.fill(0) : undefined, q ? this.#emptySums(q) : undefined];
    this.#neurons.set(neurons);
    for (const degree of formDegrees(p, q)) {
      const scale = p?.[degree - 1] ?? 0;
      const sumScale = q?.[degree] ?? 0;
      if (degree === 1) {
        this.#addFirst(scale * fixed, sumScale, neurons, force, sums);
        if (displacements) this.#addFirst(scale, 0, displacements, force);
        continue;
      }
      const {size} = momentTensor(dimension, degree);
      if ((this.#matrices?.length ?? 0) < size) this.#matrices = this.#executor.allocate(size);
      const shape = {dimension, width, degree, neurons: this.#neurons, matrices: this.#matrices!};
      const {starts} = momentTensor(dimension, degree);
      this.#executor.run(momentProgram, {...shape, displacements, fixed}, starts.length - 1);
      this.#executor.run(
        gradientProgram,
        {
          ...shape,
          chunksPerPart: this.#chunksPerPart,
          force: scale !== 0 ? force : undefined,
          scale,
          sums: sumScale !== 0 ? sums : undefined,
          sumScale
        },
        Math.ceil(width / chunkWidth / this.#chunksPerPart)
      );
    }
  }

  #emptySums(q: ArrayLike<number>): Float64Array {
    this.#sums ??= this.#executor.allocate(this.width);
    return this.#sums.fill(q[0] * this.width);
  }

  /** The form of degree 1: force_i += scale Σ_j w_j and sums_i += sumScale ⟨w_i, Σ_j w_j⟩. */
  #addFirst(scale: number, sumScale: number, neurons: Float64Array, force?: Float64Array, sums?: Float64Array): void {
    const {dimension, width} = this;
    for (let c = 0; c < dimension; ++c) {
      const row = neurons.subarray(c * width, (c + 1) * width);
      let total = 0;
      for (let i = 0; i < width; ++i) total += row[i];
      for (let i = 0; i < width; ++i) {
        if (force) force[c * width + i] += scale * total;
        if (sums) sums[i] += sumScale * (row[i] * total);
      }
    }
  }
}
