import type {Experiment, Report} from "./experiment.js";

/** A run at some moment as plain data: with its parameters, all that is needed to go on. */
export interface RunState {
  readonly numbers: Readonly<Record<string, number>>;
  readonly arrays: Readonly<Record<string, Float64Array>>;
}

/** A report of a run that can be interrupted after it. */
export interface ResumableReport<Row> extends Report<Row> {
  /** The run after this report, the rows made so far included; copied when it is asked for. */
  state(): RunState;
}

/** An experiment whose runs can be taken up where they were left. */
export interface ResumableExperiment<Parameters, Row> extends Experiment<Parameters, Row, ResumableReport<Row>> {
  /** The run of the same parameters from there on, the rows that were made before first: all its rows are those of `run`, to the bit. */
  resume(parameters: Parameters, state: RunState): AsyncGenerator<ResumableReport<Row>, void, undefined>;
}

export function isResumable<Parameters, Row>(
  experiment: Experiment<Parameters, Row>
): experiment is ResumableExperiment<Parameters, Row> {
  return "resume" in experiment;
}

/** Rows of numbers one after the other, each in the order of the columns. */
export function flatRows<Row extends object>(rows: readonly Row[], columns: readonly (keyof Row)[]): Float64Array {
  return Float64Array.from(rows.flatMap((row) => columns.map((column) => row[column] as number)));
}

/** The rows that `flatRows` made flat. */
export function rowsFromFlat<Row extends object>(flat: Float64Array, columns: readonly (keyof Row)[]): Row[] {
  return Array.from({length: flat.length / columns.length}, (_, row) => {
    const entries = columns.map((column, k) => [column, flat[row * columns.length + k]] as const);
    return Object.fromEntries(entries) as Row;
  });
}
