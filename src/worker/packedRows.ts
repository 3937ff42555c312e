/** Rows of the same fields, column by column: a message of a thousand objects would name every field a thousand times. */
export interface PackedRows {
  readonly count: number;
  readonly columns: Readonly<Record<string, Float64Array | readonly unknown[]>>;
}

/** Rows as a message holds them: packed where all have the same fields, which those of an experiment have. */
export function packRows(rows: readonly unknown[]): PackedRows | readonly unknown[] {
  if (rows.length === 0 || !rows.every(isRecord)) return rows;
  const names = Object.keys(rows[0]!);
  const isAlike = rows.every((row) => {
    const own = Object.keys(row);
    return own.length === names.length && own.every((name, i) => name === names[i]);
  });
  if (!isAlike) return rows;
  const columns = names.map((name) => {
    const values = rows.map((row) => row[name]);
    return [name, values.every((value) => typeof value === "number") ? Float64Array.from(values) : values];
  });
  return {count: rows.length, columns: Object.fromEntries(columns)};
}

/** The rows again. */
export function unpackRows<Row>(sent: PackedRows | readonly Row[]): readonly Row[] {
  if (!isPacked(sent)) return sent;
  const columns = Object.entries(sent.columns);
  return Array.from({length: sent.count}, (_, i) => {
    const row: Record<string, unknown> = {};
    for (const [name, values] of columns) row[name] = values[i];
    return row as Row;
  });
}

function isPacked(sent: PackedRows | readonly unknown[]): sent is PackedRows {
  return !Array.isArray(sent);
}

function isRecord(row: unknown): row is Record<string, unknown> {
  return typeof row === "object" && row !== null && Object.getPrototypeOf(row) === Object.prototype;
}
