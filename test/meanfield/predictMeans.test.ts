import {describe, expect, it} from "vitest";
import {reachLevels} from "../../src/meanfield/hittingTime.js";
import {solveLimit} from "../../src/meanfield/limit.js";
import {predictGap} from "../../src/meanfield/prediction.js";
import {predictMeans} from "../../src/meanfield/predictMeans.js";
import type {Problem} from "../../src/meanfield/problem.js";
import {findProblem} from "../../src/meanfield/problems.js";
import {highDimensionGaps} from "./closedForms.js";

const named = (name: string) => findProblem(name) as Problem;
const mixed: Problem = {name: "mixed", activation: [0.3, 0.5, 0.6, 0.7], target: [0.2, 0.4, 0.5, 0.9]};

/** The largest relative difference of two arrays. */
function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((most, value, n) => Math.max(most, Math.abs(value / b[n] - 1)), 0);
}

describe("predictMeans", () => {
  it("has the means of the strong form: even, odd, mixed, misspecified, d = 2", () => {
    for (const [problem, d, times] of [
      [named("He4"), 16, [0.5, 2, 4]],
      [named("He4"), 40, [2, 6]],
      [named("He3"), 12, [0.4, 2]],
      [named("He6"), 8, [0.5, 2]],
      [named("He4_misspecified"), 12, [0.7, 3]],
      [mixed, 3, [0.3, 1]],
      [mixed, 2, [0.3, 1]]
    ] as [Problem, number, number[]][]) {
      const limit = solveLimit(problem, d, [0, times[times.length - 1]], {tolerance: 1e-8});
      const exact = predictGap(limit, [0, ...times], {tolerance: 5e-4});
      const weak = predictMeans(limit, times);
      const at = (values: Float64Array) => [0, ...times].map((time) => values[weak.times.indexOf(time)]);
      expect(distance(at(weak.functionGap), exact.functionGap)).toBeLessThan(0.012);
      expect(distance(at(weak.meanGap).slice(1), exact.meanGap.slice(1))).toBeLessThan(0.01);
      expect(distance(at(weak.rmsGap).slice(1), exact.rmsGap.slice(1))).toBeLessThan(0.01);
      expect(at(weak.meanGap)[0]).toBe(0);
    }
  });

  it("does not move when it is refined in time and in space, at late times in high dimension", () => {
    const problem = named("He4");
    const {hits, limit} = reachLevels(problem, 200, [0.8, 0.5], 1e-5);
    const times = hits.map(({time}) => time);
    const means = (options: Parameters<typeof predictMeans>[2]) => {
      const {meanGap, rmsGap, functionGap, times: edges} = predictMeans(limit!, times, options);
      return times.flatMap((time) => [meanGap, rmsGap, functionGap].map((values) => values[edges.indexOf(time)]));
    };
    const plain = means({});
    for (const options of [{panelShare: 1.25, mostShares: 120}, {partShare: 3}, {tolerance: 0.003}])
      expect(distance(means(options), plain)).toBeLessThan(0.01);
  });

  it("tends to what it is in closed form as d → ∞", () => {
    const exact = highDimensionGaps(3, 0.5);
    const [first, second, third] = [1000, 4000, 16000].map((d) => {
      const {hits, limit} = reachLevels(named("He3"), d, [0.5], 1e-5);
      const {meanGap, rmsGap, times} = predictMeans(limit!, [hits[0].time]);
      const end = times.length - 1;
      return {meanGap: meanGap[end], squareGap: rmsGap[end] ** 2 / Math.sqrt(d)};
    });
    for (const name of ["meanGap", "squareGap"] as const) {
      // The parabola in 1/√d through the three, at 0.
      const limit = first[name] / 3 - 2 * second[name] + (8 * third[name]) / 3;
      expect(Math.abs(limit / exact[name] - 1)).toBeLessThan(0.06);
      expect(third[name]).toBeGreaterThan(1.05 * exact[name]);
    }
  });

  it("is linear between its edges, and right there", () => {
    const limit = solveLimit(named("He4"), 8, [0, 2]);
    const {times, functionGap, functionGapAt} = predictMeans(limit, [1, 2]);
    times.forEach((time, n) => {
      expect(functionGapAt(time)).toBeCloseTo(functionGap[n], 12);
    });
    const exact = predictGap(limit, [0.77]).functionGap[0];
    expect(Math.abs(functionGapAt(0.77) / exact - 1)).toBeLessThan(0.02);
  });
});
