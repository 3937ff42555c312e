import {describe, expect, it} from "vitest";
import {allRows, type Experiment} from "../../src/experiments/experiment.js";
import {gap} from "../../src/experiments/gap.js";
import {neuronGaps} from "../../src/experiments/neuronGaps.js";
import {ParameterError, parseParameters} from "../../src/experiments/parameters.js";
import {
  dimensionLaw,
  extrapolatedWidth,
  neededWidths,
  seedAverage,
  type WidthRunSummary,
  widthExponent
} from "../../src/experiments/widthFits.js";
import {type WidthLawRow, widthLaw} from "../../src/experiments/widthLaw.js";
import {type WidthRunRow, widthRun} from "../../src/experiments/widthRun.js";

async function rowsOf<P, R>(experiment: Experiment<P, R>, input: Record<string, string | number>): Promise<R[]> {
  return allRows(experiment.run(parseParameters(experiment.parameters.schema, input)));
}

const setting = {problem: "He4", dimension: 12, width: 48, seed: 3};

describe("width-run", () => {
  it("has at T(δ) the gaps that `gap` has there, and suprema that are those of a fine grid", async () => {
    const rows = await rowsOf(widthRun, setting);
    const ends = rows.map(({time}) => time);
    const fine = Array.from({length: 241}, (_, i) => (ends[2] * i) / 240);
    const times = [...new Set([...fine, ...ends])].sort((a, b) => a - b);
    const known = await rowsOf(gap, {...setting, times: times.join(","), include: "none", tolerance: 0.001});
    for (const row of rows) {
      const own = known.filter(({time}) => time <= row.time);
      const end = own[own.length - 1];
      expect(end.time).toBe(row.time);
      expect(row.finalMeanGap / end.meanGap).toBeCloseTo(1, 2);
      expect(row.finalFunctionGap / end.functionGap).toBeCloseTo(1, 2);
      for (const name of ["meanGap", "rmsGap", "functionGap"] as const)
        expect(row[name] / Math.max(...own.map((one) => one[name]))).toBeCloseTo(1, 2);
      expect(row.maxGap / Math.max(...own.map((one) => one.maxGap))).toBeCloseTo(1, 1);
    }
    expect(known.find(({time}) => time === ends[1])!.riskMeanField).toBeCloseTo(0.5, 6);
  });

  it("gives a level the same row whatever comes after it", async () => {
    const [first] = await rowsOf(widthRun, {...setting, levels: "0.8,0.4"});
    const [alone] = await rowsOf(widthRun, {...setting, levels: "0.8"});
    // Up to the limit's tolerance: it is solved at other times beyond this level.
    for (const [name, value] of Object.entries(alone))
      expect(first[name as keyof typeof first] / value).toBeCloseTo(1, 6);
  });

  it("leaves empty what is not reached, and is at rest before anything moves", async () => {
    const rows = await rowsOf(widthRun, {
      activation: "4:1",
      target: "4:1.5",
      dimension: 6,
      width: 8,
      levels: "0.9,0.05"
    });
    expect(rows[0].meanGap).toBeGreaterThan(0);
    expect(Object.values(rows[1]).slice(1)).toEqual(new Array(7).fill(Number.NaN));
    const [rest] = await rowsOf(widthRun, {...setting, levels: "1"});
    expect(rest.time).toBe(0);
    expect(rest.meanGap).toBe(0);
  });

  it("refuses levels that do not descend, with a remedy", () => {
    expect(() => parseParameters(widthRun.parameters.schema, {levels: "0.3,0.5"})).toThrow(
      /levels must strictly descend, got 0.5 after 0.3; try levels=0.5,0.3/
    );
    expect(() => parseParameters(widthRun.parameters.schema, {levels: "0"})).toThrow(ParameterError);
  });
});

