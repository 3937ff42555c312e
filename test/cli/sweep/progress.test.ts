import {afterEach, beforeEach, describe, expect, test, vi} from "vitest";
import {Forecast} from "../../../cli/sweep/forecast.js";
import {duration, progressOn} from "../../../cli/sweep/progress.js";

beforeEach(() => {
  vi.useFakeTimers({toFake: ["setInterval", "clearInterval", "performance"]});
});
afterEach(() => {
  vi.useRealTimers();
});

function start(isTTY: boolean) {
  const now = () => performance.now();
  const cells = [0, 1].map((i) => ({experiment: "x", parameters: {}, code: "", key: `${i}`, cost: 60}));
  const forecast = new Forecast(cells, 1, now);
  const texts: string[] = [];
  const progress = progressOn({write: (text) => texts.push(text), isTTY}, "wide", forecast, now);
  return {forecast, progress, texts};
}

describe("progress", () => {
  test("is one line in place on a terminal, whose time runs down between events", () => {
    const {forecast, progress, texts} = start(true);
    forecast.note({key: "0", state: "started"});
    progress.update();
    progress.update();
    expect(texts).toEqual(["\r\x1b[2Kwide: 0 of 2 cells, 0 % of the work, about 2 min left"]);
    vi.advanceTimersByTime(30_000);
    expect(texts).toHaveLength(31);
    expect(texts.at(-1)).toBe("\r\x1b[2Kwide: 0 of 2 cells, 0 % of the work, about 90 s left");
    progress.say("a line");
    expect(texts.slice(-3, -1)).toEqual(["\r\x1b[2K", "a line\n"]);
    expect(texts.at(-1)).toContain("wide: 0 of 2");
    progress.stop();
    expect(texts.at(-1)).toBe("\r\x1b[2K");
    vi.advanceTimersByTime(30_000);
    progress.stop();
    expect(texts).toHaveLength(35);
  });

  test("is a line every half minute elsewhere", () => {
    const {forecast, progress, texts} = start(false);
    forecast.note({key: "0", state: "failed", message: "no"});
    progress.update();
    progress.say("a line");
    vi.advanceTimersByTime(65_000);
    progress.stop();
    const line = "wide: 0 of 2 cells, 1 failed, 50 % of the work, about 60 s left\n";
    expect(texts).toEqual(["a line\n", line, line]);
  });
});

test.each([
  [0, "0 s"],
  [0.72, "0.7 s"],
  [9.96, "10 s"],
  [99.4, "99 s"],
  [150, "2.5 min"],
  [1500, "25 min"],
  [9000, "2.5 h"],
  [90_000, "25 h"]
])("%d seconds are %s", (seconds, words) => {
  expect(duration(seconds)).toBe(words);
});
