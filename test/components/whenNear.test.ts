import {JSDOM} from "jsdom";
import {afterEach, beforeEach, expect, test, vi} from "vitest";

/** A page of three places, a reader who comes near them, and the idle time of the browser. */
async function openPage(query = "") {
  const places = ["a", "b", "c"].map((id) => `<p id="${id}"></p>`);
  const value = '<observablehq-loading id="value"></observablehq-loading>';
  const {window} = new JSDOM([...places, value].join(""), {url: `http://localhost/${query}`});
  const near = new Map<Element, () => void>();
  const idle: (() => void)[] = [];
  const globals = {
    document: window.document,
    location: window.location,
    addEventListener: window.addEventListener.bind(window),
    requestIdleCallback: (act: () => void) => idle.push(act),
    IntersectionObserver: class {
      constructor(readonly heard: (entries: {isIntersecting: boolean}[]) => void) {}
      observe(element: Element) {
        near.set(element, () => this.heard([{isIntersecting: true}]));
        this.heard([{isIntersecting: false}]);
      }
    }
  };
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  const {whenNear, followChanges} = await import("../../src/components/whenNear.js");
  const place = (id: string) => window.document.getElementById(id)!;
  return {
    whenNear,
    followChanges,
    come: (id: string) => near.get(place(id))!(),
    waits: (id: string) => place(id).hasAttribute("data-waiting"),
    change: () => place("a").dispatchEvent(new window.Event("input")),
    /** Gives the page idle time once; whether it had asked for it. */
    rest: () => {
      const act = idle.shift();
      act?.();
      return act !== undefined;
    }
  };
}

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllGlobals());

test("what waits happens once, when the reader comes near the first of its places, in the order of the page", async () => {
  const {whenNear, come, waits} = await openPage();
  const done: string[] = [];
  whenNear(["a", "b"], () => done.push("rows"));
  whenNear(["a"], () => done.push("figure a"));
  whenNear(["b"], () => done.push("figure b"));
  expect([done, waits("a"), waits("b"), waits("c")]).toEqual([[], true, true, false]);
  come("b");
  expect([done, waits("a"), waits("b")]).toEqual([["rows", "figure b"], true, false]);
  for (let n = 0; n < 2; ++n) come("a");
  expect(done).toEqual(["rows", "figure b", "figure a"]);
});

test("once an input has changed the others follow, one whenever the page is idle", async () => {
  const {whenNear, followChanges, change, rest} = await openPage();
  const done: string[] = [];
  for (const id of ["a", "b", "c"]) whenNear([id], () => done.push(id));
  followChanges();
  expect(rest()).toBe(false);
  for (let n = 0; n < 2; ++n) change();
  expect(done).toEqual([]);
  for (const seen of [["a"], ["a", "b"], ["a", "b", "c"]]) {
    expect(rest()).toBe(true);
    expect(done).toEqual(seen);
  }
  rest();
  expect(rest()).toBe(false);
});

test("with values in the address they follow from the start, also those that come late", async () => {
  const {whenNear, followChanges, rest} = await openPage("?d=8");
  const done: string[] = [];
  followChanges();
  while (rest());
  whenNear(["a"], () => done.push("a"));
  whenNear(["b"], () => done.push("b"));
  while (rest());
  expect(done).toEqual(["a", "b"]);
});

test("a value in the text, where nothing stands meanwhile, is filled in when the page has been idle for a while", async () => {
  vi.useFakeTimers();
  const {whenNear, waits, rest} = await openPage();
  const done: string[] = [];
  whenNear(["a"], () => done.push("figure"));
  whenNear(["value"], () => done.push("value"));
  vi.advanceTimersByTime(2000);
  expect([rest(), done]).toEqual([false, []]);
  vi.advanceTimersByTime(2000);
  expect([rest(), done, waits("a"), waits("value")]).toEqual([true, ["value"], true, false]);
  vi.useRealTimers();
});

test("a browser that cannot tell what is near does everything at once", async () => {
  const {whenNear} = await openPage();
  vi.stubGlobal("IntersectionObserver", undefined);
  const done: string[] = [];
  whenNear(["a"], () => done.push("rows"));
  whenNear(["a"], () => done.push("figure"));
  expect(done).toEqual(["rows", "figure"]);
});
