import {expect, test} from "vitest";
import {root} from "../../cli/site/folders.js";
import {cssNames} from "../../src/components/colors.js";
import {filesBelow, textOf} from "../sources.js";

process.chdir(root);
const {readConfig} = await import("@observablehq/framework/dist/config.js");
const {parseMarkdown} = await import("@observablehq/framework/dist/markdown.js");
const config = await readConfig();
const bodyOf = (text: string) => parseMarkdown(text, {...config, path: "/page"}).body;

test("a symbol of a formula has the class of its quantity, also in a display, and its source is LaTeX", () => {
  const body = bodyOf(
    "$\\sym{mean-field}{\\bar w_{i_{\\text{a}}}} > 0$\n\n$$\\begin{aligned}\\sym{gronwall}{e^{Lt}} &= 1\\end{aligned} \\tag{1}$$"
  );
  expect(body.match(/class="enclosing q q-[\w-]+"/g)).toEqual([
    'class="enclosing q q-mean-field"',
    'class="enclosing q q-gronwall"'
  ]);
  expect(body.match(/<annotation[^>]*>(.*?)<\/annotation>/)?.[1]).toBe("\\bar w_{i_{\\text{a}}} &gt; 0");
});

test("a quantity that does not exist ends the build with the nearest one", () => {
  expect(() => bodyOf("$\\sym{groenwall}{x}$")).toThrow("did you mean gronwall?");
});

test("no other HTML gets into a formula", () => {
  for (const text of ["\\htmlClass{note}{x}", "\\htmlStyle{color: red}{x}", "\\href{https://a.org}{x}"])
    expect(bodyOf(`$${text}$`)).not.toMatch(/class="enclosing|style="color: red|href=/);
});

test("the words that name a quantity name one that exists", () => {
  const files = [...filesBelow("src", /^src\/[^/]*\.md$/), ...filesBelow("src/components", /\.ts$/)];
  const names = files.flatMap((file) => Array.from(textOf(file).matchAll(/"q q-([\w-]+)"/g), ([, name]) => name!));
  expect(names.length).toBeGreaterThan(5);
  for (const name of names) expect([...cssNames]).toContain(name);
});
