// @vitest-environment jsdom
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import type {Input} from "../../src/components/input.js";
import {rangeInput} from "../../src/components/rangeInput.js";
import {runControl} from "../../src/components/runControl.js";
import {seedInput} from "../../src/components/seedInput.js";
import {selectInput} from "../../src/components/selectInput.js";
import {timeInput} from "../../src/components/timeInput.js";

/** The values that a page sees: one a time that "input" fires. */
function watch<Value>(input: Input<Value>): Value[] {
  const seen: Value[] = [];
  input.addEventListener("input", () => seen.push(input.value));
  document.body.append(input);
  return seen;
}

function key(input: HTMLElement, name: string, more: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent("keydown", {key: name, bubbles: true, cancelable: true, ...more});
  input.querySelector("input[type=range]")!.dispatchEvent(event);
  return event.defaultPrevented;
}

function drag(input: HTMLElement, index: number): void {
  const slider = input.querySelector<HTMLInputElement>("input[type=range]")!;
  slider.value = String(index);
  slider.dispatchEvent(new Event("input", {bubbles: true}));
}

beforeEach(() => document.body.replaceChildren());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe.each([
  ["rangeInput", () => rangeInput({label: "width m", unit: "neurons", values: [64, 128], hint: "more is closer"})],
  ["selectInput", () => selectInput({label: "problem", values: ["He3", "He4"]})],
  ["seedInput", () => seedInput()],
  ["timeInput", () => timeInput({times: [0, 1, 2]})]
])("%s", (_name, make) => {
  it("ties its label to its control and gives every button a name", () => {
    const input = make();
    document.body.append(input);
    const label = input.querySelector("label")!;
    expect(label.textContent).toMatch(/\w/);
    expect(label.control).not.toBeNull();
    for (const button of input.querySelectorAll("button")) expect(button.getAttribute("aria-label")).toMatch(/\w/);
  });

  it("has ids of its own", () => {
    const [a, b] = [make(), make()];
    expect(a.querySelector("label")!.htmlFor).not.toBe(b.querySelector("label")!.htmlFor);
  });
});

describe("rangeInput", () => {
  const make = () => rangeInput({label: "dimension d", values: [8, 16, 32, 64], value: 16});

  it("moves by arrows, pages, Home and End, and stops at the ends", () => {
    const input = make();
    const seen = watch(input);
    for (const name of ["ArrowRight", "ArrowUp", "ArrowUp", "ArrowLeft", "Home", "Home", "PageUp", "End", "PageDown"])
      key(input, name);
    expect(seen).toEqual([32, 64, 32, 8, 32, 64, 16]);
  });

  it("leaves other keys and shortcuts alone", () => {
    const input = make();
    const seen = watch(input);
    expect(key(input, "Tab")).toBe(false);
    expect(key(input, "ArrowLeft", {altKey: true})).toBe(false);
    expect(seen).toEqual([]);
  });

  it("fires once a change, and not when nothing changed", () => {
    const input = make();
    const seen = watch(input);
    drag(input, 3);
    drag(input, 3);
    expect(seen).toEqual([64]);
  });

  it("speaks its value with the unit and takes the nearest value when it is set", () => {
    const input = rangeInput({label: "width m", unit: "neurons", values: [64, 128, 256]});
    input.value = 200;
    expect(input.value).toBe(256);
    expect(input.querySelector("input")!.getAttribute("aria-valuetext")).toBe("256 neurons");
  });

  it("steps without rounding dust", () => {
    const input = rangeInput({label: "η", min: 0, max: 1, step: 0.1});
    const seen = watch(input);
    for (let i = 0; i < 3; ++i) key(input, "ArrowRight");
    expect(seen).toEqual([0.1, 0.2, 0.3]);
    key(input, "End");
    expect(input.value).toBe(1);
  });
});

describe("selectInput", () => {
  it("fires the chosen value and ignores a value that it does not have", () => {
    const input = selectInput({label: "problem", values: ["He3", "He4", "He6"], value: "He4"});
    const seen = watch(input);
    const select = input.querySelector("select")!;
    select.value = "He6";
    select.dispatchEvent(new Event("input", {bubbles: true}));
    input.value = "He9" as never;
    expect([seen, input.value]).toEqual([["He6"], "He6"]);
  });
});

describe("seedInput", () => {
  const type = (input: HTMLElement, text: string) => {
    const field = input.querySelector<HTMLInputElement>("input")!;
    field.value = text;
    field.dispatchEvent(new Event("input", {bubbles: true}));
    return field;
  };

  it("takes whole numbers and marks anything else as invalid, keeping the last good one", () => {
    const input = seedInput({value: 3});
    const seen = watch(input);
    for (const bad of ["", "-1", "1.5", "10000"]) expect(type(input, bad).getAttribute("aria-invalid")).toBe("true");
    const field = type(input, "42");
    expect(field.hasAttribute("aria-invalid")).toBe(false);
    type(input, "7.5").dispatchEvent(new Event("blur"));
    expect([seen, input.value, field.value]).toEqual([[42], 42, "42"]);
  });

  it("throws a seed that is never the one it has", () => {
    for (let i = 0; i <= 10; ++i) {
      const input = seedInput({value: 5, max: 10, random: () => i / 11});
      const seen = watch(input);
      input.querySelector("button")!.click();
      expect(seen).toHaveLength(1);
      expect(seen[0]).not.toBe(5);
      expect(seen[0]).toBeLessThanOrEqual(10);
    }
  });
});

