// @vitest-environment jsdom
import fc from "fast-check";
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import {changeTo} from "../../src/components/input.js";
import {pageLink} from "../../src/components/pageLink.js";
import {parseQuery, printQuery, type Upgrade} from "../../src/components/query.js";
import {rangeInput} from "../../src/components/rangeInput.js";
import {selectInput} from "../../src/components/selectInput.js";
import {urlState} from "../../src/components/urlState.js";
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
          const {values: back, notes} = parseQuery(printQuery(values, fields), fields);
          expect(notes).toEqual([]);
          expect(back).toEqual(values);
        }
      ),
      {seed: 11, numRuns: 200}
    );
  });

  it("is short and readable, and holds every value, also where it is the default", () => {
    const {values} = parseQuery("", fields);
    expect(printQuery(values, fields)).toBe("?v=1&problem=He4&d=32&t=8&times=0,1");
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
    const {values, notes} = parseQuery("?d=1&problem=He4", fields);
    expect(values.d).toBe(32);
    expect(notes).toEqual(["The address asks for d=1, but d must be an integer from 2 to 1000; d=32 is used instead."]);
  });

  it("says of a repeated name which value is used, and of a strange one that it is left out", () => {
    const {values, notes} = parseQuery("?d=16&d=64&depth=3&constructor=1&utm_source=mail&fbclid=x", fields);
    expect(values.d).toBe(16);
    expect(notes).toEqual([
      "The address gives d more than once; the first, 16, is used instead of 64.",
      "The address asks for depth=3, which is no input of this page and is left out; its inputs are problem, d, t, times.",
      "The address asks for constructor=1, which is no input of this page and is left out; its inputs are problem, d, t, times."
    ]);
  });

  it("says no more than somebody reads, of an address however long", () => {
    const long = "n".repeat(100);
    const many = Array.from({length: 1000}, (_, i) => `${long}${i}=1`).join("&");
    const {notes} = parseQuery(`?d=1&${many}&${long}0=2`, fields);
    expect(notes).toHaveLength(6);
    expect(notes[0]).toMatch(/^The address gives n{37}… more than once/);
    expect(notes[5]).toBe("And 997 more parts of the address could not be used.");
    expect(Math.max(...notes.map((note) => note.length))).toBeLessThan(250);
  });

  it("never throws on any text, and notes all that it does not follow", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom("v", "d", "t", "problem", "x"), fc.string()), {maxLength: 6}),
        (pairs) => {
          const {values, notes} = parseQuery(`?${new URLSearchParams(pairs)}`, fields);
          const followed = parseQuery(printQuery(values, fields), fields);
          expect(followed).toEqual({values, notes: []});
          const names = pairs.map(([name]) => name);
          if (names.includes("x") || new Set(names).size < names.length) expect(notes.length).toBeGreaterThan(0);
        }
      ),
      {seed: 17, numRuns: 300}
    );
  });
});

