import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {LineFlow} from "../../src/meanfield/lineFlow.js";
import {isEven} from "../../src/meanfield/problem.js";
import {linkProblems} from "./linkProblems.js";

/** A few points with masses, and the state (u, λ) that they have at t = 0. */
function flowOf(problem: Parameters<typeof isEven>[0], dimension: number): {flow: LineFlow; state: Float64Array} {
  const positions = isEven(problem) ? [0.02, 0.3, 0.7, 1.4, 6] : [-2, -0.4, 0.01, 0.6, 1.3];
  const flow = new LineFlow(problem, dimension);
  flow.weights = Float64Array.of(0.1, 0.3, 0.25, 0.2, 0.15);
  return {flow, state: Float64Array.from([...positions, 0, 0, 0, 0, 0])};
}

function derivativeOf(flow: LineFlow, state: Float64Array): Float64Array {
  const dy = new Float64Array(state.length);
  flow.field(0, state, dy);
  return dy;
}

/** One classical Runge–Kutta step. */
function moved(flow: LineFlow, state: Float64Array, h: number): Float64Array {
  const at = (k: Float64Array, step: number) =>
    derivativeOf(
      flow,
      state.map((y, i) => y + step * k[i])
    );
  const k1 = derivativeOf(flow, state);
  const k2 = at(k1, h / 2);
  const k3 = at(k2, h / 2);
  const k4 = at(k3, h);
  return state.map((y, i) => y + (h / 6) * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]));
}

describe("LineFlow", () => {
  it("gives p, ṗ and p̈ of its own potential along the flow", () => {
    fc.assert(
      fc.property(linkProblems, fc.constantFrom(2, 5, 40), (problem, dimension) => {
        const {flow, state} = flowOf(problem, dimension);
        const dy = derivativeOf(flow, state);
        const [p, rate, curvature] = flow.jet(state, dy);
        const speed = 1 + Math.max(...dy.map(Math.abs));
        const h = 1e-3 / speed;
        const [before, after] = [-h, h].map((step) => flow.potential(moved(flow, state, step)).slice());
        const size = 1 + Math.max(...p.map(Math.abs));
        p.forEach((value, k) => {
          expect(Math.abs(rate[k] - (after[k] - before[k]) / (2 * h))).toBeLessThan(1e-3 * size * speed);
          expect(Math.abs(curvature[k] - (after[k] - 2 * value + before[k]) / (h * h))).toBeLessThan(
            1e-2 * size * speed * speed
          );
        });
      }),
      {seed: 7, numRuns: 100}
    );
  });

  it("stretches the line at the rate of the velocity's slope", () => {
    fc.assert(
      fc.property(linkProblems, (problem) => {
        const {flow, state} = flowOf(problem, 9);
        const dy = derivativeOf(flow, state);
        const h = 1e-5;
        // A test particle of no mass beside point 1 feels the same potential.
        const probe = Float64Array.from([...state.slice(0, 5), state[1] + h, state[1] - h, ...new Float64Array(7)]);
        flow.weights = Float64Array.from([...flow.weights, 0, 0]);
        const velocity = derivativeOf(flow, probe);
        const size = 1 + Math.max(...dy.map(Math.abs));
        expect(Math.abs(dy[6] - (velocity[5] - velocity[6]) / (2 * h))).toBeLessThan(1e-5 * size);
      }),
      {seed: 8, numRuns: 60}
    );
  });
});
