import {type Runner, type RunOptions, runInWorker} from "./client.js";
import type {ExperimentName, ExperimentRows} from "./rows.js";

/** Runs an experiment once for each set of parameters, one after the other in one worker; each row also has its parameters. */
export async function runInTurn<Name extends ExperimentName, Set extends Readonly<Record<string, unknown>>>(
  name: Name,
  sets: readonly Set[],
  options: RunOptions<ExperimentRows[Name]> = {},
  run: Runner = runInWorker
): Promise<(Set & ExperimentRows[Name])[]> {
  const all: (Set & ExperimentRows[Name])[] = [];
  for (const set of sets) for (const row of await run(name, set, options)) all.push({...set, ...row});
  return all;
}
