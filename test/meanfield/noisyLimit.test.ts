import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {gegenbauerPolynomials} from "../../src/meanfield/gegenbauer.js";
import {solveLimit} from "../../src/meanfield/limit.js";
import {LineCells} from "../../src/meanfield/lineCells.js";
import {noisyCells, noisyStep, relativeEntropyOf, solveNoisyLimit} from "../../src/meanfield/noisyLimit.js";
import {NoisyLine, type PotentialOf} from "../../src/meanfield/noisyLine.js";
import {evaluate} from "../../src/meanfield/polynomial.js";
import {problems} from "../../src/meanfield/problems.js";

const problem = (name: string) => problems.find((one) => one.name === name)!;
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);
const none: PotentialOf = () => [0];

/** Goes to a time in steps of this length. */
function run(line: NoisyLine, time: number, step: number): Float64Array {
  for (const _ of line.until(time, step));
  return line.masses;
}

/** P_l on S^{d−1}, 1 at α = 1. */
const zonal = (dimension: number, l: number) => (alpha: number) => gegenbauerPolynomials(dimension + 1, l, alpha)[l]!;

describe("Brownian motion on the sphere", () => {
  it("leaves the uniform law where it is, in every dimension", () => {
    for (const dimension of [2, 3, 16, 128, 2000]) {
      const cells = noisyCells(problem("He4_misspecified"), dimension, 0.01);
      const start = cells.uniform();
      const after = run(new NoisyLine(cells, start, 0.1, none), 2, 1 / 16);
      start.forEach((mass, i) => {
        expect(Math.abs(after[i]! - mass)).toBeLessThanOrEqual(1e-12 * mass + 1e-14);
      });
    }
  });

  /** The largest error of the decay of the first six harmonics, in units of their start. */
  function decayError(dimension: number, spacing: number, step: number): number {
    const cells = new LineCells({dimension, even: false, spacing, end: dimension < 8 ? 12 : 6});
    let largest = 0;
    for (const l of [1, 2, 3, 4, 5, 6]) {
      const p = zonal(dimension, l);
      const masses = cells.uniform().map((mass, i) => mass * (1 + 0.9 * p(cells.alignments[i]!)));
      const total = sum(masses);
      const weights = cells.weights(p);
      const moment = (law: Float64Array) => sum(law.map((mass, i) => mass * weights[i]!));
      const noise = 0.5 / (l * (l + dimension - 2));
      const start = masses.map((mass) => mass / total);
      const after = run(new NoisyLine(cells, start, noise, none), 1, step);
      largest = Math.max(largest, Math.abs(moment(after) / moment(start) - Math.exp(-0.5)));
    }
    return largest;
  }

  it.each([3, 8, 32])(
    "lets the harmonic l decay at the rate τ l(l+d−2), to second order, in dimension %i",
    (dimension) => {
      const coarse = 0.4 / Math.sqrt(dimension - 1);
      const [wide, narrow] = [coarse, coarse / 2].map((spacing) => decayError(dimension, spacing, 1 / 64));
      expect(Math.log2(wide! / narrow!)).toBeGreaterThan(1.7);
      // What the spacing leaves is the same for all steps.
      const [a, b, c] = [1 / 2, 1 / 4, 1 / 8].map((step) => decayError(dimension, coarse / 16, step));
      expect(Math.log2((a! - b!) / (b! - c!))).toBeGreaterThan(1.7);
      expect(decayError(dimension, coarse / 16, 1 / 32)).toBeLessThan(3e-4);
    }
  );
});

describe("a potential that does not change", () => {
  const potential = [0, -0.4, 0.15, -0.1, 0.1];
  const dimension = 12;
  const noise = 0.08;
  const cells = (spacing: number) => new LineCells({dimension, even: false, spacing, end: 6});

  /** Ω e^{−2Ψ/τ}, normalised. */
  function gibbs(grid: LineCells): Float64Array {
    const masses = grid.logUniform.map((log, i) =>
      Math.exp(log - (2 * evaluate(potential, grid.alignments[i]!)) / noise)
    );
    const total = sum(masses);
    return masses.map((mass) => mass / total);
  }

  /** The mass in the wrong cell after a long time. */
  function distance(spacing: number, step: number): number {
    const grid = cells(spacing);
    const after = run(new NoisyLine(grid, grid.uniform(), noise, () => potential), 40, step);
    const wanted = gibbs(grid);
    return sum(after.map((mass, i) => Math.abs(mass - wanted[i]!))) / 2;
  }

  it("leads to its Gibbs law, to second order in step and spacing", () => {
    const [long, short] = [1 / 4, 1 / 8].map((step) => distance(0.005, step));
    expect(Math.log2(long! / short!)).toBeGreaterThan(1.6);
    const [wide, narrow] = [0.08, 0.04].map((spacing) => distance(spacing, 1 / 64));
    expect(Math.log2(wide! / narrow!)).toBeGreaterThan(1.6);
    expect(distance(0.02, 1 / 32)).toBeLessThan(1e-3);
  });

  it("lets its free energy fall to that of the Gibbs law", () => {
    const grid = cells(0.02);
    const energy = (masses: Float64Array, tau: number) =>
      sum(masses.map((mass, i) => 2 * mass * evaluate(potential, grid.alignments[i]!))) +
      tau * relativeEntropyOf(grid, masses);
    const line = new NoisyLine(grid, grid.uniform(), noise, () => potential);
    const energies = Array.from(line.until(20, 1 / 64), () => energy(line.masses, noise));
    energies.forEach((value, n) => {
      if (n > 0) expect(value).toBeLessThanOrEqual(energies[n - 1]! + 1e-7);
    });
    const rest = gibbs(grid);
    expect(energies.at(-1)!).toBeGreaterThanOrEqual(energy(rest, noise) - 1e-7);
    expect(energies.at(-1)!).toBeLessThan(energy(rest, noise) + 1e-5);
  });
});

