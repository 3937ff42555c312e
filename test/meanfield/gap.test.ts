import {describe, expect, it} from "vitest";
import {figureTolerance} from "../../src/meanfield/coupledFlow.js";
import {simulateGap} from "../../src/meanfield/gap.js";
import {type GapFrame, gapSizes} from "../../src/meanfield/gapFrame.js";
import {solveLagrangian} from "../../src/meanfield/lagrangian.js";
import {FiniteNetwork} from "../../src/meanfield/network.js";
import {derivative, evaluate} from "../../src/meanfield/polynomial.js";
import type {Problem} from "../../src/meanfield/problem.js";
import {findProblem} from "../../src/meanfield/problems.js";
import {initialNeurons} from "../../src/meanfield/random.js";

const mixed: Problem = {name: "mixed", activation: [0, 0, 0.5, 0.9, 0.3], target: [0, 0, 0.3, -0.5, 0.4]};
const times = [0, 0.25, 0.5, 1, 1.5, 2, 3, 4];

describe.each([findProblem("He4")!, findProblem("He3")!, mixed])("simulateGap of $name", (problem) => {
  const [d, m] = [8, 48];
  const neurons = initialNeurons(d, m, 3);
  const limit = solveLagrangian(problem, d, times);
  const exact = [...simulateGap(limit, neurons, times, {method: "rungeKutta", tolerance: 1e-9}).frames];

  it("starts with no gap", () => {
    const [{meanGap, rmsGap, maxGap, riskFinite, time}] = exact;
    expect(Math.max(meanGap, rmsGap, maxGap)).toBeLessThan(1e-15);
    expect(riskFinite).toBe(new FiniteNetwork(problem, d, m).risk(neurons));
    expect(time).toBe(0);
  });

  it("orders its gaps: mean ≤ rms ≤ max, and its frames hold them", () => {
    for (const frame of exact) {
      expect(frame.meanGap).toBeLessThanOrEqual(frame.rmsGap * (1 + 1e-12));
      expect(frame.rmsGap).toBeLessThanOrEqual(frame.maxGap * (1 + 1e-12));
      expect(gapSizes(frame.gaps, d, m).meanGap).toBe(frame.meanGap);
      expect(frame.riskMeanField).toBe(limit.risk[limit.times.indexOf(frame.time)]);
    }
    expect(exact.at(-1)!.meanGap).toBeGreaterThan(0.01);
  });

  it("has the mean gap to 0.1 % at its default tolerance", () => {
    const frames = [...simulateGap(limit, neurons, times).frames];
    for (let k = 1; k < frames.length; ++k) {
      expect(Math.abs(frames[k].meanGap / exact[k].meanGap - 1)).toBeLessThan(1e-3);
      expect(Math.abs(frames[k].functionGap / exact[k].functionGap - 1)).toBeLessThan(1e-3);
    }
  });

  it("has the mean gap to 0.3 % at the tolerance of the figures, for half of the evaluations or less", () => {
    const run = simulateGap(limit, neurons, times, {tolerance: figureTolerance});
    for (const {time, meanGap} of run.frames) {
      const {meanGap: expected} = exact.find((frame) => frame.time === time)!;
      expect(Math.abs(meanGap - expected)).toBeLessThanOrEqual(3e-3 * expected);
    }
    const check = simulateGap(limit, neurons, times, {method: "rungeKutta"});
    for (const _ of check.frames);
    expect(run.evaluations).toBeLessThan(check.evaluations / 2);
  });

  it("is the same run whether its forcing is recorded or not, and whichever times are asked for", () => {
    const [plain, recorded] = [false, true].map((record) => simulateGap(limit, neurons, times, {record}));
    expect([...recorded.frames]).toEqual([...plain.frames]);
    const few = simulateGap(limit, neurons, [0.5, 4]);
    for (const frame of few.frames)
      expect(frame).toEqual([...simulateGap(limit, neurons, times).frames].find(({time}) => time === frame.time));
  });

  it("records a forcing that, with the mean-field velocity, accounts for how every alignment moves", () => {
    const run = simulateGap(limit, neurons, times, {record: true, tolerance: 1e-4});
    for (const _ of run.frames);
    const {times: grid, alignment, parallel} = run.forcing();
    expect(grid.length % 2).toBe(1);
    for (const time of times) expect(grid.indexOf(time) % 2).toBe(0);
    const rate = (q: number, i: number) => {
      const a = alignment[q][i];
      const slope = derivative(limit.potentialAt(grid[q]));
      return -2 * (1 - a * a) * evaluate(slope, a) + Math.sqrt(1 - a * a) * parallel[q][i];
    };
    let moved = 0;
    for (let i = 0; i < m; ++i) {
      let sum = alignment[0][i];
      for (let q = 0; q + 2 < grid.length; q += 2) {
        expect(grid[q + 1]).toBeCloseTo((grid[q] + grid[q + 2]) / 2, 12);
        sum += ((grid[q + 2] - grid[q]) / 6) * (rate(q, i) + 4 * rate(q + 1, i) + rate(q + 2, i));
      }
      expect(Math.abs(sum - alignment.at(-1)![i])).toBeLessThan(1e-4);
      moved = Math.max(moved, Math.abs(alignment.at(-1)![i] - alignment[0][i]));
    }
    expect(moved).toBeGreaterThan(0.1);
  });

  it("splits the initial forcing into its length along p̂ and across, as the definition has it", () => {
    const run = simulateGap(limit, neurons, [0], {record: true});
    for (const _ of run.frames);
    const {parallel, transverse} = run.forcing();
    const velocity = new Float64Array(d * m);
    new FiniteNetwork(problem, d, m).velocity(neurons, velocity);
    const slope = derivative(limit.potentialAt(0));
    for (let i = 0; i < m; ++i) {
      const alpha = neurons[i];
      const r = Math.sqrt(1 - alpha * alpha);
      const F = Array.from({length: d}, (_, c) => {
        const tangent = (c === 0 ? 1 : 0) - alpha * neurons[c * m + i];
        return {force: velocity[c * m + i] + 2 * evaluate(slope, alpha) * tangent, direction: tangent / r};
      });
      const along = F.reduce((sum, {force, direction}) => sum + force * direction, 0);
      const square = F.reduce((sum, {force}) => sum + force * force, 0);
      expect(Math.abs(parallel[0][i] - along)).toBeLessThan(1e-12);
      expect(Math.abs(parallel[0][i] ** 2 + transverse[0][i] ** 2 - square)).toBeLessThan(1e-12);
    }
  });

  it("integrates the forcing to 1e−3 on the recorded grid", () => {
    const integral = (tolerance: number | undefined) => {
      const run = simulateGap(limit, neurons, times, {record: true, tolerance});
      for (const _ of run.frames);
      const {times: grid, parallel, transverse} = run.forcing();
      const mean = (q: number) => parallel[q].reduce((sum, F, i) => sum + Math.hypot(F, transverse[q][i]), 0) / m;
      let sum = 0;
      for (let q = 0; q + 2 < grid.length; q += 2)
        sum += ((grid[q + 2] - grid[q]) / 6) * (mean(q) + 4 * mean(q + 1) + mean(q + 2));
      return sum;
    };
    expect(Math.abs(integral(undefined) / integral(1e-5) - 1)).toBeLessThan(1e-3);
  });

  it("comes to the same frames by gradient descent with a small step, at rate O(η)", () => {
    const late = [1, 2];
    const errors = [0.005, 0.0025].map((step) => {
      const frames = [...simulateGap(limit, neurons, late, {method: "pgd", step}).frames];
      const flow = late.map((t) => exact.find(({time}) => time === t)) as GapFrame[];
      return Math.max(...frames.map(({meanGap}, k) => Math.abs(meanGap / flow[k].meanGap - 1)));
    });
    expect(errors[1]).toBeLessThan(0.05);
    expect(errors[0] / errors[1]).toBeGreaterThan(1.5);
  });
});

