import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {enlarged, findBumpProblem} from "../../src/meanfield/bumpProblems.js";
import {interactionOf} from "../../src/meanfield/bumps.js";
import {fittingGrid} from "../../src/meanfield/fittingGrid.js";
import {freeEnergy, relativeEntropy} from "../../src/meanfield/freeEnergy.js";
import {gibbsLaw} from "../../src/meanfield/gibbs.js";
import {GridPotential} from "../../src/meanfield/gridPotential.js";
import {curvatureBound, temperatureCost} from "../../src/meanfield/temperatureBound.js";
import {massesOf, onGrid, weightGrid} from "../../src/meanfield/weightGrid.js";

const two = findBumpProblem("two")!;
const triangle = findBumpProblem("triangle")!;
const setting = fc.record({
  problem: fc.constantFrom(two, triangle, findBumpProblem("one")!),
  beta: fc.double({min: 0.5, max: 2.5, noNaN: true}).map((log) => 10 ** log),
  ridge: fc.double({min: -1.7, max: 0, noNaN: true}).map((log) => 10 ** log)
});

describe("the Gibbs law", () => {
  it("without data is a Gaussian of variance 1/(βλ)", () => {
    const grid = weightGrid(1, 200, 6);
    const {masses, iterations} = gibbsLaw(new GridPotential({...two, amplitude: 0}, 0.5, grid), 4);
    const variance = masses.reduce((sum, mass, i) => sum + mass * grid.midpoints[i] ** 2, 0);
    expect(Math.abs(variance - 1 / 2)).toBeLessThan(1e-10);
    expect(iterations).toBe(0);
  });

  it("reproduces itself, and is what damped iteration arrives at", () => {
    const grid = weightGrid(1, 80, 5);
    const field = new GridPotential(two, 0.1, grid);
    const beta = 15;
    const {masses} = gibbsLaw(field, beta);
    let log = new Float64Array(masses.length);
    for (let k = 0; k < 800; ++k) {
      const potential = field.potential(massesOf(log));
      log = log.map((value, i) => value + (-beta * potential[i] - value) / (1 + beta));
    }
    massesOf(log).forEach((mass, i) => {
      expect(Math.abs(mass - masses[i])).toBeLessThan(1e-8);
    });
  });

  it("is certified, and the free energy of any other law lies between its two bounds", () => {
    fc.assert(
      fc.property(
        setting,
        fc.array(fc.double({min: -5, max: 5, noNaN: true}), {minLength: 5, maxLength: 5}),
        ({problem, beta, ridge}, waves) => {
          const grid = weightGrid(problem.dimension, problem.dimension === 1 ? 40 : 12, 4);
          const field = new GridPotential(problem, ridge, grid);
          const gibbs = gibbsLaw(field, beta);
          expect(gibbs.excess).toBeLessThanOrEqual(1e-12);
          const least = freeEnergy(field, beta, gibbs.masses).total;
          const masses = massesOf(
            onGrid(grid, (theta) => waves.reduce((sum, w, k) => sum + w * Math.cos(k * theta[0] + (theta[1] ?? 0)), 0))
          );
          const excess = freeEnergy(field, beta, masses).total - least;
          const low =
            relativeEntropy(
              masses,
              gibbs.potential.map((value) => -beta * value)
            ) / beta;
          const high =
            relativeEntropy(
              masses,
              field.potential(masses).map((value) => -beta * value)
            ) / beta;
          expect(low).toBeGreaterThan(0);
          expect(excess).toBeGreaterThanOrEqual(low - 1e-10);
          expect(excess).toBeLessThanOrEqual(high + 1e-10);
        }
      ),
      {seed: 5, numRuns: 60}
    );
  });
});

describe("the cost of temperature", () => {
  it("rests on a bound of the Laplacians that holds everywhere, and is not far from them", () => {
    for (const problem of [two, triangle, enlarged(two, 2)]) {
      const {dimension} = problem;
      const step = 1e-3;
      const laplacian = (f: (theta: number[]) => number, theta: number[]) =>
        theta.reduce((sum, _, c) => {
          const moved = (by: number) => f(theta.map((s, e) => (e === c ? s + by : s)));
          return sum + (moved(step) - 2 * f(theta) + moved(-step)) / step ** 2;
        }, 0);
      const range = Array.from({length: 25}, (_, i) => -4.8 + 0.4 * i);
      const places = dimension === 1 ? range.map((s) => [s]) : range.flatMap((s) => range.map((r) => [s, r]));
      const field = (theta: number[]) =>
        problem.teacher.reduce((sum, {weight, centre}) => sum - weight * interactionOf(problem, theta, centre), 0);
      const centre = problem.teacher[0].centre;
      const most =
        Math.max(...places.map((theta) => laplacian(field, theta))) +
        Math.max(...places.map((theta) => laplacian((x) => interactionOf(problem, x, centre), theta)));
      expect(most).toBeLessThanOrEqual(dimension * curvatureBound(problem));
      expect(most).toBeGreaterThan(0.2 * dimension * curvatureBound(problem));
    }
  });

  it("bounds the risk of the Gibbs law for all β and λ, against the teacher's own neurons", () => {
    fc.assert(
      fc.property(setting, ({problem, beta, ridge}) => {
        const grid = fittingGrid(problem, beta, ridge, problem.dimension === 1 ? 120 : 32);
        const field = new GridPotential(problem, ridge, grid);
        const {halfRisk} = freeEnergy(field, beta, gibbsLaw(field, beta).masses);
        const square = problem.teacher.reduce(
          (sum, {weight, centre}) => sum + weight * centre.reduce((s, x) => s + x * x, 0),
          0
        );
        expect(2 * halfRisk).toBeLessThanOrEqual(ridge * square + temperatureCost(problem, beta, ridge));
        expect(halfRisk).toBeGreaterThan(0);
      }),
      {seed: 6, numRuns: 30}
    );
  });
});

describe("relative entropy", () => {
  it("keeps its digits for close laws and for densities too small for a float64", () => {
    const log = Float64Array.from({length: 50}, (_, i) => -i);
    const near = massesOf(log.map((value, i) => value + 1e-7 * Math.sin(i)));
    const masses = massesOf(log);
    const variance =
      masses.reduce((sum, mass, i) => sum + mass * Math.sin(i) ** 2, 0) -
      masses.reduce((sum, mass, i) => sum + mass * Math.sin(i), 0) ** 2;
    expect(relativeEntropy(near, log) / (0.5e-14 * variance)).toBeCloseTo(1, 3);
    expect(relativeEntropy(Float64Array.of(0.5, 0.5), Float64Array.of(0, -2000))).toBeCloseTo(1000 - Math.log(2), 9);
  });
});
