import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {CoupledFlow} from "../../src/meanfield/coupledFlow.js";
import {meanFieldParticles} from "../../src/meanfield/coupling.js";
import {flowAlong} from "../../src/meanfield/flow.js";
import {solveLagrangian} from "../../src/meanfield/lagrangian.js";
import type {ParticleDynamics} from "../../src/meanfield/particleDynamics.js";
import {GradientFlow} from "../../src/meanfield/particles.js";
import type {Problem} from "../../src/meanfield/problem.js";
import {findProblem} from "../../src/meanfield/problems.js";
import {initialNeurons} from "../../src/meanfield/random.js";

function runTo(dynamics: ParticleDynamics, time: number): Float64Array {
  while (dynamics.time < time) dynamics.advance(time);
  return Float64Array.from(dynamics.neurons);
}

/** The mean distance of the neurons of two networks. */
function distance(a: Float64Array, b: Float64Array, width: number): number {
  const squares = new Float64Array(width);
  a.forEach((x, k) => {
    squares[k % width] += (x - b[k]) ** 2;
  });
  return squares.reduce((sum, square) => sum + Math.sqrt(square), 0) / width;
}

const mixed: Problem = {name: "mixed", activation: [0.2, 0.4, 0.5, 0, 0.6], target: [0, 0.3, 0.5, 0.2, 0.8]};

describe("CoupledFlow", () => {
  it.each([findProblem("He4")!, findProblem("He3")!, mixed])("is of order 3 in the step for $name", (problem) => {
    const [d, m, end] = [8, 40, 1.6];
    const limit = solveLagrangian(problem, d, [0, end]);
    const start = initialNeurons(d, m, 2);
    const exact = runTo(new GradientFlow(problem, d, start, 1e-12), end);
    const errors = [0.05, 0.025].map((largestStep) => {
      // The tolerance never binds; its substeps are those of a run that is as accurate as this one.
      const flow = new CoupledFlow(limit, start, {tolerance: 1, largestStep, substep: 0.1});
      const neurons = runTo(flow, end);
      expect(flow.steps).toBe(Math.round(end / largestStep));
      expect(flow.evaluations).toBe(flow.steps + 1);
      return distance(neurons, exact, m);
    });
    const order = Math.log2(errors[0] / errors[1]);
    expect(order).toBeGreaterThan(2.5);
    expect(order).toBeLessThan(3.8);
  });

  it("agrees with Dormand–Prince on neurons and particles, for random links, shapes and times", () => {
    const coefficients = fc.array(fc.double({min: -0.8, max: 0.8, noNaN: true}), {minLength: 2, maxLength: 6});
    fc.assert(
      fc.property(
        coefficients,
        coefficients,
        fc.integer({min: 2, max: 9}),
        fc.integer({min: 1, max: 30}),
        fc.nat(1000),
        fc.constantFrom(0.3, 1.1, 2.7),
        (activation, target, d, m, seed, end) => {
          fc.pre(activation.some((c, k) => k > 0 && Math.abs(c) > 0.05));
          const problem = {name: "random", activation, target};
          const limit = solveLagrangian(problem, d, [0, end]);
          const start = initialNeurons(d, m, seed);
          const flow = new CoupledFlow(limit, start, {tolerance: 1e-4});
          const neurons = runTo(flow, end);
          const exact = runTo(new GradientFlow(problem, d, start, 1e-10), end);
          const [{u}] = flowAlong(limit, 0, flow.coupling.start, [end]);
          const particles = new Float64Array(d * m);
          meanFieldParticles(flow.coupling, u, particles);
          const gap = Math.max(distance(exact, particles, m), 0.1 / Math.sqrt(m));
          expect(distance(neurons, exact, m)).toBeLessThan(2e-3 * gap);
          flow.particles.forEach((own, i) => {
            expect(Math.abs(Math.tanh(own) - Math.tanh(u[i]))).toBeLessThan(1e-6);
          });
        }
      ),
      {seed: 8, numRuns: 100}
    );
  });

  it("starts without a gap and keeps its neurons on the sphere", () => {
    const [d, m] = [6, 17];
    const limit = solveLagrangian(findProblem("He4")!, d, [0, 2, 3]);
    const start = initialNeurons(d, m, 9);
    const flow = new CoupledFlow(limit, start);
    expect(flow.neurons).toEqual(start);
    for (const time of [0.001, 0.7, 2, 3]) {
      const neurons = runTo(flow, time);
      expect(flow.time).toBe(time);
      for (let i = 0; i < m; ++i) {
        let square = 0;
        for (let c = 0; c < d; ++c) square += neurons[c * m + i] ** 2;
        expect(Math.abs(square - 1)).toBeLessThan(1e-15 * d);
      }
      const particles = new Float64Array(d * m);
      meanFieldParticles(flow.coupling, flow.particles, particles);
      if (time < 0.01) expect(distance(neurons, particles, m)).toBeLessThan(0.01);
    }
  });

  it("passes through times between its steps without a step of its own, in any number", () => {
    const [d, m] = [8, 30];
    const limit = solveLagrangian(findProblem("He4")!, d, [0, 3]);
    const start = initialNeurons(d, m, 4);
    const straight = new CoupledFlow(limit, start);
    const end = runTo(straight, 3);
    const stopping = new CoupledFlow(limit, start);
    const path = Array.from({length: 300}, (_, n) => (n + 1) / 100).map(
      (time) => [time, runTo(stopping, time)] as const
    );
    expect(path.at(-1)![1]).toEqual(end);
    expect(stopping.evaluations).toBe(straight.evaluations);
    const exact = new GradientFlow(findProblem("He4")!, d, start, 1e-9);
    for (const [time, neurons] of path)
      expect(distance(neurons, runTo(exact, time), m)).toBeLessThan(2e-3 / Math.sqrt(m));
  });
});
