import {type Activation, type ActivationForm, activationForm} from "./activation.js";
import {addParts} from "./addParts.js";
import {blockLength, fromBlocks, toBlocks} from "./blocks.js";
import {currentExecutor, type Executor, type Program} from "./executor.js";
import {sampleBytes} from "./kernelBytes.js";
import {checkSampleInput, type SampleKernel} from "./sampleKernel.js";
import {instantiate, type KernelModule, required, Workspace} from "./wasm.js";

/** The module of assembly/sampleModule.ts; arguments are byte offsets into its memory, explained there. */
interface SampleModule extends KernelModule {
  samples(
    groups: number,
    blocks: number,
    blockBytes: number,
    samples: number,
    neurons: number,
    signs: number,
    gamma: number,
    bell: number,
    polynomial: number,
    bellSlope: number,
    polynomialSlope: number,
    mean: number,
    outputs: number,
    gradient: number,
    scratch: number
  ): void;
}

export const sampleModule = instantiate<SampleModule>(sampleBytes);

/** Samples that share one pass through the neurons. */
const groupSize = 16;

/** The most groups whose samples lie in the memory of the kernel at once. */
const groupsAtOnce = 16;

interface SampleJob {
  readonly dimension: number;
  readonly width: number;
  readonly form: ActivationForm;
  readonly neurons: Float64Array;
  readonly signs: Float64Array;
  readonly samples: Float64Array;
  /** Targets before, outputs after. */
  readonly outputs: Float64Array;
  readonly groupsPerPart: number;
  /** Of each part, one after the other, in blocks. */
  readonly gradient?: Float64Array;
}

/** The sums of assembly/samples.ts; every part does some of the samples. */
export const sampleProgram: Program<SampleJob> = {
  name: "samples",
  load({dimension, width, form, neurons, signs, samples, outputs, groupsPerPart, gradient}) {
    const module = required(sampleModule);
    const count = outputs.length;
    const blocks = Math.ceil(width / 4);
    const length = blockLength(dimension, width);
    const memory = new Workspace(module);
    const scratch = memory.reserve((5 + 4 * blocks) * 16);
    const own = memory.reserve(length);
    const signsAt = memory.reserve(4 * blocks);
    const gradientAt = gradient ? memory.reserve(length) : 0;
    const samplesAt = memory.reserve(groupsAtOnce * groupSize * dimension);
    const outputsAt = memory.reserve(groupsAtOnce * groupSize);
    const {bell, polynomial, bellSlope, polynomialSlope} = form;
    const polynomials = [bell, polynomial, bellSlope, polynomialSlope].map((p) => (p ? 8 * memory.polynomial(p) : 0));
    memory
      .numbers(signsAt, 4 * blocks)
      .fill(0)
      .set(signs);
    toBlocks(neurons, dimension, width, memory.numbers(own, length).fill(0, length - 4 * dimension));
    return (part) => {
      const partGradient = memory.numbers(gradientAt, gradient ? length : 0).fill(0);
      const end = Math.min(count, (part + 1) * groupsPerPart * groupSize);
      for (let first = part * groupsPerPart * groupSize; first < end; first += groupsAtOnce * groupSize) {
        const last = Math.min(end, first + groupsAtOnce * groupSize);
        const groups = Math.ceil((last - first) / groupSize);
        const x = memory.numbers(samplesAt, groups * groupSize * dimension).fill(0);
        toBlocks(samples, dimension, count, x, first, last);
        const results = memory.numbers(outputsAt, groups * groupSize).fill(0);
        results.set(outputs.subarray(first, last));
        module.samples(
          groups,
          blocks,
          32 * dimension,
          8 * samplesAt,
          8 * own,
          8 * signsAt,
          form.gamma,
          polynomials[0],
          polynomials[1],
          polynomials[2],
          polynomials[3],
          1 / width,
          8 * outputsAt,
          8 * gradientAt,
          8 * scratch
        );
        outputs.set(results.subarray(0, last - first), first);
      }
      gradient?.set(partGradient, part * length);
    };
  }
};

/** `SampleKernel` in WebAssembly, two neurons to a vector (assembly/samples.ts). */
export class SimdSampleKernel implements SampleKernel {
  readonly dimension: number;
  readonly width: number;
  readonly #executor: Executor;
  readonly #neurons: Float64Array;
  readonly #signs: Float64Array;
  #samples: Float64Array = new Float64Array(0);
  #outputs: Float64Array = new Float64Array(0);
  #gradient: Float64Array = new Float64Array(0);

  /** Throws an Error where the module does not run. */
  constructor(dimension: number, width: number, executor = currentExecutor()) {
    required(sampleModule);
    this.dimension = dimension;
    this.width = width;
    this.#executor = executor;
    this.#neurons = executor.allocate(dimension * width);
    this.#signs = executor.allocate(width);
  }

  outputs(
    activation: Activation,
    neurons: Float64Array,
    samples: Float64Array,
    outputs: Float64Array,
    signs?: Float64Array
  ): void {
    checkSampleInput(this, {neurons, samples, outputs, signs});
    this.#run(activationForm(activation), neurons, samples, outputs, signs);
  }

  gradient(
    activation: Activation,
    neurons: Float64Array,
    samples: Float64Array,
    targets: Float64Array,
    gradient: Float64Array,
    outputs: Float64Array,
    signs?: Float64Array
  ): void {
    const count = checkSampleInput(this, {neurons, samples, outputs, targets, gradient, signs});
    this.#run(activationForm(activation), neurons, samples, outputs, signs, targets, gradient);
    const {dimension, width} = this;
    for (let i = 0; i < width; ++i) this.#signs[i] /= count;
    for (let c = 0, k = 0; c < dimension; ++c) for (let i = 0; i < width; ++i, ++k) gradient[k] *= this.#signs[i];
  }

  #run(
    form: ActivationForm,
    neurons: Float64Array,
    samples: Float64Array,
    outputs: Float64Array,
    signs?: Float64Array,
    targets?: Float64Array,
    gradient?: Float64Array
  ): void {
    const {dimension, width} = this;
    const count = outputs.length;
    const length = blockLength(dimension, width);
    const groups = Math.ceil(count / groupSize);
    const groupsPerPart = Math.ceil(groups / Math.min(16, groups, Math.ceil(2 ** 24 / length)));
    const parts = Math.ceil(groups / groupsPerPart);
    if (this.#outputs.length !== count) {
      this.#samples = this.#executor.allocate(dimension * count);
      this.#outputs = this.#executor.allocate(count);
    }
    if (gradient && this.#gradient.length < parts * length) this.#gradient = this.#executor.allocate(parts * length);
    this.#neurons.set(neurons);
    this.#samples.set(samples);
    if (targets) this.#outputs.set(targets);
    if (signs) this.#signs.set(signs);
    else this.#signs.fill(1);
    this.#executor.run(
      sampleProgram,
      {
        dimension,
        width,
        form,
        neurons: this.#neurons,
        signs: this.#signs,
        samples: this.#samples,
        outputs: this.#outputs,
        groupsPerPart,
        gradient: gradient && this.#gradient
      },
      parts
    );
    outputs.set(this.#outputs);
    if (gradient) fromBlocks(addParts(this.#executor, this.#gradient, length, parts), dimension, width, gradient);
  }
}
