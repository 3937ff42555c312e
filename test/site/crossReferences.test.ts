import {expect, test} from "vitest";
import {root} from "../../cli/site/folders.js";

process.chdir(root);
const {readConfig} = await import("@observablehq/framework/dist/config.js");
const {parseMarkdown} = await import("@observablehq/framework/dist/markdown.js");
const config = await readConfig();
const bodyOf = (text: string) => parseMarkdown(text, {...config, path: "/page"}).body.trim();
const link = (href: string, kind: string, words: string, id = "") =>
  `<a href="${href}" class="ref ref-${kind}"${id && ` id="${id}"`}>${words}</a>`;

test("a work is cited by its authors and year, in the sentence, in parentheses or in one's own words", () => {
  const cite = (words: string, id = "cite-MMN") => link("./references#MMN", "citation", words, id);
  expect(bodyOf("@MMN prove it.")).toBe(`<p>${cite("Mei, Montanari and Nguyen (2018)")} prove it.</p>`);
  expect(bodyOf("It holds [@MMN, Theorem 3].")).toBe(
    `<p>It holds (${cite("Mei, Montanari and Nguyen, 2018")}, Theorem 3).</p>`
  );
  expect(bodyOf("By [a *classic*](@MMN).")).toBe(`<p>By ${cite("a <em>classic</em>")}.</p>`);
});

test("several works stand in one pair of parentheses; of many authors the first is named, and a work without any by its title", () => {
  const [first, second] = ["GMMM", "WPoC"].map(
    (key) => `href="./references#${key}" class="ref ref-citation" id="cite-${key}"`
  );
  expect(bodyOf("Known [@GMMM; @WPoC].")).toBe(
    `<p>Known (<a ${first}>Ghorbani et al., 2021</a>; ` +
      `<a ${second}>“Uniform-in-time weak propagation of chaos in shallow neural networks”, 2026</a>).</p>`
  );
});

test("only the first citation of a work on a page has the anchor that the page of references links back to", () => {
  expect(bodyOf("@SG and @SG, and again [here](@SG)").match(/id="cite-SG"/g)).toHaveLength(1);
});

test("an equation and a figure are called by their numbers, on this page and on another", () => {
  const page = "$$x \\tag{4a}$$\n\n```js figure=one\ndisplay(1)\n```\n\n```ts figure=two-b\ndisplay(2)\n```\n\n";
  expect(bodyOf(`${page}See @eq-4a–@eq-4a, @fig-two-b.`)).toContain(
    `<p>See ${link("#eq-4a", "equation", "(4a)")}–${link("#eq-4a", "equation", "(4a)")}, ${link("#figure-two-b", "figure", "Figure 2")}.</p>`
  );
  expect(bodyOf("@approximation-gap/eq-A and @approximation-gap/fig-gap")).toBe(
    `<p>${link("./approximation-gap#eq-A", "equation", "(A) of “The approximation gap”")} and ` +
      `${link("./approximation-gap#figure-gap", "figure", "Figure 1 of “The approximation gap”")}</p>`
  );
  expect(bodyOf("[below](@index/fig-hero)")).toBe(`<p>${link("./#figure-hero", "figure", "below")}</p>`);
});

test("figures are numbered above their places", () => {
  const body = bodyOf(
    "```js figure=one\ndisplay(1)\n```\n\n```js\ndisplay(0)\n```\n\n```js figure=two\ndisplay(2)\n```"
  );
  expect(
    [...body.matchAll(/id="figure-(\w+)"><p class="figure-number">(.*?)<\/p>/g)].map(([, ...rest]) => rest)
  ).toEqual([
    ["one", "Figure 1"],
    ["two", "Figure 2"]
  ]);
});

test.each([
  ["@GWBB", /src\/page\.md cites @GWBB, which src\/references\.bib does not have; did you mean @GWB\?/],
  ["[@MNN, Theorem 1]", /did you mean @MMN\?/],
  ["$$x \\tag{3}$$\n\n@eq-4", /src\/page\.md refers to the equation @eq-4, .* did you mean @eq-3\? .*\\tag\{4\}/],
  ["```js figure=gap\ndisplay(1)\n```\n\n@fig-gab", /the figure @fig-gab, .* did you mean @fig-gap\? .*figure=gab/],
  ["@approximation-gap/fig-gab", /which src\/approximation-gap\.md does not have; did you mean @fig-gap\?/],
  ["@nowhere/eq-1", /there is no page src\/nowhere\.md/],
  ["[words](@eq)", /cites @eq/],
  ["[words](@a-b)", /links to @a-b, which is no name/]
])("%j ends the build, and says what to do", (text, message) => {
  expect(() => bodyOf(text)).toThrow(message);
});

test("code, addresses and an escaped sign are left alone", () => {
  for (const text of ["`@nobody`", "me@nowhere.org", "\\@nobody", "@ home"]) expect(bodyOf(text)).not.toContain("ref-");
});
