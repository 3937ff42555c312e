import {describe, expect, it} from "vitest";
import {allRows} from "../../src/experiments/experiment.js";
import {meanField} from "../../src/experiments/meanField.js";
import {parseParameters} from "../../src/experiments/parameters.js";
import {type SgdRow, sgd} from "../../src/experiments/sgd.js";
import {sgdExponents, sgdGrid, sgdGridRows, sgdRuns} from "../../src/experiments/sgdGrid.js";
import {type SgdNeuronsRow, sgdNeurons} from "../../src/experiments/sgdNeurons.js";
import {sgdClock} from "../../src/experiments/sgdRun.js";
import {sgdOpening, sgdShown, sgdTimes} from "../../src/experiments/shown.js";

const rowsOf = (input: object): Promise<SgdRow[]> => allRows(sgd.run(parseParameters(sgd.parameters.schema, input)));
const neuronsOf = (input: object): Promise<SgdNeuronsRow[]> =>
  allRows(sgdNeurons.run(parseParameters(sgdNeurons.parameters.schema, input)));
const message = (input: object): string => {
  try {
    parseParameters(sgd.parameters.schema, input);
    return "";
  } catch (error) {
    return (error as Error).message;
  }
};

/** The mean of a column over the rows. */
const mean = (rows: readonly SgdRow[], name: keyof SgdRow) =>
  rows.reduce((sum, row) => sum + row[name], 0) / rows.length;

const setting = {problem: "He3", dimension: 6, width: 128, times: "0.5", seeds: 3};

describe("sgd", () => {
  it("starts with independent draws from the limit's law, each on its own particle", async () => {
    const rows = await rowsOf({...setting, width: 500, times: "0", step: 0.1, seeds: 8});
    for (const row of rows) {
      expect(row.meanDistance).toBeLessThan(1e-14);
      expect(row.contraction).toBe(0);
      expect(row.supDistance).toBeLessThan(2 / Math.sqrt(500));
    }
    expect(Math.abs(mean(rows, "supDistance") * Math.sqrt(500) - 0.8687)).toBeLessThan(0.3);
  });

  it("comes to the limit as steps shrink: neurons, law and risk", async () => {
    const [coarse, fine] = await Promise.all([2 ** -8, 2 ** -13].map((step) => rowsOf({...setting, width: 512, step})));
    for (const name of ["meanDistance", "wasserstein", "contraction"] as const)
      expect(mean(fine, name)).toBeLessThan(0.5 * mean(coarse, name));
    expect(Math.abs(mean(fine, "risk") - fine[0].meanFieldRisk)).toBeLessThan(0.06);
    expect(mean(fine, "supDistance")).toBeLessThan(0.1);
  });

  it("with 32 samples a step has about a thirty-second of the contraction", async () => {
    const step = 2 ** -10;
    const [one, many] = await Promise.all([1, 32].map((batch) => rowsOf({...setting, step, batch, seeds: 4})));
    const ratio = mean(one, "contraction") / mean(many, "contraction");
    expect(ratio).toBeGreaterThan(10);
    expect(ratio).toBeLessThan(100);
  });

  it.each([
    ["warm-up", 0.75],
    ["decay", 1.5]
  ])("with the schedule %s is where the limit is at the warped time", async (schedule, time) => {
    const link = {activation: "2:1", target: "2:1", dimension: 6, times: String(time)};
    const [{risk: unwarped}] = await allRows(meanField.run(parseParameters(meanField.parameters.schema, link)));
    const rows = await rowsOf({...link, width: 512, step: 2 ** -13, schedule, seeds: 4});
    expect(rows[0].clock).toBe(sgdClock(schedule as "decay", [time])[0]);
    const apart = Math.abs(unwarped - rows[0].meanFieldRisk);
    const miss = Math.abs(mean(rows, "risk") - rows[0].meanFieldRisk);
    expect(miss).toBeLessThan(apart / 3);
    expect(mean(rows, "meanDistance")).toBeLessThan(0.1);
    expect(apart).toBeGreaterThan(0.02);
  });

  it("runs consecutive seeds, each as if alone", async () => {
    const together = await rowsOf({...setting, step: 2 ** -8, seeds: 2});
    expect(together.map(({seed}) => seed)).toEqual([1, 2]);
    expect((await rowsOf({...setting, step: 2 ** -8, seeds: 1, seed: 2}))[0]).toEqual(together[1]);
  });

  it("refuses times that its steps do not reach, and runs of days", () => {
    expect(message({times: "0.3", step: 0.25})).toBe(
      "times must be multiples of step=0.25, got 0.3; the nearest are 0.25 or 0.5"
    );
    expect(message({times: "1", step: 1e-8})).toContain("must be reached in at most 10000000 steps");
    expect(message({width: 100000, dimension: 80, batch: 4096, step: 0.001, times: "1"})).toMatch(
      /must be at most .*, got .*; try earlier times or a larger step/
    );
    expect(message({batch: 0})).toContain("batch must be an integer from 1 to 4096, got 0");
    expect(message({schedule: "cosine"})).toContain("one of constant, warm-up, decay");
  });
});

