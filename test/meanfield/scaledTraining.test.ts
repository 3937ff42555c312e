import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {Activation} from "../../src/kernels/activation.js";
import {activationSlope, activationValue} from "../../src/meanfield/activationSlope.js";
import {jacobianGram, LinearisedTraining, relativeChange} from "../../src/meanfield/jacobianGram.js";
import {initialNeurons, stream} from "../../src/meanfield/random.js";
import {ScaledTraining} from "../../src/meanfield/scaledTraining.js";
import {distanceExponent, kernelChangeExponent} from "../../src/meanfield/scalingExponents.js";
import {spherePoints} from "../../src/meanfield/spherePoints.js";

const wavelet: Activation = {polynomial: [0], bell: [0, 1], gamma: 0.25};

function startOf(
  exponent: number,
  {activation = wavelet, dimension = 5, width = 12, samples = 20, step = 0.25, seed = 1} = {}
) {
  const points = spherePoints(dimension, samples, stream(seed, "samples"));
  const sigma = activationValue(activation);
  return {
    activation,
    exponent,
    neurons: initialNeurons(dimension, width, seed),
    signs: Float64Array.from({length: width}, (_, i) => (i % 3 === 0 ? -1 : 1)),
    samples: points,
    targets: points.slice(0, samples).map(sigma),
    step
  };
}

describe("activations", () => {
  it("have the slope of finite differences", () => {
    for (const activation of [wavelet, {polynomial: [1, -2, 0.5]}, {polynomial: [0, 1], bell: [1, 0, 2], gamma: 1}]) {
      const [value, slope] = [activationValue(activation), activationSlope(activation)];
      for (const z of [-2.1, -0.3, 0, 0.8, 3])
        expect((value(z + 1e-5) - value(z - 1e-5)) / 2e-5).toBeCloseTo(slope(z), 8);
    }
    expect([-1, 0, 2].map(activationSlope("relu"))).toEqual([0, 0, 1]);
    expect([-1, 0, 2].map(activationValue("relu"))).toEqual([0, 0, 2]);
  });
});

describe("ScaledTraining", () => {
  it.each([0.5, 0.75, 1])("steps along the gradient of its own loss by finite differences, N^−%d", (exponent) => {
    const start = startOf(exponent);
    const width = start.signs.length;
    const shift = 1e-5;
    // Around a point away from the start, where F is not 0: one step there, with the loss of perturbed neurons beside it.
    const training = new ScaledTraining(start);
    for (let s = 0; s < 3; ++s) training.advance();
    const here = training.neurons.slice();
    const lossAt = (k: number, change: number): number => {
      training.neurons.set(here);
      training.neurons[k] += change;
      return training.loss();
    };
    const slopes = Array.from(here, (_, k) => (lossAt(k, shift) - lossAt(k, -shift)) / (2 * shift));
    training.neurons.set(here);
    training.advance();
    slopes.forEach((slope, k) => {
      const moved = training.neurons[k] - here[k];
      expect(moved).toBeCloseTo(-start.step * width ** (2 * exponent - 1) * slope, 8);
    });
  });

  it("starts at 0 and moves at the same speed in every scaling, as its tangent kernel says", () => {
    const test = spherePoints(5, 7, stream(9, "test"));
    const first = [0.5, 0.75, 1].map((exponent) => {
      const start = startOf(exponent, {step: 1e-6});
      const training = new ScaledTraining(start);
      expect(Math.max(...training.outputs(test).map(Math.abs))).toBe(0);
      training.advance();
      return training.outputs(test).map((value) => value / 1e-6);
    });
    for (const speed of first)
      speed.forEach((value, b) => {
        expect(value).toBeCloseTo(first[0][b], 4);
      });
    const {activation, neurons, samples, targets} = startOf(1);
    const all = new Float64Array(5 * 27);
    for (let c = 0; c < 5; ++c) {
      all.set(samples.subarray(c * 20, c * 20 + 20), c * 27);
      all.set(test.subarray(c * 7, c * 7 + 7), c * 27 + 20);
    }
    const linear = new LinearisedTraining(jacobianGram(activation, neurons, all, 5), targets, 1);
    linear.advance();
    linear.outputs.slice(20).forEach((value, b) => {
      expect(value).toBeCloseTo(first[2][b], 4);
    });
  });

  it("never moves a neuron farther than the budget 2N^{γ−1} √d sup|σ′| Σ h√L, whatever the data", () => {
    const setting = fc.record({
      exponent: fc.double({min: 0.5, max: 1, noNaN: true}),
      width: fc.integer({min: 1, max: 40}),
      samples: fc.integer({min: 1, max: 30}),
      seed: fc.nat(10000),
      relu: fc.boolean()
    });
    fc.assert(
      fc.property(setting, ({exponent, relu, ...shape}) => {
        const start = startOf(exponent, {...shape, activation: relu ? "relu" : wavelet});
        const training = new ScaledTraining(start);
        let budget = 0;
        for (let s = 0; s < 12; ++s) {
          budget += 2 * shape.width ** (exponent - 1) * Math.sqrt(5) * start.step * Math.sqrt(training.loss());
          training.advance();
        }
        for (let i = 0; i < shape.width; ++i) {
          const moved = Math.hypot(
            ...[0, 1, 2, 3, 4].map((c) => training.neurons[c * shape.width + i] - start.neurons[c * shape.width + i])
          );
          expect(moved).toBeLessThanOrEqual(budget * (1 + 1e-12));
        }
        expect(training.meanDistance()).toBeLessThanOrEqual(budget * (1 + 1e-12));
      }),
      {numRuns: 60}
    );
  });

  it("counts alignment by sign: +1 for a neuron that turns to the teacher and for a − neuron that turns away", () => {
    const start = {...startOf(1, {dimension: 2, width: 2, samples: 3}), signs: Float64Array.of(1, -1)};
    const training = new ScaledTraining({...start, neurons: Float64Array.of(0, 0, 1, 1)});
    training.neurons.set([3, -2, 0, 0]);
    expect(training.alignmentGain()).toBe(1);
    training.neurons.fill(0);
    expect(training.alignmentGain()).toBe(0);
  });
});

