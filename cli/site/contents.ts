import type {MarkdownIt} from "./markdown.js";
import {plainTex} from "./search/plainTex.js";

interface Piece {
  readonly type: string;
  readonly tag: string;
  content: string;
  readonly children: readonly Piece[] | null;
  attrGet(name: string): string | null;
}

interface State {
  readonly tokens: Piece[];
  readonly Token: new (type: string, tag: string, nesting: number) => Piece;
}

/** Fewer sections than these need no list. */
const few = 3;

/** Below the title, the page's sections, for screens on which Framework has no room for its own list of them. */
export function withContents(md: MarkdownIt): MarkdownIt {
  md.core.ruler.push("contents", ({tokens, Token}: State) => {
    const items = tokens.flatMap((token, i) => {
      const id = token.attrGet("id");
      return token.type === "heading_open" && token.tag === "h2" && id
        ? [`<li><a href="#${id}">${textOf(tokens[i + 1]!)}</a></li>`]
        : [];
    });
    const title = tokens.findIndex(({type, tag}) => type === "heading_close" && tag === "h1");
    if (title < 0 || items.length < few) return;
    const list = new Token("html_block", "", 0);
    list.content = `<details class="contents"><summary>Contents</summary><ol>${items.join("")}</ol></details>\n`;
    tokens.splice(title + 1, 0, list);
  });
  return md;
}

/** A heading as text in HTML. */
function textOf({children}: Piece): string {
  const parts = (children ?? []).map(({type, content}) => (type === "math_inline" ? plainTex(content) : content));
  return parts.join("").replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
