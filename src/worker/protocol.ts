import type {Experiment, Report} from "../experiments/experiment.js";
import {type PackedRows, packRows} from "./packedRows.js";

/** Asks for a run: the experiment's name and its parameters as untrusted input (names and texts or numbers). */
export interface RunRequest {
  readonly run: number;
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A report as a message holds it. */
export type SentReport = Omit<Report<unknown>, "rows"> & {readonly rows: PackedRows | readonly unknown[]};

/** What comes back for a run: any number of reports, then "done" or "failed". */
export type RunReply =
  | {readonly run: number; readonly kind: "report"; readonly report: SentReport}
  | {readonly run: number; readonly kind: "done"}
  | {
      readonly run: number;
      readonly kind: "failed";
      readonly name: string;
      readonly message: string;
      readonly stack?: string;
    };

/** What both ends of the channel have. */
export interface Port {
  postMessage(message: unknown): void;
}

export type AnyExperiment = Experiment<unknown, Record<string, number>>;

/** Experiments by name, each fetched when it is asked for. */
export type ExperimentTable = Readonly<Record<string, () => Promise<AnyExperiment>>>;

/** Answers one request: parses, runs and posts every report as it comes. Never throws. */
export async function answer(
  request: RunRequest,
  experiments: ExperimentTable,
  parse: (experiment: AnyExperiment, input: unknown) => unknown,
  port: Port
): Promise<void> {
  const {run, name, parameters} = request;
  const post = (reply: RunReply) => port.postMessage(reply);
  try {
    if (!Object.hasOwn(experiments, name)) {
      const names = Object.keys(experiments).join(", ");
      throw new RangeError(`there is no experiment ${JSON.stringify(name)}; use one of ${names}`);
    }
    const experiment = await experiments[name]();
    for await (const report of experiment.run(parse(experiment, parameters))) {
      // A run that can be resumed also reports a function, which no message can hold.
      const {state: _, rows, ...data} = report as Report<unknown> & {readonly state?: unknown};
      post({run, kind: "report", report: {...data, rows: packRows(rows)}});
    }
    post({run, kind: "done"});
  } catch (error) {
    const {name, message, stack} = error instanceof Error ? error : new Error(String(error));
    post({run, kind: "failed", name, message, stack});
  }
}
