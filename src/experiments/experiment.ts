import type {ParameterSet} from "./parameters.js";

/** What an experiment yields as it goes: the fraction done (0 … 1) and the rows that are new since the last yield. */
export interface Report<Row> {
  readonly progress: number;
  readonly rows: readonly Row[];
}

/** One named simulation: typed parameters in, rows out. Pure: the same parameters give the same rows. */
export interface Experiment<Parameters, Row, Extra = unknown> {
  readonly name: string;
  /** One sentence: what its rows show. */
  readonly shows: string;
  /** Parses untrusted input (URL, flag, loader, file) into Parameters, filling in the defaults, and prints them. */
  readonly parameters: ParameterSet<Parameters>;
  /** The row's fields in the order in which they are printed, each with its meaning. A field without a value is NaN. */
  readonly columns: Readonly<Record<keyof Row & string, string>>;
  /** Estimated seconds of a run on one core of a common machine, for sweeps, which compute the dearest first. */
  cost?(parameters: Parameters): number;
  run(parameters: Parameters): AsyncGenerator<Report<Row> & Extra, void, undefined>;
}

/** All rows of a run, for callers that need no progress. */
export async function allRows<Row>(reports: AsyncIterable<Report<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const report of reports) rows.push(...report.rows);
  return rows;
}
