import {readDecimal} from "./decimal.js";
import {type Parameter, schemaOf} from "./parameter.js";
import {quote, Refusal} from "./refusal.js";

/** m neurons on the unit sphere of ℝ^d. */
export interface Neurons {
  readonly dimension: number;
  readonly width: number;
  /** d·m numbers, coordinate c of neuron i at [c·m + i]; the teacher is the first coordinate axis. */
  readonly coordinates: Float64Array;
}

/** How far from 1 the length of a row may be: what is left after printing with seven digits or more. */
export const lengthTolerance = 1e-6;

const range = `rows of d ≥ 2 comma-separated numbers, one neuron of length 1 ± ${lengthTolerance} a row`;

function refuse(row: number, what: string, remedy: string): never {
  throw new Refusal((label) => `${label("initial")} must hold ${range}, got in row ${row} ${what}; ${remedy}`);
}

/**
 * Neurons from text, one a row, coordinates separated by commas, brought to length 1. Blank lines at the end are
 * ignored. Throws a Refusal naming the row when it is ragged, not numeric or not of unit length.
 */
export function readNeurons(text: string): Neurons {
  const rows = text
    .replace(/^\ufeff/, "")
    .trimEnd()
    .split(/\r\n|\n|\r/);
  const width = rows.length;
  const dimension = rows[0].split(",").length;
  const coordinates = new Float64Array(width * dimension);
  for (let i = 0; i < width; ++i) {
    const cells = rows[i].split(",");
    if (rows[i].trim() === "") refuse(i + 1, "nothing", "remove the empty line");
    if (rows[i].includes(";")) refuse(i + 1, quote(rows[i]), "put commas between numbers and decimals after a point");
    if (cells.length === 1) refuse(i + 1, `the single entry ${quote(cells[0])}`, "write at least 2 coordinates a row");
    if (cells.length !== dimension) refuse(i + 1, `${cells.length} entries`, `write ${dimension} entries, as in row 1`);
    let square = 0;
    for (let c = 0; c < dimension; ++c) {
      const value = readDecimal(cells[c].trim());
      if (value === undefined) return refuse(i + 1, quote(cells[c]), "write finite decimal numbers only, no header");
      coordinates[c * width + i] = value;
      square += value * value;
    }
    const length = Math.sqrt(square);
    if (!(Math.abs(length - 1) <= lengthTolerance))
      refuse(i + 1, `length ${length}`, "divide each row by its length before writing it");
    for (let c = 0; c < dimension; ++c) coordinates[c * width + i] /= length;
  }
  return {dimension, width, coordinates};
}

/** One line a neuron, 17 significant digits a coordinate: reads back as the same numbers, up to the last bit. */
export function printNeurons({dimension, width, coordinates}: Neurons): string {
  const lines: string[] = [];
  for (let i = 0; i < width; ++i) {
    const cells: string[] = [];
    for (let c = 0; c < dimension; ++c) cells.push(coordinates[c * width + i].toPrecision(17));
    lines.push(cells.join(","));
  }
  return `${lines.join("\n")}\n`;
}

/** The text of a file of neurons. */
export const initial: Parameter<Neurons> = {
  name: "initial",
  description: "start from the neurons in a file instead of drawing them; the file sets width and dimension",
  shape: "file",
  range,
  example: "neurons.csv",
  schema: schemaOf((input) => {
    if (typeof input === "string") return readNeurons(input);
    throw new Refusal((label) => `${label("initial")} must hold ${range}, got ${quote(input)}; give their text`);
  }),
  print: printNeurons
};
