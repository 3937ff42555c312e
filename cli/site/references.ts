import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {type Bibliography, findWork, readBibliography, workHtml} from "./bibliography.js";
import {root} from "./folders.js";
import {labelsOf} from "./labels.js";

/** A page that cites a work. */
interface Citing {
  /** Its path: "approximation-gap". */
  readonly page: string;
  readonly title: string;
}

/** The keys that a page's Markdown cites, in its order. Code is left out, in which the sign may mean anything. */
export function keysIn(text: string): string[] {
  const prose = text.replaceAll(/^(```+|~~~+)[\s\S]*?^\1/gm, "").replaceAll(/`[^`\n]*`/g, "");
  const found = Array.from(prose.matchAll(/(?<![\w\\@/])@([A-Za-z]\w*)(?![\w/-])/g), ([, key]) => key!);
  return [...new Set(found)];
}

/** The pages that cite each work, in the order of their names. */
function citingPages(): Map<string, Citing[]> {
  const all = new Map<string, Citing[]>();
  for (const name of readdirSync(join(root, "src")).sort()) {
    if (!name.endsWith(".md")) continue;
    const text = readFileSync(join(root, "src", name), "utf8");
    const page = name.slice(0, -".md".length);
    const citing = {page, title: labelsOf(text).title ?? page};
    for (const key of keysIn(text)) all.set(key, [...(all.get(key) ?? []), citing]);
  }
  return all;
}

/**
 * The block ```` ```references ```` in HTML: the works whose keys it lists, one a line, each with links back to where the
 * pages cite it first. Throws a Refusal for a key that the bibliography does not have.
 */
export function referenceList(content: string, works: Bibliography = readBibliography()): string {
  const citing = citingPages();
  return content
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .map((key) => {
      const work = findWork(works, key, "src/references.md");
      const links = (citing.get(key) ?? []).map(
        ({page, title}) => `<a href="./${page === "index" ? "" : page}#cite-${key}">${title}</a>`
      );
      const back = links.length > 0 ? ` <span class="cited-on">Cited on ${links.join(", ")}.</span>` : "";
      return `<p id="${key}" class="reference"><span class="work">${workHtml(work)}</span>${back}</p>`;
    })
    .join("\n");
}
