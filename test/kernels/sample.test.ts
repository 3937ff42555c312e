import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type Activation, gaussian} from "../../src/kernels/activation.js";
import {PlainSampleKernel} from "../../src/kernels/plainSample.js";
import {sampleKernel} from "../../src/kernels/samples.js";
import {SimdSampleKernel} from "../../src/kernels/simdSample.js";
import {FiniteNetwork} from "../../src/meanfield/network.js";
import {initialNeurons, stream} from "../../src/meanfield/random.js";

const activations: Readonly<Record<string, Activation>> = {
  relu: "relu",
  He4: {polynomial: [3, 0, -6, 0, 1].map((a) => a / Math.sqrt(24))},
  Ge4: {polynomial: [(-5 * Math.sqrt(3)) / 9], bell: [0, 0, 5], gamma: 1},
  NP_mis: {polynomial: [0], bell: [-1, 0, 2], gamma: 0.5}
};

const normals = (length: number, seed: number, name: string) => Float64Array.from({length}, stream(seed, name).normal);

describe.each(Object.entries(activations))("%s", (_, activation) => {
  it("gives the same in WebAssembly and in plain TypeScript, for every shape", () => {
    const shape = fc.record({
      d: fc.integer({min: 1, max: 9}),
      m: fc.integer({min: 1, max: 21}),
      n: fc.oneof(fc.integer({min: 1, max: 40}), fc.constantFrom(255, 256, 257)),
      signed: fc.boolean(),
      seed: fc.nat(1000)
    });
    fc.assert(
      fc.property(shape, ({d, m, n, signed, seed}) => {
        const W = normals(d * m, seed, "neurons");
        const [X, y] = [normals(d * n, seed, "samples"), normals(n, seed, "targets")];
        const signs = signed ? Float64Array.from({length: m}, (_, i) => (i % 2 ? -1 : 1)) : undefined;
        const results = [SimdSampleKernel, PlainSampleKernel].map((Kernel) => {
          const [gradient, outputs, alone] = [new Float64Array(d * m), new Float64Array(n), new Float64Array(n)];
          const kernel = new Kernel(d, m);
          kernel.gradient(activation, W, X, y, gradient, outputs, signs);
          kernel.outputs(activation, W, X, alone, signs);
          expect(alone).toEqual(outputs);
          return {gradient, outputs};
        });
        for (const name of ["gradient", "outputs"] as const) {
          const [simd, plain] = results.map((result) => result[name]);
          // Terms are a few hundred at most for these inputs; sums of up to 257 of them are compared to 1e−13 of their size.
          const scale = Math.max(1, ...plain.map(Math.abs));
          simd.forEach((x, k) => {
            expect(Math.abs(x - plain[k]) / scale).toBeLessThan(1e-12);
          });
        }
      }),
      {seed: 5, numRuns: 60}
    );
  });

  it("has the gradient of the mean square error, by central differences", () => {
    const [d, m, n] = [3, 5, 30];
    const W = normals(d * m, 1, "neurons");
    const [X, y] = [normals(d * n, 1, "samples"), normals(n, 1, "targets")];
    const signs = Float64Array.of(1, -1, 1, -1, 1);
    const kernel = sampleKernel(d, m);
    const outputs = new Float64Array(n);
    const loss = (w: Float64Array) => {
      kernel.outputs(activation, w, X, outputs, signs);
      return outputs.reduce((sum, f, b) => sum + (f - y[b]) ** 2, 0) / n;
    };
    const gradient = new Float64Array(d * m);
    kernel.gradient(activation, W, X, y, gradient, outputs, signs);
    for (let k = 0; k < W.length; ++k) {
      const h = 1e-5;
      const [up, down] = [h, -h].map((step) => loss(W.map((w, q) => (q === k ? w + step : w))));
      expect((2 / m) * gradient[k]).toBeCloseTo((up - down) / (2 * h), 6);
    }
  });
});

it("converges to the gradient of the risk as the samples grow, at the rate n^{−1/2}", () => {
  const [d, m] = [6, 20];
  const problem = {name: "h_2", activation: [0, 0, 1], target: [0, 0, 1]};
  const polynomial = [-1, 0, 1].map((a) => a / Math.sqrt(2));
  const W = initialNeurons(d, m, 2);
  const exact = new Float64Array(d * m);
  new FiniteNetwork(problem, d, m).descent(W, exact);
  const kernel = sampleKernel(d, m);
  const squaredError = (n: number, seed: number) => {
    const X = normals(d * n, seed, "samples");
    const targets = X.slice(0, n).map((z) => polynomial[2] * z * z + polynomial[0]);
    const [gradient, outputs] = [new Float64Array(d * m), new Float64Array(n)];
    kernel.gradient({polynomial}, W, X, targets, gradient, outputs);
    // The gradient is −½ times the descent −m ∇L.
    return gradient.reduce((sum, g, k) => sum + (g + exact[k] / 2) ** 2, 0);
  };
  const mean = (n: number) =>
    Array.from({length: 40}, (_, seed) => squaredError(n, seed)).reduce((sum, e) => sum + e, 0) / 40;
  // The squared error falls 16-fold in the mean; over 40 seeds the ratio scatters by a fifth.
  const ratio = mean(500) / mean(8000);
  expect(ratio).toBeGreaterThan(9);
  expect(ratio).toBeLessThan(28);
});

describe("e^{−γz²}", () => {
  it("is right to a few units in the last place", () => {
    fc.assert(
      fc.property(fc.double({min: 0, max: 3, noNaN: true}), fc.double({min: -12, max: 12, noNaN: true}), (gamma, z) => {
        const exact = Math.exp(-gamma * (z * z));
        expect(Math.abs(gaussian(gamma, z) - exact)).toBeLessThanOrEqual(2e-15 * exact);
      }),
      {seed: 3, numRuns: 2000}
    );
    expect(gaussian(1, 0)).toBe(1);
    expect(gaussian(1, 27)).toBe(0);
    expect(gaussian(1, 1e200)).toBe(0);
  });

  it("has the same bits in WebAssembly and in plain TypeScript", () => {
    fc.assert(
      fc.property(fc.double({min: -40, max: 40, noNaN: true}), (z) => {
        // One neuron, one sample: the output is the number itself.
        const activation = {polynomial: [0], bell: [1], gamma: 0.5};
        const [simd, plain] = [new Float64Array(1), new Float64Array(1)];
        new SimdSampleKernel(1, 1).outputs(activation, Float64Array.of(1), Float64Array.of(z), simd);
        new PlainSampleKernel(1, 1).outputs(activation, Float64Array.of(1), Float64Array.of(z), plain);
        expect(simd).toEqual(plain);
      }),
      {seed: 4, numRuns: 500}
    );
  });
});
