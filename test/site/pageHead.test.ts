import {expect, test} from "vitest";
import {rasterise} from "../../cli/figures/raster.js";
import {cardSize, cardSvg} from "../../cli/site/card.js";
import {bibtexOf, citationBlock, parseCitation, readCitation} from "../../cli/site/citation.js";
import {sitemap, siteUrl, withPageHead} from "../../cli/site/pageHead.js";
import {textOf} from "../sources.js";

const citation = {title: "Polywidth", authors: ["A", "B"], date: "2026-11-28", version: "1"};
const page = (claim: string) =>
  `<title>Gap | Polywidth</title>\n<meta name="description" content="all">\n<main><div class="claim">${claim}</div>` +
  '<observablehq-loading class="static-figure" data-figure="gap"></observablehq-loading></main>';
const claim =
  '<p>A "gap" of <b>size</b> <span class="katex"><math><mi>m</mi><annotation>\\sqrt m</annotation></math><span class="katex-html">√m</span></span>. More words.</p>';

test("says of a page what its claim says, without markup and with each formula once", () => {
  const html = withPageHead(page(claim), {path: "gap", citation});
  expect(html).toContain('<meta name="description" content="A &quot;gap&quot; of size \\sqrt m. More words.">');
  expect(html).not.toContain('content="all"');
  expect(html.match(/citation_author/g)).toHaveLength(2);
  expect(html).toContain('<meta name="citation_publication_date" content="2026/11/28">');
  expect(html).not.toContain("og:image");
});

test("ends a description after a sentence", () => {
  const html = withPageHead(page(`${"a".repeat(290)}. ${"b".repeat(40)}.`), {path: "", citation});
  expect(/name="description" content="([^"]*)"/.exec(html)![1]).toBe(`${"a".repeat(290)}.`);
});

test("keeps the description that all pages share where a page has no claim", () => {
  const html = withPageHead('<title>N</title><meta name="description" content="all">', {path: "n", citation});
  expect(html).toContain('content="all"');
  expect(() => withPageHead("<title>N</title>", {path: "n", citation})).toThrow(/description/);
});

test("has absolute addresses where the site's own is known", () => {
  const url = siteUrl("https://example.org/poly")!;
  const html = withPageHead(page(claim), {path: "gap", citation, url});
  expect(html).toContain('<link rel="canonical" href="https://example.org/poly/gap">');
  expect(html).toContain('<meta property="og:image" content="https://example.org/poly/_file/cards/gap.png">');
  expect(html).toContain('<meta property="og:image:width" content="1200">');
  expect(sitemap(["", "gap"], url)).toContain("<loc>https://example.org/poly/gap</loc>");
  expect(siteUrl("")).toBeUndefined();
  expect(() => siteUrl("example.org")).toThrow(/POLYWIDTH_URL is "example.org"; it must be/);
});

test("cites what CITATION.cff says of the project itself", async () => {
  const {title, authors, date} = await readCitation();
  expect(title).toBe("Polywidth: how wide is wide enough?");
  expect(authors).toEqual(["Polywidth contributors"]);
  expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(() => parseCitation("title: a\nreferences:\n  - name: b")).toThrow(/no authors/);
  expect(() => parseCitation("title: a\nauthors:\n  - name: b\n")).toThrow(/no date-released/);
});

test("the picture of a page's card is a figure in the shape that cards have", async () => {
  const figure =
    '<svg xmlns="http://www.w3.org/2000/svg" width="720" height="403" viewBox="0 0 720 403"><rect width="720" height="403"/></svg>';
  const png = Buffer.from(await rasterise(cardSvg(figure)));
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([cardSize.width, cardSize.height]);
  expect(cardSvg(figure)).toContain('<svg x="14" y="14" width="572" height="287" xmlns');
  expect(() => cardSvg("<svg></svg>")).toThrow(/viewBox/);
});

test("offers as BibTeX what CITATION.cff says of the notebook and of the paper", async () => {
  const text = textOf("CITATION.cff");
  const {version, date} = await readCitation();
  expect(bibtexOf(text)).toBe(`@software{polywidth${date.slice(0, 4)},
  title = {{Polywidth: how wide is wide enough?}},
  author = {{Polywidth contributors}},
  year = {${date.slice(0, 4)}},
  version = {${version}}
}

@inproceedings{glasgow2025,
  author = {Glasgow, Margalit and Wu, Denny and Bruna, Joan},
  title = {Mean-field analysis of polynomial-width two-layer neural network beyond finite time horizon},
  booktitle = {Proceedings of the Thirty Eighth Conference on Learning Theory},
  volume = {291},
  pages = {2461--2539},
  year = {2025}
}`);
  expect(bibtexOf(text, siteUrl("https://example.org/poly"))).toContain("  url = {https://example.org/poly/}\n");
  expect(version).toBe(JSON.parse(textOf("package.json")).version);
  expect(citationBlock()).toMatch(/^<pre data-language="bibtex" data-copy=""><code[^>]*>@software/);
});
