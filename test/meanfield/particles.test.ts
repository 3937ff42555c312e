import {describe, expect, it} from "vitest";
import {FiniteNetwork} from "../../src/meanfield/network.js";
import type {ParticleDynamics} from "../../src/meanfield/particleDynamics.js";
import {GradientFlow, ProjectedGradientDescent, stepsTo} from "../../src/meanfield/particles.js";
import type {Problem} from "../../src/meanfield/problem.js";
import {findProblem} from "../../src/meanfield/problems.js";
import {initialNeurons} from "../../src/meanfield/random.js";

const He4 = findProblem("He4")!;
const mixed: Problem = {name: "mixed", activation: [0.3, 0, 0.5, 0, 0.9], target: [0.1, 0, 0.8, 0, 0.4]};
const [d, m] = [6, 12];
const start = initialNeurons(d, m, 5);

function run(dynamics: ParticleDynamics, time: number): Float64Array {
  while (dynamics.time < time) dynamics.advance(time);
  return Float64Array.from(dynamics.neurons);
}

/** Root mean square distance of two configurations. */
function distance(a: Float64Array, b: Float64Array): number {
  return Math.sqrt(a.reduce((sum, x, k) => sum + (x - b[k]) ** 2, 0) / m);
}

describe("GradientFlow", () => {
  it("is of order 5 in the step, the return to the sphere included", () => {
    const exact = run(new GradientFlow(He4, d, start, 1e-13), 0.64);
    const errors = [16, 32].map((steps) => {
      // The tolerance never binds, so that every call takes one step of the length asked for.
      const flow = new GradientFlow(He4, d, start, 1e3);
      for (let n = 1; n <= 64; ++n) flow.advance(n / 6400);
      for (let n = 1; n <= steps; ++n) flow.advance(0.01 + (0.63 * n) / steps);
      expect(flow.steps).toBe(64 + steps);
      return distance(flow.neurons, exact);
    });
    const order = Math.log2(errors[0] / errors[1]);
    expect(order).toBeGreaterThan(4.6);
    expect(order).toBeLessThan(5.6);
  });

  it("keeps its error in proportion to the tolerance and its neurons on the sphere", () => {
    const exact = run(new GradientFlow(He4, d, start, 1e-12), 3);
    for (const tolerance of [1e-3, 1e-5, 1e-7]) {
      const neurons = run(new GradientFlow(He4, d, start, tolerance), 3);
      expect(distance(neurons, exact)).toBeLessThan(10 * tolerance);
      for (let i = 0; i < m; ++i) {
        let square = 0;
        for (let c = 0; c < d; ++c) square += neurons[c * m + i] ** 2;
        expect(Math.abs(square - 1)).toBeLessThan(1e-15 * d);
      }
    }
  });

  it("spends its risk at the rate (1/m) Σ |ν_i|²", () => {
    const flow = new GradientFlow(He4, d, start, 1e-10);
    const network = new FiniteNetwork(He4, d, m);
    const h = 1e-3;
    const risks = [0.8 - h, 0.8, 0.8 + h].map((time) => {
      run(flow, time);
      const speed = flow.velocity.reduce((sum, v) => sum + v * v, 0) / m;
      return {risk: network.risk(flow.neurons), speed};
    });
    const slope = (risks[2].risk - risks[0].risk) / (2 * h);
    expect(risks[1].speed).toBeGreaterThan(0.01);
    expect(Math.abs(slope / risks[1].speed + 1)).toBeLessThan(1e-5);
  });

  it("does not move the given neurons", () => {
    const given = Float64Array.from(start);
    run(new GradientFlow(He4, d, given), 1);
    expect(given).toEqual(start);
  });
});

describe("ProjectedGradientDescent", () => {
  it("takes normalise(w − η m ∇L), the gradient in full", () => {
    const step = 0.2;
    const descent = new Float64Array(d * m);
    new FiniteNetwork(mixed, d, m).descent(start, descent);
    const dynamics = new ProjectedGradientDescent(mixed, d, start, step);
    dynamics.advance(step);
    for (let i = 0; i < m; ++i) {
      const moved = Array.from({length: d}, (_, c) => start[c * m + i] + step * descent[c * m + i]);
      const length = Math.hypot(...moved);
      for (let c = 0; c < d; ++c) expect(Math.abs(dynamics.neurons[c * m + i] - moved[c] / length)).toBeLessThan(1e-15);
    }
  });

  it.each([He4, mixed])("converges to the flow at rate O(η) for $name", (problem) => {
    const exact = run(new GradientFlow(problem, d, start, 1e-10), 1.2);
    const errors = [0.01, 0.005, 0.0025].map((step) =>
      distance(run(new ProjectedGradientDescent(problem, d, start, step), 1.2), exact)
    );
    expect(errors[0]).toBeLessThan(0.2);
    for (const k of [0, 1]) {
      expect(errors[k] / errors[k + 1]).toBeGreaterThan(1.8);
      expect(errors[k] / errors[k + 1]).toBeLessThan(2.2);
    }
  });

  it("counts its steps and its velocity is the flow's", () => {
    const dynamics = new ProjectedGradientDescent(mixed, d, start, 0.1);
    run(dynamics, 0.3);
    expect(dynamics.time).toBe(0.3);
    expect(dynamics.steps).toBe(3);
    const velocity = new Float64Array(d * m);
    new FiniteNetwork(mixed, d, m).velocity(dynamics.neurons, velocity);
    velocity.forEach((v, k) => {
      expect(Math.abs(dynamics.velocity[k] - v)).toBeLessThan(1e-13);
    });
  });

  it("refuses times that are not multiples of the step, or past, and steps that are not positive", () => {
    const dynamics = new ProjectedGradientDescent(He4, d, start, 0.1);
    expect(() => dynamics.advance(0.25)).toThrow(/multiples of the step 0.1: 0.25/);
    expect(() => dynamics.advance(0)).toThrow(RangeError);
    for (const step of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => new ProjectedGradientDescent(He4, d, start, step)).toThrow(RangeError);
    expect(stepsTo(64, 0.01)).toBe(6400);
    expect(() => stepsTo(64.003, 0.01)).toThrow(RangeError);
  });
});
