import {describe, expect, it} from "vitest";
import {simulateGap} from "../../src/meanfield/gap.js";
import {gaussianLength} from "../../src/meanfield/gaussianLength.js";
import {solveLagrangian} from "../../src/meanfield/lagrangian.js";
import {transverseMoment} from "../../src/meanfield/potential.js";
import {deviationAtWidth, type GapPrediction, predictGap} from "../../src/meanfield/prediction.js";
import type {Problem} from "../../src/meanfield/problem.js";
import {findProblem} from "../../src/meanfield/problems.js";
import {initialNeurons, stream} from "../../src/meanfield/random.js";
import {densePrediction, sampleMeanLength} from "./densePrediction.js";

const named = (name: string) => findProblem(name) as Problem;
const mixed: Problem = {name: "mixed", activation: [0.3, 0.5, 0.6, 0.7], target: [0.2, 0.4, 0.5, 0.9]};

/** ∫G dμ_0 = Σ c_k² E ⟨w,w′⟩^k for independent uniform w, w′ on S^{d−1}. */
function initialSelfEnergy({activation}: Problem, dimension: number): number {
  return activation.reduce((sum, c, k) => sum + c * c * transverseMoment(dimension + 1, k), 0);
}

function statistics(values: number[]): {mean: number; error: number; deviation: number} {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1);
  return {mean, error: Math.sqrt(variance / values.length), deviation: Math.sqrt(variance)};
}

describe("predictGap", () => {
  it("starts at m·E‖δf‖² = u(1) − ∫G dμ_0, with the gaps at 0", () => {
    for (const [problem, d] of [
      [named("He4"), 16],
      [named("He3"), 5],
      [named("He4_misspecified"), 9],
      [mixed, 2],
      [mixed, 3],
      [mixed, 10_000]
    ] as const) {
      const prediction = predictGap(solveLagrangian(problem, d, [0, 0.3]), [0, 0.3], {tolerance: 1e-7});
      const exact = problem.activation.reduce((sum, c) => sum + c * c, 0) - initialSelfEnergy(problem, d);
      expect(Math.abs(prediction.functionGap[0] - exact)).toBeLessThan(2e-7);
      for (const gap of ["meanGap", "rmsGap", "upperMeanGap", "deviation"] as const) {
        expect(prediction[gap][0]).toBe(0);
        expect(prediction[gap][1]).toBeGreaterThan(0);
      }
    }
    const alone = predictGap(solveLagrangian(named("He4"), 8, [0]), [0]);
    expect(alone.functionGap[0]).toBeCloseTo(1 - 3 / 80, 2);
  });

  it("agrees with the formulas solved densely, by the trapezoid rule and extrapolation: even, odd, mixed, d = 2", () => {
    for (const [problem, d, end] of [
      [named("He4"), 8, 0.6],
      [named("He3"), 6, 0.8],
      [mixed, 3, 0.6],
      [{name: "even and odd", activation: [0, 0, 1, 1], target: [0, 0, 1, 0.5]}, 2, 0.5]
    ] as const) {
      const limit = solveLagrangian(problem, d, [0, end]);
      const prediction = predictGap(limit, [end], {tolerance: 1e-6});
      const [coarse, fine] = [6, 12].map((intervals) => {
        const dense = densePrediction(limit, end, intervals, 100);
        const mean = (f: (w: number) => number) => dense.weights.reduce((sum, mass, w) => sum + mass * f(w), 0);
        return [
          dense.functionGap,
          dense.upperMeanGap,
          mean((w) => gaussianLength(dense.parallel[w], dense.transverse[w], d - 2).mean),
          mean((w) => dense.parallel[w] + dense.transverse[w])
        ];
      });
      const {functionGap, upperMeanGap, meanGap, rmsGap} = prediction;
      [functionGap[0], upperMeanGap[0], meanGap[0], rmsGap[0] ** 2].forEach((value, q) => {
        expect(Math.abs((4 * fine[q] - coarse[q]) / 3 / value - 1)).toBeLessThan(1e-4);
        expect(Math.abs(coarse[q] / value - 1)).toBeGreaterThan(1e-4);
      });
    }
  });

  it("has the mean and the deviation of the Gaussian field, sampled in d = 3", () => {
    const limit = solveLagrangian(mixed, 3, [0, 0.6]);
    const {meanGap, deviation} = predictGap(limit, [0.6]);
    const count = 600;
    const sampled = statistics(
      sampleMeanLength(densePrediction(limit, 0.6, 5, 60), stream(3, "field").normal, count, 8)
    );
    expect(Math.abs(sampled.mean - meanGap[0])).toBeLessThan(4 * sampled.error + 0.005 * meanGap[0]);
    // The chaoses of order 4 and more that are left out are at most 14 % of the variance that is kept.
    const ratio = sampled.deviation / deviation[0];
    expect(ratio).toBeGreaterThan(1 - 4 / Math.sqrt(2 * count));
    expect(ratio).toBeLessThan(1.07 + 4 / Math.sqrt(2 * count));
  });

  it("converges: the error stays below the tolerance asked for", () => {
    for (const [problem, d, times] of [
      [named("He4"), 16, [0.7, 2, 4]],
      [named("He3"), 8, [0.7, 2, 4]],
      [named("He4_misspecified"), 12, [0.7, 2, 4]]
    ] as const) {
      const limit = solveLagrangian(problem, d, [0, 4]);
      const exact = predictGap(limit, times, {tolerance: 1e-6});
      for (const tolerance of [1e-2, 1e-3, 1e-4]) {
        const prediction = predictGap(limit, times, {tolerance});
        const error = (key: "functionGap" | "meanGap" | "rmsGap" | "upperMeanGap" | "deviation") =>
          Math.max(...prediction[key].map((value, i) => Math.abs(value / exact[key][i] - 1)));
        for (const key of ["functionGap", "meanGap", "rmsGap", "upperMeanGap"] as const)
          expect(error(key)).toBeLessThan(tolerance);
        expect(error("deviation")).toBeLessThan(10 * tolerance);
      }
    }
  });

  it("adds up over blocks, orders its gaps, and does not depend on which times are asked for", () => {
    for (const [problem, d, end] of [
      [named("He6"), 12, 3],
      [mixed, 2, 2],
      [named("He3"), 10_000, 3],
      [{name: "twelve", activation: Array(13).fill(0.4), target: Array(13).fill(0.3)}, 24, 1]
    ] as [Problem, number, number][]) {
      const limit = solveLagrangian(problem, d, [0, end / 2, end]);
      const prediction = predictGap(limit, [end, end / 3, 0]);
      prediction.functionGap.forEach((value, i) => {
        const sum = prediction.blocks.reduce((total, {functionGap}) => total + functionGap[i], 0);
        expect(Math.abs(sum / value - 1)).toBeLessThan(1e-12);
        expect(prediction.rmsGap[i]).toBeGreaterThanOrEqual(prediction.meanGap[i]);
        expect(prediction.upperMeanGap[i]).toBeGreaterThanOrEqual(prediction.meanGap[i] * (1 - 1e-4));
        expect(prediction.rmsGap[i] ** 2).toBeGreaterThanOrEqual(
          prediction.meanGap[i] ** 2 + prediction.deviation[i] ** 2 - 1e-12
        );
      });
      const alone = predictGap(limit, [end / 3]);
      for (const key of ["functionGap", "meanGap", "upperMeanGap", "deviation"] as const)
        expect(Math.abs(alone[key][0] / prediction[key][1] - 1)).toBeLessThan(3e-3);
    }
  });

  it("refuses times beyond the limit and senseless tolerances", () => {
    const limit = solveLagrangian(named("He4"), 8, [0, 1]);
    for (const time of [1.01, -0.1, Number.NaN])
      expect(() => predictGap(limit, [0.5, time])).toThrow(new RegExp(`time ${time} is outside \\[0, 1\\]`));
    for (const tolerance of [0, 0.5, Number.NaN])
      expect(() => predictGap(limit, [1], {tolerance})).toThrow(/tolerance .* outside/);
  });
});

