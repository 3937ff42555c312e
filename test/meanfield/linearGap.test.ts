import {describe, expect, it} from "vitest";
import {couple, meanFieldParticles} from "../../src/meanfield/coupling.js";
import {flowAlong} from "../../src/meanfield/flow.js";
import {simulateGap} from "../../src/meanfield/gap.js";
import {gapSizes} from "../../src/meanfield/gapFrame.js";
import {solveLagrangian} from "../../src/meanfield/lagrangian.js";
import {solveLinearGap} from "../../src/meanfield/linearGap.js";
import type {Problem} from "../../src/meanfield/problem.js";
import {findProblem} from "../../src/meanfield/problems.js";
import {initialNeurons} from "../../src/meanfield/random.js";

const mixed: Problem = {name: "mixed", activation: [0, 0, 0.5, 0.9, 0.3], target: [0, 0, 0.3, -0.5, 0.4]};

describe("the linear gap equation", () => {
  it("gives the mean gap of He4, d = 16, m = 512, t ≤ 4 within a few percent, averaged over all of the seeds 0 … 7", () => {
    const times = [2, 4];
    const [d, m] = [16, 512];
    const limit = solveLagrangian(findProblem("He4")!, d, times);
    const sums = times.map(() => ({measured: 0, linear: 0, rest: 0}));
    for (let seed = 0; seed < 8; ++seed) {
      const neurons = initialNeurons(d, m, seed);
      const measured = [...simulateGap(limit, neurons, times).frames];
      [...solveLinearGap(limit, neurons, times)].forEach(({meanGap, gaps}, k) => {
        const difference = gaps.map((x, q) => x - measured[k].gaps[q]);
        sums[k].measured += measured[k].meanGap;
        sums[k].linear += meanGap;
        sums[k].rest += gapSizes(difference, d, m).meanGap;
      });
    }
    for (const {measured, linear, rest} of sums) {
      expect(Math.abs(linear / measured - 1)).toBeLessThan(0.04);
      expect(rest / measured).toBeLessThan(0.2);
    }
  }, 60_000);

  it.each([findProblem("He4")!, findProblem("He3")!, mixed])("is exact to first order in 1/√m for $name", (problem) => {
    const [d, time] = [4, 1];
    const limit = solveLagrangian(problem, d, [time]);
    const seeds = Array.from({length: 6}, (_, seed) => seed);
    const residual = (m: number) => {
      let sum = 0;
      for (const seed of seeds) {
        const neurons = initialNeurons(d, m, seed);
        const [measured] = simulateGap(limit, neurons, [time], {tolerance: 1e-6}).frames;
        const [linear] = solveLinearGap(limit, neurons, [time], {tolerance: 3e-3});
        sum += gapSizes(
          linear.gaps.map((x, q) => x - measured.gaps[q]),
          d,
          m
        ).meanGap;
      }
      return sum;
    };
    // What is left out is O(1/m): 8 times the width takes it down 8-fold, where the gap itself falls 2.8-fold.
    const ratio = residual(32) / residual(256);
    expect(ratio).toBeGreaterThan(5);
    expect(ratio).toBeLessThan(13);
  });

  describe.each([findProblem("He4")!, mixed])("for $name", (problem) => {
    const [d, m, h] = [5, 20, 1e-3];
    const times = [0, 1 - h, 1, 1 + h];
    const limit = solveLagrangian(problem, d, times);
    const neurons = initialNeurons(d, m, 9);
    const frames = [...solveLinearGap(limit, neurons, times, {tolerance: 1e-6})];

    it("keeps the gaps tangent to the sphere at the mean-field particles", () => {
      const coupling = couple(neurons, d);
      const particles = new Float64Array(d * m);
      meanFieldParticles(coupling, flowAlong(limit, 0, coupling.start, [1])[0].u, particles);
      for (let i = 0; i < m; ++i) {
        let normal = 0;
        for (let c = 0; c < d; ++c) normal += particles[c * m + i] * frames[2].gaps[c * m + i];
        expect(Math.abs(normal)).toBeLessThan(1e-5);
      }
    });

    it("has terms whose rates add up to d/dt of the mean gap", () => {
      const slope = (frames[3].meanGap - frames[1].meanGap) / (2 * h);
      const {localRate, interactionRate, forcingRate} = frames[2];
      expect(Math.abs(localRate + interactionRate + forcingRate - slope)).toBeLessThan(1e-4);
      expect(Math.abs(localRate)).toBeGreaterThan(1e-3);
      expect(Math.abs(interactionRate)).toBeGreaterThan(1e-3);
    });

    it("starts with no gap, driven by the forcing alone", () => {
      const [{meanGap, localTerm, interactionTerm, forcingTerm, forcingRate}] = frames;
      expect([meanGap, localTerm]).toEqual([0, 0]);
      expect(interactionTerm).toBeLessThan(1e-15);
      expect(forcingTerm).toBeGreaterThan(0);
      expect(forcingRate).toBe(forcingTerm);
      const [first] = simulateGap(limit, neurons, [0], {record: true}).frames;
      expect(first.meanGap).toBeLessThan(1e-15);
      const run = simulateGap(limit, neurons, [0], {record: true});
      run.frames.next();
      const {parallel, transverse} = run.forcing();
      const recorded = parallel[0].reduce((sum, F, i) => sum + Math.hypot(F, transverse[0][i]), 0) / m;
      expect(Math.abs(forcingTerm - recorded)).toBeLessThan(1e-8);
    });
  });

  it("has the mean gap to better than 1 % at its default tolerance", () => {
    const times = [1, 2, 4];
    const limit = solveLagrangian(findProblem("He4")!, 8, times);
    const neurons = initialNeurons(8, 128, 1);
    const exact = [...solveLinearGap(limit, neurons, times, {tolerance: 1e-5})];
    [...solveLinearGap(limit, neurons, times)].forEach(({meanGap}, k) => {
      expect(Math.abs(meanGap / exact[k].meanGap - 1)).toBeLessThan(0.01);
    });
  });

  it("refuses times that decrease or that the limit does not reach", () => {
    const limit = solveLagrangian(mixed, 3, [1]);
    const neurons = initialNeurons(3, 4, 1);
    for (const times of [[-1], [0.5, 0.2], [2], [Number.NaN]])
      expect(() => solveLinearGap(limit, neurons, times).next()).toThrow(RangeError);
  });

  it("carries neurons at ±w*", () => {
    const limit = solveLagrangian(mixed, 3, [1]);
    const neurons = Float64Array.of(1, -1, 0.6, 0, 0, 0.8, 0, 0, 0);
    const [{maxGap, meanGap}] = solveLinearGap(limit, neurons, [1]);
    expect(Number.isFinite(maxGap + meanGap)).toBe(true);
  });
});
