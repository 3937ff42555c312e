import {expect, test} from "vitest";
import {withPreviews} from "../../cli/site/previews.js";

const link = (href: string, kind: string) => `<a href="${href}" class="ref ref-${kind}">x</a>`;
const pages = new Map([
  [
    "references",
    '<p id="A" class="reference"><span class="work">Doe. <em>A.</em> <a href="https://a.org">a</a>, 1.</span> Cited</p>'
  ],
  ["other", "<p id=\"eq-1\" class='katex-block'><span>x</span></p><p>y</p>"]
]);
const figures = {gap: {title: "a < b", caption: "<b>c</b>", width: 720, height: 400}};
const templates = (body: string) =>
  [
    ...withPreviews(`<main>${body}</main>`, {pages, figures}).matchAll(
      /<template data-preview="(.*?)">(.*?)<\/template>/g
    )
  ].map(([, ...rest]) => rest);

test("a page gets what it refers to on others, each once and without links", () => {
  const cited = link("./references#A", "citation");
  expect(
    templates(`${cited}${cited}${link("./other#eq-1", "equation")}${link("./other#figure-gap", "figure")}`)
  ).toEqual([
    ["./references#A", "Doe. <em>A.</em> a, 1."],
    ["./other#eq-1", "<p class='katex-block'><span>x</span></p>"],
    [
      "./other#figure-gap",
      '<p class="figure-title">a &lt; b</p><img src="./_file/figures/gap.svg" alt="" width="720" height="400">' +
        '<div class="figure-caption"><b>c</b></div>'
    ]
  ]);
});

test("nothing is copied of the page itself, nor where there is nothing", () => {
  expect(
    templates(link("#eq-1", "equation") + link("./other#eq-2", "equation") + link("./x#figure-own", "figure"))
  ).toEqual([]);
});
