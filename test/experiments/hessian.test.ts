import {describe, expect, it} from "vitest";
import {allRows} from "../../src/experiments/experiment.js";
import {hessian} from "../../src/experiments/hessian.js";
import {parseParameters} from "../../src/experiments/parameters.js";

const rowsOf = (input: object) => allRows(hessian.run(parseParameters(hessian.parameters.schema, input)));

describe("hessian", () => {
  it("prints all alignments of the first time before those of the second, in the order asked for", async () => {
    const rows = await rowsOf({dimension: 8, times: "0,1", alignments: "0.5,-0.5,0.1"});
    expect(rows.map(({time, alignment}) => [time, alignment])).toEqual([
      [0, 0.5],
      [0, -0.5],
      [0, 0.1],
      [1, 0.5],
      [1, -0.5],
      [1, 0.1]
    ]);
  });

  it("agrees with finite differences of its own velocity", async () => {
    const h = 1e-5;
    for (const alignment of [-0.7, -0.2, 0.3, 0.8]) {
      const rows = await rowsOf({
        problem: "He3",
        dimension: 10,
        times: "1.5",
        alignments: [alignment - h, alignment, alignment + h]
      });
      // Along p̂ a particle has the angle θ = arccos α and the angular velocity −α̇/√(1−α²), whose derivative is λ_∥.
      const [before, here, after] = rows.map(
        ({alignment, alignmentRate}) => -alignmentRate / Math.sqrt(1 - alignment ** 2)
      );
      const angle = Math.acos(alignment + h) - Math.acos(alignment - h);
      expect((after - before) / angle).toBeCloseTo(rows[1].parallel, 5);
      expect(Math.abs(here)).toBeCloseTo(rows[1].velocity, 12);
      expect(rows[1].transverse).toBeCloseTo((-alignment * rows[1].alignmentRate) / (1 - alignment ** 2), 12);
    }
  });

  it("leaves the ratio empty at rest", async () => {
    const [row] = await rowsOf({times: "0", alignments: "1"});
    expect(row.velocity).toBe(0);
    expect(row.ratio).toBeNaN();
  });
});
