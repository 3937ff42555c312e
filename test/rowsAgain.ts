import type {Manifest} from "../cli/sweep/summary.js";
import {allRows} from "../src/experiments/experiment.js";
import {parseParameters} from "../src/experiments/parameters.js";
import {experiments} from "../src/experiments/registry.js";

/** A row of a summary: its cells by column. */
export type SummaryRow = Readonly<Record<string, string>>;

/** The rows of a summary's table. */
export function rowsOfSummary(table: string): SummaryRow[] {
  const [header, ...lines] = table.trimEnd().split("\n");
  const columns = header!.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((value, i) => [columns[i]!, value])));
}

/** The experiment and the parameters of the cell to which a row of a summary belongs. */
export function cellOf(row: SummaryRow, {experiments: made, table}: Pick<Manifest, "experiments" | "table">) {
  const name = row.experiment ?? Object.keys(made)[0]!;
  const experiment = experiments.find((one) => one.name === name)!;
  // A row may have a column of the same name as a parameter, e.g. its time.
  const own = experiment.parameters.list.flatMap(({name}) =>
    table.parameters.includes(name) && row[name] ? [[name, row[name]]] : []
  );
  const input = {...made[name]!.parameters, ...Object.fromEntries(own)};
  return {experiment, parameters: parseParameters(experiment.parameters.schema, input)};
}

/**
 * How far a row of a summary is from the nearest row of its cell made anew: the largest difference over the columns, relative
 * to the number itself.
 */
export async function distanceFromNew(row: SummaryRow, manifest: Manifest): Promise<number> {
  const {experiment, parameters} = cellOf(row, manifest);
  const rows = await allRows(experiment.run(parameters));
  return Math.min(
    ...rows.map((made) =>
      Math.max(...Object.keys(experiment.columns).map((column) => difference(row[column] ?? "", made[column]!)))
    )
  );
}

function difference(text: string, value: number): number {
  if (text === "" || !Number.isFinite(value))
    return text === "" && !Number.isFinite(value) ? 0 : Number.POSITIVE_INFINITY;
  return Math.abs(Number(text) - value) / Math.max(Math.abs(value), Number.MIN_VALUE);
}
