import {katex} from "@mdit/plugin-katex";
import {cssNames} from "../../src/components/colors.js";
import {nearest} from "../../src/experiments/nearest.js";
import {Refusal} from "../refusal.js";
import {citationBlock} from "./citation.js";
import {withContents} from "./contents.js";
import {numberFigures, withCrossReferences} from "./crossReferences.js";
import {gallery} from "./gallery.js";
import {withKeptPunctuation} from "./keptPunctuation.js";
import {withMarginNotes} from "./marginNotes.js";
import type {MarkdownIt} from "./markdownIt.js";
import {pageList} from "./pageList.js";
import {problemTable, teacherList} from "./problemTable.js";
import {withReading} from "./reading.js";
import {referenceList} from "./references.js";
import {withSymbolRows} from "./symbolRows.js";
import {withoutSymbols} from "./symbols.js";

const LOADING = "<observablehq-loading></observablehq-loading>";

/**
 * What the pages' Markdown may hold beyond Framework's own: formulas, each with the sign behind it, citations and cross-references, notes, code cells
 * with a static figure, the gallery of all figures, lists of works, the table of the problems and their random teachers, wide
 * tables, rows of symbols that can be linked to, what stands around the text.
 */
export function extendMarkdown(md: MarkdownIt): MarkdownIt {
  return withContents(
    withReading(
      withSymbolRows(
        withTables(withBlocks(withFigures(withMarginNotes(withCrossReferences(withKeptPunctuation(withMath(md)))))))
      )
    )
  );
}

/**
 * `$…$` and `$$…$$` by KaTeX at build time; a display with `\tag{n}` can be linked to as `#eq-n`, and `\sym{NAME}{…}` is a symbol of
 * the quantity NAME, in its colour.
 */
function withMath(md: MarkdownIt): MarkdownIt {
  // The plugin puts its `$` rule before Framework's rule for `${…}`, which must therefore be asked first.
  const placeholder = md.inline.ruler.getRules("").at(-1)!;
  md.inline.ruler.before("text", "placeholder-first", placeholder);
  return md.use(katex, {
    throwOnError: true,
    macros: {"\\sym": "\\htmlClass{q q-#1}{#2}"},
    trust: isSymbol,
    // KaTeX calls what is no LaTeX an extension.
    logger: (code: string) => (/^(htmlExtension|newLineInDisplayMode)$/.test(code) ? "ignore" : "warn"),
    transformer: (html: string, display: boolean) => {
      const tag = display ? /\\tag\{(\w+)\}/.exec(html)?.[1] : undefined;
      // Who reads or copies the source of a formula wants LaTeX.
      const plain = withoutSymbols(html);
      return tag ? plain.replace("<p ", `<p id="eq-${tag}" `) : plain;
    }
  });
}

/** Lets a formula have the class of a quantity, and nothing else that KaTeX does not trust. */
function isSymbol({command, class: names = ""}: {command: string; class?: string}): boolean {
  const name = /^q q-(.*)$/.exec(names)?.[1];
  if (command !== "\\htmlClass" || name === undefined) return false;
  if (cssNames.has(name)) return true;
  const near = nearest(name, [...cssNames]);
  throw new Refusal(
    `a formula has \\sym{${name}}{…}, and src/components/quantities.ts has no such quantity${near ? `; did you mean ${near}?` : ""}`
  );
}

/** What the reader does meanwhile, and a frame that is due, come before what follows. */
const inNextTask = "await new Promise((resolve) => setTimeout(resolve)); ";

/**
 * A cell ```` ```js figure=ID ```` runs in a task of its own, since together those of a page would hold it up, and is preceded by the place of the static figure ID, which the last pass fills: the element
 * that Framework removes when the cell displays its first value. Without JavaScript, and in print, the static one stays.
 */
function withFigures(md: MarkdownIt): MarkdownIt {
  numberFigures(md);
  const fence = md.renderer.rules.fence!;
  md.renderer.rules.fence = (tokens, index, ...rest) => {
    const token = tokens[index]!;
    if (token.meta?.figure === undefined) return fence(tokens, index, ...rest);
    const {figure: id, number} = token.meta;
    token.content = inNextTask + token.content;
    const html = fence(tokens, index, ...rest);
    const still = `<observablehq-loading class="static-figure" data-figure="${id}"></observablehq-loading>`;
    const cell = html.replace(LOADING, "").replace("<!--:", () => `${still}<!--:`);
    return `<div class="figure" id="figure-${id}"><p class="figure-number">Figure ${number}</p>${cell}</div>\n`;
  };
  return md;
}

/** What stands for a block ```` ```NAME ````, made of what is in it, or empty. */
const blocks: Readonly<Record<string, (content: string) => string>> = {
  citation: citationBlock,
  gallery,
  pages: pageList,
  problems: problemTable,
  references: (content) => referenceList(content),
  teachers: teacherList
};

function withBlocks(md: MarkdownIt): MarkdownIt {
  const fence = md.renderer.rules.fence!;
  md.renderer.rules.fence = (tokens, index, ...rest) => {
    const block = blocks[tokens[index]!.info.trim()];
    return block ? `${block(tokens[index]!.content)}\n` : fence(tokens, index, ...rest);
  };
  return md;
}

/** A table that is wider than the screen scrolls by itself, rather than the page with it; the keyboard reaches it too. */
function withTables(md: MarkdownIt): MarkdownIt {
  md.renderer.rules.table_open = (tokens, index) => {
    const number = tokens.slice(0, index + 1).filter(({type}) => type === "table_open").length;
    return `<section class="wide-table" tabindex="0" aria-label="Table ${number}"><table>\n`;
  };
  md.renderer.rules.table_close = () => "</table></section>\n";
  return md;
}
