import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {stream} from "../../src/meanfield/random.js";
import {spherePoints} from "../../src/meanfield/spherePoints.js";
import {reluTangentKernel, reluTangentSpectrum} from "../../src/meanfield/tangentKernel.js";
import {plateaus, thresholdNeuron} from "../../src/meanfield/thresholdNeuron.js";
import {multiplicity, zonalCoefficients, zonalHarmonics, zonalMean, zonalSeries} from "../../src/meanfield/zonal.js";

describe("zonal functions", () => {
  it("have orthonormal harmonics", () => {
    for (const dimension of [3, 8, 100])
      for (let l = 0; l <= 6; ++l) {
        const row = zonalCoefficients((t) => zonalHarmonics(dimension, 6, t)[l], dimension, 6);
        row.forEach((value, j) => {
          expect(value).toBeCloseTo(j === l ? 1 : 0, 10);
        });
      }
  });

  it("count the harmonics on S²: 2l + 1", () => {
    for (let l = 0; l < 9; ++l) expect(multiplicity(3, l)).toBe(2 * l + 1);
  });

  it("sum a series by Clenshaw as term by term", () => {
    fc.assert(
      fc.property(
        fc.integer({min: 3, max: 60}),
        fc.array(fc.double({min: -1, max: 1, noNaN: true}), {minLength: 1, maxLength: 12}),
        fc.double({min: -1, max: 1, noNaN: true}),
        (dimension, a, t) => {
          const q = zonalHarmonics(dimension, a.length - 1, t);
          const direct = a.reduce((sum, one, l) => sum + (one * q[l]) / Math.sqrt(multiplicity(dimension, l)), 0);
          expect(zonalSeries(dimension, a)(t)).toBeCloseTo(direct, 10);
        }
      )
    );
  });

  it("have the moments of the sphere: E t² = 1/d, E t⁴ = 3/(d(d+2))", () => {
    for (const dimension of [3, 8, 16, 1024]) {
      expect(zonalMean((t) => t * t, dimension) * dimension).toBeCloseTo(1, 10);
      expect((zonalMean((t) => t ** 4, dimension) * dimension * (dimension + 2)) / 3).toBeCloseTo(1, 10);
    }
  });
});

describe("the threshold neuron", () => {
  it("without threshold has E f*² = 1/2, degree 1 with 1/4, and no odd degree from 3 on, in every dimension", () => {
    for (const dimension of [3, 8, 16, 64, 512]) {
      const {coefficients, power} = thresholdNeuron(dimension, 0, 7);
      expect(power).toBeCloseTo(0.5, 11);
      expect(coefficients[1] ** 2).toBeCloseTo(0.25, 11);
      for (const l of [3, 5, 7]) expect(Math.abs(coefficients[l])).toBeLessThan(1e-11);
    }
  });

  it("has plateaus that fall, by Parseval, to what high degrees hold", () => {
    for (const threshold of [0, 1, -0.7]) {
      const neuron = thresholdNeuron(8, threshold, 40);
      const left = plateaus(neuron);
      left.forEach((value, l) => {
        expect(value).toBeLessThanOrEqual(l === 0 ? neuron.power : left[l - 1]);
      });
      expect(left[40]).toBeGreaterThan(0);
      expect(left[40]).toBeLessThan(1e-4);
    }
  });

  it("tends to the Hermite powers of ReLU as d grows: 1/2π, 1/4, 1/4π, 0, 1/48π", () => {
    const limit = [1 / (2 * Math.PI), 0.25, 1 / (4 * Math.PI), 0, 1 / (48 * Math.PI)];
    const error = (dimension: number) =>
      Math.max(...limit.map((power, l) => Math.abs(thresholdNeuron(dimension, 0, 4).coefficients[l] ** 2 - power)));
    expect(error(1000)).toBeLessThan(1e-4);
    expect(error(100) / error(1000)).toBeGreaterThan(8);
  });
});

describe("the ReLU tangent kernel", () => {
  it("is the overlap of two half spaces times the cosine, by sampling", () => {
    const w = spherePoints(3, 40000, stream(1, "neurons"));
    for (const t of [-0.8, -0.1, 0.4, 0.95]) {
      let both = 0;
      for (let i = 0; i < 40000; ++i)
        if (w[i] > 0 && t * w[i] + Math.sqrt(1 - t * t) * w[40000 + i] > 0) both += 1 / 40000;
      expect(Math.abs(2 * t * both - reluTangentKernel(t))).toBeLessThan(4 * Math.abs(t) * Math.sqrt(1 / 40000));
    }
  });

  it("has energies ≥ 0 that add up to 1 with the rest, none of them odd but the first, which is 1/2", () => {
    for (const dimension of [3, 8, 16, 64, 1024]) {
      const {energies, eigenvalues, rest} = reluTangentSpectrum(dimension);
      expect(energies.reduce((sum, one) => sum + one, rest)).toBeCloseTo(1, 12);
      expect(energies[1]).toBeCloseTo(0.5, 6);
      expect(Math.min(...eigenvalues)).toBeGreaterThanOrEqual(0);
      expect(rest).toBeGreaterThan(0);
      const odd = zonalCoefficients(reluTangentKernel, dimension, 5);
      for (const l of [3, 5]) {
        expect(eigenvalues[l]).toBe(0);
        expect(Math.abs(odd[l])).toBeLessThan(1e-12);
      }
    }
  });

  it("is its own Mercer series up to the rest", () => {
    const {energies, rest} = reluTangentSpectrum(16);
    const series = zonalSeries(16, energies);
    for (const t of [-0.9, -0.3, 0, 0.2, 0.7, 1])
      expect(Math.abs(series(t) - reluTangentKernel(t))).toBeLessThanOrEqual(rest + 1e-12);
    expect(Math.abs(series(0.5) - reluTangentKernel(0.5))).toBeLessThan(1e-6);
  });

  it("has a constant of order 1/d: N_0 λ_0 d π → 1", () => {
    const constant = (dimension: number) => reluTangentSpectrum(dimension).energies[0] * dimension * Math.PI;
    expect(Math.abs(constant(1024) - 1)).toBeLessThan(2e-3);
    expect((constant(16) - 1) / (constant(64) - 1)).toBeGreaterThan(3);
  });
});
