import {describe, expect, it} from "vitest";
import {allRows} from "../../src/experiments/experiment.js";
import {gap} from "../../src/experiments/gap.js";
import {parseParameters} from "../../src/experiments/parameters.js";
import {problemFlow} from "../../src/experiments/problemFlow.js";
import {problemFlowNeurons} from "../../src/experiments/problemFlowNeurons.js";

const flow = (input: Readonly<Record<string, unknown>>) =>
  allRows(problemFlow.run(parseParameters(problemFlow.parameters.schema, input)));
const neurons = (input: Readonly<Record<string, unknown>>) =>
  allRows(problemFlowNeurons.run(parseParameters(problemFlowNeurons.parameters.schema, input)));
const parse = (input: Readonly<Record<string, unknown>>) => () =>
  parseParameters(problemFlow.parameters.schema, input, "flags");

describe("problem-flow", () => {
  it.each(["He3", "He4_misspecified"])("gives the gaps of the experiment gap for %s", async (problem) => {
    const setting = {problem, dimension: 8, width: 48, times: "0,1,2", seed: 3};
    const rows = await flow(setting);
    const expected = await allRows(
      gap.run(parseParameters(gap.parameters.schema, {...setting, include: "none", tolerance: 1e-3}))
    );
    rows.forEach((row, k) => {
      const {riskFinite, riskMeanField, functionGap, meanGap, rmsGap, maxGap} = expected[k]!;
      expect(Math.abs(row.risk - riskFinite)).toBeLessThan(2e-4);
      expect(Math.abs(row.limitRisk - riskMeanField)).toBeLessThan(1e-8);
      expect(Math.abs(row.functionGap - functionGap)).toBeLessThan(0.01 * functionGap + 1e-12);
      expect(Math.abs(row.meanGap - meanGap)).toBeLessThan(0.004 * meanGap + 1e-12);
      expect(Math.abs(row.rmsGap - rmsGap)).toBeLessThan(0.004 * rmsGap + 1e-12);
      expect(Math.abs(row.maxGap - maxGap)).toBeLessThan(0.01 * maxGap + 1e-12);
    });
  });

  it.each(["He4_orth", "Man_2", "NP_mis"])("has gaps of %s that shrink like 1/√m", async (problem) => {
    const setting = {problem, dimension: 6, times: "1"};
    const [narrow, wide] = await Promise.all(
      [32, 512].map(async (width) => {
        const runs = await Promise.all([1, 2, 3].map(async (seed) => flow({...setting, width, seed})));
        return runs.map(([row]) => row!);
      })
    );
    const mean = (rows: typeof narrow, key: "meanGap" | "functionGap") =>
      rows!.reduce((sum, row) => sum + row[key], 0) / rows!.length;
    const ratio = mean(narrow, "meanGap") / mean(wide, "meanGap");
    expect(ratio).toBeGreaterThan(2.2);
    expect(ratio).toBeLessThan(7);
    const square = mean(narrow, "functionGap") / mean(wide, "functionGap");
    expect(square).toBeGreaterThan(5);
    expect(square).toBeLessThan(45);
  });

  it("takes a wide network as reference where there is no limit, or where it is asked to", async () => {
    const [row] = await flow({problem: "He4_random_8_8", dimension: 9, width: 16, times: "0.5", referenceWidth: 256});
    expect(row!.limitError).toBeNaN();
    expect(row!.hessianRatio).toBeGreaterThan(row!.medianHessianRatio);
    expect(row!.meanGap).toBeGreaterThan(0);
    expect(row!.functionGap).toBeGreaterThan(0);
    const [limit] = await flow({problem: "He4_orth", dimension: 6, width: 64, times: "0.5"});
    const [wide] = await flow({problem: "He4_orth", dimension: 6, width: 64, times: "0.5", referenceWidth: 4096});
    expect(wide!.risk).toBe(limit!.risk);
    expect(Math.abs(wide!.meanGap - limit!.meanGap)).toBeLessThan(0.25 * limit!.meanGap);
    expect(Math.abs(wide!.limitAlignment - limit!.limitAlignment)).toBeLessThan(0.02);
    expect(Math.abs(wide!.medianHessianRatio - limit!.medianHessianRatio)).toBeLessThan(0.15);
  });

  it.each(["He4", "He4_orth", "He4_random_8_8"])(
    "has for several widths of %s the rows of each alone",
    async (problem) => {
      const setting = {
        problem,
        dimension: 8,
        times: "0,0.5",
        ...(problem === "He4_random_8_8" && {referenceWidth: 96})
      };
      const together = await flow({...setting, width: "6,24"});
      expect(together.map(({time, width}) => [time, width])).toEqual([
        [0, 6],
        [0, 24],
        [0.5, 6],
        [0.5, 24]
      ]);
      for (const width of [6, 24]) {
        const alone = await flow({...setting, width});
        for (const row of together.filter((row) => row.width === width)) {
          const own = alone.find(({time}) => time === row.time)!;
          expect(row.risk).toBe(own.risk);
          expect(row.limitRisk).toBe(own.limitRisk);
          expect(row.functionGap).toBeCloseTo(own.functionGap, 8);
          expect(row.meanGap).toBeCloseTo(own.meanGap, 6);
          // None moves fast enough where few neurons have hardly begun.
          expect(Number.isNaN(row.hessianRatio)).toBe(Number.isNaN(own.hessianRatio));
          if (!Number.isNaN(own.hessianRatio)) expect(row.hessianRatio).toBeCloseTo(own.hessianRatio, 3);
        }
      }
    }
  );

  it("refuses other problems, small dimensions and narrow references, and says what to do", () => {
    expect(parse({problem: "He4_ort"})).toThrow(/did you mean --problem He4_orth\?/);
    expect(parse({problem: "XOR_2"})).toThrow(/got XOR_2, whose gradient .* try --problem He4/);
    expect(parse({problem: "He4_orth", dimension: 2})).toThrow(/--dimension must be at least 3 for He4_orth, got 2/);
    expect(parse({problem: "He4_random_16_16", dimension: 12})).toThrow(/at least 16 for He4_random_16_16, got 12/);
    expect(parse({width: 64, referenceWidth: 64})).toThrow(/--reference-width must be above --width/);
    expect(parse({width: "64,32"})).toThrow(/--width must strictly increase, got 32 after 64; try --width 32,64/);
    expect(parse({width: "64,64"})).toThrow(/try --width 64$/);
    expect(parse({problem: "He4_random_8_8", width: 100})().referenceWidth).toBe(800);
    expect(parse({problem: "He4_random_8_8", width: 100})().problem.name).toBe("He4_random_8_8");
  });
});

describe("problem-flow-neurons", () => {
  it("has one row a neuron, whose final gaps are those of problem-flow", async () => {
    const setting = {problem: "He4_nonorth", dimension: 5, width: 12, times: "0.5,1"};
    const [rows, frames] = [await neurons(setting), await flow(setting)];
    expect(rows.map(({neuron}) => neuron)).toEqual(Array.from({length: 12}, (_, i) => i));
    expect(Math.max(...rows.map(({finalGap}) => finalGap))).toBeCloseTo(frames[1]!.maxGap, 5);
    expect(rows.reduce((sum, {finalGap}) => sum + finalGap / 12, 0)).toBeCloseTo(frames[1]!.meanGap, 5);
    expect(rows.reduce((sum, {alignment}) => sum + alignment / 12, 0)).toBeCloseTo(frames[1]!.alignment, 5);
    for (const {finalGap, largestGap, initialAlignment} of rows) {
      expect(largestGap).toBeGreaterThanOrEqual(finalGap);
      expect(initialAlignment).toBeGreaterThan(0);
    }
  });
});
