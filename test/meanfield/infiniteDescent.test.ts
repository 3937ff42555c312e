import {describe, expect, it} from "vitest";
import {InfiniteDescent, infiniteStepError} from "../../src/meanfield/infiniteDescent.js";
import {fitLogarithms} from "../../src/meanfield/leastSquares.js";
import {solveLimit} from "../../src/meanfield/limit.js";
import {functionSpeed} from "../../src/meanfield/networkDistance.js";
import {modes, riskFromMoments} from "../../src/meanfield/potential.js";
import {findProblem} from "../../src/meanfield/problems.js";
import {initialNeurons} from "../../src/meanfield/random.js";
import {stepError} from "../../src/meanfield/stepError.js";

const time = 1;

describe("descent of the infinitely wide network", () => {
  it.each(["He4", "He3", "He4_misspecified"])("approaches the limit at rate η for %s", (name) => {
    const [problem, d] = [findProblem(name)!, 8];
    const limit = solveLimit(problem, d, [time]);
    const exact = modes(problem, d).map(({degree, order}) =>
      limit.average(0, (alpha) => alpha ** (degree - order) * (1 - alpha * alpha) ** (order / 2))
    );
    const weights = modes(problem, d).map(({weight}) => weight);
    const steps = [16, 32, 64, 128].map((count) => time / count);
    const errors = steps.map((step) => {
      const descent = new InfiniteDescent(problem, d);
      for (let n = 0; n < Math.round(time / step); ++n) descent.advance(step);
      return Math.sqrt(descent.moments.reduce((sum, moment, q) => sum + weights[q] * (moment - exact[q]) ** 2, 0));
    });
    expect(Math.abs(fitLogarithms(steps.slice(1), errors.slice(1)).slope - 1)).toBeLessThan(0.05);
    expect(errors[3] / steps[3] / infiniteStepError(problem, d, time).functionRate).toBeCloseTo(1, 1);
  });

  it("starts at the uniform law", () => {
    const He4 = findProblem("He4")!;
    expect(riskFromMoments(He4, 32)(new InfiniteDescent(He4, 32).moments)).toBeCloseTo(1 - 3 / (32 * 34), 12);
  });

  it("errs as wide networks do", () => {
    const [problem, d, m] = [findProblem("He4")!, 4, 512];
    const {functionRate, meanRate} = infiniteStepError(problem, d, time);
    const {neurons, rate} = stepError(problem, d, initialNeurons(d, m, 1), time, {tolerance: 1e-3});
    let mean = 0;
    for (let i = 0; i < m; ++i) {
      let square = 0;
      for (let c = 0; c < d; ++c) square += rate[c * m + i] ** 2;
      mean += Math.sqrt(square) / m;
    }
    expect(Math.abs(functionSpeed(problem, d, neurons, rate) / functionRate - 1)).toBeLessThan(0.15);
    expect(Math.abs(mean / meanRate - 1)).toBeLessThan(0.15);
  });
});
