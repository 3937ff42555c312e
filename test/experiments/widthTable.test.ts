import {describe, expect, it} from "vitest";
import {readSummary, type TableRow} from "../../src/experiments/summary.js";
import {combinationsOf} from "../../src/experiments/sweep.js";
import {sweeps} from "../../src/experiments/sweeps.js";
import {
  computedPower,
  predictedExponent,
  predictedSquare,
  predictedSquares
} from "../../src/experiments/widthPredictions.js";
import {
  collapseReading,
  exponentReading,
  lawReading,
  levelsOf,
  neededReading,
  ownReading,
  problemsOf
} from "../../src/experiments/widthReadings.js";
import {comparedNetworks, widthOpening, widthShown} from "../../src/experiments/widthShown.js";
import {widthTable} from "../../src/experiments/widthTable.js";

/** Runs and laws that follow A = a d^p exactly but for a factor by seed, and A/m for the square of every gap. */
function rowsFor(problem: string, exponent: number): TableRow[] {
  const amplitude = (dimension: number, level: number) => (dimension ** exponent * 0.1) / level;
  const levels = [0.8, 0.5];
  const dimensions = [8, 16, 32, 64];
  const runs = dimensions.flatMap((dimension) =>
    [64, 128, 256, 512].flatMap((width) =>
      [1, 2, 3, 4].flatMap((seed) =>
        levels.map((level) => {
          const square = (amplitude(dimension, level) * (1 + 0.02 * (seed - 2.5))) / width;
          const gap = Math.sqrt(square);
          return {
            ...{problem, dimension, width, seed, level, time: dimension / 10},
            ...{meanGap: gap, rmsGap: gap, maxGap: 3 * gap, functionGap: square},
            ...{finalMeanGap: gap, finalFunctionGap: square}
          };
        })
      )
    )
  );
  const laws = [...dimensions, 1000].flatMap((dimension) =>
    levels.map((level) => ({
      ...{problem, dimension, width: null, seed: null, level, time: dimension / 10},
      predictedMeanGap: Math.sqrt(amplitude(dimension, level)),
      predictedFunctionGap: amplitude(dimension, level),
      finalPredictedMeanGap: null,
      finalPredictedFunctionGap: amplitude(dimension, level),
      selfConcordanceGap: dimension,
      gronwallLogGap: dimension
    }))
  );
  return [...runs, ...laws];
}

const table = widthTable([...rowsFor("He4", -0.25), ...rowsFor("He3", 0.5)]);
const selection = {problem: "He3", level: 0.5, quantity: "meanGap"} as const;

describe("a table of widths", () => {
  it("comes from the text of a summary, in which nothing stands for no number", () => {
    const rows = readSummary("experiment,problem,width,level\nwidth-run,He4,64,0.5\nwidth-law,He4,,1e-3\n");
    expect(rows).toEqual([
      {experiment: "width-run", problem: "He4", width: 64, level: 0.5},
      {experiment: "width-law", problem: "He4", width: null, level: 0.001}
    ]);
  });

  it("has runs and laws apart", () => {
    expect([table.runs.length, table.laws.length]).toEqual([256, 20]);
    expect(table.laws[0]!.finalPredictedMeanGap).toBeNaN();
    expect(() => widthTable([{problem: "He4", width: 64}])).toThrow(/the column dimension in every row/);
  });

  it("knows its problems and levels", () => {
    expect(problemsOf(table)).toEqual(["He4", "He3"]);
    expect(levelsOf(table)).toEqual([0.8, 0.5]);
  });
});

