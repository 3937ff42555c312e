// @vitest-environment jsdom
import fc from "fast-check";
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import {rangeInput} from "../../src/components/rangeInput.js";
import {selectInput} from "../../src/components/selectInput.js";
import {complaintText, parseQuery, printQuery, urlState} from "../../src/components/urlState.js";
import {choice, increasing, integer, real} from "../../src/experiments/parameter.js";

const fields = {
  problem: choice({name: "problem", description: "", names: ["He3", "He4", "He6"], default: "He4"}),
  d: integer({name: "d", description: "", least: 2, most: 1000, default: 32}),
  t: real({name: "t", description: "", least: 0, most: 64, default: 8}),
  times: increasing({name: "times", description: "", least: 0, most: 64, default: [0, 1]})
};

beforeEach(() => {
  document.body.replaceChildren();
  history.replaceState(null, "", "/page");
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the query", () => {
  it("is read back as it was written, whatever the values", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("He3" as const, "He4" as const, "He6" as const),
        fc.integer({min: 2, max: 1000}),
        fc.double({min: 0, max: 64, noNaN: true}),
        fc.uniqueArray(fc.double({min: 0, max: 64, noNaN: true}), {
          minLength: 1,
          maxLength: 5,
          comparator: "IsStrictlyEqual"
        }),
        (problem, d, t, times) => {
          const values = {problem, d, t: t + 0, times: times.map((x) => x + 0).sort((a, b) => a - b)};
          const {values: back, complaints} = parseQuery(printQuery(values, fields), fields);
          expect(complaints).toEqual([]);
          expect(back).toEqual(values);
        }
      ),
      {seed: 11, numRuns: 200}
    );
  });

  it("is short and readable, and keeps what is not ours", () => {
    const {values} = parseQuery("", fields);
    expect(printQuery(values, fields, "?d=7&from=mail")).toBe("?problem=He4&d=32&t=8&times=0,1&from=mail");
  });

  it("never throws and never lets a bad value through", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (d, t) => {
        const {values} = parseQuery(`?${new URLSearchParams({d, t})}`, fields);
        expect(Number.isInteger(values.d) && values.d >= 2 && values.d <= 1000).toBe(true);
        expect(values.t >= 0 && values.t <= 64).toBe(true);
      }),
      {seed: 13, numRuns: 300}
    );
  });

  it("complains with value, range and remedy", () => {
    const {values, complaints} = parseQuery("?d=1&problem=He4", fields);
    expect(values.d).toBe(32);
    expect(complaints.map(complaintText)).toEqual([
      "The address asks for d=1, but d must be an integer from 2 to 1000; d=32 is used instead."
    ]);
  });
});

describe("urlState", () => {
  const dimension = () => rangeInput({label: "d", values: [8, 16, 32, 64]});
  const key = (input: HTMLElement, name: string) =>
    input
      .querySelector("input")!
      .dispatchEvent(new KeyboardEvent("keydown", {key: name, bubbles: true, cancelable: true}));

  it("sets inputs from the address and writes changes back, not more than once in a while", () => {
    vi.useFakeTimers();
    history.replaceState(null, "", "/page?d=16&problem=He6#part");
    const replace = vi.spyOn(history, "replaceState");
    const state = urlState(fields);
    const d = state.bind("d", dimension());
    const problem = state.bind("problem", selectInput({label: "problem", values: ["He3", "He4", "He6"]}));
    document.body.append(d, problem);
    expect([d.value, problem.value, state.note.hidden]).toEqual([16, "He6", true]);
    for (const name of ["ArrowRight", "ArrowRight", "ArrowLeft"]) key(d, name);
    expect(replace).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1000);
    expect(replace).toHaveBeenCalledTimes(1);
    expect(location.search + location.hash).toBe("?problem=He6&d=32&t=8&times=0,1#part");
    replace.mockRestore();
  });

  it("follows Back and Forward", async () => {
    const state = urlState(fields);
    const d = state.bind("d", dimension());
    document.body.append(d);
    const seen: number[] = [];
    d.addEventListener("input", () => seen.push(d.value));
    history.pushState(null, "", "/page?d=64");
    window.dispatchEvent(new PopStateEvent("popstate"));
    expect([d.value, state.values.d, seen]).toEqual([64, 64, [64]]);
  });

  it("shows a note for a value that is out of range, and for one that the page does not offer", () => {
    history.replaceState(null, "", "/page?d=20&t=65");
    const state = urlState(fields);
    const d = state.bind("d", dimension());
    expect(d.value).toBe(16);
    expect(state.values.d).toBe(16);
    expect(state.note.getAttribute("role")).toBe("status");
    expect(state.note.hidden).toBe(false);
    expect(state.note.textContent).toContain("t must be a number from 0 to 64");
    expect(state.note.textContent).toContain("d=20, which this page does not offer; d=16");
  });
});
