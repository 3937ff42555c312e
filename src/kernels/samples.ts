import {PlainSampleKernel} from "./plainSample.js";
import type {SampleKernel} from "./sampleKernel.js";
import {SimdSampleKernel, sampleModule} from "./simdSample.js";

/** The faster `SampleKernel` that runs here. */
export function sampleKernel(dimension: number, width: number): SampleKernel {
  return sampleModule ? new SimdSampleKernel(dimension, width) : new PlainSampleKernel(dimension, width);
}
