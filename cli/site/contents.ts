import type {MarkdownIt, Token} from "./markdownIt.js";
import {plainTex} from "./search/plainTex.js";

/** Fewer sections than these need no list. */
const few = 3;

/** Below the title, the page's sections, for screens on which Framework has no room for its own list of them. */
export function withContents(md: MarkdownIt): MarkdownIt {
  // After the rule that gives headings their ids.
  md.core.ruler.after("anchor", "contents", ({tokens, Token}) => {
    const items = tokens.flatMap((token, i) => {
      const id = token.attrs?.find(([name]) => name === "id")?.[1];
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
function textOf({children}: Token): string {
  const parts = (children ?? []).map(({type, content}) => (type === "math_inline" ? plainTex(content) : content));
  return parts.join("").replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
