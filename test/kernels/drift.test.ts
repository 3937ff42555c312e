import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {DriftKernel, DriftTerms} from "../../src/kernels/driftKernel.js";
import {KernelInputError} from "../../src/kernels/input.js";
import {PlainDriftKernel} from "../../src/kernels/plainDrift.js";
import {SimdDriftKernel} from "../../src/kernels/simdDrift.js";
import {initialNeurons, stream} from "../../src/meanfield/random.js";

const terms: DriftTerms = {exponents: [1, 2, 4], strengths: [0.3, 1.1, 0.7]};
const normals = (length: number, seed: number, name: string) => Float64Array.from({length}, stream(seed, name).normal);

/** The field of a stage as a gradient: central differences of the energy that it is made of, at one vector. */
function bruteForce(w: Float64Array, d: number, m: number, field: number[], references: number[], slow: Float64Array) {
  const moments = terms.exponents.map((k) =>
    Array.from({length: d}, (_, c) => {
      let sum = 0;
      for (let j = 0; j < m; ++j) sum += w[j] ** (k - 1) * w[c * m + j];
      return sum / m;
    })
  );
  const energy = (x: readonly number[]) => {
    let sum = field.reduce((total, p, j) => total + (p * x[0] ** (j + 1)) / (j + 1), 0);
    terms.exponents.forEach((k, q) => {
      const [M, ...V] = moments[q];
      const product = V.reduce((total, v, c) => total + v * x[c + 1], 0);
      sum += terms.strengths[q] * (x[0] ** k * (M - references[q]) + k * x[0] ** (k - 1) * product);
    });
    return sum;
  };
  const rate = new Float64Array(d * m);
  for (let i = 0; i < m; ++i) {
    const own = Array.from({length: d}, (_, c) => w[c * m + i]);
    const h = 1e-5;
    const total = own.map((_, c) => {
      const [up, down] = [h, -h].map((step) => energy(own.map((x, b) => (b === c ? x + step : x))));
      return slow[c * m + i] - (2 * (up - down)) / (2 * h);
    });
    const radial = total.reduce((sum, t, c) => sum + t * own[c], 0);
    for (let c = 0; c < d; ++c) rate[c * m + i] = total[c] - radial * own[c];
  }
  return rate;
}

describe.each([PlainDriftKernel, SimdDriftKernel])("%o", (Kernel) => {
  it("evaluates the gradient of its energy, by central differences", () => {
    for (const m of [1, 6, 7]) {
      const d = 4;
      const w = initialNeurons(d, m, 1);
      const slow = [1, 2, 3].map((seed) => normals(d * m, seed, "slow"));
      const [field, references, slowWeights] = [
        [0.2, -1, 0.4, 0.1],
        [0.1, 0.2, -0.3],
        [0.5, -1, 2]
      ];
      const rate = new Float64Array(d * m);
      new Kernel(d, m, terms).evaluate(w, slow, {field, references, slowWeights}, rate);
      const combined = slow[0].map((x, k) => 0.5 * x - slow[1][k] + 2 * slow[2][k]);
      bruteForce(w, d, m, field, references, combined).forEach((expected, k) => {
        expect(rate[k]).toBeCloseTo(expected, 7);
      });
    }
  });

  it("refuses what does not fit, by name, before it writes anything", () => {
    const [d, m] = [3, 5];
    const w = initialNeurons(d, m, 1);
    const kernel: DriftKernel = new Kernel(d, m, terms);
    const stage = {field: [1], references: [0, 0, 0], slowWeights: [1], weight: 1, next: 0};
    const rate = new Float64Array(d * m).fill(42);
    const refusals: [() => void, string][] = [
      [() => new Kernel(d, m, {exponents: [0], strengths: [1]}), "exponents must be integers ≥ 1, got 0"],
      [() => new Kernel(d, m, {exponents: [1, 2], strengths: [1]}), "strengths must hold 2 numbers"],
      [() => kernel.start(w.slice(1), [w]), "vectors must hold 15 numbers"],
      [() => kernel.start(w, []), "slow parts must be one to three arrays, got 0"],
      [() => kernel.start(w, [w.map(() => Number.NaN)]), "slow parts must be finite numbers, got NaN"],
      [() => kernel.evaluate(w, [w], {...stage, field: []}, rate), "field must have a coefficient"],
      [() => kernel.evaluate(w, [w], {...stage, references: [0]}, rate), "references must hold 3 numbers"],
      [() => kernel.evaluate(w, [w], {...stage, slowWeights: [1, 1]}, rate), "slow weights must hold 1 numbers"],
      [() => kernel.evaluate(w, [w], stage, rate.subarray(1)), "rate must hold 15 numbers"]
    ];
    for (const [call, message] of refusals) {
      expect(call).toThrow(KernelInputError);
      expect(call).toThrow(message);
    }
    expect(rate).toEqual(new Float64Array(d * m).fill(42));
  });
});

it("takes the same Runge–Kutta steps in WebAssembly and in plain TypeScript, for every shape", () => {
  const shape = fc.record({
    d: fc.integer({min: 1, max: 9}),
    m: fc.oneof(fc.integer({min: 1, max: 21}), fc.constantFrom(127, 128, 129, 300)),
    parts: fc.integer({min: 1, max: 3}),
    seed: fc.nat(1000)
  });
  fc.assert(
    fc.property(shape, ({d, m, parts, seed}) => {
      const w = normals(d * m, seed, "vectors").map((x) => x / (3 * Math.sqrt(d)));
      const slow = Array.from({length: parts}, (_, q) => normals(d * m, seed, `slow ${q}`));
      const {uniform} = stream(seed, "stages");
      const number = () => 2 * uniform() - 1;
      const stages = Array.from({length: 4}, () => ({
        field: [number(), number(), number()],
        references: [number(), number(), number()],
        slowWeights: slow.map(number),
        weight: 0.1 * number(),
        next: 0.1 * number()
      }));
      const [simd, plain] = [SimdDriftKernel, PlainDriftKernel].map((Kernel) => {
        const kernel = new Kernel(d, m, terms);
        kernel.start(w, slow);
        for (const stage of stages) kernel.stage(stage);
        kernel.step();
        kernel.stage(stages[0]);
        kernel.step();
        const result = new Float64Array(d * m);
        kernel.read(result);
        return result;
      });
      const scale = Math.max(1, ...plain.map(Math.abs));
      simd.forEach((x, k) => {
        expect(Math.abs(x - plain[k]) / scale).toBeLessThan(1e-13);
      });
    }),
    {seed: 6, numRuns: 100}
  );
});