describe("timeInput", () => {
  const times = Array.from({length: 61}, (_, i) => i / 10);

  it("plays from the first to the last time and then rests", () => {
    vi.useFakeTimers();
    const input = timeInput({times, duration: 1});
    const seen = watch(input);
    const play = input.querySelector<HTMLElement>('[aria-label="Play"]')!;
    play.click();
    expect(play.getAttribute("aria-label")).toBe("Pause");
    vi.advanceTimersByTime(1200);
    expect(seen.length).toBeGreaterThan(20);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(input.value).toBe(6);
    expect(play.getAttribute("aria-label")).toBe("Play");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("does not start by itself, and stops when it leaves the page", () => {
    vi.useFakeTimers();
    const input = timeInput({times, duration: 1});
    const seen = watch(input);
    vi.advanceTimersByTime(500);
    expect(seen).toEqual([]);
    input.querySelector<HTMLElement>('[aria-label="Play"]')!.click();
    vi.advanceTimersByTime(300);
    input.remove();
    const before = seen.length;
    vi.advanceTimersByTime(1000);
    expect(seen.length).toBe(before);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("shows stills to those who ask for less motion", () => {
    vi.useFakeTimers();
    vi.stubGlobal("matchMedia", () => ({matches: true}));
    const input = timeInput({times, duration: 1});
    const seen = watch(input);
    input.querySelector<HTMLElement>('[aria-label="Play"]')!.click();
    vi.advanceTimersByTime(3500);
    expect(seen).toHaveLength(3);
  });

  it("steps, pauses when touched, and snaps to the nearest time", () => {
    vi.useFakeTimers();
    const input = timeInput({times});
    const seen = watch(input);
    input.value = 2.04;
    input.querySelector<HTMLElement>('[aria-label="One step forward"]')!.click();
    input.querySelector<HTMLElement>('[aria-label="One step back"]')!.click();
    expect(seen).toEqual([2.1, 2]);
    input.querySelector<HTMLElement>('[aria-label="Play"]')!.click();
    key(input, "End");
    expect(input.value).toBe(6);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("runControl", () => {
  type Report = {progress: number; rows: readonly unknown[]};

  /** A run that the test advances by hand. */
  function manual() {
    const calls: {
      onReport: (report: Report) => void;
      signal: AbortSignal;
      finish: () => void;
      fail: (error: Error) => void;
    }[] = [];
    const run = (options: {onReport: (report: Report) => void; signal: AbortSignal}) =>
      new Promise<number[]>((resolve, reject) => {
        options.signal.addEventListener("abort", () => reject(options.signal.reason));
        calls.push({...options, finish: () => resolve([]), fail: reject});
      });
    return {run, calls};
  }

  it("collects rows as they arrive and says when it is done", async () => {
    vi.useFakeTimers();
    const {run, calls} = manual();
    const input = runControl<number>({label: "Run", run});
    const seen = watch(input);
    input.querySelector("button")!.click();
    calls[0].onReport({progress: 0.4, rows: [1, 2]});
    calls[0].onReport({progress: 0.8, rows: [3]});
    expect(input.querySelector("progress")!.value).toBe(0.8);
    await vi.advanceTimersByTimeAsync(50);
    expect(seen).toEqual([[1, 2, 3]]);
    calls[0].finish();
    await vi.advanceTimersByTimeAsync(50);
    expect(input.querySelector('[role="status"]')!.textContent).toMatch(/^done/);
    expect(input.querySelector<HTMLButtonElement>(".run-start")!.disabled).toBe(false);
  });

  it("cancels by its button or when the cell goes, and keeps the rows", async () => {
    vi.useFakeTimers();
    const {run, calls} = manual();
    let invalidate = () => {};
    const invalidation = new Promise<void>((resolve) => {
      invalidate = resolve;
    });
    const input = runControl<number>({label: "Run", run, invalidation});
    document.body.append(input);
    const [start, cancel] = input.querySelectorAll("button");
    start.click();
    calls[0].onReport({progress: 0.5, rows: [1]});
    cancel.click();
    await vi.advanceTimersByTimeAsync(1);
    expect([calls[0].signal.aborted, input.value]).toEqual([true, [1]]);
    start.click();
    invalidate();
    await vi.advanceTimersByTimeAsync(1);
    expect(calls[1].signal.aborted).toBe(true);
  });

  it("leaves whoever presses a button at the one that comes in its place", async () => {
    vi.useFakeTimers();
    const {run, calls} = manual();
    const input = runControl<number>({label: "Run", run});
    document.body.append(input);
    const [start, cancel] = input.querySelectorAll("button");
    for (const end of [() => cancel.click(), () => calls[1].finish()]) {
      start.focus();
      start.click();
      expect(document.activeElement).toBe(cancel);
      end();
      await vi.advanceTimersByTimeAsync(1);
      expect(document.activeElement).toBe(start);
    }
  });

  it("shows why a run failed", async () => {
    vi.useFakeTimers();
    const {run, calls} = manual();
    const input = runControl<number>({label: "Run", run, autostart: true});
    document.body.append(input);
    calls[0].fail(new RangeError("dimension must be at least 2"));
    await vi.advanceTimersByTimeAsync(1);
    expect(input.querySelector('[role="status"]')!.textContent).toBe("failed: dimension must be at least 2");
  });
});
