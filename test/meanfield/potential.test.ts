import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {evaluate} from "../../src/meanfield/polynomial.js";
import {modes, potentialFromMoments, riskFromMoments, transverseMoment} from "../../src/meanfield/potential.js";
import {fieldCoefficients, interactionCoefficients, type Problem, targetPower} from "../../src/meanfield/problem.js";
import {gaussGegenbauer} from "../../src/meanfield/quadrature.js";
import {chebyshevPolynomials, rotationKernel} from "../../src/meanfield/rotationKernel.js";
import {linkProblems} from "./linkProblems.js";

const dimensions = fc.constantFrom(2, 3, 4, 7, 16, 128, 10000);
const alignments = fc.array(fc.double({min: -1, max: 1, noNaN: true}), {minLength: 1, maxLength: 4});

/** E_ξ u(αα′ + √(1−α²)√(1−α′²) ξ) by a Gauss rule for ξ, or the two points ±1 in dimension 2. */
function kernel(problem: Problem, dimension: number, a: number, b: number): number {
  const u = interactionCoefficients(problem);
  const transverse = Math.sqrt((1 - a * a) * (1 - b * b));
  if (dimension === 2) return (evaluate(u, a * b + transverse) + evaluate(u, a * b - transverse)) / 2;
  // ξ is one coordinate of a uniform point of S^{d−2}; in dimension 3 that is a point of the circle.
  const rule =
    dimension === 3
      ? {
          nodes: Float64Array.from({length: 24}, (_, i) => Math.cos((Math.PI * (i + 0.5)) / 24)),
          weights: new Float64Array(24).fill(1 / 24)
        }
      : gaussGegenbauer(12, dimension - 1);
  return rule.nodes.reduce((sum, xi, i) => sum + rule.weights[i] * evaluate(u, a * b + transverse * xi), 0);
}

function momentsOf(problem: Problem, dimension: number, points: readonly number[]): number[] {
  return modes(problem, dimension).map(
    ({degree, order}) =>
      points.reduce((sum, a) => sum + a ** (degree - order) * (1 - a * a) ** (order / 2), 0) / points.length
  );
}

describe("transverseMoment", () => {
  it.each([4, 5, 17, 300])("is E ξ^j on S^{d−2} in dimension %i", (dimension) => {
    const {nodes, weights} = gaussGegenbauer(8, dimension - 1);
    for (let j = 0; j <= 12; ++j) {
      const moment = nodes.reduce((sum, x, i) => sum + weights[i] * x ** j, 0);
      expect(Math.abs(transverseMoment(dimension, j) - moment)).toBeLessThan(1e-14);
    }
  });

  it("is that of ±1 in dimension 2 and of the circle in dimension 3", () => {
    expect([0, 1, 2, 3, 4].map((j) => transverseMoment(2, j))).toEqual([1, 0, 1, 0, 1]);
    expect([0, 2, 4].map((j) => transverseMoment(3, j))).toEqual([1, 1 / 2, 3 / 8]);
  });
});

describe("potential and risk of discrete laws", () => {
  it("agree with double quadrature over the sphere", () => {
    fc.assert(
      fc.property(
        linkProblems,
        dimensions,
        alignments,
        fc.double({min: -1, max: 1, noNaN: true}),
        (problem, d, points, at) => {
          const moments = momentsOf(problem, d, points);
          const degree = problem.activation.length - 1;
          const p = potentialFromMoments(problem, d)(moments, new Float64Array(degree + 1));
          const field = fieldCoefficients(problem);
          const scale = 1 + p.reduce((sum, value) => sum + Math.abs(value), 0);
          const potential =
            points.reduce((sum, a) => sum + kernel(problem, d, at, a), 0) / points.length - evaluate(field, at);
          expect(Math.abs(evaluate(p, at) - potential)).toBeLessThan(1e-13 * scale);
          const risk =
            targetPower(problem) -
            (2 * points.reduce((sum, a) => sum + evaluate(field, a), 0)) / points.length +
            points.reduce((sum, a) => sum + points.reduce((inner, b) => inner + kernel(problem, d, a, b), 0), 0) /
              points.length ** 2;
          expect(Math.abs(riskFromMoments(problem, d)(moments) - risk)).toBeLessThan(1e-12 * scale);
        }
      ),
      {seed: 4, numRuns: 150}
    );
  });

  it("agree with the Chebyshev form of the Eulerian solver", () => {
    fc.assert(
      fc.property(linkProblems, dimensions, alignments, (problem, d, points) => {
        const rotations = rotationKernel(problem, d);
        const chebyshev = new Float64Array(rotations.degree + 1);
        const buffer = new Float64Array(rotations.degree + 1);
        for (const a of points)
          chebyshevPolynomials(rotations.degree, a, buffer).forEach((t, n) => {
            chebyshev[n] += t / points.length;
          });
        const moments = momentsOf(problem, d, points);
        const p = potentialFromMoments(problem, d)(moments, new Float64Array(rotations.degree + 1));
        const scale = 1 + p.reduce((sum, value) => sum + Math.abs(value), 0);
        for (const at of [-0.9, -0.2, 0.1, 0.6, 1])
          expect(Math.abs(evaluate(rotations.potential(chebyshev), at) - evaluate(p, at))).toBeLessThan(1e-11 * scale);
        expect(Math.abs(rotations.risk(chebyshev) - riskFromMoments(problem, d)(moments))).toBeLessThan(1e-11 * scale);
      }),
      {seed: 5, numRuns: 60}
    );
  });

  it("keeps a risk of 1e−20 to full relative accuracy", () => {
    const problem: Problem = {name: "h2", activation: [0, 0, 1], target: [0, 0, 1]};
    const gap = 1e-10;
    expect(riskFromMoments(problem, 5)([1 - gap, gap]) / (gap * gap * (1 + 1 / 4))).toBeCloseTo(1, 5);
  });
});
