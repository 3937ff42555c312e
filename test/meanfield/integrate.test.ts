import {describe, expect, it} from "vitest";
import {dormandPrince, Stepper, type VectorField} from "../../src/meanfield/integrate.js";

/** ẏ = y cos t: y = y_0 e^{sin t}. */
const growth: VectorField = (t, y, dy) => {
  for (let i = 0; i < y.length; ++i) dy[i] = y[i] * Math.cos(t);
};

function run(stepper: Stepper, limit: number): Stepper {
  while (stepper.time < limit) stepper.advance(limit);
  return stepper;
}

function fixedSteps(field: VectorField, y: number, end: number, count: number): number {
  const stepper = new Stepper(field, 0, Float64Array.of(y), {absolute: Number.MAX_VALUE, firstStep: 1e9});
  for (let i = 1; i <= count; ++i) stepper.advance((end * i) / count);
  expect(stepper.steps).toBe(count);
  return stepper.state[0];
}

describe("Dormand–Prince", () => {
  it("has rows that sum to their nodes and weights of order conditions one to five", () => {
    const {nodes, stages, error} = dormandPrince;
    stages.forEach((row, s) => {
      expect(row.reduce((sum, a) => sum + a, 0)).toBeCloseTo(nodes[s], 14);
    });
    const weights = stages[6];
    for (let q = 0; q < 5; ++q)
      expect(weights.reduce((sum, b, s) => sum + b * nodes[s] ** q, 0)).toBeCloseTo(1 / (q + 1), 13);
    expect(error.reduce((sum, e) => sum + e, 0)).toBeCloseTo(0, 14);
  });

  it("converges with the order it states", () => {
    const errors = [64, 128, 256].map((count) => Math.abs(fixedSteps(growth, 1, 4, count) - Math.exp(Math.sin(4))));
    const slopes = [Math.log2(errors[0] / errors[1]), Math.log2(errors[1] / errors[2])];
    for (const slope of slopes) expect(Math.abs(slope - dormandPrince.order)).toBeLessThan(0.4);
  });
});

describe("Stepper", () => {
  it("lands on the limit exactly and keeps the global error near the tolerance", () => {
    for (const absolute of [1e-6, 1e-9, 1e-12]) {
      const stepper = run(new Stepper(growth, 0, Float64Array.of(1, 2), {absolute}), 10);
      expect(stepper.time).toBe(10);
      expect(Math.abs(stepper.state[1] - 2 * Math.exp(Math.sin(10)))).toBeLessThan(30 * absolute);
    }
  });

  it("needs a number of steps that grows like tolerance^{−1/5}", () => {
    const steps = [1e-6, 1e-11].map(
      (absolute) => run(new Stepper(growth, 0, Float64Array.of(1), {absolute}), 50).steps
    );
    expect(steps[1] / steps[0]).toBeGreaterThan(7);
    expect(steps[1] / steps[0]).toBeLessThan(13);
  });

  it("measures errors relative to the state when asked", () => {
    const decay: VectorField = (_t, y, dy) => {
      dy[0] = -y[0];
    };
    const stepper = run(new Stepper(decay, 0, Float64Array.of(1), {absolute: 0, relative: 1e-9}), 40);
    expect(Math.abs(stepper.state[0] / Math.exp(-40) - 1)).toBeLessThan(1e-6);
  });

  it("controls only the components that allow() bounds", () => {
    const field: VectorField = (_t, y, dy) => {
      dy[0] = -y[0];
      dy[1] = 30 * Math.cos(30 * _t) + 0 * y[1];
    };
    const steps = (second: number) =>
      run(
        new Stepper(field, 0, Float64Array.of(1, 0), {
          absolute: 0,
          allow: (_y, allowed) => {
            allowed[0] = 1e-8;
            allowed[1] = second;
          }
        }),
        5
      ).steps;
    expect(steps(Number.POSITIVE_INFINITY)).toBeLessThan(steps(1e-8) / 4);
  });

  it("projects the state after every step and goes on from there", () => {
    const rotation: VectorField = (_t, y, dy) => {
      dy[0] = -y[1];
      dy[1] = y[0];
    };
    const project = (y: Float64Array) => {
      const length = Math.hypot(y[0], y[1]);
      y[0] /= length;
      y[1] /= length;
    };
    const stepper = run(new Stepper(rotation, 0, Float64Array.of(1, 0), {absolute: 1e-6, project}), 20);
    expect(Math.abs(Math.hypot(stepper.state[0], stepper.state[1]) - 1)).toBeLessThan(1e-15);
    expect(Math.abs(stepper.state[0] - Math.cos(20))).toBeLessThan(1e-4);
  });

  it("goes on from a state of another length", () => {
    const stepper = run(new Stepper(growth, 0, Float64Array.of(1), {absolute: 1e-10}), 1);
    stepper.restart(Float64Array.of(stepper.state[0], 3, -1));
    run(stepper, 2);
    expect(stepper.state.length).toBe(3);
    expect(Math.abs(stepper.state[0] - Math.exp(Math.sin(2)))).toBeLessThan(1e-8);
    expect(Math.abs(stepper.state[1] - 3 * Math.exp(Math.sin(2) - Math.sin(1)))).toBeLessThan(1e-8);
  });

  it("says when it cannot go on, and leaves the last good state", () => {
    const blowUp: VectorField = (_t, y, dy) => {
      dy[0] = y[0] * y[0];
    };
    const stepper = new Stepper(blowUp, 0, Float64Array.of(1), {name: "the escape", absolute: 1e-8});
    expect(() => run(stepper, 2)).toThrow(
      /^the escape cannot be continued beyond t = (0\.99|1\.0000)\d*: (step too small|not finite)$/
    );
    expect(stepper.time).toBeLessThan(1.0001);
    expect(Number.isFinite(stepper.state[0])).toBe(true);
    const nowhere = new Stepper((_t, _y, dy) => dy.fill(Number.NaN), 0, Float64Array.of(1), {absolute: 1e-8});
    expect(() => run(nowhere, 1)).toThrow("the flow cannot be continued beyond t = 0: not finite");
    expect(nowhere.state[0]).toBe(1);
  });
});
