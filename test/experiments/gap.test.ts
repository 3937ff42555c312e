import {describe, expect, it} from "vitest";
import {allRows} from "../../src/experiments/experiment.js";
import {functionGapExponent} from "../../src/experiments/functionGapExponent.js";
import {type GapRow, gap} from "../../src/experiments/gap.js";
import {type Neurons, printNeurons, readNeurons} from "../../src/experiments/neurons.js";
import {parseParameters} from "../../src/experiments/parameters.js";
import {initialNeurons} from "../../src/meanfield/random.js";

const parse = (input: object) => parseParameters(gap.parameters.schema, input, "flags");
const rowsOf = (input: object): Promise<GapRow[]> => allRows(gap.run(parse(input)));

async function finalOf(input: object): Promise<Neurons> {
  let neurons: Neurons | undefined;
  for await (const report of gap.run(parse(input))) neurons = report.neurons ?? neurons;
  if (!neurons) throw new Error("no neurons at the end");
  return neurons;
}

const small = {dimension: 8, width: 24, times: "0,0.5,1"};

describe("gap", () => {
  it("has the columns of the contract first", () => {
    expect(Object.keys(gap.columns).slice(0, 13).join()).toBe(
      "time,seed,riskFinite,riskMeanField,functionGap,meanGap,rmsGap,maxGap,linearMeanGap,propagatorBound,selfConcordanceBound,predictedMeanGap,gronwallBound"
    );
  });

  it("runs consecutive seeds, each as if alone, ordered by seed and then by time", async () => {
    const together = await rowsOf({...small, seed: 5, seeds: 3, include: "none"});
    const alone = await Promise.all([5, 6, 7].map((seed) => rowsOf({...small, seed, include: "none"})));
    expect(together).toEqual(alone.flat());
    expect(together.map(({seed, time}) => [seed, time])).toEqual(
      [5, 6, 7].flatMap((seed) => [0, 0.5, 1].map((time) => [seed, time]))
    );
  });

  it("has the same rows up to a time whether it ends there or goes on", async () => {
    const rows = async (times: string) => rowsOf({...small, times, include: "none"});
    const [short, long] = [await rows("0,0.5,1"), await rows("0,0.5,1,2,3")];
    short.forEach((row, i) => {
      expect(Math.abs(row.meanGap - long[i].meanGap)).toBeLessThanOrEqual(1e-9 * row.meanGap);
    });
  });

  it("bounds what it measures, in order, for each seed", async () => {
    for (const row of await rowsOf({...small, seeds: 3})) {
      expect(row.meanGap).toBeLessThanOrEqual(row.propagatorBound);
      expect(row.propagatorBound).toBeLessThanOrEqual(row.selfConcordanceBound);
      expect(row.propagatorBound).toBeLessThanOrEqual(row.largestEigenvalueBound);
      expect(row.meanGap).toBeLessThanOrEqual(row.gronwallBound);
      expect(row.predictedMeanGap).toBeLessThanOrEqual(row.predictedUpperMeanGap);
      expect(row.meanGap).toBeLessThanOrEqual(row.rmsGap);
      expect(row.rmsGap).toBeLessThanOrEqual(row.maxGap);
      if (row.time === 0) expect(row.meanGap).toBe(0);
    }
  });

  it("computes only what is included", async () => {
    const empty = (row: GapRow) =>
      Object.entries(row).flatMap(([column, value]) => (Number.isNaN(value) ? [column] : []));
    const [, , none] = await rowsOf({...small, include: "none"});
    const [, , linear] = await rowsOf({...small, include: "linear"});
    const [, , all] = await rowsOf(small);
    expect(empty(all)).toEqual([]);
    expect(empty(none)).toHaveLength(16);
    expect(empty(none).filter((column) => !empty(linear).includes(column))).toEqual([
      "linearMeanGap",
      "linearRmsGap",
      "linearMaxGap",
      "linearLocalRate",
      "linearInteractionRate",
      "linearForcingRate"
    ]);
    expect({...linear, ...Object.fromEntries(empty(linear).map((column) => [column, 0]))}).toEqual({
      ...all,
      ...Object.fromEntries(empty(linear).map((column) => [column, 0]))
    });
  });

  it("takes its neurons from a file's text, and claims no law for them", async () => {
    const text = printNeurons({dimension: 8, width: 24, coordinates: initialNeurons(8, 24, 5)});
    const drawn = await rowsOf({...small, seed: 5});
    const given = await rowsOf({times: small.times, seed: 5, initial: text});
    for (const [i, row] of given.entries()) {
      for (const column of ["riskFinite", "functionGap", "meanGap", "linearMeanGap", "propagatorBound"] as const)
        expect(row[column]).toBeCloseTo(drawn[i][column], 10);
      expect(row.predictedMeanGap).toBeNaN();
      expect(row.gronwallBound).toBeGreaterThanOrEqual(row.meanGap);
    }
  });

  it("descends by steps to nearly where the flow goes, and claims no bounds there", async () => {
    const flow = await rowsOf({...small, include: "bounds"});
    const error = async (step: number) => {
      const [, , pgd] = await rowsOf({...small, include: "bounds", method: "pgd", step});
      expect(pgd.propagatorBound).toBeNaN();
      expect(pgd.gronwallBound).toBeNaN();
      return Math.abs(pgd.riskFinite - flow[2].riskFinite);
    };
    const [coarse, fine] = [await error(0.02), await error(0.01)];
    expect(fine).toBeGreaterThan(0);
    expect(coarse / fine).toBeGreaterThan(1.7);
    expect(coarse / fine).toBeLessThan(2.3);
  });

  it("hands over the last neurons; starting from them goes on with the same network", async () => {
    const half = await finalOf({...small, times: "0.5", include: "none"});
    const [restarted] = await rowsOf({initial: printNeurons(half), times: "0.5", include: "none"});
    const [, , whole] = await rowsOf({...small, include: "none"});
    // Gradient flow knows no clock, so the risk is that of the longer run; the coupling starts anew.
    expect(restarted.riskFinite).toBeCloseTo(whole.riskFinite, 4);
    expect(Math.abs(restarted.meanGap - whole.meanGap)).toBeGreaterThan(1e-3);
    expect(readNeurons(printNeurons(half)).width).toBe(24);
  });

  it("accepts decimal multiples of a decimal step", () => {
    for (const step of [0.1, 0.01, 0.05, 0.025, 0.7]) {
      const times = Array.from({length: 60}, (_, n) => Number((n * step).toFixed(6)));
      expect(parse({times, method: "pgd", step})).toMatchObject({times, step});
    }
    expect(parse({method: "pgd", times: "0.1"})).toMatchObject({step: 0.01});
    expect(parse({times: "0.123"})).toMatchObject({step: undefined, method: "flow"});
  });

  it.each([
    [
      {method: "pgd", step: 0.3, times: "0,1"},
      "--times must be multiples of --step 0.3 with pgd, got 1; the nearest are 0.9 or 1.2"
    ],
    [{method: "pgd", step: 0.01, times: "0.005"}, "the nearest are 0 or 0.01"],
    [
      {method: "pgd", step: 1e-5, times: "1000"},
      "--times must be reached in at most 10000000 steps of 0.00001, got 1000"
    ],
    [{method: "pgd", step: 0}, "--step must be a number above 0 and at most 10, got 0; try --step 0.01"],
    [{step: 0.1}, "--step must not be given without --method pgd, got 0.1"],
    [{width: 0}, "--width must be an integer from 1 to 100000, got 0; try --width 512"],
    [{width: 100000, dimension: 1000}, "got 100000 times 1000; try --width 8388"],
    [{dimension: 1}, "--dimension must be an integer from 2 to 100000, got 1; try --dimension 32"],
    [{seeds: 0}, "--seeds must be an integer from 1 to 100000, got 0"],
    [{seed: Number.MAX_SAFE_INTEGER, seeds: 2}, "--seed plus --seeds must stay below 2^53"],
    [{initial: "1,0", width: 2}, "--width must be 1, as in the file of --initial, got 2; drop --width"],
    [{initial: "1,0", dimension: 3}, "--dimension must be 2, as in the file of --initial, got 3; drop --dimension"],
    [{initial: "1,0", seeds: 2}, "--seeds must be 1 with --initial"],
    [{initial: "1,0.1"}, "--initial must hold rows"]
  ])("refuses %j", (input, message) => expect(() => parse(input)).toThrow(message));

  it("accepts a width and a dimension that agree with the file", () => {
    expect(parse({initial: "1,0\n0,1", width: 2, dimension: 2, seeds: 1})).toMatchObject({width: 2, dimension: 2});
  });
});

describe("the exponent of the function-space gap", () => {
  const rows = [1, 2, 3].flatMap((seed) =>
    [64, 128, 256, 512].flatMap((width) => [
      {seed, width, time: 0, functionGap: 0},
      {seed, width, time: 4, functionGap: seed / width ** 1.5}
    ])
  );

  it("is that of the last time", () => {
    expect(functionGapExponent(rows)?.value).toBeCloseTo(-1.5, 12);
  });

  it("is not resolved from a range that is too short, or without a number", () => {
    expect(functionGapExponent(rows.filter(({width}) => width < 512))).toBeUndefined();
    expect(functionGapExponent(rows.map((row) => ({...row, functionGap: null})))).toBeUndefined();
  });
});
