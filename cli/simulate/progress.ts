/** Reports the fraction done on stderr: in place on a terminal, else a line now and then, and nothing for short runs. */
export interface Progress {
  report(fraction: number): void;
  /** Removes the line in place, so that rows or a message can be written. */
  clear(): void;
}

const terminalInterval = 100;
const logInterval = 10_000;

/** Progress of the task of this name: at once and every 0.1 s on a terminal, every 10 s elsewhere. */
export function progressOn(
  stream: {write(text: string): unknown; readonly isTTY?: boolean},
  name: string,
  now: () => number = performance.now.bind(performance)
): Progress {
  const interval = stream.isTTY ? terminalInterval : logInterval;
  let last = stream.isTTY ? Number.NEGATIVE_INFINITY : now();
  let shown = false;
  return {
    report(fraction) {
      const time = now();
      if (time - last < interval || fraction >= 1) return;
      last = time;
      const line = `${name}: ${Math.floor(100 * Math.min(1, Math.max(0, fraction)))} %`;
      stream.write(stream.isTTY ? `\r\x1b[2K${line}` : `${line}\n`);
      shown = Boolean(stream.isTTY);
    },
    clear() {
      if (shown) stream.write("\r\x1b[2K");
      shown = false;
    }
  };
}
