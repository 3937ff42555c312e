/** What is shown of a run: no clock of its own, so that it can be tested without one. */
export interface Playback {
  /** The time t that is wanted; what is shown is the last recorded time up to it. */
  readonly wanted: number;
  /** Moving on by itself. */
  readonly isPlaying: boolean;
  /** Shows the newest time of a run under way. */
  readonly isFollowing: boolean;
  /** Units of t a second. */
  readonly speed: number;
}

/** How far a run is. */
export interface Reach {
  /** All times that the run will have, increasing. */
  readonly times: readonly number[];
  /** How many of them have been recorded. */
  readonly recorded: number;
}

export const atRestAt = (wanted: number, speed = 1): Playback => ({
  wanted,
  isPlaying: false,
  isFollowing: false,
  speed
});

/** Index of the last time up to `time`, with room for rounding; −1 where there is none. */
export function indexAt(times: readonly number[], time: number): number {
  let low = -1;
  let high = times.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (times[middle] <= time * (1 + 1e-12) + 1e-12) low = middle;
    else high = middle;
  }
  return low;
}

/** Index of the time that is shown; −1 as long as nothing has been recorded. */
export function shownIndex({wanted, isFollowing}: Playback, {times, recorded}: Reach): number {
  return isFollowing ? recorded - 1 : Math.min(recorded - 1, Math.max(0, indexAt(times, wanted)));
}

/** The reader chose a time: it stays there. */
export function seek(playback: Playback, wanted: number): Playback {
  return {...playback, wanted, isPlaying: false, isFollowing: false};
}

/** By whole recorded times, forwards or backwards, from what is shown; nowhere before anything has been recorded. */
export function stepBy(playback: Playback, reach: Reach, steps: number): Playback {
  if (reach.recorded === 0) return playback;
  const index = Math.max(0, Math.min(reach.recorded - 1, shownIndex(playback, reach) + steps));
  return seek(playback, reach.times[index] ?? playback.wanted);
}

/** Plays from where it stands, or from the start where the end is shown; not before anything has been recorded. */
export function play(playback: Playback, reach: Reach): Playback {
  if (reach.recorded === 0) return playback;
  const index = shownIndex(playback, reach);
  const wanted = index < 0 || index >= reach.times.length - 1 ? (reach.times[0] ?? 0) : reach.times[index];
  return {...playback, wanted, isPlaying: true, isFollowing: false};
}

export function pause(playback: Playback, reach: Reach): Playback {
  const index = shownIndex(playback, reach);
  return seek(playback, reach.times[index] ?? playback.wanted);
}

/** Some seconds later: a run under way holds it up at its newest time, and it rests at the end. */
export function advance(playback: Playback, reach: Reach, seconds: number): Playback {
  if (!playback.isPlaying) return playback;
  const last = reach.times[reach.times.length - 1] ?? 0;
  const newest = reach.times[reach.recorded - 1] ?? 0;
  const wanted = Math.min(newest, playback.wanted + seconds * playback.speed);
  return wanted >= last ? {...playback, wanted: last, isPlaying: false} : {...playback, wanted};
}
