import {describe, expect, test} from "vitest";
import {frontMatterOf, frontMatters} from "../../cli/site/frontMatter.js";
import {checkPrerequisites, usesOf} from "../../cli/site/prerequisites.js";
import {readingMinutes} from "../../cli/site/reading.js";

describe("front matter", () => {
  test("names a page's title and prerequisites", () => {
    const text = "---\ntitle: The gap\nindex: false\nprerequisites: [a-b, c]\n---\n\ntitle: no\n";
    expect(frontMatterOf(text)).toEqual({title: "The gap", prerequisites: ["a-b", "c"]});
    expect(frontMatterOf("---\ntitle: A\n---\n")).toEqual({title: "A", prerequisites: []});
  });
});

const pages = (list: Readonly<Record<string, readonly string[]>>) =>
  new Map(Object.entries(list).map(([name, prerequisites]) => [name, {prerequisites}]));

describe("prerequisites", () => {
  test("of these pages exist, and go round in no circle", () => {
    const all = frontMatters();
    expect(all.size).toBeGreaterThan(15);
    expect([...all.values()].filter(({prerequisites}) => prerequisites.length > 0).length).toBeGreaterThan(8);
    checkPrerequisites(all);
  });

  test("that are no pages are refused with the nearest one", () => {
    expect(() => checkPrerequisites(pages({gap: ["mean-feild-pde"], "mean-field-pde": []}))).toThrow(
      'src/gap.md has the prerequisite "mean-feild-pde", which is no page; did you mean mean-field-pde? the pages are gap, mean-field-pde'
    );
  });

  test("that go round in a circle are refused with the circle", () => {
    expect(() => checkPrerequisites(pages({z: ["a"], a: ["b"], b: ["c"], c: ["a"]}))).toThrow(
      "a needs b needs c needs a"
    );
    checkPrerequisites(pages({a: ["b", "c"], b: ["c"], c: []}));
  });

  test("tell where a page is used", () => {
    expect(usesOf("c", pages({a: ["b", "c"], b: ["c"], c: []}))).toEqual(["a", "b"]);
  });
});

test("the time to read counts words, formulas and figures, and no code", () => {
  const words = (count: number) => ({type: "text", content: "word ".repeat(count)});
  const inline = (...children: {type: string; content?: string}[]) => ({type: "inline", children});
  const many = <Item>(count: number, item: Item): Item[] => Array.from({length: count}, () => item);
  expect(readingMinutes([inline(words(660))])).toBe(3);
  expect(readingMinutes([inline(words(10))])).toBe(1);
  expect(readingMinutes([inline(...many(60, {type: "math_inline", content: "x"}))])).toBe(2);
  expect(readingMinutes(many(10, {type: "math_block", content: "x"}))).toBe(2);
  expect(readingMinutes(many(4, {type: "fence", info: "js figure=gap", content: "word ".repeat(999)}))).toBe(2);
  expect(readingMinutes([{type: "fence", info: "js", content: "word ".repeat(999)}])).toBe(1);
  expect(readingMinutes([{type: "html_block", content: `<p class="a b c">${"word ".repeat(440)}</p>`}])).toBe(2);
});
