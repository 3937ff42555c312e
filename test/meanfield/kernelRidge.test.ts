import * as fc from "fast-check";
import {CholeskyDecomposition, Matrix} from "ml-matrix";
import {describe, expect, it} from "vitest";
import {arcCosine, reluRisk} from "../../src/meanfield/arcCosine.js";
import {GrowingCholesky} from "../../src/meanfield/growingCholesky.js";
import {KernelRidge} from "../../src/meanfield/kernelRidge.js";
import {kernelRidgeLaw} from "../../src/meanfield/kernelRidgeLaw.js";
import {stream} from "../../src/meanfield/random.js";
import {firstPoints, spherePoints} from "../../src/meanfield/spherePoints.js";
import {reluTangentKernel, reluTangentSpectrum} from "../../src/meanfield/tangentKernel.js";
import {plateaus, thresholdNeuron} from "../../src/meanfield/thresholdNeuron.js";

const cosine = (points: Float64Array, dimension: number, i: number, j: number): number => {
  const count = points.length / dimension;
  let sum = 0;
  for (let c = 0; c < dimension; ++c) sum += points[c * count + i] * points[c * count + j];
  return sum / dimension;
};

describe("GrowingCholesky", () => {
  it("has the factor of ml-matrix, grown in any steps", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({min: 1, max: 90}), {minLength: 1, maxLength: 3}),
        fc.nat(1000),
        (steps, seed) => {
          const n = steps.reduce((sum, one) => sum + one, 0);
          const {normal} = stream(seed, "matrix");
          const root = new Matrix(Array.from({length: n}, () => Array.from({length: n}, normal)));
          const matrix = root.mmul(root.transpose()).add(Matrix.eye(n).mul(n));
          const grown = new GrowingCholesky();
          let size = 0;
          for (const step of steps) {
            size += step;
            grown.extend(size, (i, j) => matrix.get(i, j));
          }
          const y = Float64Array.from({length: n}, normal);
          const expected = new CholeskyDecomposition(matrix).solve(Matrix.columnVector([...y]));
          const x = grown.backward(grown.forward(y));
          x.forEach((value, i) => {
            expect(value).toBeCloseTo(expected.get(i, 0), 10);
          });
        }
      ),
      {numRuns: 12}
    );
  });

  it("refuses a matrix that is not positive definite", () => {
    const grown = new GrowingCholesky();
    expect(() => grown.extend(3, (i, j) => (i === j ? 1 : 2))).toThrow(/not positive definite among its first 3/);
  });
});

describe("KernelRidge", () => {
  const dimension = 6;
  const spectrum = reluTangentSpectrum(dimension);
  const points = spherePoints(dimension, 150, stream(3, "points"));

  it("solves (K + λI) α = y for every number of nested samples", () => {
    const y = Float64Array.from({length: 150}, stream(4, "targets").normal);
    for (const ridge of [0, 0.3]) {
      const regression = new KernelRidge(points, ridge, spectrum);
      const sizes = [1, 2, 65, 150];
      regression.solve(y, sizes).forEach((alpha, s) => {
        expect(alpha).toHaveLength(sizes[s]);
        for (let i = 0; i < alpha.length; ++i) {
          let sum = ridge * alpha[i];
          for (let j = 0; j < alpha.length; ++j)
            sum += alpha[j] * (i === j ? 1 : reluTangentKernel(cosine(points, dimension, i, j)));
          expect(sum).toBeCloseTo(y[i], 10);
        }
      });
    }
  });

  it("has a kernel matrix that is positive semidefinite, for random points and dimensions", () => {
    fc.assert(
      fc.property(fc.integer({min: 3, max: 20}), fc.integer({min: 1, max: 60}), fc.nat(1000), (d, n, seed) => {
        const own = spherePoints(d, n, stream(seed, "points"));
        expect(() => new KernelRidge(own, 1e-9, reluTangentSpectrum(d))).not.toThrow();
      }),
      {numRuns: 10}
    );
  });

  it("has the risk of 20 000 test samples within four standard errors", () => {
    const regression = new KernelRidge(points, 0.1, spectrum);
    for (const threshold of [0, 1]) {
      const target = thresholdNeuron(dimension, threshold, spectrum.eigenvalues.length - 1);
      const value = (z: number) => target.value(z / Math.sqrt(dimension));
      const [alpha] = regression.solve(points.slice(0, 150).map(value), [80]);
      const count = 20000;
      const test = spherePoints(dimension, count, stream(5, "test"));
      let [sum, squares] = [0, 0];
      for (let a = 0; a < count; ++a) {
        let fit = 0;
        for (let i = 0; i < alpha.length; ++i) {
          let product = 0;
          for (let c = 0; c < dimension; ++c) product += test[c * count + a] * points[c * 150 + i];
          fit += alpha[i] * reluTangentKernel(product / dimension);
        }
        const error = (fit - value(test[a])) ** 2;
        sum += error / count;
        squares += error ** 2 / count;
      }
      const standardError = Math.sqrt((squares - sum ** 2) / count);
      expect(Math.abs(regression.risk(target, alpha) - sum)).toBeLessThan(4 * standardError);
      expect(standardError).toBeLessThan(0.05 * sum);
    }
  });
});

