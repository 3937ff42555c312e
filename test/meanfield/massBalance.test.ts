import {describe, expect, it} from "vitest";
import {localHessian} from "../../src/meanfield/hessian.js";
import {solveLimit} from "../../src/meanfield/limit.js";
import {fieldDivergence, massBalance} from "../../src/meanfield/massBalance.js";
import {findProblem} from "../../src/meanfield/problems.js";

const edges = Array.from({length: 21}, (_, i) => (i - 10) / 10);
const h = 1e-3;

describe.each([
  ["He4", 16, 1],
  ["He3", 8, 0.5],
  ["He4_misspecified", 4, 2]
])("the balance of mass for %s in dimension %i", (name, dimension, time) => {
  const limit = solveLimit(findProblem(name)!, dimension, [time - h, time, time + h], {tolerance: 1e-11});
  const balance = massBalance(limit, 1, edges);

  it("conserves mass", () => {
    expect(balance.reduce((sum, {mass}) => sum + mass, 0)).toBeCloseTo(1, 9);
    expect(Math.abs(balance.reduce((sum, {gain}) => sum + gain, 0))).toBeLessThan(1e-12);
    expect(Math.max(...balance.map(({gain}) => gain))).toBeGreaterThan(1e-3);
  });

  it("is the rate of change of the cumulative mass", () => {
    const [before, after] = [limit.cumulative(0, edges), limit.cumulative(2, edges)];
    balance.forEach(({gain}, i) => {
      const change = after[i + 1] - after[i] - (before[i + 1] - before[i]);
      expect(Math.abs(change / (2 * h) - gain)).toBeLessThan(2e-5);
    });
  });

  it("has the divergence of the field on the sphere: that of α̇ in the metric of the sphere", () => {
    // ∇·ν = (1−α²)^{−(d−3)/2} d/dα [ (1−α²)^{(d−3)/2} α̇ ], since (1−α²)^{(d−3)/2} dα is the uniform law.
    const potential = limit.potentialAt(time);
    const weighted = (a: number) => (1 - a * a) ** ((dimension - 3) / 2) * localHessian(potential, a).alignmentRate;
    for (const a of [-0.7, -0.2, 0.1, 0.5, 0.8]) {
      const derivative = (weighted(a + 1e-5) - weighted(a - 1e-5)) / 2e-5;
      expect(fieldDivergence(potential, dimension, a)).toBeCloseTo(
        derivative / (1 - a * a) ** ((dimension - 3) / 2),
        5
      );
    }
  });
});

describe("the cumulative mass", () => {
  it.each([
    ["He4", 8],
    ["He3", 16],
    ["He4_misspecified", 2]
  ])("is the same by both solvers, rising from 0 to 1 (%s, d = %i)", (name, dimension) => {
    const at = [-1, -0.999, -0.5, -0.01, 0, 0.003, 0.3, 0.9, 1];
    const [one, other] = (["lagrangian", "eulerian"] as const).map((solver) =>
      solveLimit(findProblem(name)!, dimension, [0, 1], {solver, tolerance: 1e-8})
    );
    for (const index of [0, 1]) {
      const [a, b] = [one.cumulative(index, at), other.cumulative(index, at)];
      a.forEach((value, i) => {
        expect(Math.abs(value - b[i])).toBeLessThan(1e-6);
        if (i > 0) expect(value).toBeGreaterThanOrEqual(a[i - 1]);
      });
      expect([a[0], a[at.length - 1]]).toEqual([expect.closeTo(0, 9), expect.closeTo(1, 9)]);
    }
  });
});
