import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {chaosProblem} from "../../src/meanfield/chaosProblem.js";
import {IsotropicNetwork} from "../../src/meanfield/isotropicNetwork.js";
import {drawInput, IsotropicSgd} from "../../src/meanfield/isotropicSgd.js";
import {stream} from "../../src/meanfield/random.js";
import {SigmoidForce} from "../../src/meanfield/sigmoidForce.js";

function rows(dimension: number, width: number, seed: number, size = 0.7): Float64Array {
  const {normal} = stream(seed, "test neurons");
  return Float64Array.from({length: dimension * width}, () => size * normal());
}

function forceOf(neurons: Float64Array, dimension: number, width: number, delta = 0.8): Float64Array {
  const force = new Float64Array(neurons.length);
  new SigmoidForce(chaosProblem(dimension, delta), width).evaluate(neurons, force);
  return force;
}

describe("SigmoidForce", () => {
  it("agrees with the network's own averages for all dimensions, widths, scales and sizes", () => {
    fc.assert(
      fc.property(
        fc.integer({min: 2, max: 7}),
        fc.integer({min: 1, max: 6}),
        fc.double({min: 0, max: 0.95, noNaN: true}),
        fc.double({min: 0.05, max: 4, noNaN: true}),
        fc.integer({min: 0, max: 1e6}),
        (dimension, width, delta, size, seed) => {
          const neurons = rows(dimension, width, seed, size);
          const expected = new Float64Array(neurons.length);
          new IsotropicNetwork(chaosProblem(dimension, delta), width).force(neurons, expected);
          forceOf(neurons, dimension, width, delta).forEach((value, k) => {
            expect(Math.abs(value - expected[k])).toBeLessThan(1e-11);
          });
        }
      ),
      {numRuns: 60}
    );
  });

  it("is the mean of the stochastic gradient over samples, the neuron's own term included", () => {
    const [dimension, width, samples] = [3, 4, 60000];
    const problem = chaosProblem(dimension, 0.8);
    const neurons = rows(dimension, width, 1);
    const force = new SigmoidForce(problem, width);
    const expected = new Float64Array(neurons.length);
    force.evaluate(neurons, expected);
    const data = stream(2, "test samples");
    const [sum, squares] = [new Float64Array(neurons.length), new Float64Array(neurons.length)];
    const step = 1e-3;
    for (let s = 0; s < samples; ++s) {
      const sgd = new IsotropicSgd(problem, neurons, data);
      sgd.step(step);
      sgd.neurons.forEach((value, k) => {
        const gradient = (value - neurons[k]) / (2 * step);
        sum[k] += gradient;
        squares[k] += gradient ** 2;
      });
    }
    let withoutSelf = 0;
    expected.forEach((value, k) => {
      const mean = sum[k] / samples;
      const error = Math.sqrt((squares[k] / samples - mean ** 2) / samples);
      expect(Math.abs(mean - value)).toBeLessThan(4.5 * error);
      const self = (force.self[Math.floor(k / dimension)] * neurons[k]) / width;
      withoutSelf = Math.max(withoutSelf, Math.abs(mean - value - self) / error);
    });
    expect(withoutSelf).toBeGreaterThan(10);
  });

  it("has the neuron's interaction with itself in `self`", () => {
    const problem = chaosProblem(3, 0.5);
    const neurons = rows(3, 2, 5);
    const network = new IsotropicNetwork(problem, 2);
    const force = new SigmoidForce(problem, 2);
    force.evaluate(neurons, new Float64Array(6));
    const slopes = new Float64Array(2);
    for (const i of [0, 1]) {
      const square = neurons.subarray(3 * i, 3 * i + 3).reduce((sum, value) => sum + value * value, 0);
      network.interactionSlopes(square, square, square, slopes);
      expect(force.self[i]).toBeCloseTo(2 * slopes[0] + slopes[1], 12);
    }
  });

  it("draws both labels equally often", () => {
    const data = stream(3, "labels");
    const x = new Float64Array(2);
    let sum = 0;
    for (let n = 0; n < 10000; ++n) sum += drawInput(chaosProblem(2, 0.8), x, data);
    expect(Math.abs(sum)).toBeLessThan(400);
  });
});