describe("width-law", () => {
  it("predicts the means of networks over seeds, and is bounded by self-concordance and Grönwall in this order", async () => {
    const shape = {problem: "He4", dimension: 10, width: 256};
    const laws = await rowsOf(widthLaw, {problem: "He4", dimension: 10});
    const runs: WidthRunRow[][] = [];
    for (let seed = 1; seed <= 10; ++seed) runs.push(await rowsOf(widthRun, {...shape, seed}));
    laws.forEach((law, n) => {
      for (const [name, scaled] of [
        ["predictedMeanGap", (run: WidthRunRow[]) => Math.sqrt(shape.width) * run[n].meanGap],
        ["finalPredictedFunctionGap", (run: WidthRunRow[]) => shape.width * run[n].finalFunctionGap]
      ] as const) {
        const values = runs.map(scaled);
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
        // 5 % for what is left out at this width.
        expect(Math.abs(mean - law[name])).toBeLessThan(4 * Math.sqrt(variance / values.length) + 0.05 * law[name]);
      }
      expect(law.time).toBeCloseTo(runs[0][n].time, 6);
      expect(law.selfConcordanceGap).toBeGreaterThan(law.predictedMeanGap);
      expect(law.gronwallLogGap).toBeGreaterThan(Math.log(law.selfConcordanceGap));
      expect(law.equatorPropagatorMaximum).toBeLessThanOrEqual(law.propagatorMaximum * (1 + 1e-4));
      expect(law.predictedMeanGap).toBeGreaterThanOrEqual(law.finalPredictedMeanGap);
    });
  });

  it("has no jumps between neighbouring dimensions, where its grids change", async () => {
    const dimensions = [56, 60, 64, 68, 72];
    const rows: WidthLawRow[] = [];
    for (const dimension of dimensions) rows.push(...(await rowsOf(widthLaw, {dimension, levels: "0.5"})));
    for (const name of [
      "time",
      "integralRootRisk",
      "propagatorMaximum",
      "predictedMeanGap",
      "selfConcordanceGap"
    ] as const)
      for (let n = 1; n + 1 < rows.length; ++n) {
        const [a, b, c] = [-1, 0, 1].map((k) => Math.log(rows[n + k][name]));
        expect(Math.abs(a - 2 * b + c)).toBeLessThan(0.01);
      }
  });

  it("leaves empty what is not reached", async () => {
    const rows = await rowsOf(widthLaw, {activation: "4:1", target: "4:1.5", dimension: 6, levels: "0.9,0.05"});
    expect(rows[0].predictedMeanGap).toBeGreaterThan(0);
    expect(Object.values(rows[1]).slice(2).every(Number.isNaN)).toBe(true);
  });
});

describe("costs", () => {
  const costOf = <P, R>(experiment: Experiment<P, R>, input: Record<string, string | number>): number =>
    experiment.cost!(parseParameters(experiment.parameters.schema, input));

  it("put runs in the right order", () => {
    const run = (input: Record<string, string | number>) => costOf(widthRun, {dimension: 32, width: 1024, ...input});
    expect(run({width: 2048})).toBeGreaterThan(2 * run({}));
    expect(run({dimension: 64})).toBeGreaterThan(1.5 * run({}));
    expect(run({levels: "0.8"})).toBeLessThan(run({}));
    expect(run({problem: "He6"})).toBeGreaterThan(run({}));
    expect(run({seed: 7})).toBe(run({}));
    expect(costOf(widthLaw, {dimension: 1000})).toBeGreaterThan(2 * costOf(widthLaw, {dimension: 100}));
    expect(costOf(neuronGaps, {width: 2048})).toBeGreaterThan(2 * costOf(neuronGaps, {width: 1024}));
    const several = (input: Record<string, string | number>) => costOf(gap, {dimension: 16, ...input});
    expect(several({seeds: 4})).toBeGreaterThan(2 * several({}));
    expect(several({include: "none"})).toBeLessThan(several({}));
    expect(several({method: "pgd", step: 0.001, include: "none"})).toBeGreaterThan(several({include: "none"}));
  });

  it("are finite for levels out of reach, unlearnable targets and all links", () => {
    for (const links of [
      {activation: "4:1", target: "4:1.5"},
      {activation: "4:1", target: "3:1"},
      {activation: "1:1,2:0.5", target: "1:1"},
      {activation: "2:1", target: "2:1"},
      {activation: "4:1", target: "4:-1"}
    ])
      for (const experiment of [widthRun, widthLaw, neuronGaps, gap] as Experiment<never, never>[]) {
        const cost = costOf(experiment as Experiment<unknown, unknown>, links);
        expect(cost).toBeGreaterThan(0);
        expect(cost).toBeLessThan(1e4);
      }
  });
});

describe("neuron-gaps", () => {
  it("has the mean and the largest gap that width-run has, neuron by neuron", async () => {
    const [row] = await rowsOf(widthRun, {...setting, levels: "0.4"});
    const neurons = await rowsOf(neuronGaps, {...setting, level: 0.4});
    expect(neurons).toHaveLength(setting.width);
    const mean = neurons.reduce((sum, {finalGap}) => sum + finalGap, 0) / neurons.length;
    expect(mean / row.finalMeanGap).toBeCloseTo(1, 2);
    expect(Math.max(...neurons.map(({largestGap}) => largestGap)) / row.maxGap).toBeCloseTo(1, 1);
    for (const one of neurons) {
      expect(one.largestGap).toBeGreaterThanOrEqual(one.finalGap);
      expect(one.time).toBe(row.time);
      expect(Math.abs(one.finalAlignment - one.meanFieldAlignment)).toBeLessThanOrEqual(one.finalGap * (1 + 1e-9));
    }
  });

  it("takes a time instead of a level, not both", async () => {
    const rows = await rowsOf(neuronGaps, {...setting, time: 0});
    expect(rows.every(({finalGap, largestGap}) => finalGap === 0 && largestGap === 0)).toBe(true);
    expect(() => parseParameters(neuronGaps.parameters.schema, {time: 1, level: 0.5})).toThrow(/drop one of the two/);
  });
});

