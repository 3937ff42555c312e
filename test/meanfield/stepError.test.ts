import {describe, expect, it} from "vitest";
import {fitLogarithms} from "../../src/meanfield/leastSquares.js";
import {FiniteNetwork, normalise, toTangent} from "../../src/meanfield/network.js";
import {functionDistance, functionSpeed} from "../../src/meanfield/networkDistance.js";
import {GradientFlow, ProjectedGradientDescent} from "../../src/meanfield/particles.js";
import type {Problem} from "../../src/meanfield/problem.js";
import {findProblem} from "../../src/meanfield/problems.js";
import {initialNeurons} from "../../src/meanfield/random.js";
import {stepError} from "../../src/meanfield/stepError.js";

const He4 = findProblem("He4")!;
const h2: Problem = {name: "h2", activation: [0, 0, 1], target: [0, 0, 1]};
const mixed: Problem = {name: "mixed", activation: [0.3, 0, 0.5, 0.2, 0.9], target: [0.1, 0, 0.8, 0.3, 0.4]};
const [d, m, time] = [6, 12, 1];
const start = initialNeurons(d, m, 5);

function length(x: Float64Array): number {
  return Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
}

function descend(problem: Problem, step: number): Float64Array {
  const descent = new ProjectedGradientDescent(problem, d, start, step);
  while (descent.time < time) descent.advance(time);
  return descent.neurons;
}

function descendTangentially(problem: Problem, step: number): Float64Array {
  const network = new FiniteNetwork(problem, d, m);
  const neurons = Float64Array.from(start);
  const velocity = new Float64Array(d * m);
  for (let n = 0; n < Math.round(time / step); ++n) {
    network.velocity(neurons, velocity);
    toTangent(neurons, velocity, d, m);
    for (let k = 0; k < neurons.length; ++k) neurons[k] += step * velocity[k];
    normalise(neurons, neurons, d, m);
  }
  return neurons;
}

describe("the leading order of the step error", () => {
  it.each([
    ["all of the gradient", true, descend],
    ["its tangential part", false, descendTangentially]
  ] as const)("leaves a remainder of second order, along %s", (_, radial, run) => {
    for (const problem of [He4, mixed]) {
      const {neurons, rate} = stepError(problem, d, start, time, {radial, tolerance: 1e-9});
      const steps = [1 / 32, 1 / 64, 1 / 128, 1 / 256];
      const errors = steps.map((step) => {
        const apart = run(problem, step).map((w, k) => w - neurons[k]);
        return {whole: length(apart), rest: length(apart.map((x, k) => x - step * rate[k]))};
      });
      const order = (of: (error: (typeof errors)[number]) => number): number =>
        fitLogarithms(steps, errors.map(of)).slope;
      expect(Math.abs(order(({whole}) => whole) - 1)).toBeLessThan(0.06);
      expect(Math.abs(order(({rest}) => rest) - 2)).toBeLessThan(0.1);
      expect(errors[3].rest).toBeLessThan(errors[3].whole / 20);
    }
  });

  it("is that of one neuron with h₂ in closed form: α/r grows by 1/(1 − 4η) a step, by e^{4t} in the flow", () => {
    const [alpha, end] = [0.3, 0.5];
    const single = Float64Array.of(alpha, Math.sqrt(1 - alpha * alpha));
    const {neurons, rate} = stepError(h2, 2, single, end, {tolerance: 1e-10});
    const tangent = (alpha / single[1]) * Math.exp(4 * end);
    expect(neurons[0] / neurons[1]).toBeCloseTo(tangent, 6);
    // d/dη (1 − 4η)^{−t/η} = 8t e^{4t} at η = 0.
    expect(neurons[1] * rate[0] - neurons[0] * rate[1]).toBeCloseTo((8 * end * tangent) / (1 + tangent * tangent), 5);
  });

  it("starts the flow of the other integrators, tangent to the sphere", () => {
    const {neurons, rate} = stepError(mixed, d, start, time, {tolerance: 1e-8});
    const flow = new GradientFlow(mixed, d, start, 1e-10);
    while (flow.time < time) flow.advance(time);
    expect(length(neurons.map((w, k) => w - flow.neurons[k]))).toBeLessThan(1e-6);
    for (let i = 0; i < m; ++i) {
      let product = 0;
      for (let c = 0; c < d; ++c) product += neurons[c * m + i] * rate[c * m + i];
      expect(Math.abs(product)).toBeLessThan(1e-5);
    }
    expect(stepError(He4, d, start, 0)).toEqual({neurons: start, rate: new Float64Array(d * m)});
  });
});

describe("the distance of two networks", () => {
  it("is Σ c_k² |mean of w^{⊗k} differences|², here for k = 1 and 2", () => {
    const problem: Problem = {name: "two", activation: [0, 0.7, 0.4], target: [0, 1]};
    const other = initialNeurons(d, m, 6);
    const tensor = (neurons: Float64Array, a: number, b?: number): number => {
      let sum = 0;
      for (let i = 0; i < m; ++i) sum += neurons[a * m + i] * (b === undefined ? 1 : neurons[b * m + i]);
      return sum / m;
    };
    let square = 0;
    for (let a = 0; a < d; ++a) {
      square += 0.49 * (tensor(start, a) - tensor(other, a)) ** 2;
      for (let b = 0; b < d; ++b) square += 0.16 * (tensor(start, a, b) - tensor(other, a, b)) ** 2;
    }
    expect(functionDistance(problem, d, start, other)).toBeCloseTo(Math.sqrt(square), 12);
    expect(functionDistance(problem, d, start, start)).toBeLessThan(1e-7);
  });

  it("grows at the speed of the function", () => {
    const {neurons, rate} = stepError(mixed, d, start, time);
    const speed = functionSpeed(mixed, d, neurons, rate);
    const moved = neurons.map((w, k) => w + 1e-4 * rate[k]);
    normalise(moved, moved, d, m);
    expect(functionDistance(mixed, d, neurons, moved) / 1e-4 / speed).toBeCloseTo(1, 2);
    expect(functionSpeed(mixed, d, neurons, new Float64Array(d * m))).toBe(0);
  });
});
