import {readDecimal} from "../../src/experiments/decimal.js";
import type {Result} from "../../store/result.js";
import type {Store} from "../../store/store.js";
import {rowsOf, type Cell as Value} from "../../store/table.js";
import type {Cell} from "./engine.js";

export type Row = Readonly<Record<string, Value>>;

/** The rows of a sweep's cells, one cell after the other. */
export interface CellRows {
  /** First what tells the cells apart (`parameters`), then the columns of their experiments. */
  readonly columns: readonly string[];
  /** The experiment where there are several, and the parameters in which its cells differ. */
  readonly parameters: readonly string[];
  readonly rows: readonly Row[];
}

/** A cell with what the store holds of it. */
export interface Computed extends Cell {
  readonly result: Result;
}

/** The results of these cells. Throws an Error if one has none. */
export async function resultsOf(cells: readonly Cell[], store: Store): Promise<Computed[]> {
  const computed: Computed[] = [];
  for (const cell of cells) {
    const result = await store.find(cell.key);
    if (!result) throw new Error(`the result ${store.path(cell.key)} is gone or damaged; run the sweep again`);
    computed.push({...cell, result});
  }
  return computed;
}

/** All rows of these cells, in their order. A parameter that an experiment also gives a column is shown once, as in the row. */
export function rowsOfCells(cells: readonly Computed[]): CellRows {
  const varying = varyingOf(cells);
  const several = new Set(cells.map(({experiment}) => experiment)).size > 1;
  const numeric = new Set(varying.filter((name) => cells.every((cell) => isNumeric(cell.parameters[name]))));
  const parameters = several ? ["experiment", ...varying] : varying;
  const columns = new Set(parameters);
  const rows: Row[] = [];
  for (const {experiment, parameters: given, result} of cells) {
    for (const name of result.table.names) columns.add(name);
    const own: Record<string, Value> = several ? {experiment} : {};
    for (const name of varying) {
      const value = given[name] ?? null;
      own[name] = value !== null && numeric.has(name) ? Number(value) : value;
    }
    for (const row of rowsOf(result.table)) rows.push({...own, ...row});
  }
  return {columns: [...columns], parameters, rows};
}

/** The parameters in which cells of one experiment differ, in the order in which the cells name them. */
export function varyingOf(cells: readonly Cell[]): string[] {
  const names = new Set(cells.flatMap(({parameters}) => Object.keys(parameters)));
  const firsts = new Map<string, Cell>();
  const varying = new Set<string>();
  for (const cell of cells) {
    const first = firsts.get(cell.experiment) ?? cell;
    firsts.set(cell.experiment, first);
    for (const name of names) if (cell.parameters[name] !== first.parameters[name]) varying.add(name);
  }
  return [...names].filter((name) => varying.has(name));
}

function isNumeric(value: string | number | undefined): boolean {
  return value === undefined || readDecimal(String(value)) !== undefined;
}
