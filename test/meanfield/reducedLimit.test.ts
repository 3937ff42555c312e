import {describe, expect, it} from "vitest";
import {localHessian} from "../../src/meanfield/hessian.js";
import {solveLimit} from "../../src/meanfield/limit.js";
import {populationLimit} from "../../src/meanfield/populationLimit.js";
import {PopulationFlow} from "../../src/meanfield/populationNetwork.js";
import {type PopulationProblem, populationProblem} from "../../src/meanfield/populationProblem.js";
import {findProblem} from "../../src/meanfield/problems.js";
import {initialNeurons} from "../../src/meanfield/random.js";
import {estimatedError, type Resolution, relevantPoints, solveReduced} from "../../src/meanfield/reducedLimit.js";
import {hessianRatios, relevantHessian, relevantHessians} from "../../src/meanfield/relevantHessian.js";
import {
  RelevantPotential,
  relevantCoordinates,
  relevantModes,
  withCoordinates
} from "../../src/meanfield/relevantModes.js";
import {findTrainingProblem} from "../../src/meanfield/trainingProblems.js";

const named = (name: string) => populationProblem(findTrainingProblem(name)!);
const plane: Resolution = {radial: 0.16, angles: 24};
const line: Resolution = {radial: 0.04, angles: 1};

/** He4 as if its target depended on two coordinates. */
const embedded: PopulationProblem = {...named("He4"), relevant: 2, directions: [[1, 0]]};
/** He4_orth with both teachers equal, and neither on an axis. */
const merged: PopulationProblem = {
  ...named("He4"),
  relevant: 2,
  directions: [
    [0.6, 0.8],
    [-0.6, -0.8]
  ]
};

describe("the limit at t = 0", () => {
  // E ⟨w, w′⟩⁴ = 3/(d(d+2)) for uniform points, which is also what is left of g's average: ∫g = E f* · 0.
  it.each([
    ["He4_orth", 8],
    ["He4_nonorth", 16],
    ["He4_random_2_16", 5],
    ["Man_2", 8],
    ["Man_big_2", 4],
    ["He4_small", 3]
  ])("has the risk of %s in closed form in dimension %i", (name, d) => {
    const problem = named(name);
    const {risk} = solveReduced(problem, d, [0], {resolution: {radial: 0.1, angles: 32}});
    // ∫g dρ_0 = Σ b c E⟨w, v⟩⁴ = (coefficient of the target) · 3/(d(d+2)).
    const scale = name === "Man_big_2" ? 4 : name === "He4_small" ? 0.5 : 1;
    const mean = 3 / (d * (d + 2));
    expect(Math.abs(risk[0]! - (problem.power - 2 * scale * mean + mean))).toBeLessThan(1e-9);
  });

  it("has points of mass 1 whose moments are those of the sphere", () => {
    for (const [coordinates, relevant, dimension] of [
      [1, 1, 6],
      [1, 2, 9],
      [2, 2, 16]
    ] as const) {
      const {points, weights} = relevantPoints({coordinates, relevant, dimension}, {radial: 0.1, angles: 16});
      const n = weights.length;
      const square = (c: number) => weights.reduce((sum, weight, i) => sum + weight * points[c * n + i]! ** 2, 0);
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 13);
      expect(square(0)).toBeCloseTo((coordinates === 1 ? relevant : 1) / dimension, 9);
      expect(square(coordinates)).toBeCloseTo((dimension - relevant) / dimension, 9);
    }
  });
});

describe("the limit against solveLimit", () => {
  const times = [0.5, 1, 2];
  const exact = solveLimit(findProblem("He4")!, 8, times).risk;

  it("is that of one coordinate, and its estimated error is an upper value", () => {
    for (const [name, d] of [
      ["He4", 8],
      ["He4_misspecified", 8],
      ["He4_small", 12]
    ] as const) {
      const problem = named(name);
      const limit = solveReduced(problem, d, times, {resolution: line});
      const error = estimatedError(problem, d, limit, {resolution: line});
      const expected = solveLimit(findProblem(name)!, d, times).risk;
      limit.risk.forEach((risk, k) => {
        expect(Math.abs(risk - expected[k]!), `${name} ${k}`).toBeLessThan(Math.max(1e-8, error[k]!));
      });
      expect(error[1]!).toBeLessThan(3e-4);
    }
  });

  it.each([
    ["with a second coordinate that does nothing", embedded],
    ["with two teachers that are one, off the axes", merged]
  ])("is that of He4 %s", (_, problem) => {
    const errors = [plane, {radial: 0.08, angles: 48}].map((resolution) =>
      solveReduced(problem, 8, times, {resolution}).risk.map((risk, k) => Math.abs(risk - exact[k]!))
    );
    expect(Math.max(...errors[1]!)).toBeLessThan(5e-4);
    expect(errors[1]![0]!).toBeLessThan(2e-7);
    // Refinement converges fast while the front is resolved.
    expect(errors[1]![0]!).toBeLessThan(errors[0]![0]! / 20);
  });
});

