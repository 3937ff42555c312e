import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  advance,
  atRestAt,
  indexAt,
  type Playback,
  pause,
  play,
  type Reach,
  seek,
  shownIndex,
  stepBy
} from "../../src/components/lab/playback.js";
import {forecastText, RunClock, remainingText} from "../../src/components/lab/runClock.js";

const times = [0, 0.5, 1, 1.5, 2];
const whole: Reach = {times, recorded: 5};
const half: Reach = {times, recorded: 3};

describe("what is shown of a run", () => {
  it("is nothing before the first time, then the last one up to the time wanted", () => {
    expect(shownIndex(atRestAt(1), {times, recorded: 0})).toBe(-1);
    expect([0, 0.4, 0.5, 1.2, 9].map((time) => shownIndex(atRestAt(time), whole))).toEqual([0, 0, 1, 2, 4]);
    expect(shownIndex(atRestAt(9), half)).toBe(2);
    expect(indexAt(times, -1)).toBe(-1);
  });

  it("follows the newest time until the reader chooses one", () => {
    const following = {...atRestAt(0), isFollowing: true};
    expect(shownIndex(following, half)).toBe(2);
    expect(shownIndex(seek(following, 0.5), half)).toBe(1);
    expect(pause(following, half)).toMatchObject({wanted: 1, isFollowing: false});
  });

  it("steps back and forth, and not beyond what has been recorded", () => {
    expect(stepBy(atRestAt(1), whole, -1).wanted).toBe(0.5);
    expect(stepBy(atRestAt(1), half, 1).wanted).toBe(1);
    expect(stepBy(atRestAt(1), whole, -9).wanted).toBe(0);
    expect(stepBy(atRestAt(1), {times, recorded: 0}, 1).wanted).toBe(1);
    expect(play(atRestAt(1), {times, recorded: 0})).toEqual(atRestAt(1));
  });

  it("plays at its speed, waits for a run under way, and rests at the end", () => {
    let playback = play(atRestAt(0, 0.5), whole);
    playback = advance(playback, whole, 1);
    expect(playback).toMatchObject({wanted: 0.5, isPlaying: true});
    expect(advance(playback, half, 9)).toMatchObject({wanted: 1, isPlaying: true});
    expect(advance(playback, whole, 9)).toMatchObject({wanted: 2, isPlaying: false});
    expect(play(atRestAt(2), whole).wanted).toBe(0);
    expect(advance(atRestAt(1), whole, 9)).toEqual(atRestAt(1));
  });

  it("never leaves the run, whatever is done in whatever order", () => {
    const act = fc.oneof(
      fc.double({min: -1, max: 5, noNaN: true}).map((time) => (p: Playback) => seek(p, time)),
      fc.integer({min: -7, max: 7}).map((steps) => (p: Playback, r: Reach) => stepBy(p, r, steps)),
      fc.constantFrom(play, pause),
      fc.double({min: 0, max: 3, noNaN: true}).map((seconds) => (p: Playback, r: Reach) => advance(p, r, seconds))
    );
    fc.assert(
      fc.property(fc.array(act), fc.integer({min: 0, max: 5}), (acts, recorded) => {
        const reach = {times, recorded};
        const end = acts.reduce((playback, one) => one(playback, reach), atRestAt(0.7));
        const index = shownIndex(end, reach);
        expect(index).toBeGreaterThanOrEqual(Math.min(0, recorded - 1));
        expect(index).toBeLessThan(Math.max(1, recorded));
        expect(end.isPlaying && end.isFollowing).toBe(false);
      })
    );
  });
});

describe("how long a run takes", () => {
  it("is the model's guess until a run has been measured, then what this machine makes of it", () => {
    const clock = new RunClock();
    expect(forecastText(clock, 4)).toBe("about 4 s on a common machine");
    clock.observe(2, 6);
    expect(clock.expect(4)).toBe(12);
    expect(forecastText(clock, 4)).toBe("about 12 s here, by the runs before");
    clock.observe(20, 20);
    expect(clock.factor).toBeLessThan(1.2);
  });

  it("ignores a run without an estimate or without a duration", () => {
    const clock = new RunClock();
    clock.observe(0, 3);
    clock.observe(3, 0);
    expect([clock.isCalibrated, clock.factor]).toEqual([false, 1]);
  });

  it("warns of a slow run while most of it lies ahead", () => {
    expect(remainingText(4, 1, 0.25)).toBe("running: about 3 s left");
    expect(remainingText(4, 2, 0.1)).toBe(
      "slower than expected: about 18 s left, about 20 s in all instead of about 4 s"
    );
    expect(remainingText(4, 0.1, 0.001)).toBe("running: about 4 s left");
    expect(remainingText(1, 3, 0.99)).toContain("less than a second");
    expect(remainingText(300, 0, 0)).toBe("running: about 5 min left");
  });
});
