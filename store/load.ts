import {parseArgs} from "node:util";
import {type Column, columnFromArray, float64, tableFromColumns, tableToIPC, utf8} from "@uwdata/flechette";
import * as v from "valibot";
import {codeHashes} from "./code.js";
import {openStore} from "./store.js";

type Cell = number | string | null | undefined;
type Row = Readonly<Record<string, Cell>>;

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
 * All rows of an experiment, from the store if they are there. The code that counts is that of its module (the
 * experiment `mean-field` lives in `src/experiments/meanField.ts`) and of what that imports. Throws on parameters that the experiment refuses.
 */
export async function loadRows<Parameters, Loaded>(
  experiment: Loadable<Parameters, Loaded>,
  input: unknown
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

/** Writes an experiment's rows to stdout as an Arrow stream: numbers as float64, texts as utf8, missing values as null. */
export async function writeArrow<Parameters, Loaded>(
  experiment: Loadable<Parameters, Loaded>,
  input: unknown
): Promise<void> {
  const rows = await loadRows(experiment, input);
  process.stdout.write(arrowOf(rows as readonly Row[], Object.keys(experiment.columns)));
}

/** Writes an experiment's rows to stdout as a JSON array. */
export async function writeJson<Parameters, Loaded>(
  experiment: Loadable<Parameters, Loaded>,
  input: unknown
): Promise<void> {
  process.stdout.write(JSON.stringify(await loadRows(experiment, input)));
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
