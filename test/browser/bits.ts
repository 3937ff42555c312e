import {SimdLinearPairKernel} from "../../src/kernels/simdLinearPair.js";
import {SimdMomentKernel} from "../../src/kernels/simdMoment.js";
import {SimdPairKernel} from "../../src/kernels/simdPair.js";
import {SimdSampleKernel} from "../../src/kernels/simdSample.js";
import {GradientFlow} from "../../src/meanfield/particles.js";
import {findProblem} from "../../src/meanfield/problems.js";
import {initialNeurons, stream} from "../../src/meanfield/random.js";

/** FNV-1a of the bytes, which needs nothing that only one kind of engine has. */
function hash(numbers: Float64Array): string {
  let h = 0x811c9dc5;
  for (const byte of new Uint8Array(numbers.slice().buffer)) h = Math.imul(h ^ byte, 0x01000193);
  return (h >>> 0).toString(16);
}

/**
 * Hashes of what each kernel, and a run of the flow on them, gives here. The limit is not among them: it is made with elementary
 * functions, which engines round differently.
 */
export function bits(): Record<string, string> {
  const [d, m] = [12, 333];
  const W = initialNeurons(d, m, 1);
  const D = Float64Array.from({length: d * m}, stream(1, "displacements").normal);
  const X = Float64Array.from({length: d * 100}, stream(1, "samples").normal);
  const of = (length: number, run: (result: Float64Array) => void) => {
    const result = new Float64Array(length);
    run(result);
    return hash(result);
  };
  const problem = findProblem("He4")!;
  const rungeKutta = new GradientFlow(problem, d, W);
  while (rungeKutta.time < 1) rungeKutta.advance(1);
  const bell = {polynomial: [0, 1], bell: [1, 2], gamma: 0.5};
  return {
    pairs: of(d * m, (force) => new SimdPairKernel(d, m).force([0, 0, 0, 4], W, force)),
    linearPairs: of(d * m, (force) => new SimdLinearPairKernel(d, m).linearForce([0, 0, 0, 4], 1, W, D, force)),
    moments: of(d * m, (force) => new SimdMomentKernel(d, m).force([0, 0, 0, 4], W, force)),
    linearMoments: of(d * m, (force) => new SimdMomentKernel(d, m).linearForce([0, 0, 0, 4], 1, W, D, force)),
    samples: of(100, (outputs) => new SimdSampleKernel(d, m).outputs(bell, W, X, outputs)),
    rungeKutta: hash(rungeKutta.neurons)
  };
}
