import {describe, expect, it} from "vitest";
import {bogackiShampine} from "../../src/meanfield/bogackiShampine.js";
import {Stepper} from "../../src/meanfield/integrate.js";

/** One step of size h for ẏ = y cos(t + 1), y(0) = 1: the error of the new state, and the estimate of it. */
function oneStep(h: number): {error: number; estimate: number} {
  const field = (t: number, y: Float64Array, dy: Float64Array) => {
    dy[0] = y[0] * Math.cos(t + 1);
  };
  const stepper = new Stepper(field, 0, Float64Array.of(1), {absolute: 1e9, firstStep: h, pair: bogackiShampine});
  stepper.advance(h);
  expect(stepper.steps).toBe(1);
  const {stages, nodes, error} = bogackiShampine;
  const k: number[] = [];
  stages.forEach((row, s) => {
    const y = 1 + h * row.reduce((sum, a, r) => sum + a * k[r], 0);
    k.push(y * Math.cos(nodes[s] * h + 1));
  });
  return {
    error: Math.abs(stepper.state[0] - Math.exp(Math.sin(h + 1) - Math.sin(1))),
    estimate: Math.abs(h * error.reduce((sum, e, s) => sum + e * k[s], 0))
  };
}

describe("the Bogacki–Shampine pair", () => {
  it("has local error O(h⁴) and estimate O(h³)", () => {
    const [coarse, fine] = [0.1, 0.05].map(oneStep);
    expect(Math.abs(Math.log2(coarse.error / fine.error) - 4)).toBeLessThan(0.3);
    expect(Math.abs(Math.log2(coarse.estimate / fine.estimate) - 3)).toBeLessThan(0.3);
  });
});
