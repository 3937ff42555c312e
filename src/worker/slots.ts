import type {Runner} from "./client.js";

/**
 * The same runner with at most `most` runs under way at once, the others in the order in which they were asked for: a page asks for
 * many when it is opened, and more at once than there are processors only keep the page waiting. A run whose reports are
 * followed (`onReport`) starts at once, since a reader waits for it, and takes no place.
 */
export function withSlots(run: Runner, most: number): Runner {
  const waiting: (() => void)[] = [];
  let free = most;
  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else ++free;
  };
  return async (name, parameters, options = {}) => {
    const {onReport, signal, invalidation} = options;
    if (onReport) return run(name, parameters, options);
    if (free > 0) --free;
    else await turn(waiting, signal, invalidation);
    try {
      return await run(name, parameters, options);
    } finally {
      leave();
    }
  };
}

/** Waits at the end of the queue; leaves it, and rejects, where the run is cancelled before. */
function turn(
  waiting: (() => void)[],
  signal: AbortSignal | undefined,
  invalidation: Promise<unknown> | undefined
): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = () => {
      const place = waiting.indexOf(resolve);
      if (place < 0) return;
      waiting.splice(place, 1);
      reject(signal?.reason ?? new DOMException("the run is not wanted any more", "AbortError"));
    };
    waiting.push(resolve);
    if (signal?.aborted) cancel();
    signal?.addEventListener("abort", cancel, {once: true});
    void invalidation?.then(cancel);
  });
}
