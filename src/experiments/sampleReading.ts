import {type Exponent, measuredExponent} from "../meanfield/exponent.js";
import {readSummary, requireColumns} from "./summary.js";

/** A network's distance from the limit, as the sweep over samples has it. */
export interface SampleError {
  readonly width: number;
  readonly samples: number;
  readonly seed: number;
  readonly error: number;
}

/** The rows of the sweep's table. Throws an Error if a column is missing. */
export function sampleErrors(text: string): SampleError[] {
  const rows = readSummary(text);
  requireColumns("the table of the samples", ["width", "samples", "seed", "error"], rows);
  return rows.map(({width, samples, seed, error}) => ({width, samples, seed, error}) as SampleError);
}

/** An exponent along one of n and m, at a value of the other. */
export interface ExponentAt {
  readonly at: number;
  readonly exponent: Exponent | undefined;
}

/** The exponents of the error in n at the least and greatest m, and in m at the least and greatest n; undefined if not resolved. */
export function sampleReading(rows: readonly SampleError[]): Record<"samples" | "width", ExponentAt[]> {
  const along = (name: "samples" | "width", fixed: "samples" | "width"): ExponentAt[] => {
    const values = rows.map((row) => row[fixed]);
    return [Math.min(...values), Math.max(...values)].map((at) => ({
      at,
      exponent: measuredExponent(
        rows.filter((row) => row[fixed] === at).map((row) => ({seed: row.seed, x: row[name], y: row.error}))
      )
    }));
  };
  return {samples: along("samples", "width"), width: along("width", "samples")};
}
