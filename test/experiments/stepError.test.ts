import {describe, expect, it} from "vitest";
import {allRows} from "../../src/experiments/experiment.js";
import {gap} from "../../src/experiments/gap.js";
import {parseParameters} from "../../src/experiments/parameters.js";
import {stepError} from "../../src/experiments/stepError.js";
import {authorsStep, readSteps, stepErrors, stepOrder, widthErrors} from "../../src/experiments/stepReading.js";

const setting = {problem: "He4", dimension: 6};
const rowsOf = (input: object) =>
  allRows(stepError.run(parseParameters(stepError.parameters.schema, {...setting, ...input})));
const gapRows = (input: object) => allRows(gap.run(parseParameters(gap.parameters.schema, {...setting, ...input})));

describe("step-error", () => {
  it("is of order 1 in the step, as its interval says, and as predicted", async () => {
    const rows = await rowsOf({width: 24, time: 1, steps: "0.03125,0.015625,0.0078125,0.00390625", seeds: 3});
    expect(rows).toHaveLength(12);
    for (const kind of ["functions", "neurons"] as const) {
      const errors = stepErrors(rows, kind);
      const order = stepOrder(errors)!;
      expect(order.range).toBe(8);
      expect(order.low).toBeLessThan(1.03);
      expect(order.high).toBeGreaterThan(0.97);
      expect(order.high - order.low).toBeLessThan(0.2);
      expect(order.residual).toBeLessThan(1.05);
      for (const {step, distance, predicted, tangential} of errors) {
        expect(Math.abs(distance / predicted - 1)).toBeLessThan(10 * step);
        expect(Math.abs(tangential / predicted - 1)).toBeGreaterThan(0.05);
      }
    }
  });

  it("has the distances to the limit of the experiment gap, for flow and descent", async () => {
    const shape = {width: 16, seed: 4};
    const [row] = await rowsOf({...shape, time: 1, steps: 0.125, seeds: 1});
    const [flow] = await gapRows({...shape, times: 1, include: "none", tolerance: 1e-4});
    const [descent] = await gapRows({...shape, times: 1, include: "none", method: "pgd", step: 0.125});
    expect(row.widthFunctionError).toBeCloseTo(Math.sqrt(flow.functionGap), 4);
    expect(row.widthMeanGap).toBeCloseTo(flow.meanGap, 4);
    expect(row.totalFunctionError).toBeCloseTo(Math.sqrt(descent.functionGap), 7);
    expect(row.totalMeanGap).toBeCloseTo(descent.meanGap, 7);
    expect(row.totalFunctionError).toBeLessThan(row.widthFunctionError + row.functionDistance);
    expect(row.totalMeanGap).toBeLessThan(row.widthMeanGap + row.meanDistance);
  });

  it("costs more for smaller steps, more seeds and wider networks", () => {
    const cost = (input: object) => stepError.cost!(parseParameters(stepError.parameters.schema, input));
    expect(cost({steps: 2 ** -9})).toBeGreaterThan(cost({steps: 2 ** -6}));
    expect(cost({seeds: 20})).toBeGreaterThan(3 * cost({seeds: 2}));
    expect(cost({width: 1024})).toBeGreaterThan(5 * cost({width: 128}));
  });

  it("refuses times that a step does not reach, and steps given twice", () => {
    const refused = (input: object) => () => parseParameters(stepError.parameters.schema, input);
    expect(refused({time: 1, steps: "0.25,0.3"})).toThrow(
      /multiples of every one of the steps.*the nearest are 0.9 or 1.2/
    );
    expect(refused({steps: "0.25,0.25"})).toThrow(/steps must differ.*steps=0.25/);
  });
});

describe("the crossing", () => {
  const rows = [0.1, 0.2].map((step) => ({
    seed: 1,
    step,
    functionDistance: 0.11 * step,
    meanDistance: 0.2 * step,
    predictedFunctionDistance: 0.1 * step,
    predictedMeanDistance: 0.2 * step,
    tangentialFunctionDistance: 0.05 * step,
    tangentialMeanDistance: 0.2 * step,
    limitFunctionDistance: 0.2 * step,
    limitMeanDistance: 0.4 * step,
    widthFunctionError: 0.03,
    widthMeanGap: 0.02,
    totalFunctionError: 0.04,
    totalMeanGap: 0.03
  }));
  const runs = [64, 256].flatMap((width) =>
    [0.9, 1.1].map((factor) => ({
      time: 2,
      width,
      functionGap: factor / width,
      meanGap: factor / Math.sqrt(width),
      predictedFunctionGap: 4 / width,
      predictedMeanGap: 2 / Math.sqrt(width)
    }))
  );

  it("is where a step errs as much as the width, in proportion to 1/√m", () => {
    const {crossings, equalWidth, ratio, withoutRadial, own} = readSteps(rows, runs, 2, "functions");
    expect([ratio, withoutRadial, own]).toEqual([expect.closeTo(1.1, 12), expect.closeTo(0.5, 12), 0.03]);
    expect(crossings.slice(0, 2)).toEqual([
      {width: 64, measured: expect.closeTo(0.125 / 0.2, 12), predicted: expect.closeTo(0.25 / 0.2, 12)},
      {width: 256, measured: expect.closeTo(0.0625 / 0.2, 12), predicted: expect.closeTo(0.125 / 0.2, 12)}
    ]);
    const last = crossings[crossings.length - 1];
    expect([last.width, last.measured]).toEqual([524288, Number.NaN]);
    expect(last.predicted).toBeCloseTo(2 / Math.sqrt(524288) / 0.2, 12);
    expect(2 / Math.sqrt(equalWidth)).toBeCloseTo(0.2 * authorsStep, 12);
  });

  it("is read for the neurons too, and nowhere without rows at the time", () => {
    expect(widthErrors(runs, 2, "neurons", [])[0]).toEqual({
      width: 64,
      measured: expect.closeTo(0.125, 12),
      predicted: expect.closeTo(0.25, 12)
    });
    const {crossings, equalWidth, order} = readSteps(rows, runs, 3, "neurons");
    expect([crossings, equalWidth, order]).toEqual([[], Number.NaN, undefined]);
  });
});
