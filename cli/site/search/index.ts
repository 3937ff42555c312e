import {readdir, readFile} from "node:fs/promises";
import {join} from "node:path";
import {root} from "../folders.js";
import {shownFigures} from "../gallery.js";
import {extendMarkdown} from "../markdown.js";
import type {MarkdownIt} from "../markdownIt.js";
import {entriesOf, figureEntry, type SearchEntry} from "./entries.js";

/**
 * All that the search finds, for Framework's option `search.index`. Framework's own entries, one a page, hold every formula
 * three times and lead to the top of a page; so each page says `index: false`, and an Error names one that does not.
 */
export async function* searchEntries(): AsyncGenerator<SearchEntry> {
  const {createMarkdownIt, parseMarkdown} = await import("@observablehq/framework/dist/markdown.js");
  const md = createMarkdownIt({markdownIt: (md) => withPlainFormulas(extendMarkdown(md))});
  const folder = join(root, "src");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".md") && name !== "404.md");
  for (const name of names.sort()) {
    const path = `/${name.slice(0, -".md".length)}`;
    const {title, body, data} = parseMarkdown(await readFile(join(folder, name), "utf8"), {md, path});
    if (data.index !== false)
      throw new Error(
        `src/${name} must say "index: false" between its first lines, since the search has its own entries`
      );
    yield* entriesOf({path: path === "/index" ? "/" : path, title: title ?? "", body});
  }
  for (const figure of Object.values(shownFigures())) yield figureEntry(figure);
}

/** Formulas as their TeX, for `entriesOf`, rather than as what KaTeX makes of it. */
function withPlainFormulas(md: MarkdownIt): MarkdownIt {
  const plain = ([{content}]: {content: string}[]) => `<span data-tex="${escaped(content)}"></span>`;
  md.renderer.rules.math_inline = (tokens, index) => plain([tokens[index]!]);
  md.renderer.rules.math_block = (tokens, index) => `<p>${plain([tokens[index]!])}</p>\n`;
  return md;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
