import {readFileSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {root} from "./folders.js";
import {siteUrl} from "./pageHead.js";

/** Who made the site, what it is called and since when it is there, as CITATION.cff has it. */
export interface Citation {
  readonly title: string;
  readonly authors: readonly string[];
  /** Year-month-day. */
  readonly date: string;
  readonly version: string;
}

/** What CITATION.cff says of this project. Throws an Error that names what it lacks. */
export async function readCitation(): Promise<Citation> {
  return parseCitation(await readFile(join(root, "CITATION.cff"), "utf8"));
}

/** The same of the file's text: of the project itself, not of its references. */
export function parseCitation(text: string): Citation {
  const [own] = text.split(/^references:/m);
  const field = (name: string): string => {
    const value = new RegExp(`^${name}: "?(.+?)"?$`, "m").exec(own!)?.[1];
    if (!value) throw new Error(`CITATION.cff has no ${name}`);
    return value;
  };
  const authors = Array.from(own!.matchAll(/^ {2}- name: "?(.+?)"?$/gm), ([, name]) => name!);
  if (authors.length === 0) throw new Error("CITATION.cff has no authors with a name");
  return {title: field("title"), authors, date: field("date-released"), version: field("version")};
}

/** The paper behind the project: the first of the file's references. Throws an Error that names what it lacks. */
export function paperOf(text: string) {
  const paper = text.split(/^references:/m)[1]?.split(/^ {2}- (?=type:)/m)[1] ?? "";
  const field = (name: string): string => {
    const value = new RegExp(`^ {4}${name}: "?(.+?)"?$`, "m").exec(paper)?.[1];
    if (!value) throw new Error(`the first reference of CITATION.cff has no ${name}`);
    return value;
  };
  const names = paper.matchAll(/^ {6}- family-names: (.+)\n {8}given-names: (.+)$/gm);
  return {
    authors: Array.from(names, ([, family, given]) => `${family}, ${given}`),
    title: field("title"),
    booktitle: field("collection-title"),
    volume: field("volume"),
    pages: `${field("start")}--${field("end")}`,
    year: field("year")
  };
}

/** Both as BibTeX, for readers to copy: the notebook, with its address where that is known, and the paper. */
export function bibtexOf(text: string, url?: URL): string {
  const {title, authors, date, version} = parseCitation(text);
  const {authors: paperAuthors, ...paper} = paperOf(text);
  const year = date.slice(0, 4);
  const own = {title: `{${title}}`, author: authors.map((name) => `{${name}}`).join(" and "), year, version};
  return [
    bibtexEntry(`software{polywidth${year}`, url ? {...own, url: url.href} : own),
    bibtexEntry(`inproceedings{glasgow${paper.year}`, {author: paperAuthors.join(" and "), ...paper})
  ].join("\n\n");
}

function bibtexEntry(head: string, fields: Readonly<Record<string, string>>): string {
  return `@${head},\n${Object.entries(fields)
    .map(([name, value]) => `  ${name} = {${value}}`)
    .join(",\n")}\n}`;
}

/** The BibTeX of CITATION.cff as code in HTML, beside which Framework puts a button that copies it. */
export function citationBlock(): string {
  const bibtex = bibtexOf(readFileSync(join(root, "CITATION.cff"), "utf8"), siteUrl());
  const escaped = bibtex.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<pre data-language="bibtex" data-copy=""><code class="language-bibtex">${escaped}</code></pre>`;
}
