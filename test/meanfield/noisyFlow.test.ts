import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {findBumpProblem} from "../../src/meanfield/bumpProblems.js";
import type {BumpProblem} from "../../src/meanfield/bumps.js";
import {freeEnergy} from "../../src/meanfield/freeEnergy.js";
import {gibbsLaw} from "../../src/meanfield/gibbs.js";
import {GridPotential} from "../../src/meanfield/gridPotential.js";
import {NoisyFlow} from "../../src/meanfield/noisyFlow.js";
import {bernoulli} from "../../src/meanfield/scharfetterGummel.js";
import {gaussianMasses, massesOf, onGrid, weightGrid} from "../../src/meanfield/weightGrid.js";

const two = findBumpProblem("two")!;
const triangle = findBumpProblem("triangle")!;
/** No data: what is left is the Ornstein–Uhlenbeck process. */
const silent: BumpProblem = {...two, name: "silent", amplitude: 0, initialMean: [1], initialDeviation: 0.4};

const distance = (p: Float64Array, q: Float64Array) => p.reduce((sum, mass, i) => sum + Math.abs(mass - q[i]), 0) / 2;
const total = (p: Float64Array) => p.reduce((a, b) => a + b, 0);

/** The law of the Ornstein–Uhlenbeck process at time t on a grid: N(m e^{−2λt}, 1/(βλ) + (v − 1/(βλ)) e^{−4λt}). */
function ornsteinUhlenbeck(cells: number, beta: number, ridge: number, t: number) {
  const grid = weightGrid(1, cells, 5);
  const last = 1 / (beta * ridge);
  const variance = last + (silent.initialDeviation ** 2 - last) * Math.exp(-4 * ridge * t);
  return {grid, exact: gaussianMasses(grid, [silent.initialMean[0] * Math.exp(-2 * ridge * t)], Math.sqrt(variance))};
}

function fixedSteps(problem: BumpProblem, cells: number, beta: number, ridge: number, t: number, steps: number) {
  const grid = weightGrid(problem.dimension, cells, 5);
  const start = gaussianMasses(grid, problem.initialMean, problem.initialDeviation);
  const flow = new NoisyFlow(new GridPotential(problem, ridge, grid), beta, start);
  for (let k = 0; k < steps; ++k) expect(flow.take(t / steps)).toBe(true);
  return flow;
}

describe("Bernoulli's function", () => {
  it("is positive, 1 at 0 and satisfies B(−x) = B(x) + x", () => {
    fc.assert(
      fc.property(fc.double({min: -600, max: 600, noNaN: true}), (x) => {
        expect(bernoulli(x)).toBeGreaterThan(0);
        expect(Math.abs(bernoulli(-x) - bernoulli(x) - x)).toBeLessThan(1e-12 * (1 + Math.abs(x)));
      }),
      {seed: 1}
    );
    expect(bernoulli(0)).toBe(1);
    expect(bernoulli(1e-9)).toBeCloseTo(1, 8);
  });
});

describe("the Ornstein–Uhlenbeck process", () => {
  it("is reached from its closed form with order 2 in h when the step shrinks like h²", () => {
    const errors = [50, 100, 200].map((cells) => {
      const {exact} = ornsteinUhlenbeck(cells, 10, 0.5, 0.6);
      return distance(fixedSteps(silent, cells, 10, 0.5, 0.6, 12 * (cells / 50) ** 2).masses, exact);
    });
    for (const i of [0, 1]) expect(Math.log2(errors[i] / errors[i + 1])).toBeGreaterThan(1.8);
    expect(errors[2]).toBeLessThan(2e-3);
  });

  it("is followed within the tolerance of the adaptive steps", () => {
    const {grid, exact} = ornsteinUhlenbeck(200, 10, 0.5, 2);
    const start = gaussianMasses(grid, silent.initialMean, silent.initialDeviation);
    const errors = [1e-3, 1e-4].map((tolerance) => {
      const flow = new NoisyFlow(new GridPotential(silent, 0.5, grid), 10, start, {tolerance});
      while (flow.time < 2) flow.advance(2);
      return distance(flow.masses, exact);
    });
    expect(errors[0]).toBeLessThan(0.02);
    expect(errors[1]).toBeLessThan(0.4 * errors[0]);
  });

  it("in the plane is the product of two on the line", () => {
    const plane: BumpProblem = {...triangle, amplitude: 0, initialMean: [1, -0.5], initialDeviation: 0.4};
    const both = fixedSteps(plane, 40, 10, 0.5, 0.6, 6).masses;
    const [x, y] = [1, -0.5].map((mean) => fixedSteps({...silent, initialMean: [mean]}, 40, 10, 0.5, 0.6, 6).masses);
    both.forEach((mass, k) => {
      expect(Math.abs(mass - x[Math.floor(k / 40)] * y[k % 40])).toBeLessThan(1e-14);
    });
  });
});

