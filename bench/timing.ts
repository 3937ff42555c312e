import {setTimeout} from "node:timers/promises";
import {median} from "./statistics.js";

/** Milliseconds after which the threads of OpenBLAS, which look for work 2^26 clock cycles long, have gone to sleep. */
const untilQuiet = 60;

/** Seconds of one call. */
export function timed(run: () => void): number {
  const start = performance.now();
  run();
  return (performance.now() - start) / 1000;
}

/** Medians in seconds of interleaved repetitions of each of the tasks, so that all see the same disturbances. */
export async function alternate(
  repeats: number,
  tasks: readonly (() => number | Promise<number>)[],
  pause = 0
): Promise<number[]> {
  const seconds = tasks.map((): number[] => []);
  for (let r = 0; r <= repeats; ++r)
    for (const [k, task] of tasks.entries()) {
      if (pause > 0) await setTimeout(pause);
      const own = await task();
      // The first round warms up.
      if (r > 0) seconds[k].push(own);
    }
  return seconds.map(median);
}

/** The same, where some of the tasks leave threads behind that would take a core from the next one. */
export function alternateQuietly(repeats: number, tasks: readonly (() => number | Promise<number>)[]) {
  return alternate(repeats, tasks, untilQuiet);
}
