import {expect, test} from "vitest";
import {root} from "../../cli/site/folders.js";

process.chdir(root);
const {readConfig} = await import("@observablehq/framework/dist/config.js");
const {parseMarkdown} = await import("@observablehq/framework/dist/markdown.js");
const config = await readConfig();
const bodyOf = (text: string) => parseMarkdown(text, {...config, path: "/page"}).body.trim();
const note = (number: number, words: string) =>
  `<input type="checkbox" class="note-switch" id="note-${number}" aria-label="Note ${number}">` +
  `<label class="note-mark" for="note-${number}"><sup>${number}</sup></label>` +
  `<span class="margin-note" role="note"><sup>${number}</sup> ${words}</span>`;

test("a note stands where it is called, numbered in that order, wherever it is defined", () => {
  expect(bodyOf("[^b]: *Second*, by @KY.\n\nOne.^[First, of [two](./notation).] Two.[^b] Three.")).toBe(
    `<p>One.${note(1, 'First, of <a href="./notation">two</a>.')} ` +
      `Two.${note(2, '<em>Second</em>, by <a href="./references#KY" class="ref ref-citation" id="cite-KY">Kushner and Yin (2003)</a>.')} Three.</p>`
  );
});

test("a note may hold a formula, and a reference that leads nowhere is found in it", () => {
  expect(bodyOf("x^[with $y$]")).toMatch(/role="note"><sup>1<\/sup> with <span class="katex">/);
  expect(() => bodyOf("x^[see @eq-9]")).toThrow("the equation @eq-9");
});

test("a note that is no paragraph, and one that is used twice, are refused", () => {
  expect(() => bodyOf("x[^1]\n\n[^1]: - a\n    - b")).toThrow("the note [^1] must be one paragraph");
  expect(() => bodyOf("x[^1] y[^1]\n\n[^1]: a")).toThrow("used twice");
});
