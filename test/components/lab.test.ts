// @vitest-environment jsdom
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import {changeTo, type Input} from "../../src/components/input.js";
import {blend} from "../../src/components/lab/blend.js";
import {type LabPlayer, type LabPlayerOptions, labPlayer, type Moment} from "../../src/components/lab/labPlayer.js";
import {linkInput} from "../../src/components/lab/linkInput.js";
import {tieLinks} from "../../src/components/lab/ownLink.js";
import {RunClock} from "../../src/components/lab/runClock.js";
import {rangeInput} from "../../src/components/rangeInput.js";
import {selectInput} from "../../src/components/selectInput.js";
import type {LabFrame} from "../../src/experiments/labRun.js";

const times = [0, 1, 2, 3, 4];
const one = (value: number) => Float64Array.of(value);
const frame = (time: number): LabFrame => ({
  time,
  alignment: one(time / 10),
  across: one(0),
  alignmentRate: one(1),
  parallel: one(2),
  density: one(time)
});
const row = (time: number) => ({time, meanGap: time}) as never;

type Task = Parameters<LabPlayerOptions["run"]>[0];

/** A player whose run waits until the test lets it go on. */
function player(options: Partial<LabPlayerOptions> = {}) {
  const tasks: {given: Task; finish: () => void; fail: (error: Error) => void}[] = [];
  const start = (given: Task) =>
    new Promise<never[]>((resolve, reject) => {
      tasks.push({given, finish: () => resolve([]), fail: reject});
      given.signal.addEventListener("abort", () => reject(given.signal.reason));
    });
  const made = labPlayer({
    times,
    cost: {run: 0.1, theory: 0.1},
    clock: new RunClock(),
    run: start,
    theory: start,
    time: 2,
    ...options
  });
  document.body.append(made);
  const seen: Moment[] = [];
  made.follow((moment) => seen.push(moment));
  const record = async (...recorded: number[]) => {
    for (const time of recorded)
      tasks.at(-1)!.given.onReport({progress: (time + 1) / times.length, rows: [row(time)], frame: frame(time)});
    await frames();
  };
  return {made, tasks, seen, record, shown: () => seen.at(-1)?.frame?.time};
}

/** Lets the screen draw. */
const frames = (count = 2) => vi.advanceTimersByTimeAsync(17 * count);
const button = (within: HTMLElement, name: string) =>
  [...within.querySelectorAll("button")].find((one) => (one.getAttribute("aria-label") ?? one.textContent) === name)!;
const status = (within: HTMLElement) => within.querySelector(".run-status")!.textContent;
const press = (made: LabPlayer, key: string) =>
  made.querySelector("input[type=range]")!.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));

