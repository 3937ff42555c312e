import {describe, expect, it} from "vitest";
import {allRows, type Experiment} from "../../../src/experiments/experiment.js";
import {meanField} from "../../../src/experiments/meanField.js";
import {parseParameters} from "../../../src/experiments/parameters.js";
import {templateName} from "./experiment.js";

async function rowsOf<P, R>(experiment: Experiment<P, R>, input: Record<string, string | number>): Promise<R[]> {
  return allRows(experiment.run(parseParameters(experiment.parameters.schema, input)));
}

describe("template-name", () => {
  it("agrees with the continuity equation on a grid, which it does not use", async () => {
    const setting = {problem: "He4", dimension: 8, times: "0,0.5,1"};
    const rows = await rowsOf(templateName, setting);
    const expected = await rowsOf(meanField, {...setting, solver: "eulerian", tolerance: 1e-4});
    expect(rows.map(({time}) => time)).toEqual([0, 0.5, 1]);
    rows.forEach(({risk}, i) => {
      expect(Math.abs(risk - expected[i].risk)).toBeLessThan(1e-3);
    });
  });
});
