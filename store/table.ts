import {
  bool,
  type Column,
  columnFromArray,
  type DataType,
  float64,
  type Table,
  tableFromColumns,
  utf8
} from "@uwdata/flechette";

/** What a field of a stored row holds. */
export type Cell = number | string | boolean | null;

export type Row = Readonly<Record<string, Cell>>;

/**
 * Rows as an Arrow table: numbers as float64, texts as utf8, truth values as bool. Null stands for what is missing in a row,
 * for NaN and the infinities; −0 becomes 0. The named columns come first, then others as they appear. Throws a TypeError on
 * what a table cannot hold: other values, and columns of mixed kinds.
 */
export function tableOf(rows: readonly object[], columns: readonly string[] = []): Table {
  const names = new Set(columns);
  for (const row of rows) for (const name of Object.keys(row)) names.add(name);
  if (rows.length > 0 && names.size === 0) throw new TypeError("a row must have at least one field, got {}");
  return tableFromColumns([...names].map((name): [string, Column<unknown>] => [name, columnOf(rows, name)]));
}

const types: Readonly<Record<string, () => DataType>> = {number: float64, string: utf8, boolean: bool};

function columnOf(rows: readonly object[], name: string): Column<unknown> {
  let kind: string | undefined;
  const cells = rows.map((row, i) => {
    const cell = cellOf((row as Record<string, unknown>)[name]);
    if (cell === null) return null;
    kind ??= typeof cell;
    if (!Object.hasOwn(types, typeof cell) || typeof cell !== kind)
      throw new TypeError(
        `the column ${name} must hold finite numbers, or texts, or truth values, or nothing, ` +
          `got a value of type ${typeof cell} in row ${i + 1}${kind === typeof cell ? "" : ` after one of type ${kind}`}; ` +
          "give each kind a column of its own"
      );
    return cell;
  });
  return columnFromArray(cells, types[kind ?? "number"]!());
}

function cellOf(value: unknown): unknown {
  if (typeof value === "number") return Number.isFinite(value) ? value + 0 : null;
  return value ?? null;
}

/** The rows of a table, their fields in the order of its columns. */
export function rowsOf(table: Table): Row[] {
  const columns = table.children.map((column) => column.toArray() as ArrayLike<Cell>);
  return Array.from({length: table.numRows}, (_, i) =>
    Object.fromEntries(table.names.map((name, j) => [name, columns[j]![i]!]))
  );
}
