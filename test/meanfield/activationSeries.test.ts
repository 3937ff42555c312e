import {describe, expect, it} from "vitest";
import {activationForm, gaussian} from "../../src/kernels/activation.js";
import {activationSeries, largestTail} from "../../src/meanfield/activationSeries.js";
import {projectOnHermite} from "../../src/meanfield/hermite.js";
import {hermiteActivation} from "../../src/meanfield/trainingProblem.js";
import {findTrainingProblem} from "../../src/meanfield/trainingProblems.js";
import {gaussianMoment} from "./gaussianMoments.js";

const bells = ["Ge4", "NP_mis"].map((name) => [name, findTrainingProblem(name)!.activation] as const);

describe("activationSeries", () => {
  it("gives back the coefficients of a polynomial, whatever their degrees, and leaves nothing out", () => {
    const c = [0.3, -1, 0, 2, 0, 0, 0.5];
    const {coefficients, tail} = activationSeries(hermiteActivation(c));
    expect(tail).toBe(0);
    expect(coefficients).toHaveLength(c.length);
    coefficients.forEach((value, k) => {
      expect(value).toBeCloseTo(c[k]!, 13);
    });
  });

  it.each(bells)("agrees with Gauss–Hermite quadrature for %s", (_, activation) => {
    const {gamma, bell = [0], polynomial} = activationForm(activation);
    const horner = (p: readonly number[], z: number) => p.reduceRight((sum, a) => sum * z + a, 0);
    const expected = projectOnHermite((z) => horner(bell, z) * gaussian(gamma, z) + horner(polynomial, z), 20, 250);
    const {coefficients} = activationSeries(activation);
    expected.forEach((c, k) => {
      expect(Math.abs(coefficients[k]! - c)).toBeLessThan(1e-12);
    });
  });

  it.each(bells)("holds all of E σ² of %s but its tail", (_, activation) => {
    if (activation === "relu") throw new Error("a bell is meant");
    const {bell = [], gamma = 0, polynomial} = activation;
    // E σ² by the moments of N(0, 1/(1+2γ)): a closed form of its own.
    let square = 0;
    bell.forEach((a, i) => {
      bell.forEach((b, j) => {
        square += a * b * gaussianMoment(2 * gamma, i + j);
      });
      polynomial.forEach((b, j) => {
        square += 2 * a * b * gaussianMoment(gamma, i + j);
      });
    });
    polynomial.forEach((a, i) => {
      polynomial.forEach((b, j) => {
        square += a * b * gaussianMoment(0, i + j);
      });
    });
    const {coefficients, tail} = activationSeries(activation);
    const kept = coefficients.reduce((sum, c) => sum + c * c, 0);
    expect(tail).toBeGreaterThan(0);
    expect(tail).toBeLessThanOrEqual(largestTail);
    expect(Math.abs(square - kept - tail)).toBeLessThan(1e-14);
    // One coefficient fewer would leave too much out.
    expect(tail + coefficients.at(-1)! ** 2).toBeGreaterThan(largestTail);
  });

  it("refuses what has no such series, and says what to do", () => {
    expect(() => activationSeries("relu")).toThrow(/use the arc-cosine kernel or samples/);
    expect(() => activationSeries({bell: [1], gamma: 5, polynomial: [0]})).toThrow(/gamma 5 .* choose a wider bell/);
  });
});
