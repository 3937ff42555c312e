import {describe, expect, it} from "vitest";
import {chaosScaling} from "../../src/experiments/chaosScaling.js";
import {chaosTerms} from "../../src/experiments/chaosTerms.js";
import {allRows, type Experiment} from "../../src/experiments/experiment.js";
import {mcdiarmid} from "../../src/experiments/mcdiarmid.js";
import {parseParameters} from "../../src/experiments/parameters.js";

async function rowsOf<P, R>(experiment: Experiment<P, R>, input: Record<string, string | number>): Promise<R[]> {
  return allRows(experiment.run(parseParameters(experiment.parameters.schema, input)));
}

const small = {dimension: 12, width: 6, stepSize: 0.01, time: 0.2, points: 4};

describe("chaos-terms", () => {
  const unchanged = rowsOf(chaosTerms, small);

  it("starts from nothing, adds up, and stays below Grönwall and the theorem", async () => {
    const rows = await unchanged;
    expect(rows.map(({time}) => time)).toEqual([0, 0.05, 0.1, 0.15, 0.2].map((t) => expect.closeTo(t, 12)));
    expect(rows[0].maxGap).toBe(0);
    for (const row of rows.slice(1)) {
      const shares =
        row.discretisationShare + row.driftShare + row.martingaleShare + row.samplingShare + row.feedbackShare;
      expect(shares).toBeCloseTo(row.maxGap, 12);
      expect(row.maxGap).toBeLessThanOrEqual(row.runGronwall);
      expect(row.maxGap).toBeLessThan(row.theoremBound);
      expect(row.meanGap).toBeLessThanOrEqual(row.maxGap);
    }
  });

  it.each([
    ["dimension", 13],
    ["width", 7],
    ["stepSize", 0.02],
    ["time", 0.3],
    ["delta", 0.5],
    ["seed", 2]
  ])("simulates something else when %s changes", async (name, value) => {
    const last = async (input: Record<string, number>) => (await rowsOf(chaosTerms, input)).at(-1)!.maxGap;
    expect(await last({...small, [name]: value})).not.toBe((await unchanged).at(-1)!.maxGap);
  });

  it("refuses runs of less than a step or of too many, with a remedy that works", () => {
    const parse = (input: object) => parseParameters(chaosTerms.parameters.schema, input);
    expect(() => parse({time: 0.001, stepSize: 0.01})).toThrow(/at least one step, got 0.001 .* try stepSize=0.00001/);
    expect(() => parse({time: 100, stepSize: 1e-5})).toThrow(/at most 1000000 steps.*try stepSize=0.0001/);
    expect(parse({time: 100, stepSize: 0.0001})).toBeDefined();
  });
});

describe("mcdiarmid", () => {
  it("has tails that fall, the bound above what was measured, and refuses what would take too long", async () => {
    const rows = await rowsOf(mcdiarmid, {dimension: 12, width: 8, time: 0.2, f: "side", repetitions: 60});
    expect(rows[0]).toMatchObject({deviation: 0, exceeded: 1, bound: 1, everExceeded: 1, unionBound: 1});
    rows.forEach((row, n) => {
      expect(row.everExceeded).toBeGreaterThanOrEqual(row.exceeded);
      expect(row.exceeded).toBeLessThanOrEqual(row.bound + 4 * Math.sqrt(row.bound / 60));
      if (n > 0) expect(row.exceeded).toBeLessThanOrEqual(rows[n - 1].exceeded);
    });
    expect(rows.at(-1)!.exceeded).toBe(0);
    const parse = (input: object) => parseParameters(mcdiarmid.parameters.schema, input);
    expect(() => parse({dimension: 1000, width: 4096})).toThrow(/at most 20000000, got .*try repetitions=4/);
  });
});

describe("chaos-scaling", () => {
  it("fits exponents to its own rows", async () => {
    const rows = await rowsOf(chaosScaling, {
      dimension: 12,
      widths: "8,32",
      stepSizes: "0,0.002,0.004",
      time: 0.2,
      seeds: 2
    });
    expect(rows).toHaveLength(12);
    const gap = (width: number, stepSize: number, seed: number) =>
      rows.find((row) => row.width === width && row.stepSize === stepSize && row.seed === seed)!.maxGap;
    const slopes = [1, 2].map((seed) => Math.log(gap(32, 0, seed) / gap(8, 0, seed)) / Math.log(4));
    const flow = rows.find(({stepSize}) => stepSize === 0)!;
    expect(flow.widthExponent).toBeCloseTo((slopes[0] + slopes[1]) / 2, 10);
    expect(flow.widthExponentHigh - flow.widthExponentLow).toBeCloseTo(
      // Student's quantile for one degree of freedom in closed form.
      Math.tan(0.475 * Math.PI) * Math.abs(slopes[0] - slopes[1]),
      8
    );
    expect(() => parseParameters(chaosScaling.parameters.schema, {stepSizes: "0.1", time: 0.05})).toThrow(
      /at least one step, got 0.05 .* try stepSizes=0.0005/
    );
  });
});
