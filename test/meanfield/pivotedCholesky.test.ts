import {describe, expect, it} from "vitest";
import {pivotedCholesky} from "../../src/meanfield/pivotedCholesky.js";

const rows = 9;
const weights = Float64Array.from({length: 30}, (_, w) => 1 + (w % 3));
const values = Float64Array.from({length: rows * 30}, (_, k) => 1 / (1 + Math.floor(k / 30) + (k % 30)));

function error(tolerance: number): {largest: number; trace: number; rank: number} {
  const columns = pivotedCholesky(values, weights, tolerance);
  let largest = 0;
  let left = 0;
  let trace = 0;
  for (let i = 0; i < rows; ++i)
    for (let j = 0; j < rows; ++j) {
      const exact = weights.reduce((sum, c, w) => sum + c * values[i * 30 + w] * values[j * 30 + w], 0);
      const defect = exact - columns.reduce((sum, column) => sum + column[i] * column[j], 0);
      largest = Math.max(largest, Math.abs(defect));
      if (i === j) {
        left += defect;
        trace += exact;
      }
    }
  return {largest, trace: left / trace, rank: columns.length};
}

describe("pivotedCholesky", () => {
  it("leaves out no more of the trace than it was told, with fewer columns the more it may", () => {
    for (const tolerance of [1e-2, 1e-4, 1e-8]) {
      const {largest, trace} = error(tolerance);
      expect(trace).toBeGreaterThanOrEqual(-1e-15);
      expect(trace).toBeLessThanOrEqual(tolerance);
      expect(largest).toBeLessThanOrEqual(tolerance * 20);
    }
    expect(error(1e-8).rank).toBeLessThan(rows);
    expect(error(1e-2).rank).toBeLessThan(error(1e-8).rank);
  });

  it("needs no column for zero", () => {
    expect(pivotedCholesky(new Float64Array(12), Float64Array.of(1, 2), 1e-3)).toEqual([]);
  });
});
