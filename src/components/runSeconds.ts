import type {Printed} from "./command.js";

/**
 * Seconds that a run took in this browser, of which the runner leaves a measure (User Timing), named by the experiment and its
 * parameters; undefined for rows that were not made here.
 */
export function secondsHere(experiment: string | undefined, parameters: Printed = {}): number | undefined {
  const name = `run ${experiment} ${JSON.stringify(parameters)}`;
  const duration = globalThis.performance?.getEntriesByName?.(name, "measure").at(-1)?.duration;
  return duration === undefined ? undefined : duration / 1000;
}
