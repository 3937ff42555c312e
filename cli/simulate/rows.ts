/** A field of a row. NaN, infinities, null and undefined all mean "no value here". */
export type Cell = number | string | boolean | null | undefined;

export type Row = Readonly<Record<string, Cell>>;

/** How rows become text: what stands before the first one (if anything), and one line a row. */
export interface RowFormat {
  header(columns: readonly string[]): string;
  line(columns: readonly string[], row: Row): string;
}

const present = (cell: Cell): number | string | boolean | undefined =>
  typeof cell === "number" && !Number.isFinite(cell) ? undefined : (cell ?? undefined);

function csvCell(cell: Cell): string {
  const text = String(present(cell) ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Comma-separated values: no spaces, `\n` after every line, numbers as the shortest decimals that read back as the same
 * float64 (in every locale), an empty cell where there is no value.
 */
export const csv: RowFormat = {
  header: (columns) => `${columns.map(csvCell).join(",")}\n`,
  line: (columns, row) => `${columns.map((column) => csvCell(row[column])).join(",")}\n`
};

/** One JSON object a line, its keys in the order of the columns, null where there is no value. */
export const jsonl: RowFormat = {
  header: () => "",
  line: (columns, row) =>
    `${JSON.stringify(Object.fromEntries(columns.map((column) => [column, present(row[column]) ?? null])))}\n`
};

export const formats = {csv, jsonl};
