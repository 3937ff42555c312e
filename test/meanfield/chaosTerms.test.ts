import {describe, expect, it} from "vitest";
import {chaosProblem, startingScale} from "../../src/meanfield/chaosProblem.js";
import {ChaosTerms, parts, rowLengths, startingNeurons} from "../../src/meanfield/chaosTerms.js";
import {flowGap, RememberedLimit, sgdGap} from "../../src/meanfield/gapScaling.js";
import {RadialLimit} from "../../src/meanfield/radialLimit.js";

/** Solved up to t = 0.4, once a dimension. */
const limits = new Map<number, RadialLimit>();

function limitOf(dimension: number): RadialLimit {
  const known = limits.get(dimension) ?? solve(dimension, 0.02, 1e-8);
  limits.set(dimension, known);
  return known;
}

function solve(dimension: number, step: number, tolerance: number): RadialLimit {
  const problem = chaosProblem(dimension, 0.8);
  const limit = new RadialLimit(problem, {scale: startingScale, dimension}, {tolerance});
  while (limit.time < 0.4 - 1e-12) limit.advance(Math.min(0.4, limit.time + step));
  return limit;
}

function run(dimension: number, width: number, stepSize: number, steps: number, seed = 1): ChaosTerms {
  const terms = new ChaosTerms(chaosProblem(dimension, 0.8), limitOf(dimension), width, stepSize, seed);
  while (terms.steps < steps) terms.advance();
  return terms;
}

describe("ChaosTerms", () => {
  it.each([3, 5, 12])("adds up to the gap, to rounding, in dimension %i", (dimension) => {
    const {state} = run(dimension, 12, 0.01, 40);
    expect(state.residual).toBeLessThan(1e-13);
    const sum = parts.reduce((total, part) => total + state.shares[part], 0);
    expect(sum).toBeCloseTo(state.maxGap, 12);
    const lengths = parts.reduce((total, part) => total + state.largest[part], 0);
    expect(lengths).toBeGreaterThanOrEqual(state.maxGap);
    expect(state.noise).toBeLessThanOrEqual(state.largest.martingale + state.interaction + 1e-15);
    expect(state.interaction).toBeLessThanOrEqual(state.largest.sampling + state.largest.feedback + 1e-15);
  });

  it("measures the distance of its neurons from copies that a finer solution of the limit has in the same place", () => {
    const [dimension, width, stepSize, steps] = [5, 10, 0.01, 40];
    const terms = run(dimension, width, stepSize, steps);
    const fine = solve(dimension, 0.008, 1e-11);
    const start = startingNeurons(dimension, width, 1);
    const starts = rowLengths(start, dimension);
    const snapshot = fine.at(steps * stepSize);
    let sum = 0;
    starts.forEach((length, i) => {
      const radius = fine.radius(length, snapshot);
      expect(Math.abs(terms.copies[i] - radius)).toBeLessThan(1e-6);
      let square = 0;
      for (let k = i * dimension; k < (i + 1) * dimension; ++k)
        square += (terms.neurons[k] - (radius / length) * start[k]) ** 2;
      sum += Math.sqrt(square) / width;
    });
    expect(terms.state.meanGap).toBeCloseTo(sum, 5);
  });

  it("has a time discretisation that halves with the step: E1 is of order 1", () => {
    const at = (stepSize: number) => run(5, 8, stepSize, Math.round(0.4 / stepSize)).state.largest.discretisation;
    const ratio = at(0.02) / at(0.01);
    expect(ratio).toBeGreaterThan(1.9);
    expect(ratio).toBeLessThan(2.1);
  });

  it("has a martingale that halves when the step is quartered, on average over seeds", () => {
    const mean = (stepSize: number) =>
      [1, 2, 3, 4, 5, 6].reduce(
        (sum, seed) => sum + run(5, 6, stepSize, Math.round(0.2 / stepSize), seed).state.largest.martingale / 6,
        0
      );
    const ratio = mean(0.02) / mean(0.005);
    expect(ratio).toBeGreaterThan(1.4);
    expect(ratio).toBeLessThan(2.8);
  });

  it("gives the same run again", () => {
    expect(run(5, 5, 0.01, 10).state).toEqual(run(5, 5, 0.01, 10).state);
    expect(run(5, 5, 0.01, 10).state).not.toEqual(run(5, 5, 0.01, 10, 2).state);
  });
});

describe("the gap without its terms", () => {
  const limit = new RememberedLimit(limitOf(5));
  const problem = chaosProblem(5, 0.8);

  it("is that of the run with terms, where it is looked at after every step", () => {
    const [width, stepSize, steps] = [8, 0.01, 40];
    const gap = sgdGap(problem, limit, {width, stepSize, time: 0.4, looks: steps, seed: 3});
    expect(gap.maxGap).toBeCloseTo(run(5, width, stepSize, steps, 3).state.maxGap, 6);
  });

  it("tends to that of the gradient flow as the step becomes small", () => {
    const flow = flowGap(problem, limit, {width: 16, time: 0.4, steps: 8, seed: 1});
    const finer = flowGap(problem, limit, {width: 16, time: 0.4, steps: 16, seed: 1});
    expect(Math.abs(flow.maxGap / finer.maxGap - 1)).toBeLessThan(1e-4);
    const far = [0.008, 0.0005].map((stepSize) =>
      Math.abs(sgdGap(problem, limit, {width: 16, stepSize, time: 0.4, looks: 20, seed: 1}).maxGap - flow.maxGap)
    );
    expect(far[1]).toBeLessThan(far[0]);
  });
});
