import {describe, expect, it} from "vitest";
import {allRows, type Experiment} from "../../src/experiments/experiment.js";
import {parseParameters} from "../../src/experiments/parameters.js";
import {staircaseDimensions, staircaseParts, staircaseRun} from "../../src/experiments/published.js";
import {staircase} from "../../src/experiments/staircase.js";
import {staircaseLaw} from "../../src/experiments/staircaseLaw.js";
import {staircaseLevels} from "../../src/experiments/staircaseLevels.js";
import {bestStopped, staircaseSteps, withNoise} from "../../src/experiments/staircaseSteps.js";

function rowsOf<P, R>(experiment: Experiment<P, R>, input: object): Promise<R[]> {
  return allRows(experiment.run(parseParameters(experiment.parameters.schema, input, "flags")));
}

describe("staircase", () => {
  it("has nested samples: fewer of them give the same rows", async () => {
    const input = {dimension: 8, thresholds: "0,1", trained: "16", times: "2", pairs: 4};
    const short = await rowsOf(staircase, {...input, samples: "8,16"});
    const long = await rowsOf(staircase, {...input, samples: "8,16,100"});
    const shared = long.filter(({samples}) => samples < 100);
    expect(shared).toHaveLength(short.length);
    short.forEach((row, i) => {
      for (const column of ["samples", "kernelRisk", "kernelNoise", "networkRisk", "networkLoss"] as const)
        if (Number.isNaN(row[column])) expect(shared[i][column]).toBeNaN();
        else expect(shared[i][column]).toBeCloseTo(row[column], 10);
    });
  });

  it("adds noise so that the mean over seeds is the risk plus τ² of the noise alone", async () => {
    const rows = await rowsOf(staircase, {dimension: 8, samples: "40", noise: 2, ridge: 1, seeds: 60});
    const cross = rows.map((row) => row.kernelNoisyRisk - row.kernelRisk - 4 * row.kernelNoise);
    const mean = cross.reduce((sum, one) => sum + one, 0) / cross.length;
    const error = Math.sqrt(cross.reduce((sum, one) => sum + (one - mean) ** 2, 0)) / cross.length;
    expect(Math.abs(mean)).toBeLessThan(4 * error);
    expect(error).toBeGreaterThan(1e-4);
  });

  it("steps below the kernel with a network trained on the same samples", async () => {
    const rows = await rowsOf(staircase, {
      dimension: 8,
      samples: "128",
      seeds: 2,
      trained: "128",
      times: "0,60",
      step: 0.5
    });
    const kernel = rows.filter(({kernelRisk}) => !Number.isNaN(kernelRisk));
    const start = rows.filter(({time}) => time === 0);
    const trained = rows.filter(({time}) => time === 60);
    start.forEach(({networkRisk}) => {
      expect(networkRisk).toBeCloseTo(0.5, 12);
    });
    trained.forEach(({networkRisk}, i) => {
      expect(networkRisk).toBeLessThan(kernel[i].kernelRisk / 2);
    });
  });

  it.each([
    [{samples: "1"}, "--samples must be integers from 2 to 4096"],
    [{dimension: 2}, "--dimension must be an integer from 3 to 1024, got 2; try --dimension 16"],
    [{ridge: -1}, "--ridge must be a number from 0 to 1000, got -1; try --ridge 0"],
    [{times: "1", step: 0.3}, "--times must be multiples of --step 0.3, got 1; try 0.9"]
  ])("refuses %j", async (input, message) => expect(() => rowsOf(staircase, input)).toThrow(message));

  it("is published for every number of samples once", () => {
    for (const dimension of staircaseDimensions) {
      const sizes = staircaseParts.flatMap((part) => staircaseRun(dimension, part).samples.split(",").map(Number));
      expect(sizes).toEqual([...new Set(sizes)].sort((a, b) => a - b));
      expect(sizes.at(-1)! / sizes[0]).toBeGreaterThanOrEqual(64);
    }
  });
});

describe("staircase-levels and staircase-law", () => {
  it("agree on where the risk ends: with many samples it is below each plateau in turn", async () => {
    const levels = await rowsOf(staircaseLevels, {dimensions: "12,24"});
    expect(levels).toHaveLength(18);
    for (const dimension of [12, 24]) {
      const own = levels.filter((row) => row.dimension === dimension);
      own.slice(1).forEach((row, i) => {
        expect(row.plateau).toBeCloseTo(Math.max(0, own[i].plateau - row.power), 12);
        expect(row.energy).toBeCloseTo(row.multiplicity * row.eigenvalue, 12);
      });
      const law = await rowsOf(staircaseLaw, {dimensions: String(dimension), samples: "1e3,1e6"});
      expect(law[0].risk).toBeLessThan(own[1].plateau);
      expect(law[1].risk).toBeLessThan(own[2].plateau);
      expect(withNoise(law, 2)[0].risk).toBeCloseTo(law[0].risk + 4 * law[0].noise, 12);
    }
  });
});

describe("steps", () => {
  it("are means over seeds with intervals that hold them, and leave empty cells out", () => {
    const rows = [1, 2, 3].map((seed) => ({samples: 8, seed, kernelRisk: 0.1 * seed, networkRisk: null}));
    const [step] = staircaseSteps(rows, "kernelRisk");
    expect(step).toMatchObject({samples: 8, mean: expect.closeTo(0.2, 12), seeds: 3});
    // Student's quantile for two degrees of freedom is 4.3027, the standard error 0.1/√3.
    expect(step.high - step.mean).toBeCloseTo((4.302653 * 0.1) / Math.sqrt(3), 6);
    expect(staircaseSteps(rows, "networkRisk")).toEqual([]);
  });

  it("stop each number of samples at the time that is best in the mean", () => {
    const risks: Readonly<Record<string, number>> = {"8/1": 0.5, "8/2": 0.4, "16/1": 0.2, "16/2": 0.3};
    const rows = Object.entries(risks).flatMap(([key, networkRisk]) => {
      const [samples, time] = key.split("/").map(Number);
      return [1, 2].map((seed) => ({samples, time, seed, networkRisk: networkRisk + 0.01 * seed}));
    });
    expect(new Set(bestStopped(rows).map(({samples, time}) => `${samples}/${time}`))).toEqual(new Set(["8/2", "16/1"]));
    expect(bestStopped(rows)).toHaveLength(4);
  });
});
