import {describe, expect, it} from "vitest";
import {allRows} from "../../src/experiments/experiment.js";
import {fitLevels, reachedRows} from "../../src/experiments/levelFit.js";
import {meanField} from "../../src/experiments/meanField.js";
import {parseParameters} from "../../src/experiments/parameters.js";
import {propagator} from "../../src/experiments/propagator.js";
import {propagatorLevels} from "../../src/experiments/propagatorLevels.js";

const rowsOf = (input: object) =>
  allRows(propagatorLevels.run(parseParameters(propagatorLevels.parameters.schema, input)));

describe("propagator-levels", () => {
  it("is the experiment propagator, stopped where the risk is δ", async () => {
    const [row] = await rowsOf({problem: "He4_small", dimensions: 16, levels: "0.4"});
    const at = await allRows(
      meanField.run(
        parseParameters(meanField.parameters.schema, {problem: "He4_small", dimension: 16, times: [row.time]})
      )
    );
    expect(at[0].risk).toBeCloseTo(0.4 * 0.25, 5);
    const [same] = await allRows(
      propagator.run(
        parseParameters(propagator.parameters.schema, {problem: "He4_small", dimensions: 16, time: row.time})
      )
    );
    expect(row.maximum / same.maximum).toBeCloseTo(1, 3);
    expect(row.integralRootRisk).toBeCloseTo(same.integralRootRisk, 5);
    expect([row.escapeLaw, row.crowdFree, row.leading]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  it("collapses on the escape law for k = 3, 4 and 6, at every level and dimension", async () => {
    for (const [problem, dimensions] of [
      ["He3", "16,64"],
      ["He4", "16,64"],
      ["He6", "16"]
    ]) {
      const rows = await rowsOf({problem, dimensions, levels: "0.8,0.5", reach: 2});
      expect(rows).toHaveLength(2 * dimensions.split(",").length);
      for (const {maximum, escapeLaw, crowdFree, level, dimension} of rows) {
        expect(Math.abs(maximum / escapeLaw - 1)).toBeLessThan(0.06);
        expect(Math.abs(maximum / crowdFree - 1)).toBeLessThan(0.12);
        if (level === 0.8 && dimension === 64) expect(maximum / escapeLaw).toBeCloseTo(1, 1);
      }
    }
  });

  it("costs more in higher dimensions and for more levels", () => {
    const cost = (input: object) => propagatorLevels.cost!(parseParameters(propagatorLevels.parameters.schema, input));
    expect(cost({dimensions: 1024})).toBeGreaterThan(2 * cost({dimensions: 64}));
    expect(cost({dimensions: "64,65"})).toBeGreaterThan(1.5 * cost({dimensions: 64}));
    expect(cost({levels: "0.8,0.5,0.2"})).toBeGreaterThan(cost({levels: "0.8,0.2"}));
  });

  it("leaves a level that is not reached empty, and refuses levels out of order and targets that cannot be seen", async () => {
    const rows = await rowsOf({activation: "4:1", target: "4:1.5", dimensions: 8, levels: "0.9,0.01"});
    expect(rows[0].maximum).toBeGreaterThan(1);
    expect(rows[1]).toMatchObject({time: Number.NaN, maximum: Number.NaN, integralRootRisk: Number.NaN});
    const refused = (input: object) => () => parseParameters(propagatorLevels.parameters.schema, input);
    expect(refused({levels: "0.5,0.8"})).toThrow(/levels must strictly descend.*levels=0\.8,0\.5/);
    expect(refused({activation: "4:1", target: "2:1"})).toThrow(/share a degree/);
  });
});

it("fits one law a level", () => {
  const row = (dimension: number, level: number, factor: number) => ({
    problem: "He4",
    dimension,
    level,
    maximum: factor * dimension ** 1.5,
    crowdFree: dimension ** 1.5
  });
  const rows = [0.8, 0.5].flatMap((level) => [8, 16, 32, 64].map((d) => row(d, level, level))) as never[];
  const fits = fitLevels([...rows, {...row(128, 0.8, 1), maximum: null}] as never[], "He4");
  expect(fits.map(({level, ratio, dimension, predicted}) => [level, ratio, dimension, predicted])).toEqual([
    [0.8, expect.closeTo(0.8, 12), 64, 1.5],
    [0.5, expect.closeTo(0.5, 12), 64, 1.5]
  ]);
  expect(fits[0].exponent?.value).toBeCloseTo(1.5, 12);
  expect(reachedRows(rows, "He3")).toEqual([]);
});
