import {describe, expect, it} from "vitest";
import {allRows} from "../../src/experiments/experiment.js";
import {meanField} from "../../src/experiments/meanField.js";
import {parseParameters} from "../../src/experiments/parameters.js";
import {propagator} from "../../src/experiments/propagator.js";
import {propagatorPaths} from "../../src/experiments/propagatorPaths.js";

const rowsOf = (input: object) => allRows(propagator.run(parseParameters(propagator.parameters.schema, input)));

describe("propagator", () => {
  it("finds the maximum of a dense sample of paths, and where it is", async () => {
    const [row] = await rowsOf({dimensions: "16", time: "4"});
    const alignments = Array.from({length: 600}, (_, i) => 0.02 + 0.0005 * i);
    const paths = await allRows(
      propagatorPaths.run(
        parseParameters(propagatorPaths.parameters.schema, {dimension: 16, times: [1, 2, 3, 4], alignments})
      )
    );
    const largest = paths.reduce((best, path) => (path.parallel > best.parallel ? path : best));
    expect(row.maximum).toBeGreaterThanOrEqual(largest.parallel * (1 - 1e-6));
    expect(row.maximum).toBeLessThan(largest.parallel * 1.002);
    expect(row.end).toBe(largest.time);
    expect(row.start).toBe(0);
    expect(row.initialAlignment).toBeCloseTo(largest.initialAlignment, 2);
  });

  it("is 1 at time 0", async () => {
    expect(await rowsOf({dimensions: "8,4", time: "0"})).toMatchObject([
      {dimension: 8, maximum: 1, time: 0, integralRootRisk: 0},
      {dimension: 4, maximum: 1}
    ]);
  });

  it("integrates the root of the risk", async () => {
    const [whole] = await rowsOf({dimensions: "16", time: "2"});
    const n = 16;
    const times = Array.from({length: n + 1}, (_, i) => (2 * i) / n);
    const risks = await allRows(meanField.run(parseParameters(meanField.parameters.schema, {dimension: 16, times})));
    // Simpson's rule.
    const sum = risks.reduce(
      (total, {risk}, i) => total + (i === 0 || i === n ? 1 : i % 2 === 1 ? 4 : 2) * Math.sqrt(risk),
      0
    );
    expect((sum * 2) / n / 3).toBeCloseTo(whole.integralRootRisk, 4);
  });
});