describe("the limit", () => {
  it.each([
    ["He4_orth", plane],
    ["He4_random_2_8", plane],
    ["Man_2", line],
    ["NP_mis", {radial: 0.08, angles: 1}]
  ] as const)("of %s loses risk at the rate ∫|ν|²", (name, resolution) => {
    const h = 1e-3;
    const {risk, dissipation} = solveReduced(named(name), 8, [1 - h, 1, 1 + h], {resolution});
    expect((risk[0]! - risk[2]!) / (2 * h)).toBeCloseTo(dissipation[1]!, 5);
  });

  it("of He4_orth treats its two teachers alike", () => {
    const {moments, potential} = solveReduced(named("He4_orth"), 8, [3], {resolution: plane});
    potential.modes.modes.forEach(({powers: [a, b, j]}, q) => {
      const swapped = potential.modes.modes.findIndex(({powers: [c, e, l]}) => c === b && e === a && l === j);
      expect(Math.abs(moments[0]![q]! - moments[0]![swapped]!)).toBeLessThan(1e-7);
      // The symmetry y_1 → −y_1.
      if (a! % 2 === 1) expect(Math.abs(moments[0]![q]!)).toBeLessThan(1e-7);
    });
  });

  it.each(["He4_orth", "He4_nonorth", "Man_2"])("of %s is met by a wide network within a few 1/√m", (name) => {
    const [d, m, times] = [8, 4096, [1, 2]];
    const training = findTrainingProblem(name)!;
    const problem = named(name);
    const neurons = initialNeurons(d, m, 3);
    const limit = populationLimit(training, problem, d, neurons, times);
    const flow = new PopulationFlow(problem, d, neurons, 1e-3);
    times.forEach((time, k) => {
      while (flow.time < time) flow.advance(time);
      const risk = flow.network.risk(flow.neurons);
      expect(Math.abs(risk - limit.risk[k]!)).toBeLessThan(1.5 / Math.sqrt(m));
      // The coupled neurons are near, every one on average much nearer than a neuron moves.
      const particles = withCoordinates(limit.potential.modes, neurons, limit.carried[k]!);
      let [gap, path] = [0, 0];
      for (let i = 0; i < m; ++i) {
        let [near, far] = [0, 0];
        for (let c = i; c < d * m; c += m) {
          near += (flow.neurons[c]! - particles[c]!) ** 2;
          far += (flow.neurons[c]! - neurons[c]!) ** 2;
        }
        gap += Math.sqrt(near) / m;
        path += Math.sqrt(far) / m;
      }
      expect(gap).toBeLessThan(3 / Math.sqrt(m));
      expect(path).toBeGreaterThan(5 * gap);
    });
  });

  it("carries neurons without disturbing the law, and gives them back unmoved at t = 0", () => {
    for (const name of ["He4_orth", "Man_2"]) {
      const problem = named(name);
      const modes = relevantModes(problem, 6);
      const neurons = initialNeurons(6, 5, 1);
      const options = {resolution: plane, tolerance: 1e-10};
      const carried = relevantCoordinates(modes, neurons);
      const limit = solveReduced(problem, 6, [0, 1], {...options, carried});
      expect(limit.risk[1]!).toBeCloseTo(solveReduced(problem, 6, [1], options).risk[0]!, 8);
      withCoordinates(modes, neurons, limit.carried[0]!).forEach((value, k) => {
        expect(Math.abs(value - neurons[k]!)).toBeLessThan(1e-14);
      });
    }
  });

  it("refuses what it cannot reduce", () => {
    expect(() => solveReduced(named("He3"), 8, [1])).toThrow(/He3 is not even/);
    expect(() => solveReduced(named("He4_random_8_8"), 16, [1])).toThrow(/8 relevant coordinates.*wide network/);
    expect(() => solveReduced(named("He4_orth"), 2, [1])).toThrow(/dimension 2 must be an integer above 2/);
    expect(() => solveReduced(named("He4"), 8, [1, 0.5])).toThrow(/time 0.5 is not a finite number after 1/);
  });
});

