import {readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {namesOf, parseBibliography, readBibliography, workHtml} from "../../cli/site/bibliography.js";
import {root} from "../../cli/site/folders.js";
import {keysIn, referenceList} from "../../cli/site/references.js";

const read = (name: string) => readFileSync(join(root, name), "utf8");
const works = readBibliography();

test("an entry is printed by its kind", () => {
  const [article, book, paper, preprint] = parseBibliography(`
    @article{A, author = {Doe, J. and Roe, R.}, title = {On {X} & Y}, journal = {J}, volume = 1, number = {2}, pages = {3--4}, year = 1999}
    @book{B, author = {Doe, J.}, title = {B}, edition = {Second}, publisher = {P}, year = {2003}}
    @inproceedings{C, author = {Doe, J. and Roe, R. and Poe, E.}, title = {C}, booktitle = {Proc}, series = {S}, volume = {9},
      year = {2001}, note = {Award}, url = {https://arxiv.org/abs/1.2}}
    @misc{D, title = {D}, url = {https://arxiv.org/abs/3.4}, year = {2002}}`).values();
  const arxiv = (number: string) => `<a href="https://arxiv.org/abs/${number}">arXiv:${number}</a>`;
  expect(workHtml(article!)).toBe("J. Doe and R. Roe. <em>On X &amp; Y.</em> J 1(2):3–4, 1999.");
  expect(workHtml(book!)).toBe("J. Doe. <em>B.</em> Second edition, P, 2003.");
  expect(workHtml(paper!)).toBe(`J. Doe, R. Roe and E. Poe. <em>C.</em> Proc, S 9, 2001. Award, ${arxiv("1.2")}.`);
  expect(workHtml(preprint!)).toBe(`<em>D.</em> ${arxiv("3.4")}, 2002.`);
  expect([article, paper, preprint].map((work) => namesOf(work!))).toEqual(["Doe and Roe", "Doe, Roe and Poe", "“D”"]);
});

test("an entry without a year, and a key that is there twice, are refused", () => {
  expect(() => parseBibliography("@misc{A, title = {A}}")).toThrow("the entry A has no year");
  expect(() => parseBibliography("@misc{A, title={A}, year=1} @misc{A, title={B}, year=2}")).toThrow(
    "two entries with the key A"
  );
});

test("the page of references lists every work once", () => {
  const listed = [...read("src/references.md").matchAll(/^```references\n([\s\S]*?)^```/gm)];
  const keys = listed.flatMap(([, keys]) => keys!.trim().split("\n"));
  expect(keys.toSorted()).toEqual([...works.keys()].toSorted());
});

test("a listed work links back to where it is cited", () => {
  const html = referenceList("McDiarmid\n");
  expect(html).toMatch(/^<p id="McDiarmid" class="reference"><span class="work">Colin McDiarmid\. /);
  expect(html).toContain('Cited on <a href="./propagation-of-chaos#cite-McDiarmid">Propagation of chaos</a>.');
  expect(() => referenceList("McDiarmed")).toThrow("did you mean @McDiarmid?");
});

test("keys are found in prose, and not in code", () => {
  expect(keysIn("@A, [@B, p. 3; @C] and [d](@D)\n\n```js\n@E\n```\n`@F` x@G.org @eq-1 @a/fig-b \\@H @A")).toEqual([
    ..."ABCD"
  ]);
});

test("the paper is the same in CITATION.cff and in the bibliography", () => {
  const [, cited] = read("CITATION.cff").split(/^references:\n/m);
  const field = (name: string) => new RegExp(`^ +(?:- )?${name}: "?(.+?)"?$`, "m").exec(cited!)?.[1];
  const authors = [...cited!.matchAll(/- family-names: (.+)\n +given-names: (.+)/g)];
  const {title, year, authors: own, fields} = works.get("GWB")!;
  expect([field("title"), field("year"), field("volume"), field("collection-title")]).toEqual([
    title,
    year,
    fields.volume,
    fields.booktitle
  ]);
  expect(`${field("start")}–${field("end")}`).toBe(fields.pages);
  expect(authors.map(([, family, given]) => ({given, family}))).toEqual(own);
});