describe("what is read off a table", () => {
  it("collapses over the width with exponent −1, onto the predicted limit", () => {
    const {rows, limits, exponents} = collapseReading(table, selection);
    expect(rows).toHaveLength(64);
    for (const {dimension, exponent} of exponents) {
      expect(exponent!.value).toBeCloseTo(-1, 10);
      const own = rows.filter((row) => row.dimension === dimension).map(({scaled}) => scaled);
      const limit = limits.find((one) => one.dimension === dimension)!.scaled;
      expect(own.reduce((sum, value) => sum + value, 0) / own.length).toBeCloseTo(limit, 10);
    }
    expect(limits.map(({dimension}) => dimension)).toEqual([8, 16, 32, 64]);
  });

  it("has the exponent of the dimension of every problem", () => {
    const laws = lawReading(table, {level: 0.5, quantity: "meanGap"});
    expect(laws.map(({problem}) => problem)).toEqual(["He4", "He3"]);
    expect(laws.map(({law}) => law!.value)).toEqual([expect.closeTo(-0.25, 10), expect.closeTo(0.5, 10)]);
    for (const {law, points} of laws) expect(law!.points.map(({law: _, ...point}) => point)).toEqual(points);
  });

  it("puts the measured and the predicted exponent of every problem and level side by side", () => {
    const entries = exponentReading(table, "meanGap");
    expect(entries).toHaveLength(4);
    for (const {problem, measured, predicted} of entries) {
      const exponent = problem === "He3" ? 0.5 : -0.25;
      expect(measured!.value).toBeCloseTo(exponent, 10);
      for (const end of [predicted!.value, predicted!.low, predicted!.high]) expect(end).toBeCloseTo(exponent, 10);
    }
    expect(exponentReading(table, "maxGap").every(({predicted}) => predicted === undefined)).toBe(true);
  });

  it("has the needed width of measurement and prediction agree, also where nothing was run", () => {
    const {rows, extrapolated, powers} = neededReading(table, {problem: "He3", level: 0.5, gap: 0.02, statedAt: 1000});
    const at = (source: string, dimension: number) =>
      rows.find((row) => row.source === source && row.dimension === dimension)!.logWidth;
    expect(at("measured", 64)).toBeCloseTo(at("prediction", 64), 3);
    expect(extrapolated!.value).toBeCloseTo(at("prediction", 1000), 3);
    expect(at("prediction", 1000)).toBeCloseTo(Math.log10((1000 ** 0.5 * 0.2) / 0.02 ** 2), 10);
    expect(powers.prediction!.value).toBeCloseTo(0.5, 10);
    expect(powers.selfConcordanceBound).toMatchObject({value: expect.closeTo(2, 10), from: 8, to: 1000});
  });

  it("lays a run of one's own beside all widths of its dimension", () => {
    const run = table.runs.filter(({problem, dimension, width, seed}) =>
      [problem === "He3", dimension === 16, width === 128, seed === 2].every(Boolean)
    );
    const reading = ownReading(table, run, {problem: "He3", dimension: 16, quantity: "meanGap"});
    expect(reading.own).toHaveLength(2);
    expect(reading.table).toHaveLength(32);
    for (const row of reading.own) expect(reading.table).toContainEqual(row);
  });
});

describe("the prediction", () => {
  it("is squared where the gap is, and says nothing of the largest gap", () => {
    const law = table.laws.find(({problem, dimension}) => problem === "He3" && dimension === 64)!;
    expect(predictedSquare(law, "meanGap")).toBeCloseTo(predictedSquare(law, "functionGap"), 12);
    expect(predictedSquare(law, "finalMeanGap")).toBeNaN();
    expect([predictedSquare(law, "maxGap"), predictedSquare(law, "rmsGap")]).toEqual([Number.NaN, Number.NaN]);
    expect(predictedSquares(table.laws, {...selection, quantity: "maxGap"})).toEqual([]);
  });

  it("has no exponent over less than an eightfold range, or where one of the dimensions has no prediction", () => {
    expect(predictedExponent(table.laws, selection, [8, 16, 32])).toBeUndefined();
    expect(predictedExponent(table.laws, selection, [8, 16, 32, 64, 128])).toBeUndefined();
    expect(predictedExponent(table.laws, selection, [8, 16, 32, 64])!.value).toBeCloseTo(0.5, 10);
  });

  it("tells by its local slopes how far from a power it is", () => {
    const bent = [8, 16, 64].map((dimension) => ({dimension, scaled: dimension ** 2 + 100 * dimension}));
    const {value, low, high} = computedPower(bent)!;
    expect(low).toBeCloseTo(Math.log2((16 * 116) / (8 * 108)), 10);
    expect(high).toBeCloseTo(Math.log2((64 * 164) / (16 * 116)) / 2, 10);
    expect([low < value, value < high]).toEqual([true, true]);
  });
});

describe("what the page offers", () => {
  it.each(widthShown.sweeps)("is in the sweep %s", (name) => {
    const cells = sweeps[name]!.parts.flatMap((part) => combinationsOf(part).kept);
    const has = (key: string, value: string | number) => cells.some((cell) => cell[key] === value);
    for (const problem of widthShown.problems) expect(has("problem", problem), problem).toBe(true);
    expect(has("levels", widthShown.levels.join(","))).toBe(true);
    expect(has("dimension", widthShown.statedAt)).toBe(true);
  });

  it("opens with one of its values", () => {
    expect(widthShown.gaps).toContain(widthOpening.gap);
    expect(widthShown.neurons.widths).toContain(widthOpening.neurons.width);
    expect(widthShown.neurons.times).toContain(widthOpening.neurons.time);
  });

  it("compares networks of three widths, the widest one with the reader's seed", () => {
    const networks = comparedNetworks(1024, 5);
    expect([...new Set(networks.map(({width}) => width))]).toEqual([64, 256, 1024]);
    expect(networks.at(-1)).toEqual({width: 1024, seed: 5});
  });
});