/** Hundreds of runs: minutes on a busy machine. */
describe("the prediction against finite networks", {timeout: 240_000}, () => {
  interface Sample {
    functionGap: ReturnType<typeof statistics>;
    meanGap: ReturnType<typeof statistics>;
  }

  /** m‖δf‖² and √m Ω at the last time over seeds 1 … count. */
  function simulate(problem: Problem, d: number, end: number, width: number, count: number): Sample {
    const limit = solveLagrangian(problem, d, [0, end]);
    const frames = Array.from({length: count}, (_, seed) => {
      const {frames} = simulateGap(limit, initialNeurons(d, width, seed + 1), [end], {tolerance: 1e-5});
      return [...frames][0];
    });
    return {
      functionGap: statistics(frames.map(({functionGap}) => width * functionGap)),
      meanGap: statistics(frames.map(({meanGap}) => Math.sqrt(width) * meanGap))
    };
  }

  const settings: [problem: Problem, dimension: number, end: number][] = [
    [named("He4"), 8, 1.5],
    [named("He3"), 8, 1.5],
    [named("He4_misspecified"), 8, 1],
    [named("He4_small"), 8, 1.5],
    [mixed, 6, 1],
    [named("He4"), 2, 0.5]
  ];

  function predict([problem, d, end]: [Problem, number, number]): GapPrediction {
    return predictGap(solveLagrangian(problem, d, [0, end]), [end]);
  }

  it("has the means of seeds to 4 standard errors and the O(1/√m) that it leaves out", () => {
    const width = 128;
    const leftOut = 1 / Math.sqrt(width);
    for (const setting of settings) {
      const {functionGap, meanGap} = simulate(...setting, width, 32);
      const prediction = predict(setting);
      expect(Math.abs(functionGap.mean - prediction.functionGap[0])).toBeLessThan(
        4 * functionGap.error + leftOut * prediction.functionGap[0]
      );
      expect(Math.abs(meanGap.mean - prediction.meanGap[0])).toBeLessThan(
        4 * meanGap.error + leftOut * prediction.meanGap[0]
      );
    }
  });

  it("comes closer as m grows", () => {
    for (const setting of settings.slice(0, 3)) {
      const prediction = predict(setting);
      const [narrow, wide] = [8, 128].map((width) => simulate(...setting, width, 64));
      const miss = ({meanGap}: Sample) => Math.abs(meanGap.mean / prediction.meanGap[0] - 1);
      expect(miss(narrow)).toBeGreaterThan(0.1);
      expect(miss(wide)).toBeLessThan(miss(narrow) / 2);
    }
  });

  it("has the deviation over seeds, common and own part", () => {
    for (const [setting, width] of [
      [settings[0], 64],
      [settings[1], 64],
      [settings[4], 64]
    ] as const) {
      const count = 128;
      const {meanGap, functionGap} = simulate(...setting, width, count);
      const prediction = predict(setting);
      const expected = Math.sqrt(width) * deviationAtWidth(prediction, width)[0];
      const slack = 4 / Math.sqrt(2 * count) + 1 / Math.sqrt(width);
      expect(Math.abs(meanGap.deviation / expected - 1)).toBeLessThan(slack);
      expect(Math.abs(functionGap.deviation / prediction.functionGapDeviation[0] - 1)).toBeLessThan(slack);
    }
  });
});
