import {parseArgs} from "node:util";
import {tableToIPC} from "@uwdata/flechette";
import {type Input, loadRows, type Storable} from "./experiment.js";
import {tableOf} from "./table.js";

/** The parameters in the file's path, which Framework passes to the loader as `--name=value`. */
export function pathParameters(): Record<string, string> {
  const {values} = parseArgs({strict: false});
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

/**
 * Writes the rows of one run after the other to stdout, as one Arrow stream: numbers as float64, texts as utf8, missing
 * values as null. Parameters in which the runs differ become columns, before those of the experiment.
 */
export async function writeArrow<Parameters, Stored extends object>(
  experiment: Storable<Parameters, Stored>,
  ...inputs: readonly Input[]
): Promise<void> {
  const {rows, columns} = await collect(experiment, inputs, varyingOf(inputs));
  process.stdout.write(arrowOf(rows, columns));
}

/** The same with a column for each of these parameters, whether or not the runs differ in it. */
export async function writeArrowWith<Parameters, Stored extends object>(
  names: readonly string[],
  experiment: Storable<Parameters, Stored>,
  ...inputs: readonly Input[]
): Promise<void> {
  const {rows, columns} = await collect(experiment, inputs, names);
  process.stdout.write(arrowOf(rows, columns));
}

/** Writes the same rows to stdout as a JSON array of objects. */
export async function writeJson<Parameters, Stored extends object>(
  experiment: Storable<Parameters, Stored>,
  ...inputs: readonly Input[]
): Promise<void> {
  const {rows} = await collect(experiment, inputs, varyingOf(inputs));
  process.stdout.write(JSON.stringify(rows));
}

/** The parameters in which some runs differ. */
function varyingOf(inputs: readonly Input[]): string[] {
  const names = [...new Set(inputs.flatMap((input) => Object.keys(input)))];
  return names.filter((name) => new Set(inputs.map((input) => String(input[name]))).size > 1);
}

async function collect<Parameters, Stored extends object>(
  experiment: Storable<Parameters, Stored>,
  inputs: readonly Input[],
  names: readonly string[]
): Promise<{rows: object[]; columns: string[]}> {
  const rows: object[] = [];
  for (const input of inputs) {
    const own = Object.fromEntries(names.map((name) => [name, input[name]]));
    for (const row of await loadRows(experiment, input)) rows.push({...own, ...row});
  }
  return {rows, columns: [...names, ...Object.keys(experiment.columns)]};
}

/** The rows as the bytes of an Arrow IPC stream. */
export function arrowOf(rows: readonly object[], columns: readonly string[]): Uint8Array {
  return tableToIPC(tableOf(rows, columns), {format: "stream"})!;
}
