import type {Identity} from "../../store/key.js";

/** One computation of a sweep: an experiment with parsed and printed parameters, and what it is thought to cost. */
export interface Cell extends Identity {
  /** The experiment's parameters as its border prints them, the seed among them. */
  readonly parameters: Readonly<Record<string, string | number>>;
  /** The key of its result in the store (`keyOf`). */
  readonly key: string;
  /** Estimated seconds on one core. */
  readonly cost: number;
}

/** What an engine tells of a cell as it goes; "failed" may be followed by "started" where it is tried again. */
export type CellEvent =
  | {readonly key: string; readonly state: "started"}
  | {readonly key: string; readonly state: "done"; readonly seconds: number}
  | {readonly key: string; readonly state: "failed"; readonly message: string};

export interface EngineOptions {
  /** How many cells are computed at once at most. */
  readonly jobs: number;
  /** Ends the sweep: nothing new is started, what runs is ended, the promise rejects with the signal's reason. */
  readonly signal: AbortSignal;
  readonly report: (event: CellEvent) => void;
  /** Tells the user one line, e.g. that a job was submitted. */
  readonly say: (line: string) => void;
}

/**
 * Computes cells into the store, the dearest first. Resolves when each cell is done or has failed twice; a failing cell does
 * not stop the others. Results go through the store only, so that whatever happens, finished cells are kept.
 */
export interface Engine {
  readonly name: string;
  run(cells: readonly Cell[], options: EngineOptions): Promise<void>;
}
