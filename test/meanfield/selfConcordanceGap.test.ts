import {describe, expect, it} from "vitest";
import {largestEigenvalue, localHessian} from "../../src/meanfield/hessian.js";
import {reachLevels} from "../../src/meanfield/hittingTime.js";
import type {MeanFieldLimit} from "../../src/meanfield/limit.js";
import {type PathwiseOptions, pathwiseConcordanceIntegral} from "../../src/meanfield/pathwiseConcordance.js";
import {predictMeans} from "../../src/meanfield/predictMeans.js";
import {targetPower} from "../../src/meanfield/problem.js";
import {findProblem} from "../../src/meanfield/problems.js";
import {selfConcordanceRate} from "../../src/meanfield/selfConcordance.js";
import {selfConcordanceGap} from "../../src/meanfield/selfConcordanceGap.js";

interface Setting {
  readonly limit: MeanFieldLimit;
  readonly ends: number[];
}

function reach(name: string, dimension: number, levels: readonly number[]): Setting {
  const problem = findProblem(name)!;
  const scaled = levels.map((level) => level * targetPower(problem));
  const {hits, limit} = reachLevels(problem, dimension, scaled, 1e-6);
  return {limit: limit!, ends: hits.map(({time}) => time)};
}

describe("selfConcordanceGap", () => {
  it("grows smoothly with the dimension for He3 at a late level, where the estimate is large on few paths only", () => {
    const dimensions = [8, 12, 16, 24, 32, 48, 64, 96, 128];
    const logs = dimensions.map((dimension) => {
      const {limit, ends} = reach("He3", dimension, [0.3]);
      return Math.log(selfConcordanceGap(limit, ends, predictMeans(limit, ends).functionGapAt)[0]);
    });
    const slopes = logs.slice(1).map((log, n) => (log - logs[n]) / Math.log(dimensions[n + 1] / dimensions[n]));
    slopes.slice(1).forEach((slope, n) => {
      expect(Math.abs(slope - slopes[n])).toBeLessThan(0.12);
    });
    expect(Math.min(...slopes)).toBeGreaterThan(2);
    expect(Math.max(...slopes)).toBeLessThan(2.6);
  }, 30_000);

  it("is that of finer quadratures for He4: points to 0.003, 192 times, flow to 1e−7", () => {
    const finer: Record<number, number[]> = {8: [1.00505, 4.182258, 12.63306], 128: [106.9768, 1402.581, 8277.76]};
    for (const dimension of [8, 128]) {
      const {limit, ends} = reach("He4", dimension, [0.8, 0.5, 0.3]);
      const grid = ends.flatMap((end, n) => [((n > 0 ? ends[n - 1] : 0) + end) / 2, end]);
      const values = selfConcordanceGap(limit, grid, predictMeans(limit, grid).functionGapAt);
      finer[dimension].forEach((value, n) => {
        expect(Math.abs(values[2 * n + 1] / value - 1)).toBeLessThan(2e-4);
      });
    }
  });
});

describe("pathwiseConcordanceIntegral", () => {
  const one = () => 1;

  it("is resolved in time, along the paths and over the points: refined, it changes by less than 2 %", () => {
    const refined: PathwiseOptions = {timesAUnit: 8, pointsTolerance: 3e-4, rateTolerance: 2e-4};
    for (const dimension of [8, 32, 128]) {
      const {limit, ends} = reach("He3", dimension, [0.3]);
      const [coarse] = pathwiseConcordanceIntegral(limit, ends, one);
      const [fine] = pathwiseConcordanceIntegral(limit, ends, one, refined);
      expect(Math.abs(coarse / fine - 1)).toBeLessThan(0.02);
    }
  }, 30_000);

  it("agrees with many particles followed in small steps, and is above the same integral of |J| itself", () => {
    const {limit, ends} = reach("He3", 8, [0.3]);
    const {estimate, exact} = byParticles(limit, ends[0]);
    expect(Math.abs(pathwiseConcordanceIntegral(limit, ends, one)[0] / estimate - 1)).toBeLessThan(0.02);
    expect(exact).toBeLessThan(0.2 * estimate);
    expect(exact).toBeGreaterThan(ends[0] / 2);
  });

  it("grows from nothing like t √G, and scales with the forcing", () => {
    const {limit} = reach("He3", 16, [0.5]);
    const ends = [1e-4, 0.5];
    const unit = pathwiseConcordanceIntegral(limit, ends, one);
    expect(Math.abs(unit[0] / 1e-4 - 1)).toBeLessThan(1e-3);
    pathwiseConcordanceIntegral(limit, ends, () => 9).forEach((value, n) => {
      expect(value).toBeCloseTo(3 * unit[n], 10);
    });
  });
});

/**
 * ∫_0^end E[Ĵ_{end,s}] ds and ∫_0^end E max(J_∥, J_⊥) ds for He3 in dimension 8, by Euler–Heun in α and the trapezoid rule on
 * one fine grid of times, and by the trapezoid rule in α_0, whose density is (1 − α²)^{5/2}.
 */
function byParticles(limit: MeanFieldLimit, end: number): {estimate: number; exact: number} {
  const steps = 1500;
  const points = 1500;
  const h = end / steps;
  const potentials = Array.from({length: steps + 1}, (_, n) => limit.potentialAt(Math.min(end, n * h)));
  const largest = potentials.map((potential) => largestEigenvalue(potential).value);
  const sums = {mass: 0, estimate: 0, exact: 0};
  for (let i = 1; i < points; ++i) {
    const start = -1 + (2 * i) / points;
    let alpha = start;
    // The integrals of the rate, of λ_∥ and of λ_⊥ up to every time.
    const logs = [[0], [0], [0]];
    const ratesAt = (n: number) => {
      const {parallel, transverse, alignmentRate} = localHessian(potentials[n], alpha);
      return {alignmentRate, rates: [selfConcordanceRate(potentials[n], [3], alpha, largest[n]), parallel, transverse]};
    };
    let before = ratesAt(0);
    for (let n = 1; n <= steps; ++n) {
      const old = alpha;
      alpha = old + h * before.alignmentRate;
      alpha = old + (h / 2) * (before.alignmentRate + ratesAt(n).alignmentRate);
      const after = ratesAt(n);
      logs.forEach((log, q) => {
        log.push(log[n - 1] + (h / 2) * (before.rates[q] + after.rates[q]));
      });
      before = after;
    }
    const mass = (1 - start * start) ** 2.5;
    sums.mass += mass;
    for (let n = 0; n <= steps; ++n) {
      const [rate, parallel, transverse] = logs.map((log) => log[steps] - log[n]);
      const weight = mass * (n === 0 || n === steps ? h / 2 : h);
      sums.estimate += weight * Math.exp(Math.max(rate, transverse));
      sums.exact += weight * Math.exp(Math.max(parallel, transverse));
    }
  }
  return {estimate: sums.estimate / sums.mass, exact: sums.exact / sums.mass};
}
