/** A cell: full precision, decimal point, empty where there is no number; text is quoted only where it has to be. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The columns of rows that do not all have the same ones, in the order in which they first appear. */
export function columnsOf(rows: readonly object[]): string[] {
  const columns = new Set<string>();
  for (const row of rows) for (const key of Object.keys(row)) columns.add(key);
  return [...columns];
}

/** Rows as CSV with a header, one line a row, each ended by a line feed. */
export function csv(rows: readonly object[], columns: readonly string[] = columnsOf(rows)): string {
  const lines = rows.map((row) => columns.map((name) => cell((row as Record<string, unknown>)[name])).join(","));
  return [columns.map(cell).join(","), ...lines].map((line) => `${line}\n`).join("");
}
