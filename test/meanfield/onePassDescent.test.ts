import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {PlainSampleKernel} from "../../src/kernels/plainSample.js";
import {hermitePowers, hermiteSeries, hermiteSeriesDerivative} from "../../src/meanfield/hermite.js";
import {normalise} from "../../src/meanfield/network.js";
import {onePassDescent} from "../../src/meanfield/onePassDescent.js";
import {evaluate} from "../../src/meanfield/polynomial.js";
import type {Problem} from "../../src/meanfield/problem.js";
import {findProblem} from "../../src/meanfield/problems.js";
import {gaussHermite} from "../../src/meanfield/quadrature.js";
import {initialNeurons, type RandomStream, stream} from "../../src/meanfield/random.js";
import {schedules} from "../../src/meanfield/schedule.js";
import {startingNoise} from "../../src/meanfield/stepNoise.js";

const mixed: Problem = {name: "mixed", activation: [0.2, 1, -0.5, 0.3], target: [0, 0.7, 0, 0.4]};

/** The samples that the stream deals out, as a d×n matrix. */
function samplesOf(data: RandomStream, dimension: number, count: number): Float64Array {
  const samples = new Float64Array(dimension * count);
  for (let b = 0; b < count; ++b) for (let c = 0; c < dimension; ++c) samples[c * count + b] = data.normal();
  return samples;
}

describe("one-pass descent", () => {
  it.each([
    [1, 5],
    [1, 6],
    [3, 5],
    [20, 2]
  ])(
    "with %i samples a step in dimension %i takes the steps that the plain kernel's gradient gives",
    (batch, dimension) => {
      const width = 7;
      const step = 0.01;
      const schedule = schedules["warm-up"];
      const neurons = initialNeurons(dimension, width, 3);
      const descent = onePassDescent(mixed, dimension, neurons, {step, batch, schedule, data: stream(4, "data")});
      const kernel = new PlainSampleKernel(dimension, width);
      const activation = {polynomial: Array.from(hermitePowers(mixed.activation))};
      const data = stream(4, "data");
      const [w, gradient, outputs] = [
        Float64Array.from(neurons),
        new Float64Array(neurons.length),
        new Float64Array(batch)
      ];
      let contraction = 0;
      for (let k = 0; k < 150; ++k) {
        const samples = samplesOf(data, dimension, batch);
        const targets = samples.slice(0, batch).map((z) => hermiteSeries(mixed.target, z));
        kernel.gradient(activation, w, samples, targets, gradient, outputs);
        const before = Float64Array.from(w);
        for (let q = 0; q < w.length; ++q) w[q] -= 2 * step * schedule.rate(k * step) * gradient[q];
        normalise(w, w, dimension, width);
        contraction += 1 - w.reduce((sum, value, q) => sum + value * before[q], 0) / width;
        descent.advance();
      }
      expect(descent.steps).toBe(150);
      expect(descent.time).toBeCloseTo(1.5, 12);
      descent.neurons.forEach((value, q) => {
        expect(Math.abs(value - w[q])).toBeLessThan(1e-11);
      });
      expect(Math.abs(descent.contraction - contraction)).toBeLessThan(1e-11);
      expect(contraction).toBeGreaterThan(1e-3);
    }
  );

  it("goes on in the same way whether its neurons are looked at or not", () => {
    const options = {step: 2 ** -10, schedule: schedules.constant};
    const run = (looks: boolean) => {
      const neurons = initialNeurons(8, 5, 1);
      const descent = onePassDescent(findProblem("He3")!, 8, neurons, {...options, data: stream(1, "data")});
      for (let k = 0; k < 100; ++k) {
        descent.advance();
        if (looks) void descent.neurons;
      }
      return descent.neurons;
    };
    const looked = run(true);
    run(false).forEach((value, q) => {
      expect(Math.abs(value - looked[q])).toBeLessThan(1e-13);
    });
  });

  it("refuses steps and batches out of range", () => {
    const neurons = initialNeurons(3, 2, 1);
    const options = {step: 0.1, schedule: schedules.constant, data: stream(1, "data")};
    expect(() => onePassDescent(mixed, 3, neurons, {...options, step: 0})).toThrow(RangeError);
    expect(() => onePassDescent(mixed, 3, neurons, {...options, batch: 1.5})).toThrow(RangeError);
  });

  it("moves, in the mean of one step, by sν − 2s²E|g⊥|²w − 4s²E g_r g⊥ up to s³", () => {
    // Two neurons in the plane: all means over x are sums over a grid of Gauss–Hermite nodes.
    const problem: Problem = {name: "low", activation: [0, 1, 0.5], target: [0, 0.3, 1]};
    const slope = hermiteSeriesDerivative(problem.activation);
    const {nodes, weights} = gaussHermite(12);
    const w = [
      [0.6, 0.8],
      [-0.28, 0.96]
    ];
    const gradients = (x: readonly number[]) => {
      const z = w.map((v) => v[0] * x[0] + v[1] * x[1]);
      const output = z.reduce((sum, one) => sum + hermiteSeries(problem.activation, one), 0) / 2;
      return (output - hermiteSeries(problem.target, x[0])) * hermiteSeries(slope, z[0]);
    };
    const remainder = (s: number) => {
      const mean = [0, 0];
      for (const [i, x0] of nodes.entries())
        for (const [j, x1] of nodes.entries()) {
          const c = gradients([x0, x1]);
          const g = [c * x0, c * x1];
          const radial = g[0] * w[0][0] + g[1] * w[0][1];
          const tangent = [g[0] - radial * w[0][0], g[1] - radial * w[0][1]];
          const square = tangent[0] ** 2 + tangent[1] ** 2;
          const moved = [w[0][0] - 2 * s * g[0], w[0][1] - 2 * s * g[1]];
          const length = Math.hypot(moved[0], moved[1]);
          for (const q of [0, 1])
            mean[q] +=
              weights[i] *
              weights[j] *
              (moved[q] / length -
                (w[0][q] - 2 * s * tangent[q] - 2 * s * s * square * w[0][q] - 4 * s * s * radial * tangent[q]));
        }
      return Math.hypot(mean[0], mean[1]);
    };
    const ratio = remainder(1e-5) / remainder(5e-6);
    expect(ratio).toBeGreaterThan(7.5);
    expect(ratio).toBeLessThan(8.5);
  });
});

