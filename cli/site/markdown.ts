import {katex} from "@mdit/plugin-katex";
import {citationBlock} from "./citation.js";
import {withContents} from "./contents.js";
import {gallery} from "./gallery.js";
import type {MarkdownIt} from "./markdownIt.js";
import {pageList} from "./pageList.js";
import {problemTable, teacherList} from "./problemTable.js";
import {withReading} from "./reading.js";
import {withSymbolRows} from "./symbolRows.js";

const FIGURE = /^[jt]s\b.*\bfigure=["']?([a-z][\w-]*)/;
const LOADING = "<observablehq-loading></observablehq-loading>";

/**
 * What the pages' Markdown may hold beyond Framework's own: formulas, code cells with a static figure, the gallery of all
 * figures, the table of the problems and their random teachers, wide tables, rows of symbols that can be linked to, what
 * stands around the text.
 */
export function extendMarkdown(md: MarkdownIt): MarkdownIt {
  return withContents(withReading(withSymbolRows(withTables(withBlocks(withFigures(withMath(md)))))));
}

/** `$…$` and `$$…$$` by KaTeX at build time; a display with `\tag{n}` can be linked to as `#eq-n`. */
function withMath(md: MarkdownIt): MarkdownIt {
  // The plugin puts its `$` rule before Framework's rule for `${…}`, which must therefore be asked first.
  const placeholder = md.inline.ruler.getRules("").at(-1)!;
  md.inline.ruler.before("text", "placeholder-first", placeholder);
  return md.use(katex, {
    throwOnError: true,
    transformer: (html: string, display: boolean) => {
      const tag = display ? /\\tag\{(\w+)\}/.exec(html)?.[1] : undefined;
      return tag ? html.replace("<p ", `<p id="eq-${tag}" `) : html;
    }
  });
}

/**
 * A cell ```` ```js figure=ID ```` is preceded by the place of the static figure ID, which the last pass fills: the element
 * that Framework removes when the cell displays its first value. Without JavaScript, and in print, the static one stays.
 */
function withFigures(md: MarkdownIt): MarkdownIt {
  const fence = md.renderer.rules.fence!;
  md.renderer.rules.fence = (tokens, index, ...rest) => {
    const id = FIGURE.exec(tokens[index]!.info)?.[1];
    const html = fence(tokens, index, ...rest);
    if (id === undefined) return html;
    const still = `<observablehq-loading class="static-figure" data-figure="${id}"></observablehq-loading>`;
    const cell = html.replace(LOADING, "").replace("<!--:", () => `${still}<!--:`);
    return `<div class="figure" id="figure-${id}">${cell}</div>\n`;
  };
  return md;
}

/** What stands for an empty block ```` ```NAME ````. */
const blocks: Readonly<Record<string, () => string>> = {
  citation: citationBlock,
  gallery,
  pages: pageList,
  problems: problemTable,
  teachers: teacherList
};

function withBlocks(md: MarkdownIt): MarkdownIt {
  const fence = md.renderer.rules.fence!;
  md.renderer.rules.fence = (tokens, index, ...rest) => {
    const block = blocks[tokens[index]!.info.trim()];
    return block ? `${block()}\n` : fence(tokens, index, ...rest);
  };
  return md;
}

/** A table that is wider than the screen scrolls by itself, rather than the page with it; the keyboard reaches it too. */
function withTables(md: MarkdownIt): MarkdownIt {
  md.renderer.rules.table_open = (tokens, index) => {
    const number = tokens.slice(0, index + 1).filter(({type}) => type === "table_open").length;
    return `<div style="overflow-x: auto" tabindex="0" role="region" aria-label="Table ${number}"><table>\n`;
  };
  md.renderer.rules.table_close = () => "</table></div>\n";
  return md;
}
