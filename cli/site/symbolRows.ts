import type {MarkdownIt} from "./markdownIt.js";

/**
 * Each row of a table whose first column is headed "symbol" can be linked to: `#symbol-J-max` is the row of `$J_{\max}$`. A
 * second row of the same symbol has a 2 behind it.
 */
export function withSymbolRows(md: MarkdownIt): MarkdownIt {
  md.core.ruler.after("text_join", "symbol-rows", ({tokens}) => {
    const taken = new Set<string>();
    let symbols = false;
    tokens.forEach((token, i) => {
      // The first cell of a row: its opening, and then what is in it.
      const first = tokens[i + 2]?.content ?? "";
      if (token.type === "thead_open") symbols = tokens[i + 3]?.content === "symbol";
      else if (token.type === "tr_open" && symbols && tokens[i + 1]?.type === "td_open") {
        const name = `symbol-${first.replaceAll(/[^A-Za-z0-9*#]+/g, "-").replaceAll(/^-|-$/g, "")}`.replaceAll(
          /[*#]/g,
          "star"
        );
        let id = name;
        for (let n = 2; taken.has(id); ++n) id = `${name}-${n}`;
        taken.add(id);
        token.attrs = [...(token.attrs ?? []), ["id", id]];
      }
    });
  });
  return md;
}
