import {
  checkDriftStage,
  checkDriftStart,
  checkDriftTerms,
  type DriftKernel,
  type DriftStage,
  type DriftTerms
} from "./driftKernel.js";
import {checkLength} from "./input.js";
import {driftBytes} from "./kernelBytes.js";
import {instantiate, type KernelModule, required, Workspace} from "./wasm.js";

/** The module of assembly/driftModule.ts; arguments are byte offsets into its memory, or counts, explained there. */
interface DriftModule extends KernelModule {
  stage(
    dimension: number,
    width: number,
    rowBytes: number,
    terms: number,
    exponents: number,
    strengths: number,
    references: number,
    degree: number,
    field: number,
    vectors: number,
    slow0: number,
    slow1: number,
    slow2: number,
    weight0: number,
    weight1: number,
    weight2: number,
    weight: number,
    sum: number,
    next: number,
    base: number,
    to: number,
    scratch: number
  ): void;
}

export const driftModule = instantiate<DriftModule>(driftBytes);

/** Where a step's numbers lie in the memory of the module. */
interface Layout {
  readonly memory: Workspace;
  readonly base: number;
  readonly stage: number;
  readonly sum: number;
  readonly slow: readonly number[];
  readonly exponents: number;
  readonly strengths: number;
  readonly references: number;
  readonly field: number;
  readonly scratch: number;
}

/** The largest degree of p. */
const largestDegree = 64;

/** `DriftKernel` in WebAssembly, two vectors to a vector (assembly/drift.ts). */
export class SimdDriftKernel implements DriftKernel {
  readonly dimension: number;
  readonly width: number;
  readonly terms: DriftTerms;
  readonly #module: DriftModule;
  /** Numbers in a row: m, made even. */
  readonly #stride: number;
  #layout: Layout | undefined;
  #isFirst = true;

  /** Throws an Error where the module does not run, a KernelInputError for terms that make no sense. */
  constructor(dimension: number, width: number, terms: DriftTerms) {
    this.#module = required(driftModule);
    checkDriftTerms(terms);
    this.dimension = dimension;
    this.width = width;
    this.terms = terms;
    this.#stride = width + (width & 1);
  }

  start(vectors: Float64Array, slow: readonly Float64Array[]): void {
    checkDriftStart(this, vectors, slow);
    const {dimension, terms} = this;
    const length = dimension * this.#stride;
    const count = terms.exponents.length;
    const memory = new Workspace(this.#module);
    const [base, stage, sum] = [memory.reserve(length), memory.reserve(length), memory.reserve(length)];
    const slowAt = slow.map(() => memory.reserve(length));
    const exponents = memory.integers(Int32Array.from(terms.exponents));
    const strengths = memory.reserve(count);
    const references = memory.reserve(count);
    const field = memory.reserve(largestDegree + 1);
    const scratch = memory.reserve(count * (this.#stride + 128 + dimension) + (dimension + 2) * 128);
    memory.numbers(strengths, count).set(terms.strengths);
    this.#layout = {memory, base, stage, sum, slow: slowAt, exponents, strengths, references, field, scratch};
    this.#write(vectors, base);
    this.#write(vectors, sum);
    for (const [q, part] of slow.entries()) this.#write(part, slowAt[q]);
    this.#isFirst = true;
  }

  stage(stage: DriftStage): void {
    const {dimension, width, terms} = this;
    const at = this.#layout!;
    checkDriftStage(terms, at.slow.length, stage);
    const {field, references, slowWeights, weight, next} = stage;
    at.memory.numbers(at.references, references.length).set(references);
    at.memory.numbers(at.field, field.length).set(field);
    const [a, b = 0, c = 0] = slowWeights;
    const [x, y = x, z = x] = at.slow;
    this.#module.stage(
      dimension,
      width,
      8 * this.#stride,
      terms.exponents.length,
      8 * at.exponents,
      8 * at.strengths,
      8 * at.references,
      field.length - 1,
      8 * at.field,
      8 * (this.#isFirst ? at.base : at.stage),
      8 * x,
      8 * y,
      8 * z,
      a,
      b,
      c,
      weight,
      8 * at.sum,
      next,
      8 * at.base,
      8 * at.stage,
      8 * at.scratch
    );
    this.#isFirst = false;
  }

  step(): void {
    const {memory, base, sum} = this.#layout!;
    const length = this.dimension * this.#stride;
    memory.numbers(base, length).set(memory.numbers(sum, length));
    this.#isFirst = true;
  }

  read(vectors: Float64Array): void {
    checkLength("vectors", vectors, this.dimension * this.width);
    this.#read(this.#layout!.base, vectors);
  }

  evaluate(
    vectors: Float64Array,
    slow: readonly Float64Array[],
    stage: Pick<DriftStage, "field" | "references" | "slowWeights">,
    rate: Float64Array
  ): void {
    checkLength("rate", rate, this.dimension * this.width);
    this.start(vectors, slow);
    const {memory, sum} = this.#layout!;
    memory.numbers(sum, this.dimension * this.#stride).fill(0);
    this.stage({...stage, weight: 1, next: 0});
    this.#read(sum, rate);
  }

  #write(numbers: Float64Array, index: number): void {
    const {dimension, width} = this;
    const to = this.#layout!.memory.numbers(index, dimension * this.#stride);
    if (this.#stride === width) to.set(numbers);
    else
      for (let c = 0; c < dimension; ++c) {
        to.set(numbers.subarray(c * width, (c + 1) * width), c * this.#stride);
        to[c * this.#stride + width] = 0;
      }
  }

  #read(index: number, numbers: Float64Array): void {
    const {dimension, width} = this;
    const from = this.#layout!.memory.numbers(index, dimension * this.#stride);
    if (this.#stride === width) numbers.set(from);
    else
      for (let c = 0; c < dimension; ++c)
        numbers.set(from.subarray(c * this.#stride, c * this.#stride + width), c * width);
  }
}
