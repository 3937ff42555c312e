import {type Activation, activationForm, gaussian} from "./activation.js";
import {checkSampleInput, type SampleKernel} from "./sampleKernel.js";

/** `SampleKernel` in plain TypeScript, sample after sample and neuron after neuron. */
export class PlainSampleKernel implements SampleKernel {
  readonly dimension: number;
  readonly width: number;

  constructor(dimension: number, width: number) {
    this.dimension = dimension;
    this.width = width;
  }

  outputs(
    activation: Activation,
    neurons: Float64Array,
    samples: Float64Array,
    outputs: Float64Array,
    signs?: Float64Array
  ): void {
    checkSampleInput(this, {neurons, samples, outputs, signs});
    this.#run(activation, neurons, samples, outputs, signs);
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
    checkSampleInput(this, {neurons, samples, outputs, targets, gradient, signs});
    this.#run(activation, neurons, samples, outputs, signs, targets, gradient);
  }

  #run(
    activation: Activation,
    neurons: Float64Array,
    samples: Float64Array,
    outputs: Float64Array,
    signs: Float64Array = new Float64Array(this.width).fill(1),
    targets?: Float64Array,
    gradient?: Float64Array
  ): void {
    const {dimension, width} = this;
    const {value, slope} = functions(activation);
    const count = outputs.length;
    const products = new Float64Array(width);
    gradient?.fill(0);
    for (let b = 0; b < count; ++b) {
      products.fill(0);
      for (let c = 0; c < dimension; ++c)
        for (let i = 0; i < width; ++i) products[i] += neurons[c * width + i] * samples[c * count + b];
      outputs[b] = products.reduce((sum, z, i) => sum + signs[i] * value(z), 0) / width;
      if (!targets || !gradient) continue;
      for (let i = 0; i < width; ++i) {
        const weight = ((outputs[b] - targets[b]) * signs[i] * slope(products[i])) / count;
        for (let c = 0; c < dimension; ++c) gradient[c * width + i] += weight * samples[c * count + b];
      }
    }
  }
}

/** σ and σ′ of a number. */
function functions(activation: Activation): Record<"value" | "slope", (z: number) => number> {
  if (activation === "relu") return {value: (z) => Math.max(0, z), slope: (z) => (z > 0 ? 1 : 0)};
  const {gamma, bell, polynomial, bellSlope, polynomialSlope} = activationForm(activation);
  const horner = (p: readonly number[], z: number) => p.reduceRight((sum, a) => sum * z + a, 0);
  const sum = (A: readonly number[], B: readonly number[]) => (z: number) =>
    horner(B, z) + (bell ? horner(A, z) * gaussian(gamma, z) : 0);
  return {value: sum(bell ?? [0], polynomial), slope: sum(bellSlope, polynomialSlope)};
}
