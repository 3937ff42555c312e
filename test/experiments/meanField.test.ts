import {describe, expect, it} from "vitest";
import {allRows} from "../../src/experiments/experiment.js";
import {type MeanFieldRow, meanField} from "../../src/experiments/meanField.js";
import {parseParameters} from "../../src/experiments/parameters.js";

const rowsOf = (input: object): Promise<MeanFieldRow[]> =>
  allRows(meanField.run(parseParameters(meanField.parameters.schema, input)));

describe("mean-field", () => {
  it("prints the reference risks of He4 in dimension 32", async () => {
    const rows = await rowsOf({problem: "He4", dimension: 32, times: "0,0.5,1,2,4,8,16"});
    const reference = [
      [0, 0.9972426471],
      [0.5, 0.9339460628],
      [1, 0.7651158533],
      [2, 0.5377517582],
      [4, 0.3525960667],
      [8, 0.2248393322],
      [16, 0.1404417209]
    ];
    for (const [i, [time, risk]] of reference.entries()) {
      expect(rows[i].time).toBe(time);
      expect(Math.abs(rows[i].risk - risk)).toBeLessThan(1e-8);
    }
  });

  it("agrees with itself when the other solver is asked for", async () => {
    const input = {problem: "He3", dimension: 12, times: "0,1,3", tolerance: "1e-8"};
    const lagrangian = await rowsOf(input);
    const eulerian = await rowsOf({...input, solver: "eulerian"});
    for (const [i, row] of eulerian.entries()) {
      expect(Math.abs(row.risk - lagrangian[i].risk)).toBeLessThan(1e-6);
      expect(Math.abs(row.meanAlignment - lagrangian[i].meanAlignment)).toBeLessThan(1e-5);
    }
    expect(eulerian[2].risk).not.toBe(lagrangian[2].risk);
  });

  it("starts from the uniform law", async () => {
    const [row] = await rowsOf({problem: "He3", dimension: 5, times: "0"});
    // E|α| = Γ(d/2) / (√π Γ((d+1)/2)) = 3/8 for d = 5.
    expect(row.meanAbsoluteAlignment).toBeCloseTo(3 / 8, 8);
    expect(row.meanAlignment).toBeCloseTo(0, 12);
    expect(row.meanSquareAlignment).toBeCloseTo(1 / 5, 10);
    expect(row.mass).toBeCloseTo(1, 12);
  });

  it("loses risk at the rate that it prints", async () => {
    const h = 1e-3;
    const rows = await rowsOf({problem: "He3", dimension: 12, times: [1 - h, 1, 1 + h], tolerance: "1e-11"});
    expect((rows[0].risk - rows[2].risk) / (2 * h)).toBeCloseTo(rows[1].dissipation, 5);
  });

  it("takes links of one's own", async () => {
    const [own] = await rowsOf({activation: "4:1,6:1", target: "4:0.6,6:0.3", dimension: 8, times: "2"});
    const [named] = await rowsOf({problem: "He4_misspecified", dimension: 8, times: "2"});
    expect(own).toEqual(named);
  });
});
