import {describe, expect, it} from "vitest";
import {findBumpProblem} from "../../src/meanfield/bumpProblems.js";
import {GridPotential} from "../../src/meanfield/gridPotential.js";
import {potentialGradient} from "../../src/meanfield/noiselessFlow.js";
import {NoisyFlow} from "../../src/meanfield/noisyFlow.js";
import {initialBumps, NoisySgd} from "../../src/meanfield/noisySgd.js";
import {gaussianMasses, weightGrid} from "../../src/meanfield/weightGrid.js";

const two = findBumpProblem("two")!;
const corner = findBumpProblem("corner")!;

describe("noisy SGD without data", () => {
  const run = (noiseFactor?: number) => {
    const options = {width: 20000, step: 0.05, inverseTemperature: 8, ridge: 0.5, seed: 3};
    const sgd = new NoisySgd({...two, amplitude: 0}, {...options, noiseFactor});
    for (let k = 0; k < 150; ++k) sgd.advance();
    return sgd.positions.reduce((sum, s) => sum + s * s, 0) / sgd.positions.length;
  };
  // 1/(βλ(1 − λs)) with four standard errors of a variance from 20000 neurons.
  const closed = 1 / (8 * 0.5 * (1 - 0.5 * 0.05));
  const error = 4 * closed * Math.sqrt(2 / 20000);

  it("has the stationary variance of the Gibbs law, but for the step size", () => {
    expect(Math.abs(run() - closed)).toBeLessThan(error);
  });

  it("has half of it with the noise as printed in the talk", () => {
    expect(Math.abs(run(2) - closed / 2)).toBeLessThan(error);
  });
});

describe("noisy SGD", () => {
  it("drifts down the potential on average over the data", () => {
    const width = 4;
    const start = initialBumps(corner, width, 1);
    const step = 0.01;
    const mean = new Float64Array(start.length);
    const runs = 20000;
    for (let seed = 0; seed < 40; ++seed) {
      const sgd = new NoisySgd(corner, {width, step, inverseTemperature: 1e12, ridge: 0.1, seed});
      for (let k = 0; k < runs / 40; ++k) {
        sgd.positions.set(start);
        sgd.advance();
        for (let i = 0; i < mean.length; ++i) mean[i] += (sgd.positions[i] - start[i]) / runs;
      }
    }
    const gradient = potentialGradient(corner, 0.1, start);
    mean.forEach((move, k) => {
      expect(Math.abs(move / step + 2 * gradient[k])).toBeLessThan(0.06);
    });
    expect(Math.max(...gradient.map(Math.abs))).toBeGreaterThan(0.2);
  });

  it("approaches the PDE as the network widens and the step shrinks", () => {
    const beta = 50;
    const grid = weightGrid(1, 160, 5);
    const start = gaussianMasses(grid, two.initialMean, two.initialDeviation);
    const flow = new NoisyFlow(new GridPotential(two, 0.05, grid), beta, start);
    while (flow.time < 1.5) flow.advance(1.5);
    /** The largest difference of the two cumulative distributions, at the cells' edges. */
    const distance = (width: number, step: number, seed: number): number => {
      const sgd = new NoisySgd(two, {width, step, inverseTemperature: beta, ridge: 0.05, seed});
      while (sgd.time < 1.5 - step / 2) sgd.advance();
      const sorted = Float64Array.from(sgd.positions).sort();
      let [most, mass, count] = [0, 0, 0];
      grid.midpoints.forEach((s, i) => {
        mass += flow.masses[i];
        while (count < width && sorted[count] <= s + grid.spacing / 2) ++count;
        most = Math.max(most, Math.abs(mass - count / width));
      });
      return most;
    };
    const mean = (width: number, step: number) =>
      [1, 2, 3, 4].reduce((sum, seed) => sum + distance(width, step, seed), 0) / 4;
    const [coarse, fine] = [mean(60, 0.05), mean(4000, 0.002)];
    expect(fine).toBeLessThan(0.4 * coarse);
    expect(fine).toBeLessThan(0.05);
  });

  it("gives the same neurons for the same seed, and narrower networks start with the wider ones' first neurons", () => {
    const options = {width: 8, step: 0.01, inverseTemperature: 20, ridge: 0.1, seed: 5};
    const [one, other] = [0, 1].map(() => {
      const sgd = new NoisySgd(corner, options);
      for (let k = 0; k < 20; ++k) sgd.advance();
      return sgd;
    });
    expect(one.positions).toEqual(other.positions);
    expect(one.time).toBeCloseTo(0.2, 14);
    expect(initialBumps(corner, 3, 5).slice(0, 3)).toEqual(initialBumps(corner, 8, 5).slice(0, 3));
    expect(() => new NoisySgd(corner, {...options, step: 9})).toThrow("below 1");
  });
});
