import type {Activation} from "./activation.js";
import {checkCount, checkLength, checkNumbers} from "./input.js";

/**
 * The network f(x) = (1/m) Σ_i a_i σ(⟨w_i, x⟩) on samples, and the gradient of its mean square error. Neurons are d×m and
 * samples d×n, coordinate-major; the a_i (length m) are 1 where they are not given. O(nmd) operations, and O((n + m)d) memory:
 * the n×m scalar products are never stored. The order of every sum depends on d, m and n alone. Both methods throw a
 * KernelInputError when an array has the wrong length or a number is not finite, and have then written nothing.
 */
export interface SampleKernel {
  readonly dimension: number;
  readonly width: number;

  /** outputs_b = f(x_b) (length n). */
  outputs(
    activation: Activation,
    neurons: Float64Array,
    samples: Float64Array,
    outputs: Float64Array,
    signs?: Float64Array
  ): void;

  /**
   * outputs_b = f(x_b) and gradient_i = (1/n) Σ_b (f(x_b) − y_b) a_i σ′(⟨w_i, x_b⟩) x_b (d×m), with the targets y (length n): m/2
   * times the gradient of (1/n) Σ_b (f(x_b) − y_b)² with respect to w_i. σ′ of max(0, z) is 0 at 0.
   */
  gradient(
    activation: Activation,
    neurons: Float64Array,
    samples: Float64Array,
    targets: Float64Array,
    gradient: Float64Array,
    outputs: Float64Array,
    signs?: Float64Array
  ): void;
}

/** Throws a KernelInputError unless what is given fits a kernel of this shape; returns the number n of samples. */
export function checkSampleInput(
  {dimension, width}: Pick<SampleKernel, "dimension" | "width">,
  input: {
    readonly neurons: Float64Array;
    readonly samples: Float64Array;
    readonly outputs: Float64Array;
    readonly targets?: Float64Array;
    readonly gradient?: Float64Array;
    readonly signs?: Float64Array;
  }
): number {
  const {neurons, samples, outputs, targets, gradient, signs} = input;
  const count = samples.length / dimension;
  checkCount("the number of samples", count, 1);
  checkNumbers("neurons", neurons, dimension * width);
  checkNumbers("samples", samples, dimension * count);
  checkLength("outputs", outputs, count);
  if (targets) checkNumbers("targets", targets, count);
  if (gradient) checkLength("gradient", gradient, dimension * width);
  if (signs) checkNumbers("signs", signs, width);
  return count;
}
