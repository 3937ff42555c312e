import {formatNumber} from "../numbers.js";

/** Seconds below which nobody waits. */
const noticeable = 0.3;

/** So many times the expected seconds count as slower than expected. */
const slow = 1.5;

/** Before so much of a run is done, its rate says nothing yet. */
const telling = 0.05;

/** How long runs take on this machine: a cost model's seconds, corrected by those that were measured. */
export class RunClock {
  #estimated = 0;
  #measured = 0;

  /** Whether a run has been measured. */
  get isCalibrated(): boolean {
    return this.#estimated > 0;
  }

  /** Measured over estimated seconds so far; 1 before the first. */
  get factor(): number {
    return this.#estimated > 0 ? this.#measured / this.#estimated : 1;
  }

  /** Counts a run, or the share of one that was made. Older ones count less and less. */
  observe(estimated: number, measured: number): void {
    if (!(estimated > 0 && measured > 0)) return;
    this.#estimated = 0.5 * this.#estimated + estimated;
    this.#measured = 0.5 * this.#measured + measured;
  }

  /** Seconds that a run of this estimate will take. */
  expect(estimated: number): number {
    return this.factor * estimated;
  }
}

/** Seconds in words: "about 4 s", "about 2 min". */
export function secondsText(seconds: number): string {
  if (seconds < noticeable) return "less than a second";
  if (seconds < 100) return `about ${formatNumber(seconds, seconds < 10 ? 1 : 2)} s`;
  return `about ${formatNumber(seconds / 60, 2)} min`;
}

/** What to expect before a run. */
export function forecastText(clock: RunClock, estimated: number): string {
  return `${secondsText(clock.expect(estimated))} ${clock.isCalibrated ? "here, by the runs before" : "on a common machine"}`;
}

/** What is left of a run that is `progress` done after `elapsed` seconds, and a warning as soon as it is slow. */
export function remainingText(expected: number, elapsed: number, progress: number): string {
  const isTelling = progress >= telling && elapsed > noticeable;
  const total = isTelling ? elapsed / progress : Math.max(expected, elapsed);
  const left = secondsText(total - elapsed);
  if (total <= slow * expected || total - elapsed < noticeable) return `running: ${left} left`;
  return `slower than expected: ${left} left, ${secondsText(total)} in all instead of ${secondsText(expected)}`;
}