describe("the noisy limit", () => {
  const times = [0, 0.5, 1, 2, 4];

  it.each([
    ["He4", 8, 1e-5],
    ["He4", 32, 1e-5],
    ["He6", 16, 1e-5],
    ["He3", 16, 5e-4],
    ["He4_misspecified", 16, 1e-5]
  ])("is the limit without noise for τ = 0: %s in dimension %i, to %d", (name, dimension, within) => {
    const [noiseless, noisy] = [
      solveLimit(problem(name), dimension, times),
      solveNoisyLimit(problem(name), dimension, 0, times)
    ];
    times.forEach((time, n) => {
      expect(Math.abs(noisy.risk[n]! - noiseless.risk[n]!)).toBeLessThan(within);
      expect(noisy.average(n, (a) => a * a)).toBeCloseTo(
        noiseless.average(n, (a) => a * a),
        3
      );
      const p = noiseless.potentialAt(time);
      noisy.potentialAt(time).forEach((value, k) => {
        expect(value).toBeCloseTo(p[k]!, 3);
      });
    });
    const [a, b] = [noisy, noiseless].map((limit) => limit.density(3, [0.05, 0.2, 0.4]));
    a!.forEach((value, i) => {
      expect(value / b![i]!).toBeCloseTo(1, 2);
    });
  });

  it("comes to it as τ goes to 0, and leaves it as τ grows", () => {
    const noiseless = solveLimit(problem("He4"), 16, times);
    const offs = [1e-2, 1e-3, 1e-4].map((noise) => {
      const {risk} = solveNoisyLimit(problem("He4"), 16, noise, times);
      return Math.max(...risk.map((value, n) => Math.abs(value - noiseless.risk[n]!)));
    });
    expect(offs[0]! / offs[1]!).toBeGreaterThan(4);
    expect(offs[1]! / offs[2]!).toBeGreaterThan(6);
    expect(offs[0]!).toBeGreaterThan(0.01);
  });

  it("is of second order in the step", () => {
    const setting = [problem("He4"), 16, 0.02, [3]] as const;
    const risk = (step: number) => solveNoisyLimit(...setting, {step, spacing: 0.005}).risk[0]!;
    const [a, b, c] = [1 / 8, 1 / 16, 1 / 32].map(risk);
    expect(Math.log2(Math.abs(a! - b!) / Math.abs(b! - c!))).toBeGreaterThan(1.5);
  });

  it("takes half the line for even links as it takes the whole", () => {
    const {activation, target} = problem("He4");
    const nearly = {name: "nearly even", activation: activation.map((c, k) => (k === 1 ? 1e-9 : c)), target};
    const [half, whole] = [problem("He4"), nearly].map((one) => solveNoisyLimit(one, 8, 0.01, times));
    times.forEach((_, n) => {
      expect(half!.risk[n]).toBeCloseTo(whole!.risk[n]!, 10);
      expect(half!.freeEnergy[n]).toBeCloseTo(whole!.freeEnergy[n]!, 8);
      expect(half!.density(n, [-0.3, 0.3])).toEqual(
        expect.objectContaining({0: expect.closeTo(whole!.density(n, [-0.3])[0]!, 6)})
      );
    });
  });

  it("keeps its mass, no cell below zero, and its free energy never rises", () => {
    const setting = fc.record({
      name: fc.constantFrom("He3", "He4", "He6", "He4_misspecified"),
      dimension: fc.integer({min: 2, max: 64}),
      exponent: fc.double({min: -5, max: -0.5, noNaN: true})
    });
    fc.assert(
      fc.property(setting, ({name, dimension, exponent}) => {
        const noise = 10 ** exponent;
        const every = Array.from({length: 13}, (_, n) => n / 4);
        const limit = solveNoisyLimit(problem(name), dimension, noise, every, {step: 4 * noisyStep(problem(name))});
        every.forEach((_, n) => {
          expect(limit.mass[n]).toBeCloseTo(1, 11);
          for (const value of limit.density(n, [-0.99, -0.5, 0, 0.1, 0.9])) expect(value).toBeGreaterThanOrEqual(0);
          if (n > 0) expect(limit.freeEnergy[n]!).toBeLessThanOrEqual(limit.freeEnergy[n - 1]! + 1e-6);
        });
      }),
      {numRuns: 25, seed: 5}
    );
  });

  it("rests at the Gibbs law of its own potential", () => {
    const noise = 0.03;
    const limit = solveNoisyLimit(problem("He4"), 8, noise, [0, 120], {step: 1 / 32});
    const at = [-0.9, -0.5, 0, 0.3, 0.7, 0.95];
    const p = limit.potentialAt(120);
    const ratios = at.map(
      (a, i) => limit.density(1, at)[i]! / ((1 - a * a) ** 2.5 * Math.exp((-2 * evaluate(p, a)) / noise))
    );
    for (const ratio of ratios) expect(Math.abs(ratio / ratios[0]! - 1)).toBeLessThan(0.02);
  });

  it("refuses a noise that is none", () => {
    expect(() => solveNoisyLimit(problem("He4"), 8, -1, [1])).toThrow("noise -1 is not a finite number ≥ 0");
    expect(() => solveNoisyLimit(problem("He4"), 8, Number.NaN, [1])).toThrow(RangeError);
    expect(() => solveNoisyLimit(problem("He4"), 1, 0.1, [1])).toThrow("dimension 1");
  });
});
