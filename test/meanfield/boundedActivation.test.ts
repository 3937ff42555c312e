import {describe, expect, it} from "vitest";
import type {BoundedActivation} from "../../src/meanfield/boundedActivation.js";
import {findActivation, isotropicActivations} from "../../src/meanfield/isotropicProblem.js";
import {normalDensity} from "../../src/meanfield/normalDistribution.js";
import {NormalSigmoid} from "../../src/meanfield/normalSigmoid.js";
import {PiecewiseLinear} from "../../src/meanfield/piecewiseLinear.js";

const falling = new PiecewiseLinear("falling", [
  [-1.2, 1],
  [-0.3, 2.5],
  [0.4, -0.5]
]);
const activations: readonly BoundedActivation[] = [...isotropicActivations, falling];

/** E σ(Z)σ(Z′) by the trapezoid rule in the plane. */
function pairMean(activation: BoundedActivation, a: number, b: number, c: number): number {
  const h = 0.02;
  const [p, q] = [Math.sqrt(a), c / Math.sqrt(a)];
  const rest = Math.sqrt(Math.max(0, b - q * q));
  let sum = 0;
  for (let i = -350; i <= 350; ++i)
    for (let j = -350; j <= 350; ++j)
      sum +=
        normalDensity(i * h) *
        normalDensity(j * h) *
        activation.value(p * i * h) *
        activation.value(q * i * h + rest * j * h);
  return sum * h * h;
}

describe.each(activations.map((activation) => ({name: activation.name, activation})))("$name", ({activation}) => {
  it("has the slope that it says", () => {
    for (const z of [-3, -0.7, 0.2, 0.45, 0.9, 1.2, 1.9]) {
      const h = 1e-6;
      const slope = (activation.value(z + h) - activation.value(z - h)) / (2 * h);
      expect(Math.abs(activation.slope(z) - slope)).toBeLessThan(1e-7);
    }
  });

  it.each([
    [1.1, 0.7, 0.4],
    [0.5, 2.2, -0.9],
    [0.8, 0.8, 0]
  ])("has the pair average of variances %d, %d and covariance %d", (a, b, c) => {
    expect(Math.abs(activation.pairValue(a, b, c) - pairMean(activation, a, b, c))).toBeLessThan(4e-3);
    expect(Math.abs(activation.pairValue(a, b, c) - activation.pairValue(b, a, c))).toBeLessThan(1e-12);
  });

  it("has the slopes of the pair average", () => {
    const slopes = new Float64Array(2);
    const h = 1e-5;
    for (const [a, b, c] of [
      [1.1, 0.7, 0.4],
      [0.5, 2.2, -0.9],
      [3, 0.2, 0.3],
      [0.1, 0.1, 0.05]
    ]) {
      activation.pairSlopes(a, b, c, slopes);
      const byA = (activation.pairValue(a + h, b, c) - activation.pairValue(a - h, b, c)) / (2 * h);
      const byC = (activation.pairValue(a, b, c + h) - activation.pairValue(a, b, c - h)) / (2 * h);
      expect(Math.abs(slopes[0] - byA)).toBeLessThan(2e-7);
      expect(Math.abs(slopes[1] - byC)).toBeLessThan(2e-7);
    }
  });

  it("pairs a neuron with itself: along a = b = c the slopes are those of E σ²", () => {
    const slopes = new Float64Array(2);
    const h = 1e-4;
    const square = (a: number) => activation.pairValue(a, a, a);
    for (const a of [0.3, 1, 2.5]) {
      activation.pairSlopes(a, a, a, slopes);
      expect(Math.abs(2 * slopes[0] + slopes[1] - (square(a + h) - square(a - h)) / (2 * h))).toBeLessThan(1e-5);
      expect(Math.abs(square(a) - pairMean(activation, a, a, a))).toBeLessThan(4e-3);
    }
  });

  it.each([3, 8, 40])("has E Xσ′(sX) on the sphere in dimension %d", (dimension) => {
    const slope = activation.radialSlope(dimension);
    const h = Math.PI / 4000;
    for (const s of [0.3, 0.9, 2.5, 7]) {
      let [sum, mass] = [0, 0];
      for (let angle = h / 2; angle < Math.PI; angle += h) {
        const weight = Math.sin(angle) ** (dimension - 2);
        const x = Math.sqrt(dimension) * Math.cos(angle);
        sum += weight * x * activation.slope(s * x);
        mass += weight;
      }
      expect(Math.abs(slope(s) - sum / mass)).toBeLessThan(activation instanceof NormalSigmoid ? 1e-6 : 0.01);
    }
  });

  it("approaches d = ∞ at the rate 1/d", () => {
    const limit = activation.radialSlope(Number.POSITIVE_INFINITY);
    for (const s of [0.5, 1, 3]) {
      const errors = [100, 200, 400].map((d) => Math.abs(activation.radialSlope(d)(s) - limit(s)));
      expect(errors[1] / errors[2]).toBeGreaterThan(1.85);
      expect(errors[1] / errors[2]).toBeLessThan(2.15);
      expect(errors[0]).toBeGreaterThan(1e-7);
    }
  });
});

describe("the activations", () => {
  it("are found by name, and the smooth one has the ramp's ends and largest slope", () => {
    const ramp = findActivation("ramp")!;
    const smooth = findActivation("smooth")!;
    for (const z of [-20, 20]) expect(smooth.value(z)).toBeCloseTo(ramp.value(z), 12);
    expect(smooth.value(1)).toBeCloseTo(ramp.value(1), 12);
    expect(smooth.slope(1)).toBeCloseTo(ramp.slope(1), 12);
    expect(findActivation("relu")).toBeUndefined();
  });

  it("refuses what is none", () => {
    expect(() => new PiecewiseLinear("one", [[0, 1]])).toThrow(RangeError);
    expect(
      () =>
        new PiecewiseLinear("back", [
          [0, 1],
          [0, 2]
        ])
    ).toThrow(/increasing/);
    expect(() => new NormalSigmoid("step", 0, 1, 0, 0)).toThrow(RangeError);
  });
});
