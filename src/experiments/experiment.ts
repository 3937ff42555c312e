import type {GenericSchema} from "valibot";

/** What an experiment yields as it goes: the fraction done (0 … 1) and the rows that are new since the last yield. */
export interface Report<Row> {
  readonly progress: number;
  readonly rows: readonly Row[];
}

/** One named simulation: typed parameters in, rows out. Pure: the same parameters give the same rows. */
export interface Experiment<Parameters, Row> {
  readonly name: string;
  /** One sentence: what its rows show. */
  readonly shows: string;
  /** Parses untrusted input (URL, flag, loader, file) into Parameters, filling in the defaults. */
  readonly schema: GenericSchema<unknown, Parameters>;
  /** The row's fields, in the order in which they are printed. */
  readonly columns: readonly (keyof Row & string)[];
  run(parameters: Parameters): AsyncGenerator<Report<Row>, void, undefined>;
}
