import {setTimeout} from "node:timers/promises";
import {median} from "./statistics.js";

/** Waits until the threads of OpenBLAS, which look for work 2^26 clock cycles long, have gone to sleep. */
export async function quiet(): Promise<void> {
  await setTimeout(60);
}

/** Seconds of one call. */
export function timed(run: () => void): number {
  const start = performance.now();
  run();
  return (performance.now() - start) / 1000;
}

/**
 * Medians in seconds of interleaved repetitions of each of the tasks, so that all see the same disturbances; `between` is
 * awaited before each.
 */
export async function alternate(
  repeats: number,
  tasks: readonly (() => number | Promise<number>)[],
  between?: () => Promise<void>
): Promise<number[]> {
  const seconds = tasks.map((): number[] => []);
  for (let r = 0; r <= repeats; ++r)
    for (const [k, task] of tasks.entries()) {
      await between?.();
      const own = await task();
      // The first round warms up.
      if (r > 0) seconds[k].push(own);
    }
  return seconds.map(median);
}
