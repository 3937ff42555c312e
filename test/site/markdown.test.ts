import {createRequire} from "node:module";
import {join} from "node:path";
import {JSDOM} from "jsdom";
import {expect, test, vi} from "vitest";
import {root} from "../../cli/site/folders.js";
import {moduleOf} from "../cells.js";

process.chdir(root);
const {readConfig} = await import("@observablehq/framework/dist/config.js");
const {parseMarkdown} = await import("@observablehq/framework/dist/markdown.js");
const config = await readConfig();
/** What each span holds that a formula shares with the signs at it, the formula as F. */
function kept(text: string): string[] {
  const {document} = new JSDOM(parse(text).body).window;
  for (const formula of document.querySelectorAll(".katex")) formula.replaceWith("F");
  return [...document.querySelectorAll(".kept")].map(({textContent}) => textContent);
}

const parse = (text: string) => parseMarkdown(text, {...config, path: "/page"});

test("formulas are rendered, and leave ${…} to Framework", () => {
  const {body, code} = parse('A gap of ${1 + 1} is $m^{-1/2}$, for $5 and ${"$"}.');
  expect(body.match(/class="katex"/g)).toHaveLength(1);
  expect(code.map(({node}) => node.input)).toEqual(["1 + 1", '"$"']);
});

test("a formula and the signs at it stand in one line, which may break between the formula’s parts", () => {
  expect(kept("Let ($a$), $b$ and $c$; the $k$-th, $d$-dimensional $f$.")).toEqual(["(F),", "F;", "F-th,", "F-", "F."]);
  expect(kept("As $a$ or **$b$** is")).toEqual([]);
  expect(kept("$a$, $b$")).toEqual(["F,"]);
  const {body} = parse("Here $a + b = c$, and $x$.");
  expect(body.match(/<wbr><span class="base">/g)).toHaveLength(2);
});

test("a numbered display can be linked to", () => {
  const {body} = parse("$$\n\\dot R = -\\int |\\nu|^2 \\tag{4a}\n$$\n\n$$x$$");
  expect(body.match(/<p id="eq-4a"/g)).toHaveLength(1);
  expect(body.match(/katex-display/g)).toHaveLength(2);
});

test("a formula that KaTeX cannot read is reported", () => {
  const report = vi.spyOn(console, "error").mockImplementation(() => {});
  expect(parse("$\\nosuch$").body).toContain("katex-error");
  expect(report).toHaveBeenCalledOnce();
  report.mockRestore();
});

test("a figure's cell stands in an element that can be linked to", () => {
  const {body, code} = parse("```js figure=gap\ndisplay(1)\n```");
  expect(body).toMatch(
    /^<div class="figure" id="figure-gap"><p class="figure-number">Figure 1<\/p><div class="observablehq /
  );
  expect(body).toMatch(
    /<observablehq-loading class="static-figure" data-figure="gap"><\/observablehq-loading><!--:[0-9a-f]{8}:-->/
  );
  // In a task of its own, for which it waits.
  expect(code.map(({node}) => node.async)).toEqual([true]);
  expect(parse("```js\ndisplay(1)\n```").code.map(({node}) => node.async)).toEqual([false]);
});

test("an empty gallery block becomes the gallery, which a preview does not have", () => {
  expect(parse("```gallery\n```").body).toContain("once the site is built");
});

test("a wide table scrolls by itself", () => {
  expect(parse("| a |\n| - |\n| b |").body).toMatch(
    /^<section class="wide-table"[^>]*><table>[\s\S]*<\/table><\/section>$/m
  );
});

test("other cells are Framework's own", () => {
  expect(parse("```js\ndisplay(1)\n```").body).not.toContain("figure");
});

test("cells become one module in which they see one another's settled values", () => {
  const {code} = parse('```js\nimport {a} from "./a.js";\nconst b = fetch(a);\n```\n\n```js\nb.status\n```');
  const text = moduleOf(code, "../..");
  expect(text).toContain('import {a} from "../../a.js";');
  expect(text).toContain('declare const b: Cells<Awaited<ReturnType<typeof cell0>>>["b"];');
  expect(text).toMatch(/void \(async \(\) => \(b\.status\s*\)\);/);
});

test("the rules of Framework's parser that we rely on are those of the installed version", () => {
  const require = createRequire(join(root, "package.json"));
  expect(require("@observablehq/framework/package.json").version).toBe("1.13.4");
});

test("a page with sections lists them below its title", () => {
  const sections = "## The gap $\\Omega_t$\n\n## Why < how\n\n## Sources\n";
  expect(parse(`# Page\n\nText.\n\n${sections}`).body).toContain(
    '<details class="contents"><summary>Contents</summary><ol><li><a href="#the-gap">The gap Ω_t</a></li>' +
      '<li><a href="#why-how">Why &lt; how</a></li><li><a href="#sources">Sources</a></li></ol></details>'
  );
  expect(parse("# Page\n\n## One\n\n## Two").body).not.toContain("Contents");
});
