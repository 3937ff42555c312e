import {describe, expect, test} from "vitest";
import {problemOf} from "../../cli/dev/problem.js";
import {type News, Problems, sources} from "../../cli/dev/problems.js";

describe("a problem", () => {
  test("of a loader is what it threw, where, and the calls of our own that led there", () => {
    const complaint = `src/data/tail.arrow.ts failed (1):
/home/a/poly/src/experiments/tail.ts:155
    throw new RangeError("the tail is empty");
          ^

RangeError: the tail is empty
    at run (/home/a/poly/src/experiments/tail.ts:155:11)
    at next (<anonymous>)
    at async loadRows (file:///home/a/poly/store/experiment.ts:30:5)
    at async ModuleJob.run (node:internal/modules/esm/module_job:325:25)

Node.js v20.20.2`;
    expect(problemOf(complaint, "/home/a/poly")).toEqual({
      message: "RangeError: the tail is empty",
      file: "src/experiments/tail.ts:155",
      stack: [
        "at run (src/experiments/tail.ts:155:11)",
        "at next (<anonymous>)",
        "at async loadRows (store/experiment.ts:30:5)"
      ]
    });
  });

  test("of a page names modules by their sources, and not by lines of what they are compiled to", () => {
    const stack = `
    at run (http://127.0.0.1:3000/_import/experiments/gap.js?sha=0a1b:12:3)
    at main (http://127.0.0.1:3000/_observablehq/client.js:1:9)
    at http://127.0.0.1:3000/approximation-gap?d=8:214:7`;
    expect(problemOf(stack)).toEqual({
      message: "",
      file: "src/experiments/gap.ts",
      stack: ["at run (src/experiments/gap.ts)", "at page /approximation-gap"]
    });
  });

  test("without a stack is its text", () => {
    expect(problemOf("line 3: unexpected token")).toEqual({
      message: "line 3: unexpected token",
      file: undefined,
      stack: []
    });
  });
});

test("problems are told until they are mended; a change forgets those of pages and modules", () => {
  const problems = new Problems();
  const heard: News[] = [];
  const told = () => heard.at(-1)!.problems.map(({message}) => message);
  const end = problems.listen((news) => void heard.push(news));
  for (const key of [sources, "/_file/data/a.json", "/_import/a.js", "/gap"]) problems.set(key, problemOf(`${key}.`));
  expect(told()).toEqual([`${sources}.`, "/_file/data/a.json.", "/_import/a.js.", "/gap."]);
  problems.changed();
  expect(told()).toEqual([`${sources}.`, "/_file/data/a.json."]);
  expect(heard.at(-1)!.changes).toBe(1);
  problems.clear(sources);
  problems.clear("/_file/data/a.json");
  expect(told()).toEqual([]);
  problems.set("page", {message: "Error: no b", stack: ["at c"]});
  problems.set("/b", {message: "no b", file: "src/b.md", stack: []});
  expect(heard.at(-1)!.problems).toEqual([{message: "Error: no b", file: "src/b.md", stack: ["at c"]}]);
  problems.clear("/b");
  expect(told()).toEqual([]);
  end();
  problems.changed();
  expect(heard.at(-1)!.changes).toBe(1);
});
