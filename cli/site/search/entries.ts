import {JSDOM} from "jsdom";
import {plainTex, texWords} from "./plainTex.js";

/** One thing that the search finds: a part of a page, a figure, a symbol or a source. */
export interface SearchEntry {
  /** Its address below the site's, with an anchor: "/self-concordance#sources". No two entries share it. */
  readonly path: string;
  /** As the list of results shows it. */
  readonly title: string;
  /** Words that count less than the title's, without punctuation and accents. */
  readonly text: string;
  /** Words that count as much as the title's. */
  readonly keywords: string;
}

/** A page whose formulas stand in it as `<span data-tex="…"></span>`. */
export interface PlainPage {
  /** "/self-concordance"; "/" for the first one. */
  readonly path: string;
  readonly title: string;
  readonly body: string;
}

/**
 * A page, part by part: what stands before its first heading, below each heading, each symbol that a table defines and each
 * source that can be linked to. Figures, and the gallery of them, are left to `figureEntry`.
 */
export function entriesOf({path, title, body}: PlainPage): SearchEntry[] {
  const {document} = new JSDOM(body).window;
  const elsewhere = 'div.figure, .gallery, [id^="page-of-"], .reading-line';
  for (const element of document.querySelectorAll(elsewhere)) element.remove();
  const taken = <Found>(selector: string, entryOf: (path: string, element: Element) => Found) =>
    [...document.querySelectorAll(selector)].map((element) => {
      element.remove();
      return entryOf(`${path}#${element.id}`, element);
    });
  const symbols = taken("tr[id]", symbolEntry);
  const sources = taken("p[id], li[id]", sourceEntry);
  const parts: {path: string; title: string; words: string[]}[] = [{path, title, words: []}];
  for (const child of document.body.children) {
    if (/^H[2-6]$/.test(child.tagName) && child.id)
      parts.push({path: `${path}#${child.id}`, title: `${shown(child)} · ${title}`, words: [found(child)]});
    else if (child.tagName !== "H1") parts.at(-1)!.words.push(found(child));
  }
  // A page itself comes before its parts, whose titles have the page's name, too.
  const own = parts.map(({words, ...part}, i) =>
    entry({...part, text: words.join(" "), keywords: i === 0 ? title : ""})
  );
  return [...own, ...symbols, ...sources];
}

/** A figure, by its title. */
export function figureEntry({title, place}: {title: string; place: {path: string; page: string}}): SearchEntry {
  return entry({path: place.path, title: `${title} (figure) · ${place.page}`, text: ""});
}

/** A row of a table of symbols: symbol, meaning, identifier. */
function symbolEntry(path: string, row: Element): SearchEntry {
  const [symbol, meaning, identifier] = [...row.children];
  const [first] = shown(meaning!).split(/[;:]| \(/);
  const title = `${shown(symbol!)}: ${first!.trim()}`;
  const keywords = `${found(symbol!)} ${found(identifier ?? row)}`;
  return entry({path, title, text: found(meaning!), keywords});
}

/** The longest title of a source. */
const enough = 90;

/** A source in a list: who wrote it, without initials, which are symbols to those who search; and as much of its title as fits. */
function sourceEntry(path: string, source: Element): SearchEntry {
  const text = shown(source).replaceAll(/(?<!\p{L})\p{Lu}\. /gu, "");
  const title = text.length <= enough ? text : `${text.slice(0, text.lastIndexOf(" ", enough))}…`;
  return entry({path, title, text: found(source)});
}

function entry({keywords = "", title, text, path}: Omit<SearchEntry, "keywords"> & {keywords?: string}): SearchEntry {
  return {path, title, text: plainWords(text), keywords: plainWords(`${title} ${keywords}`)};
}

/** What an element shows, its formulas as lines of text. */
function shown(element: Element): string {
  return textOf(element, plainTex);
}

/** What an element can be found by. */
function found(element: Element): string {
  return textOf(element, (tex) => ` ${texWords(tex)} `);
}

function textOf(element: Element, formula: (tex: string) => string): string {
  const copy = element.cloneNode(true) as Element;
  for (const span of copy.querySelectorAll("[data-tex]")) span.replaceWith(formula(span.getAttribute("data-tex")!));
  return copy.textContent!.replaceAll(/\s+/g, " ").trim();
}

/**
 * The words of a text as the search compares them, but for capitals: without accents, so that Gronwall finds Grönwall, and with
 * the signs of formulas as words of their own. Framework's client takes the accents off what is typed, not off what it finds.
 */
function plainWords(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[√∫∬∇∂∞∥⊥∑\u0370-\u03ff]/g, " $& ")
    .replaceAll(/[^\p{L}\p{N}√∫∬∇∂∞∥⊥∑]+/gu, " ")
    .trim();
}
