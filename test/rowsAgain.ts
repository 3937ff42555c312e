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

/** A cell of a sweep with its rows in the summary. */
export interface SummaryCell {
  readonly experiment: (typeof experiments)[number];
  readonly parameters: Parameters<(typeof experiments)[number]["run"]>[0];
  readonly rows: SummaryRow[];
}

/** The cells of a summary, in the order of their first rows. */
export function summaryCells(
  rows: readonly SummaryRow[],
  {experiments: made, table}: Pick<Manifest, "experiments" | "table">
): SummaryCell[] {
  const cells = new Map<string, SummaryCell>();
  for (const row of rows) {
    const name = row.experiment ?? Object.keys(made)[0]!;
    const experiment = experiments.find((one) => one.name === name)!;
    // A row may have a column of the same name as a parameter, e.g. its time.
    const own = experiment.parameters.list.flatMap(({name}) =>
      table.parameters.includes(name) && row[name] ? [[name, row[name]]] : []
    );
    const key = JSON.stringify([name, own]);
    const cell = cells.get(key);
    if (cell) cell.rows.push(row);
    else {
      const input = {...made[name]!.parameters, ...Object.fromEntries(own)};
      cells.set(key, {experiment, parameters: parseParameters(experiment.parameters.schema, input), rows: [row]});
    }
  }
  return [...cells.values()];
}

/**
 * How far each row of a cell is from the nearest row of the cell made anew: the largest difference over the columns, relative to the
 * number itself.
 */
export async function distancesFromNew({experiment, parameters, rows}: SummaryCell): Promise<[SummaryRow, number][]> {
  const anew = await allRows(experiment.run(parameters));
  return rows.map((row) => [
    row,
    Math.min(
      ...anew.map((made) =>
        Math.max(...Object.keys(experiment.columns).map((column) => difference(row[column] ?? "", made[column]!)))
      )
    )
  ]);
}

function difference(text: string, value: number): number {
  if (text === "" || !Number.isFinite(value))
    return text === "" && !Number.isFinite(value) ? 0 : Number.POSITIVE_INFINITY;
  return Math.abs(Number(text) - value) / Math.max(Math.abs(value), Number.MIN_VALUE);
}