describe("the nonlinear equation", () => {
  it("has order 1 in the step and order 2 in h, against refined solutions", () => {
    const inTime = [10, 20, 40, 80].map((steps) => fixedSteps(two, 80, 50, 0.05, 1, steps).masses);
    const times = [0, 1, 2].map((i) => distance(inTime[i], inTime[i + 1]));
    for (const i of [0, 1]) expect(Math.abs(Math.log2(times[i] / times[i + 1]) - 1)).toBeLessThan(0.2);
    const halved = (p: Float64Array) => Float64Array.from({length: p.length / 2}, (_, i) => p[2 * i] + p[2 * i + 1]);
    const inSpace = [320, 640, 1280].map((cells) => fixedSteps(two, cells, 50, 0.05, 0.3, 6).masses);
    const [coarse, fine] = [0, 1].map((i) => distance(inSpace[i], halved(inSpace[i + 1])));
    expect(Math.abs(Math.log2(coarse / fine) - 2)).toBeLessThan(0.15);
  });

  it("loses free energy, keeps the mass and stays positive, for all β, λ, steps and starts", () => {
    const grids = {1: weightGrid(1, 48, 5), 2: weightGrid(2, 14, 4)};
    fc.assert(
      fc.property(
        fc.constantFrom(two, triangle),
        fc.double({min: 0, max: 3, noNaN: true}),
        fc.double({min: -3, max: 0.5, noNaN: true}),
        fc.array(fc.double({min: -3, max: 0.3, noNaN: true}), {minLength: 3, maxLength: 3}),
        fc.array(fc.double({min: -8, max: 8, noNaN: true}), {minLength: 6, maxLength: 6}),
        (problem, logBeta, logRidge, logSteps, waves) => {
          const beta = 10 ** logBeta;
          const grid = grids[problem.dimension];
          const field = new GridPotential(problem, 10 ** logRidge, grid);
          const start = massesOf(
            onGrid(grid, (theta) =>
              waves.reduce((sum, wave, k) => sum + wave * Math.sin((k + 1) * (theta[0] + 0.7 * (theta[1] ?? 0)) + k), 0)
            )
          );
          const flow = new NoisyFlow(field, beta, start);
          let before = freeEnergy(field, beta, flow.masses).total;
          for (const logStep of logSteps) {
            const moved = flow.take(10 ** logStep);
            const after = freeEnergy(field, beta, flow.masses).total;
            if (moved) expect(after).toBeLessThanOrEqual(before + 1e-9 / beta);
            else expect(after).toBe(before);
            expect(Math.abs(total(flow.masses) - 1)).toBeLessThan(1e-12);
            expect(flow.masses.every((mass) => mass > 0)).toBe(true);
            expect(flow.dissipation()).toBeGreaterThanOrEqual(0);
            before = after;
          }
        }
      ),
      {seed: 3, numRuns: 120}
    );
  });

  it.each([two, triangle])("loses it at the rate of its dissipation: $name", (problem) => {
    const grid = weightGrid(problem.dimension, problem.dimension === 1 ? 160 : 32, 5);
    const field = new GridPotential(problem, 0.05, grid);
    const start = gaussianMasses(grid, problem.initialMean, 0.5);
    const ratios = [2e-3, 1e-3].map((step) => {
      const flow = new NoisyFlow(field, 50, start);
      while (flow.time < 0.2) flow.advance(0.2);
      const [before, rate] = [freeEnergy(field, 50, flow.masses).total, flow.dissipation()];
      flow.take(step);
      const loss = before - freeEnergy(field, 50, flow.masses).total;
      return loss / ((step * (rate + flow.dissipation())) / 2);
    });
    expect(Math.abs(ratios[0] - 1)).toBeLessThan(0.02);
    expect(Math.abs(ratios[1] - 1)).toBeLessThan(0.6 * Math.abs(ratios[0] - 1));
  });

  it("dissipates 2∫ρ|∇μ|², by central differences on a fine grid", () => {
    const grid = weightGrid(1, 1200, 5);
    const field = new GridPotential(two, 0.05, grid);
    const flow = new NoisyFlow(field, 50, gaussianMasses(grid, [0.3], 0.5));
    const mu = flow.potential.map((value, i) => value + Math.log(flow.masses[i]) / 50);
    let sum = 0;
    for (let i = 1; i + 1 < mu.length; ++i)
      sum += 2 * flow.masses[i] * ((mu[i + 1] - mu[i - 1]) / (2 * grid.spacing)) ** 2;
    expect(Math.abs(flow.dissipation() / sum - 1)).toBeLessThan(1e-3);
  });

  it.each([
    [two, 60],
    [triangle, 16]
  ] as const)("ends in the Gibbs law that Newton's method finds (%#)", (problem, cells) => {
    const grid = weightGrid(problem.dimension, cells, 5);
    const field = new GridPotential(problem, 0.1, grid);
    const flow = new NoisyFlow(field, 20, gaussianMasses(grid, problem.initialMean, 0.5), {tolerance: 1e-2});
    while (flow.time < 200) flow.advance(200);
    expect(distance(flow.masses, gibbsLaw(field, 20).masses)).toBeLessThan(1e-6);
  });
});
