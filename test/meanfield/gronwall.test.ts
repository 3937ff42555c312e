import {describe, expect, it} from "vitest";
import {simulateGap} from "../../src/meanfield/gap.js";
import {gronwallBound, gronwallOnRun, supremumOfEigenvalue} from "../../src/meanfield/gronwall.js";
import {largestEigenvalue} from "../../src/meanfield/hessian.js";
import {solveLagrangian} from "../../src/meanfield/lagrangian.js";
import {findProblem} from "../../src/meanfield/problems.js";
import {initialNeurons} from "../../src/meanfield/random.js";

/** λ_∥ = 18f/4 at most for Ψ = −fα⁴; here f falls from 1 to 1/2 and L must keep the largest value. */
const limit = {
  problem: findProblem("He4")!,
  knots: Float64Array.from({length: 101}, (_, n) => n),
  potentialAt: (t: number) => Float64Array.of(0, 0, 0, 0, -1 / (1 + t / 100))
};

describe("gronwallBound", () => {
  it("is (C/√m)(e^{Lt} − 1)/L with L = Λ + 2u′(1) and C = 2√(u′(1)u(1))", () => {
    const {rate, forcing, bound, log10} = gronwallBound(limit, 100, [0, 1e-9, 2, 4]);
    for (const C of forcing) expect(C).toBeCloseTo(0.4, 12);
    for (const L of rate) expect(L).toBeCloseTo(4.5 + 8, 12);
    expect(bound[0]).toBe(0);
    expect(bound[1] / (0.4 * 1e-9)).toBeCloseTo(1, 7);
    expect(bound[3] / ((0.4 * Math.expm1(50)) / 12.5)).toBeCloseTo(1, 10);
    expect(log10[2]).toBeCloseTo(Math.log10((0.4 * Math.expm1(25)) / 12.5), 12);
  });

  it("has a finite logarithm where the bound itself cannot be written", () => {
    const {bound, log10} = gronwallBound(limit, 100, [50, 60, 100]);
    expect(bound[0]).toBeGreaterThan(1e200);
    expect([bound[1], bound[2]]).toEqual([Number.NaN, Number.NaN]);
    expect(log10[2]).toBeCloseTo((12.5 * 100) / Math.LN10 + Math.log10(0.4 / 12.5), 9);
  });

  it("measures the supremum over time of the largest eigenvalue on the limit", () => {
    const solved = solveLagrangian(findProblem("He3")!, 8, [0, 1, 3], {tolerance: 1e-7});
    const [first, second, third] = supremumOfEigenvalue(solved, [0, 1, 3]);
    expect(first).toBe(largestEigenvalue(solved.potentialAt(0)).value);
    expect(second).toBeGreaterThanOrEqual(first);
    expect(third).toBeGreaterThanOrEqual(second);
    for (let n = 0; n <= 300; ++n)
      expect(largestEigenvalue(solved.potentialAt(n / 100)).value).toBeLessThanOrEqual(third * (1 + 1e-6));
  });

  it("holds on a run whose forcing exceeds its expectation, with the run's own constant", () => {
    const problem = {name: "linear", activation: [0, 1], target: [0, 1]};
    const times = [0, 0.025, 0.1, 1];
    const solved = solveLagrangian(problem, 16, times);
    let exceeded = 0;
    for (let seed = 1; seed <= 8; ++seed) {
      const run = simulateGap(solved, initialNeurons(16, 24, seed), times, {record: true});
      const frames = [...run.frames];
      const expected = gronwallBound(solved, 24, times);
      const own = gronwallOnRun(expected, run.forcing());
      frames.forEach(({meanGap}, n) => {
        if (meanGap > expected.bound[n]) ++exceeded;
        expect(meanGap).toBeLessThanOrEqual(own.bound[n]);
        expect(own.bound[n]).toBeGreaterThanOrEqual(expected.bound[n]);
      });
    }
    expect(exceeded).toBeGreaterThan(0);
  });
});
