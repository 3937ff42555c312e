import {describe, expect, it} from "vitest";
import {solveEulerian} from "../../src/meanfield/eulerian.js";
import {solveLagrangian} from "../../src/meanfield/lagrangian.js";
import {findProblem} from "../../src/meanfield/problems.js";
import {integral, linearLink, quadraticLink} from "./closedForms.js";

const he3 = findProblem("He3")!;
const he4 = findProblem("He4")!;

describe("the Eulerian solver", () => {
  it("starts from R(0) = 1 − 3/(d(d+2)) for He4", () => {
    for (const d of [2, 3, 4, 33, 1000]) {
      const {risk, mass} = solveEulerian(he4, d, [0]);
      expect(Math.abs(risk[0] - (1 - 3 / (d * (d + 2))))).toBeLessThan(1e-10);
      expect(Math.abs(mass[0] - 1)).toBeLessThan(1e-12);
    }
  });

  it("follows degrees 1 and 2 in dimension 3", () => {
    const linear = [0.1, 0.6, 1.8].map((s) => linearLink(1, 1, s));
    const first = solveEulerian(
      {name: "linear", activation: [0, 1], target: [0, 1]},
      3,
      linear.map(({time}) => time)
    );
    const quadratic = [0.1, 1, 3].map((tau) => quadraticLink(0.6, 2, tau));
    const second = solveEulerian(
      {name: "quadratic", activation: [0, 0, 0.6], target: [0, 0, 2]},
      3,
      quadratic.map(({time}) => time)
    );
    for (let i = 0; i < 3; ++i) {
      expect(Math.abs(first.risk[i] - linear[i].risk)).toBeLessThan(1e-9);
      expect(Math.abs(second.risk[i] - quadratic[i].risk)).toBeLessThan(1e-9);
    }
  });

  it("has order 4 in the number of steps", () => {
    const exact = solveLagrangian(he4, 8, [1, 2, 4], {tolerance: 1e-13});
    const points = [1e-8, 1e-9, 1e-10, 1e-11].map((tolerance) => {
      const {risk, steps} = solveEulerian(he4, 8, [1, 2, 4], {tolerance});
      const error = Math.max(...risk.map((value, i) => Math.abs(value - exact.risk[i])));
      return [Math.log(steps), Math.log(error)];
    });
    const slope = (points[3][1] - points[0][1]) / (points[3][0] - points[0][0]);
    expect(Math.abs(slope + 4)).toBeLessThan(0.5);
  });

  it("keeps the mass of a law that collapses to a point", () => {
    // Against its target −h_2 every neuron flees to the equator: R → (1)² + 1/(d−1).
    const {risk, mass} = solveEulerian({name: "away", activation: [0, 0, 1], target: [0, 0, -1]}, 10, [1, 16]);
    expect(Math.abs(mass[1] - 1)).toBeLessThan(1e-12);
    expect(Math.abs(risk[1] - (1 + 1 / 9))).toBeLessThan(1e-10);
  });

  it("keeps its potential, averages and density near those of the characteristics", () => {
    const limit = solveEulerian(he3, 16, [1, 6]);
    const other = solveLagrangian(he3, 16, [1, 6]);
    for (let i = 1; i < 60; ++i) {
      const p = other.potentialAt(i / 10);
      limit.potentialAt(i / 10).forEach((value, k) => {
        expect(Math.abs(value - p[k])).toBeLessThan(1e-7);
      });
    }
    expect(Math.abs(limit.average(1, Math.exp) - other.average(1, Math.exp))).toBeLessThan(1e-7);
    const alignments = [-0.9, -0.4, -0.1, -0.02, 0, 0.03, 0.2, 0.7, 0.99];
    const densities = other.density(1, alignments);
    limit.density(1, alignments).forEach((value, i) => {
      expect(Math.abs(value - densities[i])).toBeLessThan(1e-5 * (1 + densities[i]));
    });
    const total = integral((u) => limit.density(0, [Math.tanh(u)])[0] / Math.cosh(u) ** 2, -10, 10, 400);
    expect(Math.abs(total - 1)).toBeLessThan(1e-6);
    expect(() => limit.potentialAt(6.1)).toThrow("outside the solved range [0, 6]");
  });
});