beforeEach(() => {
  document.body.replaceChildren();
  vi.useFakeTimers({
    toFake: [
      "setTimeout",
      "clearTimeout",
      "setInterval",
      "clearInterval",
      "requestAnimationFrame",
      "cancelAnimationFrame",
      "performance"
    ]
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the lab's player", () => {
  it("runs a cheap setting at once, shows the time wanted when it is there, then asks for the bounds", async () => {
    const {made, tasks, record, shown, seen} = player();
    await record(0, 1);
    expect(shown()).toBe(1);
    await record(2, 3, 4);
    expect(shown()).toBe(2);
    tasks[0]!.finish();
    await frames();
    expect(tasks).toHaveLength(2);
    expect(seen.at(-1)!.rows).toHaveLength(5);
    tasks[1]!.finish();
    await frames();
    expect(status(made)).toMatch(/run: done in .* bounds: done in/);
    expect(made.value).toBe(2);
  });

  it("leaves whoever presses a button at the one that comes in its place", async () => {
    const {made, tasks, record} = player({cost: {run: 40, theory: 1e7}});
    const [run, bounds, cancel] = ["Run", "Compute the bounds", "Cancel"].map((name) => button(made, name));
    run!.focus();
    run!.click();
    expect(document.activeElement).toBe(cancel);
    await record(0, 1, 2, 3, 4);
    tasks[0]!.finish();
    await frames();
    expect(document.activeElement).toBe(run);
    bounds!.focus();
    bounds!.click();
    expect(document.activeElement).toBe(cancel);
    cancel!.click();
    await frames();
    expect(document.activeElement).toBe(run);
  });

  it("starts nothing once another player takes its place, which has the focus then", async () => {
    let end!: () => void;
    const invalidation = new Promise<void>((resolve) => {
      end = resolve;
    });
    const {made, tasks} = player({cost: {run: 40, theory: 90}, invalidation});
    button(made, "Run").focus();
    end();
    await frames();
    button(made, "Run").click();
    await frames();
    expect(tasks).toHaveLength(0);
    const {made: next} = player({cost: {run: 40, theory: 90}});
    made.replaceWith(next);
    await frames();
    expect(document.activeElement).toBe(button(next, "Run"));
  });

  it("changes nothing any more once another player takes its place, and keeps the time until it can go there", async () => {
    let end!: () => void;
    const invalidation = new Promise<void>((resolve) => {
      end = resolve;
    });
    const {made, record} = player({cost: {run: 40, theory: 90}, invalidation});
    for (const name of ["One step forward", "Play"]) button(made, name).click();
    await frames();
    expect(made.value).toBe(2);
    button(made, "Run").click();
    await record(0, 1, 2, 3, 4);
    const told = vi.fn();
    made.addEventListener("input", told);
    end();
    await frames();
    button(made, "Play").click();
    await frames(20);
    expect([made.value, told.mock.calls, button(made, "Pause")]).toEqual([2, [], undefined]);
  });

  it("says what a dear setting will take and waits for its button; then it follows the run", async () => {
    const {made, tasks, record, shown} = player({cost: {run: 40, theory: 90}});
    expect(tasks).toHaveLength(0);
    expect(status(made)).toBe("not run yet: it will take about 40 s on a common machine");
    button(made, "Run").click();
    await record(0, 1, 2, 3);
    expect(shown()).toBe(3);
    press(made, "ArrowLeft");
    await record(4);
    expect(shown()).toBe(2);
  });

  it("offers dear bounds beside a run that was quick", async () => {
    const {made, tasks, record} = player({cost: {run: 1, theory: 900}});
    await record(...times);
    await vi.advanceTimersByTimeAsync(1000);
    tasks[0]!.finish();
    await frames();
    expect(tasks).toHaveLength(1);
    expect(status(made)).toContain("the bounds would take");
    button(made, "Compute the bounds").click();
    expect(tasks).toHaveLength(2);
  });

  it("is operated by keys: steps, Home, End and pages", async () => {
    const {made, record, shown} = player();
    await record(...times);
    for (const [key, time] of [
      ["ArrowRight", 3],
      ["Home", 0],
      ["PageUp", 2],
      ["End", 4],
      ["ArrowDown", 3]
    ] as const) {
      press(made, key);
      await frames();
      expect([shown(), made.value]).toEqual([time, time]);
    }
  });

  it("plays with its speed, can be paused, and tells its time when it rests", async () => {
    const {made, record, shown} = player();
    const told = vi.fn();
    made.addEventListener("input", told);
    await record(...times);
    made.value = 0;
    const speed = made.querySelector<HTMLSelectElement>("select")!;
    speed.value = "2";
    speed.dispatchEvent(new Event("input", {bubbles: true}));
    button(made, "Play").click();
    await vi.advanceTimersByTimeAsync(1100);
    expect(shown()).toBeGreaterThan(2);
    expect(shown()).toBeLessThan(2.5);
    expect(button(made, "Play")).toBeUndefined();
    told.mockClear();
    button(made, "Pause").click();
    expect([told.mock.calls.length, made.value]).toEqual([1, 2]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(shown()).toBe(2);
    button(made, "Play").click();
    await vi.advanceTimersByTimeAsync(3000);
    expect([shown(), made.value]).toEqual([4, 4]);
    expect(button(made, "Play")).toBeDefined();
  });

  it("does not move by itself for readers who ask for less motion, and plays them stills", async () => {
    vi.stubGlobal("matchMedia", () => ({matches: true}));
    const {made, record, shown} = player({cost: {run: 40, theory: 1}, time: 1});
    button(made, "Run").click();
    await record(0, 1, 2, 3, 4);
    expect(shown()).toBe(1);
    made.value = 0;
    button(made, "Play").click();
    await vi.advanceTimersByTimeAsync(900);
    expect(shown()).toBe(0);
    await vi.advanceTimersByTimeAsync(1500);
    expect(shown()).toBe(1);
  });

  it("shows the straight line between two recorded times while it plays, and recorded ones at rest", () => {
    expect(blend(frame(1), frame(2), 1.25)).toMatchObject({time: 1.25, alignment: one(0.125), density: one(1.25)});
    expect([blend(frame(1), frame(2), 1), blend(frame(1), frame(2), 2)].map(({time}) => time)).toEqual([1, 2]);
  });

  it("keeps what was recorded when it is cancelled, and can run again", async () => {
    const {made, tasks, record, shown} = player();
    await record(0, 1);
    button(made, "Cancel").click();
    await frames();
    expect(tasks[0]!.given.signal.aborted).toBe(true);
    expect(status(made)).toContain("cancelled");
    expect(shown()).toBe(1);
    button(made, "Run").click();
    await record(0);
    expect([tasks.length, shown()]).toEqual([2, 0]);
  });

  it("ends its run when the page is left, and when the settings change", async () => {
    const first = player();
    window.dispatchEvent(new Event("pagehide"));
    expect(first.tasks[0]!.given.signal.aborted).toBe(true);
    let change = () => {};
    const second = player({invalidation: new Promise<void>((resolve) => (change = resolve))});
    change();
    await frames();
    expect(second.tasks[0]!.given.signal.aborted).toBe(true);
  });

  it("does not count the loading of its code, and learns from a run that was cancelled", async () => {
    const clock = new RunClock();
    const {made, tasks} = player({cost: {run: 2, theory: 1}, clock});
    await vi.advanceTimersByTimeAsync(5000);
    tasks[0]!.given.onReport({progress: 0, rows: []});
    await vi.advanceTimersByTimeAsync(3000);
    tasks[0]!.given.onReport({progress: 0.5, rows: []});
    button(made, "Cancel").click();
    await frames();
    expect(clock.factor).toBeCloseTo(3, 6);
  });

  it("says why a run failed, and that it is slower than expected", async () => {
    const {made, tasks} = player({cost: {run: 1, theory: 1}});
    await vi.advanceTimersByTimeAsync(2000);
    tasks[0]!.given.onReport({progress: 0.1, rows: []});
    await vi.advanceTimersByTimeAsync(1000);
    expect(status(made)).toMatch(/^run: slower than expected: about \d+ s left/);
    tasks[0]!.fail(new Error("step too small"));
    await frames();
    expect(status(made)).toBe("run: failed: step too small");
  });
});

describe("the links that are typed", () => {
  const fault = (text: string) => (text.includes("!") ? 'at character 1: expected x, found "!"' : undefined);
  const field = (input: HTMLElement) => input.querySelector("input")!;
  const type = async (input: Input<string>, text: string) => {
    field(input).value = text;
    field(input).dispatchEvent(new Event("input", {bubbles: true}));
    await vi.advanceTimersByTimeAsync(600);
  };

  it("keeps the last link that can be read, and says below the field what is wrong", async () => {
    const input = linkInput({label: "σ", value: "x", fault});
    document.body.append(input);
    await type(input, "!");
    expect([input.value, field(input).getAttribute("aria-invalid")]).toEqual(["x", "true"]);
    const described = field(input).getAttribute("aria-describedby")!;
    expect(document.getElementById(described)!.textContent).toContain("expected x");
    await type(input, "tanh(x)");
    expect([input.value, field(input).getAttribute("aria-invalid")]).toEqual(["tanh(x)", null]);
  });

  it("are written out for a choice by name, and typing makes them the reader's own", async () => {
    const inputs = {
      links: selectInput({label: "links", values: ["hk", "fixed", "own"]}),
      degree: rangeInput({label: "k", values: [3, 4, 5], value: 4}),
      activation: linkInput({label: "σ", fault}),
      target: linkInput({label: "σ*", fault})
    };
    document.body.append(...Object.values(inputs));
    tieLinks(inputs, {
      own: "own",
      hasDegree: (name) => name === "hk",
      textsOf: (name, k) => ({activation: name === "hk" ? `h${k}` : "a", target: "b"})
    });
    expect(inputs.activation.value).toBe("h4");
    changeTo(inputs.degree, 5);
    expect(inputs.activation.value).toBe("h5");
    changeTo(inputs.links, "fixed");
    expect([inputs.activation.value, inputs.degree.hidden]).toEqual(["a", true]);
    const told = vi.fn();
    inputs.target.addEventListener("input", told);
    await type(inputs.activation, "tanh(x)");
    expect([inputs.links.value, inputs.activation.value, inputs.target.value]).toEqual(["own", "tanh(x)", "b"]);
    expect(told).toHaveBeenCalledTimes(1);
    // What a name stood for is told when the reader goes on from there.
    changeTo(inputs.links, "fixed");
    const both = [inputs.activation, inputs.target].map((text) => {
      const heard = vi.fn();
      text.addEventListener("input", () => heard(text.value));
      return heard;
    });
    changeTo(inputs.links, "own");
    expect(both.map((heard) => heard.mock.calls)).toEqual([[["a"]], [["b"]]]);
    expect(inputs.links.value).toBe("own");
  });
});
