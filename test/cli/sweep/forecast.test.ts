import * as fc from "fast-check";
import {describe, expect, test} from "vitest";
import type {Cell} from "../../../cli/sweep/engine.js";
import {Forecast} from "../../../cli/sweep/forecast.js";

const cellsOf = (costs: readonly number[]): Cell[] =>
  costs.map((cost, i) => ({experiment: "x", parameters: {}, code: "", key: `${i}`, cost}));

describe("what is left", () => {
  test("is the rest of the work over the jobs, or of the longest cell", () => {
    let seconds = 0;
    const forecast = new Forecast(cellsOf([60, 20, 20]), 2, () => 1000 * seconds);
    expect([forecast.left, forecast.fraction]).toEqual([50, 0]);
    forecast.note({key: "0", state: "started"});
    forecast.note({key: "1", state: "started"});
    expect(forecast.left).toBe(60);
    seconds = 20;
    expect(forecast.left).toBe(40);
    forecast.note({key: "1", state: "done", seconds: 20});
    expect([forecast.left, forecast.fraction, forecast.ratio]).toEqual([40, 0.2, 1]);
    // Longer than foretold: the cell may end at any moment.
    seconds = 70;
    expect(forecast.left).toBe(10);
  });

  test("is corrected by what was measured", () => {
    const forecast = new Forecast(cellsOf([100, 100, 100]), 1, () => 0);
    forecast.note({key: "0", state: "started"});
    forecast.note({key: "0", state: "done", seconds: 300});
    expect(forecast.ratio).toBeCloseTo(3, 1);
    expect(forecast.left / 600).toBeCloseTo(1, 1);
  });

  test("does not count what failed, until it is tried again", () => {
    const forecast = new Forecast(cellsOf([10, 30]), 1, () => 0);
    forecast.note({key: "0", state: "started"});
    forecast.note({key: "0", state: "failed", message: "no"});
    expect([forecast.left, forecast.fraction, forecast.failed.get("0")]).toEqual([30, 0.25, "no"]);
    forecast.note({key: "0", state: "started"});
    expect([forecast.left, forecast.fraction, forecast.failed.size]).toEqual([40, 0, 0]);
    forecast.note({key: "0", state: "done", seconds: 10});
    expect([forecast.left, forecast.fraction, forecast.done.has("0")]).toEqual([30, 0.25, true]);
  });

  test("is exact at every moment if the cost model is, one cell at a time", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: 1, max: 50}), {minLength: 1, maxLength: 9}), (costs) => {
        let seconds = 0;
        const forecast = new Forecast(cellsOf(costs), 1, () => 1000 * seconds);
        const total = costs.reduce((sum, cost) => sum + cost, 0);
        costs.forEach((cost, i) => {
          forecast.note({key: `${i}`, state: "started"});
          seconds += cost / 2;
          expect(forecast.left).toBeCloseTo(total - seconds, 9);
          seconds += cost / 2;
          forecast.note({key: `${i}`, state: "done", seconds: cost});
          expect(forecast.left).toBeCloseTo(total - seconds, 9);
        });
        expect([forecast.fraction, forecast.done.size]).toEqual([1, costs.length]);
      }),
      {seed: 1, numRuns: 50}
    );
  });
});