describe("the tangent kernel's Gram matrix", () => {
  it("is that of the network's derivatives by finite differences, and positive semidefinite", () => {
    const {activation, neurons, signs, samples} = startOf(1);
    const gram = jacobianGram(activation, neurons, samples, 5);
    const derivative = Array.from(neurons, (_, k) => {
      const at = (change: number) => {
        const training = new ScaledTraining({...startOf(0.5), signs});
        training.neurons[k] += change;
        return training.outputs(samples);
      };
      const [up, down] = [at(1e-5), at(-1e-5)];
      return up.map((value, b) => (value - down[b]) / 2e-5);
    });
    for (const [a, b] of [
      [0, 0],
      [3, 7],
      [12, 19]
    ])
      expect(derivative.reduce((sum, row) => sum + row[a] * row[b], 0)).toBeCloseTo(gram[a * 20 + b], 7);
    fc.assert(
      fc.property(fc.array(fc.double({min: -1, max: 1, noNaN: true}), {minLength: 20, maxLength: 20}), (v) => {
        let form = 0;
        for (let a = 0; a < 20; ++a) for (let b = 0; b < 20; ++b) form += v[a] * v[b] * gram[a * 20 + b];
        expect(form).toBeGreaterThanOrEqual(-1e-12);
      })
    );
    expect(
      relativeChange(
        gram.map((x) => 1.5 * x),
        gram
      )
    ).toBeCloseTo(0.5, 12);
  });
});

describe("exponents", () => {
  it("are those of the notes", () => {
    expect([0.5, 1].map(distanceExponent)).toEqual([-0.5, 0]);
    const kernel = (gamma: number, activation: "relu" | "wavelet", layer: "twins" | "positive") =>
      kernelChangeExponent(gamma, {activation, layer});
    expect([0.5, 0.75, 1].map((gamma) => kernel(gamma, "relu", "twins"))).toEqual([-0.75, -0.5, 0]);
    expect([0.5, 0.75, 1].map((gamma) => kernel(gamma, "relu", "positive"))).toEqual([-0.5, -0.25, 0]);
    expect([0.5, 0.75, 1].map((gamma) => kernel(gamma, "wavelet", "twins"))).toEqual([-1, -0.5, 0]);
  });
});