describe("the version of a link", () => {
  // Version 2 called the dimension d, which was n before; version 3 counts times from 0 to 64, which were shares of 64.
  const upgrades: readonly Upgrade[] = [
    ({n, ...rest}) => (n === undefined ? rest : {...rest, d: n}),
    ({t, ...rest}) => (t === undefined ? rest : {...rest, t: String(64 * Number(t))})
  ];
  const read = (query: string) => parseQuery(query, fields, upgrades);

  it("leads every older one to the values that it meant", () => {
    fc.assert(
      fc.property(fc.integer({min: 2, max: 1000}), fc.integer({min: 0, max: 64}), (d, t) => {
        const meant = {values: {problem: "He6", d, t, times: [0, 1]}, notes: []};
        expect(read(`?problem=He6&n=${d}&t=${t / 64}`)).toEqual(meant);
        expect(read(`?v=1&problem=He6&n=${d}&t=${t / 64}`)).toEqual(meant);
        expect(read(`?v=2&problem=He6&d=${d}&t=${t / 64}`)).toEqual(meant);
        expect(read(`?v=3&problem=He6&d=${d}&t=${t}`)).toEqual(meant);
        expect(read(printQuery({...meant.values, problem: "He6"}, fields, 3))).toEqual(meant);
      }),
      {seed: 19, numRuns: 100}
    );
  });

  it("is written with the values", () => {
    expect(printQuery(read("").values, fields, 3)).toBe("?v=3&problem=He4&d=32&t=8&times=0,1");
  });

  it("does not touch an address that holds no value", () => {
    const fill: Upgrade = (written) => ({d: "8", ...written});
    expect(parseQuery("", fields, [fill]).values.d).toBe(32);
    expect(parseQuery("?v=1&utm_source=mail", fields, [fill]).values.d).toBe(32);
    expect(parseQuery("?problem=He4", fields, [fill]).values.d).toBe(8);
  });

  it("that is newer than the page, or none at all, is read as far as it goes, with a note", () => {
    const newer = read("?v=4&d=64&depth=2");
    expect(newer.values).toMatchObject({d: 64, t: 8});
    expect(newer.notes).toHaveLength(2);
    expect(newer.notes[0]).toContain("newer version of this page (v=4) than the one that is here (v=3)");
    for (const text of ["0", "x", "1.5", "-1", "", "999999999999"]) {
      const {values, notes} = read(`?v=${text}&d=64`);
      expect(values.d).toBe(64);
      expect(notes).toHaveLength(1);
      expect(notes[0]).toContain("the version must be a whole number from 1 to 3");
    }
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
    expect(location.search + location.hash).toBe("?v=1&problem=He6&d=32&t=8&times=0,1#part");
    replace.mockRestore();
  });

  it("puts into a link what has been changed a moment ago, and what has not been changed at all", () => {
    vi.useFakeTimers();
    const replace = vi.spyOn(history, "replaceState");
    const state = urlState(fields, {upgrades: [(written) => written]});
    const d = state.bind("d", dimension());
    document.body.append(d);
    key(d, "ArrowRight");
    const link = `${location.origin}/page?v=2&problem=He4&d=64&t=8&times=0,1#figure-gap`;
    expect(pageLink("figure-gap")).toBe(link);
    expect(location.search).toBe("?v=2&problem=He4&d=64&t=8&times=0,1");
    replace.mockClear();
    vi.advanceTimersByTime(1000);
    expect(replace).not.toHaveBeenCalled();
    replace.mockRestore();
  });

  it("keeps the version's name for itself", () => {
    expect(() => urlState({v: fields.d})).toThrow("no input can be called v");
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

  it("does not speak of the address where an input is made anew that lacks the value", () => {
    history.replaceState(null, "", "/page?d=64");
    const state = urlState(fields);
    state.bind("d", dimension());
    const fewer = state.bind("d", rangeInput({label: "d", values: [8, 16]}));
    expect([fewer.value, state.values.d]).toEqual([16, 16]);
    expect(state.note.textContent).toBe("With these inputs the page does not offer d=64; d=16 is used instead.");
  });

  it("leaves inputs alone that have gone on by themselves when a link within the page is followed", () => {
    history.replaceState(null, "", "/page?d=16");
    const d = dimension();
    const state = urlState(fields);
    state.bind("d", d);
    document.body.append(d);
    d.value = 64;
    history.pushState(null, "", "/page?d=16#there");
    window.dispatchEvent(new PopStateEvent("popstate"));
    expect([d.value, state.values.d]).toEqual([64, 16]);
  });

  it("keeps a change that was not written yet when a link within the page is followed", () => {
    history.replaceState(null, "", "/page");
    const state = urlState(fields);
    const d = state.bind("d", dimension());
    document.body.append(d);
    changeTo(d, 64);
    history.pushState(null, "", "/page#there");
    window.dispatchEvent(new PopStateEvent("popstate"));
    expect([d.value, location.hash]).toEqual([64, "#there"]);
    expect(location.search).toContain("d=64");
  });
});
