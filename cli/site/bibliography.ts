import {readFileSync} from "node:fs";
import {join} from "node:path";
import {entries} from "bibtex-parse";
import {nearest} from "../../src/experiments/nearest.js";
import {Refusal} from "../refusal.js";
import {root} from "./folders.js";

/** Where the works are listed that the pages cite. */
export const bibliographyFile = "src/references.bib";

export interface Author {
  readonly given: string;
  readonly family: string;
}

/** One entry of the bibliography. */
export interface Work {
  readonly key: string;
  /** None where we do not know them. */
  readonly authors: readonly Author[];
  readonly title: string;
  readonly year: string;
  /** The other fields under their names in BibTeX, with dashes for "--". */
  readonly fields: Readonly<Record<string, string>>;
}

export type Bibliography = ReadonlyMap<string, Work>;

/** The bibliography of the site, in its order. */
export function readBibliography(): Bibliography {
  return parseBibliography(readFileSync(join(root, bibliographyFile), "utf8"));
}

/** Parses BibTeX. Throws a Refusal that names the entry which lacks a title or a year, or is there twice. */
export function parseBibliography(text: string): Bibliography {
  const works = new Map<string, Work>();
  for (const {key, type, ...rest} of entries(text)) {
    const fields = Object.fromEntries(
      Object.entries(rest).map(([name, value]) => [
        name.toLowerCase(),
        String(value).replaceAll("--", "–").replaceAll(/\s+/g, " ").trim()
      ])
    );
    const {author, title, year, ...others} = fields;
    if (!title || !year) throw new Refusal(`${bibliographyFile}: the entry ${key} has no ${title ? "year" : "title"}`);
    if (works.has(String(key))) throw new Refusal(`${bibliographyFile} has two entries with the key ${key}`);
    works.set(String(key), {key: String(key), authors: authorsOf(author), title, year, fields: others});
  }
  return works;
}

/** "Family, Given and Family, Given". */
function authorsOf(text: string | undefined): Author[] {
  return (text?.split(/\s+and\s+/) ?? []).map((name) => {
    const [family = "", given = ""] = name.split(/\s*,\s*/);
    return {given, family};
  });
}

/** The work of this key. Throws a Refusal that says where it is cited, and the key that comes nearest. */
export function findWork(works: Bibliography, key: string, where: string): Work {
  const work = works.get(key);
  if (work) return work;
  const near = nearest(key, [...works.keys()]);
  throw new Refusal(
    `${where} cites @${key}, which ${bibliographyFile} does not have; ${near ? `did you mean @${near}? ` : ""}` +
      "Add the work there and to src/references.md, or write \\@ for the sign itself"
  );
}

/** The names by which a text calls the work: of up to three authors; its title where no author is known. */
export function namesOf({authors, title}: Work): string {
  const families = authors.map(({family}) => family);
  if (families.length === 0) return `“${title}”`;
  return families.length > 3 ? `${families[0]} et al.` : listed(families);
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** The work as the page of references prints it, in HTML. */
export function workHtml(work: Work): string {
  const {authors, title, fields} = work;
  const names = listed(authors.map(({given, family}) => `${given} ${family}`));
  const sentences = [names && `${escapeHtml(names)}.`, `<em>${escapeHtml(title)}.</em>`, `${publication(work)}.`];
  const {note, url} = fields;
  // An unpublished work has its address in place of a journal; a published one has it at the end.
  const address = url && isPublished(work) ? linkTo(url) : undefined;
  const last = [note && escapeHtml(note), address].filter(Boolean).join(", ");
  return [...sentences, last && `${last}.`].filter(Boolean).join(" ");
}

function isPublished({fields: {journal, booktitle, publisher}}: Work): boolean {
  return (journal ?? booktitle ?? publisher) !== undefined;
}

function publication(work: Work): string {
  const {journal, booktitle, series, volume, number, pages, edition, publisher, url} = work.fields;
  const issue = [volume, number && `(${number})`].filter(Boolean).join("");
  const place = [issue, pages].filter(Boolean).join(":");
  const host = [booktitle, series ?? journal].filter(Boolean).join(", ");
  const parts = [
    edition && `${edition} edition`,
    [host, place].filter(Boolean).join(" "),
    publisher,
    !isPublished(work) && url ? {html: linkTo(url)} : undefined,
    work.year
  ];
  return parts
    .filter((part) => part !== undefined && part !== "")
    .map((part) => (typeof part === "object" ? part.html : escapeHtml(part as string)))
    .join(", ");
}

/** A link to the work, named as its archive names it. */
function linkTo(url: string): string {
  return `<a href="${escapeHtml(url)}">${escapeHtml(url.replace(/^https:\/\/arxiv\.org\/abs\//, "arXiv:"))}</a>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
