import {describe, expect, it} from "vitest";
import {interactionKernels, kernelNames} from "../../src/meanfield/interactionKernels.js";
import {innerProduct, type Points} from "../../src/meanfield/points.js";
import {initialNeurons, stream} from "../../src/meanfield/random.js";
import {integral} from "./closedForms.js";
import {gaussianMean, hermiteSum} from "./gaussian.js";

describe("the ReLU kernel", () => {
  it("is the mean over the plane in polar coordinates, lengths and angles at will", () => {
    // E r² over the radius is 2; in the angle both factors are positive between φ − π/2 and π/2.
    for (const [a, b, angle] of [
      [1, 1, 0],
      [1, 2, 0.3],
      [0.5, 3, 1.5],
      [2, 2, 2.8],
      [1, 1, Math.PI]
    ]) {
      const overlap = integral((t) => Math.cos(t) * Math.cos(t - angle), angle - Math.PI / 2, Math.PI / 2);
      const exact = interactionKernels.relu.value(a * a, a * b * Math.cos(angle), b * b);
      expect(Math.abs(exact - (a * b * overlap) / Math.PI)).toBeLessThan(1e-14);
    }
  });

  it("is 0 where a neuron is", () => expect(interactionKernels.relu.value(0, 0, 4)).toBe(0));
});

describe("the Hermite kernels", () => {
  it.each([2, 3, 4] as const)("of degree %d are powers of the cosine", (degree) => {
    const kernel = interactionKernels[`hermite${degree}`];
    const coefficients = Array.from({length: degree + 1}, (_, k) => (k === degree ? 1 : 0));
    expect(kernel.sigma(0.7)).toBeCloseTo(hermiteSum(coefficients, 0.7).value, 13);
    for (const angle of [0, 0.4, 2]) {
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const mean = gaussianMean((x, y) => kernel.sigma(x) * kernel.sigma(c * x + s * y));
      expect(Math.abs(kernel.value(1, c, 1) - mean)).toBeLessThan(1e-12);
    }
  });
});

describe.each(kernelNames)("the kernel %s", (name) => {
  it("is what samples say, within five standard errors", () => {
    const kernel = interactionKernels[name];
    const points: Points = {dimension: 5, width: 2, coordinates: initialNeurons(5, 2, 3)};
    const {normal} = stream(4, "samples");
    const [n, x] = [40_000, new Float64Array(5)];
    let [sum, squares] = [0, 0];
    for (let k = 0; k < n; ++k) {
      for (let c = 0; c < 5; ++c) x[c] = normal();
      const sample: Points = {dimension: 5, width: 1, coordinates: x};
      const value = kernel.sigma(innerProduct(points, 0, sample, 0)) * kernel.sigma(innerProduct(points, 1, sample, 0));
      sum += value;
      squares += value * value;
    }
    const error = Math.sqrt(squares / n - (sum / n) ** 2) / Math.sqrt(n);
    const exact = kernel.value(1, innerProduct(points, 0, points, 1), 1);
    expect(Math.abs(sum / n - exact)).toBeLessThan(5 * error);
    expect(error).toBeLessThan(0.05);
  });
});