describe("simulateGap", () => {
  const problem = findProblem("He4")!;
  const limit = solveLagrangian(problem, 4, [0, 0.3, 1]);
  const neurons = initialNeurons(4, 6, 1);

  it("refuses times that the limit does not have and, with gradient descent, that are no multiples of the step", () => {
    expect(() => simulateGap(limit, neurons, [0.5])).toThrow(/not solved at t = 0.5/);
    expect(() => simulateGap(limit, neurons, [1, 0.3])).toThrow(/0.3 follows 1/);
    expect(() => simulateGap(limit, neurons, [0.3], {method: "pgd", step: 0.25})).toThrow(/multiples of the step/);
    for (const method of ["pgd", "rungeKutta"] as const)
      expect(() => simulateGap(limit, neurons, [0.3], {method, record: true, step: 0.1})).toThrow(/coupled flow only/);
    expect(() => simulateGap(limit, neurons, [0.3]).forcing()).toThrow(/not asked for/);
  });

  it("runs for every shape down to one neuron in the plane", () => {
    for (const [d, m] of [
      [2, 1],
      [2, 5],
      [3, 1]
    ]) {
      const small = solveLagrangian(problem, d, [0, 1]);
      const run = simulateGap(small, initialNeurons(d, m, 4), [0, 1], {record: true});
      for (const frame of run.frames) {
        expect(Number.isFinite(frame.meanGap + frame.riskFinite)).toBe(true);
        expect(frame.functionGap).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it("can be left at any frame, and holds the neurons it has reached", () => {
    const run = simulateGap(limit, neurons, [0.3, 1]);
    run.frames.next();
    const {evaluations} = run;
    const reached = Float64Array.from(run.neurons);
    run.frames.return();
    expect(run.frames.next().done).toBe(true);
    expect(run.evaluations).toBe(evaluations);
    expect(run.neurons).toEqual(reached);
  });

  it("carries neurons at ±w* without a gap in direction: they stay where they are", () => {
    const given = Float64Array.from(neurons);
    for (let c = 0; c < 4; ++c) {
      given[c * 6] = c === 0 ? 1 : 0;
      given[c * 6 + 1] = c === 0 ? -1 : 0;
    }
    const run = simulateGap(limit, given, [0.3, 1], {record: true});
    const frames = [...run.frames];
    expect(frames.every(({maxGap, functionGap}) => Number.isFinite(maxGap + functionGap))).toBe(true);
    const {parallel, transverse} = run.forcing();
    expect([...parallel, ...transverse].every((x) => x.every(Number.isFinite))).toBe(true);
  });
});