describe("the noise at the start", () => {
  it("is d + 1 − 2α² for h₁, by hand", () => {
    const problem: Problem = {name: "h1", activation: [0, 1], target: [0, 1]};
    fc.assert(
      fc.property(fc.integer({min: 2, max: 50}), fc.double({min: -1, max: 1, noNaN: true}), (d, alignment) => {
        expect(startingNoise(problem, d, alignment)).toBeCloseTo(d + 1 - 2 * alignment ** 2, 9);
      })
    );
  });

  it("is what steps contract by, 2ε𝒩 a unit of time, for a network that outputs nothing yet", () => {
    // Two opposite neurons of an odd link cancel.
    const problem: Problem = {name: "h1", activation: [0, 1], target: [0, 1]};
    const [dimension, step, steps] = [6, 1e-7, 40_000];
    const neurons = new Float64Array(2 * dimension);
    [neurons[0], neurons[1], neurons[2], neurons[3]] = [0.6, -0.6, 0.8, -0.8];
    const descent = onePassDescent(problem, dimension, neurons, {
      step,
      schedule: schedules.constant,
      data: stream(2, "data")
    });
    for (let k = 0; k < steps; ++k) descent.advance();
    const expected = 2 * step * (step * steps) * startingNoise(problem, dimension, 0.6);
    expect(Math.abs(descent.contraction / expected - 1)).toBeLessThan(0.05);
  });
});

describe("hermitePowers", () => {
  it("gives the same function", () => {
    const coefficients = fc.array(fc.double({min: -2, max: 2, noNaN: true}), {minLength: 1, maxLength: 13});
    fc.assert(
      fc.property(coefficients, fc.double({min: -3, max: 3, noNaN: true}), (c, z) => {
        const value = hermiteSeries(c, z);
        expect(Math.abs(evaluate(hermitePowers(c), z) - value)).toBeLessThan(1e-8 * (1 + Math.abs(value)));
      })
    );
  });
});