describe("fits of a summary", () => {
  const noise = (seed: number) => 1 + 0.05 * Math.sin(7 * seed);
  const rows = [8, 16, 32, 64].flatMap((dimension) =>
    [64, 128, 256, 512].flatMap((width) =>
      [1, 2, 3, 4].map((seed): WidthRunSummary => {
        const scaled = 0.5 * (dimension / 8) ** -0.3 * noise(seed);
        const meanGap = Math.sqrt(scaled / width);
        return {
          problem: "He4",
          dimension,
          width,
          seed,
          level: 0.5,
          time: dimension,
          meanGap,
          rmsGap: meanGap,
          maxGap: meanGap,
          functionGap: scaled / width,
          finalMeanGap: meanGap,
          finalFunctionGap: scaled / width
        };
      })
    )
  );
  const selection = {problem: "He4", level: 0.5, quantity: "meanGap"} as const;

  it("find the exponents that are in the rows", () => {
    expect(widthExponent(rows, {...selection, dimension: 16})!.value).toBeCloseTo(-1, 10);
    expect(widthExponent(rows, {...selection, quantity: "functionGap", dimension: 16})!.value).toBeCloseTo(-1, 10);
    const law = dimensionLaw(rows, selection)!;
    expect(law.value).toBeCloseTo(-0.3, 10);
    expect(law.points.map(({dimension}) => dimension)).toEqual([8, 16, 32, 64]);
    expect(dimensionLaw(rows, {...selection, width: 128})!.value).toBeCloseTo(-0.3, 10);
    expect(dimensionLaw(rows, {...selection, problem: "He3"})).toBeUndefined();
  });

  it("average the gap over seeds before they square it, and what is a square already as it is", () => {
    expect(seedAverage("meanGap")([1, 9])).toBe(4);
    expect(seedAverage("maxGap")([1, 9])).toBe(4);
    expect(seedAverage("functionGap")([1, 9])).toBe(5);
    expect(seedAverage("rmsGap")([1, 9])).toBe(5);
    const mean = [1, 2, 3, 4].reduce((sum, seed) => sum + Math.sqrt(noise(seed)) / 4, 0);
    expect(dimensionLaw(rows, selection)!.points[0].value).toBeCloseTo(0.5 * mean ** 2, 12);
    const square = [1, 2, 3, 4].reduce((sum, seed) => sum + noise(seed) / 4, 0);
    expect(dimensionLaw(rows, {...selection, quantity: "functionGap"})!.points[0].value).toBeCloseTo(0.5 * square, 12);
  });

  it("use only seeds that are complete", () => {
    const torn = rows.filter(({seed, width, dimension}) => !(seed === 4 && width === 512 && dimension === 16));
    expect(widthExponent(torn, {...selection, dimension: 16})!.seeds).toBe(3);
    expect(dimensionLaw(torn, selection)!.seeds).toBe(3);
  });

  it("find the width that a gap needs, between the runs and beyond them", () => {
    const law = {
      problem: "He4",
      level: 0.5,
      dimension: 16,
      predictedMeanGap: 0.4,
      selfConcordanceGap: 40,
      gronwallLogGap: 1000
    } as never;
    const found = neededWidths(rows, [law], {problem: "He4", level: 0.5, gap: 0.04});
    const measured = found.filter(({source}) => source === "measured");
    const mean = [1, 2, 3, 4].reduce((sum, seed) => sum + Math.sqrt(noise(seed)) / 4, 0);
    measured.forEach(({dimension, logWidth, low, high, isReached}) => {
      expect(logWidth).toBeCloseTo(Math.log10((0.5 * (dimension / 8) ** -0.3 * mean ** 2) / 0.04 ** 2), 10);
      expect(low!).toBeLessThanOrEqual(logWidth);
      expect(high!).toBeGreaterThanOrEqual(logWidth);
      expect(isReached).toBe(true);
    });
    const theories = found.filter(({source}) => source !== "measured");
    expect(theories[0].logWidth).toBeCloseTo(2, 10);
    expect(theories[1].logWidth).toBeCloseTo(6, 10);
    expect(theories[2].logWidth).toBeCloseTo((2 * (1000 - Math.log(0.04))) / Math.LN10, 8);
    const [beyond] = neededWidths(rows, [], {problem: "He4", level: 0.5, gap: 0.001});
    expect(beyond.isReached).toBe(false);
    expect(beyond.logWidth).toBeCloseTo(Math.log10((0.5 * mean ** 2) / 0.001 ** 2), 10);
    const far = extrapolatedWidth(rows, {problem: "He4", level: 0.5, gap: 0.04, dimension: 1000})!;
    expect(far.value).toBeCloseTo(Math.log10((0.5 * mean ** 2 * (1000 / 8) ** -0.3) / 0.04 ** 2), 10);
  });
});
