import type {Forecast} from "./forecast.js";

/** Where progress is shown. */
export interface Screen {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** How a sweep is going: one line in place on a terminal, elsewhere a line now and then. */
export interface Progress {
  /** To be called when something has happened. */
  update(): void;
  /** Writes a line of its own. */
  say(line: string): void;
  /** Removes the line in place for good. */
  stop(): void;
}

const terminalInterval = 100;
const logInterval = 30_000;

/** Progress of the sweep of this name, renewed every second on a terminal so that the time that is left runs down. */
export function progressOn(screen: Screen, name: string, forecast: Forecast, now: () => number): Progress {
  const interval = screen.isTTY ? terminalInterval : logInterval;
  let last = screen.isTTY ? Number.NEGATIVE_INFINITY : now();
  let shown = false;
  const clear = (): void => {
    if (shown) screen.write("\r\x1b[2K");
    shown = false;
  };
  const update = (): void => {
    const time = now();
    if (time - last < interval) return;
    last = time;
    const line = describe(name, forecast);
    screen.write(screen.isTTY ? `\r\x1b[2K${line}` : `${line}\n`);
    shown = Boolean(screen.isTTY);
  };
  const timer = setInterval(update, 1000);
  timer.unref();
  return {
    update,
    say(line) {
      clear();
      screen.write(`${line}\n`);
      last = screen.isTTY ? Number.NEGATIVE_INFINITY : last;
      if (screen.isTTY) update();
    },
    stop() {
      clearInterval(timer);
      clear();
    }
  };
}

function describe(name: string, {done, failed, count, fraction, left}: Forecast): string {
  const failures = failed.size > 0 ? `, ${failed.size} failed` : "";
  const percent = Math.floor(100 * fraction);
  return `${name}: ${done.size} of ${count} cells${failures}, ${percent} % of the work, about ${duration(left)} left`;
}

/** Seconds in words, to two digits. */
export function duration(seconds: number): string {
  if (seconds < 100) return `${round(seconds)} s`;
  if (seconds < 6000) return `${round(seconds / 60)} min`;
  return `${round(seconds / 3600)} h`;
}

function round(value: number): string {
  return String(value < 10 ? Math.round(10 * value) / 10 : Math.round(value));
}
