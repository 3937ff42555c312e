import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {FiniteNetwork, normalise, toTangent} from "../../src/meanfield/network.js";
import type {Problem} from "../../src/meanfield/problem.js";
import {findProblem, problems} from "../../src/meanfield/problems.js";
import {initialNeurons, stream} from "../../src/meanfield/random.js";
import {gaussianMean, hermiteSum} from "./gaussian.js";

/** Every degree from 0 to 5 in both links, none equal. */
const mixed: Problem = {
  name: "mixed",
  activation: [0.3, -0.8, 0.5, 0.9, -0.4, 0.6],
  target: [-0.2, 0.7, 0.4, -0.5, 0.8, 0.1, 0.3]
};
const cases = [...problems, mixed];

function velocityOf(problem: Problem, d: number, neurons: Float64Array): Float64Array {
  const velocity = new Float64Array(neurons.length);
  new FiniteNetwork(problem, d, neurons.length / d).velocity(neurons, velocity);
  return velocity;
}

describe("FiniteNetwork in the plane against quadrature over x", () => {
  const [d, m] = [2, 3];
  const neurons = initialNeurons(d, m, 4);
  const error = (problem: Problem, x1: number, x2: number) => {
    let f = -hermiteSum(problem.target, x1).value;
    for (let i = 0; i < m; ++i) f += hermiteSum(problem.activation, neurons[i] * x1 + neurons[m + i] * x2).value / m;
    return f;
  };

  it.each(cases)("risk of $name", (problem) => {
    const expected = gaussianMean((x1, x2) => error(problem, x1, x2) ** 2);
    expect(Math.abs(new FiniteNetwork(problem, d, m).risk(neurons) - expected)).toBeLessThan(1e-12);
  });

  it.each(cases)("the full gradient of $name, radial part included", (problem) => {
    const descent = new Float64Array(d * m);
    new FiniteNetwork(problem, d, m).descent(neurons, descent);
    for (let i = 0; i < m; ++i)
      for (let c = 0; c < d; ++c) {
        const expected = gaussianMean((x1, x2) => {
          const {slope} = hermiteSum(problem.activation, neurons[i] * x1 + neurons[m + i] * x2);
          return -2 * error(problem, x1, x2) * slope * (c === 0 ? x1 : x2);
        });
        expect(Math.abs(descent[c * m + i] - expected)).toBeLessThan(1e-11);
      }
  });
});

describe("velocity", () => {
  it.each(cases)("is −m times the tangential gradient of the risk of $name, by central differences", (problem) => {
    const [d, m, h] = [5, 7, 1e-5];
    const neurons = initialNeurons(d, m, 8);
    const velocity = velocityOf(problem, d, neurons);
    const network = new FiniteNetwork(problem, d, m);
    const {normal} = stream(2, "directions");
    const direction = Float64Array.from(neurons, normal);
    toTangent(neurons, direction, d, m);
    const moved = (s: number) => {
      const result = neurons.map((w, k) => w + s * direction[k]);
      normalise(result, result, d, m);
      return network.risk(result);
    };
    const slope = (moved(h) - moved(-h)) / (2 * h);
    const product = velocity.reduce((sum, v, k) => sum + v * direction[k], 0);
    expect(Math.abs(slope + product / m)).toBeLessThan(1e-8 * (1 + Math.abs(slope)));
  });

  it("is tangent, and equal to the tangential part of the full gradient", () => {
    const [d, m] = [6, 9];
    const neurons = initialNeurons(d, m, 1);
    const velocity = velocityOf(mixed, d, neurons);
    const descent = new Float64Array(d * m);
    new FiniteNetwork(mixed, d, m).descent(neurons, descent);
    toTangent(neurons, descent, d, m);
    for (let k = 0; k < d * m; ++k) expect(Math.abs(velocity[k] - descent[k])).toBeLessThan(1e-13);
    for (let i = 0; i < m; ++i) {
      let radial = 0;
      for (let c = 0; c < d; ++c) radial += velocity[c * m + i] * neurons[c * m + i];
      expect(Math.abs(radial)).toBeLessThan(1e-14);
    }
  });

  const setting = fc.record({
    problem: fc.constantFrom(...cases),
    d: fc.integer({min: 3, max: 6}),
    m: fc.integer({min: 2, max: 9}),
    seed: fc.nat(1000)
  });

  it("follows a permutation of the neurons", () => {
    fc.assert(
      fc.property(setting, fc.nat(100), ({problem, d, m, seed}, shift) => {
        const neurons = initialNeurons(d, m, seed);
        const from = (i: number) => (i + shift) % m;
        const turn = (x: Float64Array) => x.map((_, k) => x[k - (k % m) + from(k % m)]);
        const expected = turn(velocityOf(problem, d, neurons));
        const actual = velocityOf(problem, d, turn(neurons));
        for (let k = 0; k < d * m; ++k) expect(Math.abs(actual[k] - expected[k])).toBeLessThan(1e-12);
      }),
      {seed: 3, numRuns: 60}
    );
  });

  it("turns with a rotation about w*, which leaves the risk alone", () => {
    fc.assert(
      fc.property(setting, fc.double({min: 0, max: 6.3, noNaN: true}), ({problem, d, m, seed}, angle) => {
        const neurons = initialNeurons(d, m, seed);
        const [a, b] = [1 + (seed % (d - 1)), 1 + ((seed + 1) % (d - 1))];
        const turn = (x: Float64Array) => {
          const y = Float64Array.from(x);
          for (let i = 0; i < m; ++i) {
            y[a * m + i] = Math.cos(angle) * x[a * m + i] - Math.sin(angle) * x[b * m + i];
            y[b * m + i] = Math.sin(angle) * x[a * m + i] + Math.cos(angle) * x[b * m + i];
          }
          return y;
        };
        const expected = turn(velocityOf(problem, d, neurons));
        const actual = velocityOf(problem, d, turn(neurons));
        for (let k = 0; k < d * m; ++k) expect(Math.abs(actual[k] - expected[k])).toBeLessThan(1e-12);
        const network = new FiniteNetwork(problem, d, m);
        expect(Math.abs(network.risk(turn(neurons)) - network.risk(neurons))).toBeLessThan(1e-12);
      }),
      {seed: 3, numRuns: 60}
    );
  });
});

describe("a network whose neurons all are the teacher", () => {
  it("has no risk and does not move when it is well-specified", () => {
    const [d, m] = [4, 5];
    const neurons = Float64Array.from({length: d * m}, (_, k) => (k < m ? 1 : 0));
    const problem = findProblem("He4")!;
    expect(Math.abs(new FiniteNetwork(problem, d, m).risk(neurons))).toBeLessThan(1e-15);
    expect(Math.max(...velocityOf(problem, d, neurons).map(Math.abs))).toBeLessThan(1e-15);
  });
});