describe("sgd-neurons", () => {
  it("shows the neurons of the same run", async () => {
    const input = {problem: "He4", dimension: 5, width: 40, times: "0,0.25", step: 2 ** -9, seed: 3};
    const [rows, neurons] = await Promise.all([rowsOf(input), neuronsOf(input)]);
    for (const {time, supDistance, meanDistance, largestDistance} of rows) {
      const now = neurons.filter((row) => row.time === time);
      expect(now).toHaveLength(40);
      for (const row of now) {
        expect(row.supDistance).toBe(supDistance);
        expect(row.distance).toBeGreaterThanOrEqual(Math.abs(row.alignment - row.meanFieldAlignment) - 1e-14);
      }
      const distances = now.map(({distance}) => distance);
      expect(distances.reduce((sum, one) => sum + one, 0) / 40).toBeCloseTo(meanDistance, 12);
      expect(Math.max(...distances)).toBe(largestDistance);
    }
  });
});

describe("the grids", () => {
  it("span at least a factor of eight, with the seeds that an exponent needs", () => {
    for (const along of ["width", "step"] as const)
      for (const {widths, steps, seeds} of sgdGrid[along]) {
        const values = along === "width" ? widths : steps;
        expect(Math.max(...values) / Math.min(...values)).toBeGreaterThanOrEqual(8);
        expect(seeds).toBeGreaterThanOrEqual(4);
      }
    for (const run of [...sgdRuns("width"), ...sgdRuns("step")])
      expect(() => parseParameters(sgd.parameters.schema, {...run, times: run.times.join(",")})).not.toThrow();
  });

  it("give back what their loaders leave out, and the exponents of their rows", () => {
    const written = [8, 16, 32, 64].flatMap((width) =>
      [1, 2, 3].map((seed) => {
        const y = (seed + 1) / Math.sqrt(width);
        return {width, seed, supDistance: y, wasserstein: y, meanDistance: y, contraction: 0} as never;
      })
    );
    const rows = sgdGridRows(written, "width", "He3");
    expect(rows[0]).toMatchObject({problem: "He3", width: 8, step: sgdGrid.width[0].steps[0]});
    const exponents = sgdExponents(rows, "width");
    expect(exponents.supDistance?.value).toBeCloseTo(-0.5, 12);
    expect(exponents.contraction).toBeUndefined();
    expect(sgdGridRows(written, "width", "He4")).toEqual([]);
  });

  it("the page's times are multiples of every step that it offers, and it opens at a step of these", () => {
    for (const exponent of sgdShown.stepExponents)
      for (const time of sgdTimes) expect(Number.isInteger(time * 2 ** exponent)).toBe(true);
    expect(sgdShown.stepExponents.map((exponent) => 2 ** -exponent)).toContain(sgdOpening.step);
  });
});