describe("relevantHessian", () => {
  it("is localHessian for one teacher, either side of the equator", () => {
    const problem = findProblem("He4_misspecified")!;
    const limit = solveLimit(problem, 8, [1]);
    const training = findTrainingProblem("He4_misspecified")!;
    const neurons = initialNeurons(8, 12, 1);
    const {potential, moments, carried} = populationLimit(training, named("He4_misspecified"), 8, neurons, [1]);
    const p = potential.coefficients(moments[0]!);
    for (let i = 0; i < 12; ++i) {
      const expected = localHessian(limit.potentialAt(1), carried[0]![i]!);
      const found = relevantHessian(potential, p, carried[0]!, 12, i);
      expect(found.largest).toBeCloseTo(Math.max(expected.parallel, expected.transverse), 7);
      expect(found.ratio).toBeCloseTo(expected.ratio, 4);
    }
  });

  it.each(["He4_nonorth", "Man_2"])("is the largest eigenvalue of the velocity's derivative for %s", (name) => {
    const d = 5;
    const neurons = initialNeurons(d, 6, 4);
    const problem = named(name);
    const {potential, moments} = solveReduced(problem, d, [1.5], {resolution: plane});
    const {modes} = potential;
    const p = potential.coefficients(moments[0]!);
    const velocityAt = (w: readonly number[]): number[] => {
      const length = Math.hypot(...w);
      const unit = Float64Array.from(w, (value) => value / length);
      const y = relevantCoordinates(modes, unit);
      const rate = new Float64Array(y.length);
      potential.velocity(p, y, 1, rate);
      // ẏ along the neuron's own directions.
      const moved = (s: number) =>
        withCoordinates(
          modes,
          unit,
          y.map((value, c) => value + s * rate[c]!)
        );
      const [ahead, behind] = [moved(0.5), moved(-0.5)];
      return Array.from(ahead, (value, c) => value - behind[c]!);
    };
    for (let i = 0; i < 6; ++i) {
      const w = Array.from({length: d}, (_, c) => neurons[c * 6 + i]!);
      const h = 1e-5;
      const column = (direction: readonly number[]) => {
        const at = (s: number) => velocityAt(w.map((value, c) => value + s * direction[c]!));
        const [ahead, behind] = [at(h), at(-h)];
        const result = ahead.map((value, c) => (value - behind[c]!) / (2 * h));
        const radial = result.reduce((sum, value, c) => sum + value * w[c]!, 0);
        return result.map((value, c) => value - radial * w[c]!);
      };
      // Power iteration on D + 8, all of whose eigenvalues are positive.
      let direction = w.map((_, c) => Math.cos(c + 1));
      let value = 0;
      for (let n = 0; n < 400; ++n) {
        const radial = direction.reduce((sum, x, c) => sum + x * w[c]!, 0);
        const tangent = direction.map((x, c) => x - radial * w[c]!);
        const norm = Math.hypot(...tangent);
        const unit = tangent.map((x) => x / norm);
        const next = column(unit).map((x, c) => x + 8 * unit[c]!);
        value = next.reduce((sum, x, c) => sum + x * unit[c]!, 0) - 8;
        direction = next;
      }
      const y = relevantCoordinates(modes, Float64Array.from(w));
      expect(relevantHessian(potential, p, y, 1, 0).largest).toBeCloseTo(value, 3);
    }
  });

  it("takes the largest and the median of the ratios over the neurons that move", () => {
    const problem = named("He4");
    const modes = relevantModes(problem, 8);
    const potential = new RelevantPotential(modes);
    const {points, weights} = relevantPoints(modes, line);
    const moments = potential.moments(points, weights.length, weights);
    const hessians = relevantHessians(potential, moments, points);
    const ratios = hessians
      .filter(({rate}) => rate >= 0.01)
      .map(({ratio}) => ratio)
      .sort((a, b) => a - b);
    const {largest, median} = hessianRatios(hessians);
    expect(largest).toBe(ratios.at(-1));
    expect(ratios.filter((ratio) => ratio <= median).length).toBeGreaterThanOrEqual(ratios.length / 2);
    expect(ratios.filter((ratio) => ratio >= median).length).toBeGreaterThanOrEqual(ratios.length / 2);
    // Nothing moves where all neurons have arrived.
    expect(hessianRatios(relevantHessians(potential, moments, Float64Array.of(1, 0))).largest).toBeNaN();
  });
});
