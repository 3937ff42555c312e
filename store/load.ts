import {parseArgs} from "node:util";
import {type Column, columnFromArray, float64, tableFromColumns, tableToIPC, utf8} from "@uwdata/flechette";
import * as v from "valibot";
import {codeHashes} from "./code.js";
import {openStore} from "./store.js";

type Cell = number | string | null | undefined;
type Row = Readonly<Record<string, Cell>>;
type Input = Readonly<Record<string, unknown>>;

/** What a loader needs of an experiment. */
export interface Loadable<Parameters, Loaded> {
  readonly name: string;
  readonly columns: Readonly<Record<keyof Loaded & string, string>>;
  readonly parameters: {readonly schema: v.GenericSchema<unknown, Parameters>};
  run(parameters: Parameters): AsyncIterable<{readonly progress: number; readonly rows: readonly Loaded[]}>;
}

/** The parameters in the file's path, which Framework passes to the loader as `--name=value`. */
export function pathParameters(): Record<string, string> {
  const {values} = parseArgs({strict: false});
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

/**
 * All rows of an experiment, from the store if they are there; numbers that are not finite become null. The code that
 * counts is that of the experiment's module (`mean-field` lives in `src/experiments/meanField.ts`) and of what it imports.
 * Throws on parameters that the experiment refuses.
 */
export async function loadRows<Parameters, Loaded>(
  experiment: Loadable<Parameters, Loaded>,
  input: Input
): Promise<Loaded[]> {
  const parameters = v.parse(experiment.parameters.schema, input);
  const module = experiment.name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const [code] = await codeHashes([`src/experiments/${module}.ts`]);
  return openStore().recall({experiment: experiment.name, parameters, code: code!}, async () => {
    const rows: Loaded[] = [];
    for await (const report of experiment.run(parameters)) rows.push(...report.rows);
    return rows;
  });
}

/**
 * Writes the rows of one run after the other to stdout, as one Arrow stream: numbers as float64, texts as utf8, missing
 * values as null. Parameters in which the runs differ become columns, before those of the experiment.
 */
export async function writeArrow<Parameters, Loaded>(
  experiment: Loadable<Parameters, Loaded>,
  ...inputs: readonly Input[]
): Promise<void> {
  const {rows, columns} = await collect(experiment, inputs);
  process.stdout.write(arrowOf(rows, columns));
}

/** Writes the same rows to stdout as a JSON array of objects. */
export async function writeJson<Parameters, Loaded>(
  experiment: Loadable<Parameters, Loaded>,
  ...inputs: readonly Input[]
): Promise<void> {
  const {rows} = await collect(experiment, inputs);
  process.stdout.write(JSON.stringify(rows));
}

async function collect<Parameters, Loaded>(
  experiment: Loadable<Parameters, Loaded>,
  inputs: readonly Input[]
): Promise<{rows: Row[]; columns: string[]}> {
  const names = [...new Set(inputs.flatMap((input) => Object.keys(input)))];
  const varying = names.filter((name) => new Set(inputs.map((input) => String(input[name]))).size > 1);
  const rows: Row[] = [];
  for (const input of inputs) {
    const own = Object.fromEntries(varying.map((name) => [name, input[name] as Cell]));
    for (const row of await loadRows(experiment, input)) rows.push({...own, ...row});
  }
  return {rows, columns: [...varying, ...Object.keys(experiment.columns)]};
}

/** The rows as the bytes of an Arrow IPC stream. */
export function arrowOf(rows: readonly Row[], columns: readonly string[]): Uint8Array {
  const named = columns.map((name): [string, Column<unknown>] => {
    const values = rows.map((row) => present(row[name]));
    const type = values.some((value) => typeof value === "string") ? utf8() : float64();
    return [name, columnFromArray(values, type)];
  });
  return tableToIPC(tableFromColumns(named), {format: "stream"})!;
}

function present(cell: Cell): number | string | null {
  return typeof cell === "number" && !Number.isFinite(cell) ? null : (cell ?? null);
}