describe("the deterministic equivalent", () => {
  it("is what regression does in the mean over seeds, with and without ridge", () => {
    const [dimension, samples, seeds] = [10, 80, 24];
    const spectrum = reluTangentSpectrum(dimension);
    const target = thresholdNeuron(dimension, 0, spectrum.eigenvalues.length - 1);
    for (const ridge of [0, 1]) {
      const runs = Array.from({length: seeds}, (_, seed) => {
        const points = spherePoints(dimension, samples, stream(seed, "points"));
        const regression = new KernelRidge(points, ridge, spectrum);
        const values = points.slice(0, samples).map((z) => Math.max(0, z));
        const noise = Float64Array.from({length: samples}, stream(seed, "noise").normal);
        const [[fit], [noiseFit]] = [regression.solve(values, [samples]), regression.solve(noise, [samples])];
        return [regression.risk(target, fit), regression.power(noiseFit)];
      });
      const law = kernelRidgeLaw(spectrum, target, samples, ridge);
      [law.risk, law.noise].forEach((expected, k) => {
        const mean = runs.reduce((sum, run) => sum + run[k] / seeds, 0);
        const variance = runs.reduce((sum, run) => sum + (run[k] - mean) ** 2 / (seeds - 1), 0);
        expect(Math.abs(mean - expected)).toBeLessThan(4 * Math.sqrt(variance / seeds) + 0.02 * expected);
      });
    }
  });

  it("falls with the number of samples from E f*² to below the plateau of degree 2, and stays on it for large d", () => {
    for (const dimension of [16, 1024]) {
      const spectrum = reluTangentSpectrum(dimension);
      const target = thresholdNeuron(dimension, 0, spectrum.eigenvalues.length - 1);
      const risks = [2, 2.25, 2.5, 2.75, 3].map((x) => kernelRidgeLaw(spectrum, target, dimension ** x, 0).risk);
      risks.slice(1).forEach((risk, i) => {
        expect(risk).toBeLessThan(risks[i]);
      });
      const plateau = plateaus(target)[2];
      expect(kernelRidgeLaw(spectrum, target, 2, 0).risk).toBeLessThan(target.power);
      if (dimension === 1024) expect(Math.abs(risks[2] / plateau - 1)).toBeLessThan(0.1);
    }
  });

  it("never learns the degree that the kernel lacks", () => {
    const spectrum = reluTangentSpectrum(8);
    const target = thresholdNeuron(8, 1, spectrum.eigenvalues.length - 1);
    const odd = target.coefficients.reduce((sum, c, l) => sum + (l % 2 === 1 && l > 1 ? c * c : 0), 0);
    const {risk} = kernelRidgeLaw(spectrum, target, 1e9, 0);
    expect(odd).toBeGreaterThan(5e-3);
    expect(risk).toBeGreaterThan(odd);
    expect(risk).toBeLessThan(odd * 1.1);
  });
});

describe("the closed-form risk of a ReLU network", () => {
  it("is the mean over samples, Gaussian or on the sphere", () => {
    const [dimension, width, count] = [5, 6, 40000];
    const neurons = Float64Array.from({length: dimension * width}, stream(1, "neurons").normal);
    const weights = Float64Array.from({length: width}, (_, i) => (i % 2 ? -0.3 : 0.4));
    for (const points of [
      spherePoints(dimension, count, stream(2, "points")),
      Float64Array.from({length: dimension * count}, stream(3, "points").normal)
    ]) {
      let [sum, squares] = [0, 0];
      for (let b = 0; b < count; ++b) {
        let error = -Math.max(0, points[b]);
        for (let i = 0; i < width; ++i) {
          let z = 0;
          for (let c = 0; c < dimension; ++c) z += neurons[c * width + i] * points[c * count + b];
          error += weights[i] * Math.max(0, z);
        }
        sum += error ** 2 / count;
        squares += error ** 4 / count;
      }
      const standardError = Math.sqrt((squares - sum ** 2) / count);
      expect(Math.abs(reluRisk(neurons, weights) - sum)).toBeLessThan(4 * standardError);
    }
  });

  it("vanishes for the teacher itself, however it is split", () => {
    const neurons = Float64Array.of(0.5, 0, 1.5, 0, 0, 0);
    expect(Math.abs(reluRisk(neurons, Float64Array.of(1 / 2, 7, 1 / 2)))).toBeLessThan(1e-14);
    expect([arcCosine(1), arcCosine(-1), arcCosine(0)]).toEqual([0.5, expect.closeTo(0, 15), 1 / (2 * Math.PI)]);
  });
});

it("fewer points are the first of more", () => {
  const [few, many] = [4, 9].map((n) => spherePoints(5, n, stream(1, "points")));
  expect(firstPoints(many, 5, 4)).toEqual(few);
  for (let b = 0; b < 4; ++b) expect(cosine(few, 5, b, b)).toBeCloseTo(1, 13);
});
