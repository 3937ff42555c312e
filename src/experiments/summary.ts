/** A row of a sweep's table. Null stands for no number. */
export type TableRow = Readonly<Record<string, string | number | null>>;

/** Throws an Error that names the first of these columns that a row lacks. */
export function requireColumns(table: string, columns: readonly string[], rows: readonly object[]): void {
  for (const column of columns)
    if (!rows.every((row) => column in row))
      throw new Error(`${table} must have the column ${column} in every row; make it again`);
}

/**
 * The rows of a sweep's summary: a header and lines of comma-separated cells, numbers or names without commas and quotes.
 * Throws an Error that names the first line with another number of cells.
 */
export function readSummary(text: string): TableRow[] {
  const [header, ...lines] = text.trimEnd().split("\n");
  const names = header.split(",");
  return lines.map((line, i) => {
    const cells = line.split(",");
    if (cells.length !== names.length)
      throw new Error(
        `the summary must have ${names.length} cells a line, as its header, got ${cells.length} in line ${i + 2}; ` +
          "make it again"
      );
    return Object.fromEntries(names.map((name, j) => [name, cellOf(cells[j])]));
  });
}

function cellOf(text: string): string | number | null {
  if (text === "") return null;
  const value = Number(text);
  return Number.isNaN(value) ? text : value;
}
