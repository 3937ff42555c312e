import type {CoreState, MarkdownIt, Token} from "./markdownIt.js";

/** What stands before a formula, and behind it, and must not end a line or begin one. */
const before = /[([“‘–—-]+$/;
const behind = /^(?:-?(?:th|st|nd|rd)\b|['’]s\b)?[.,;:!?)\]”’…–—-]*/;

/**
 * Keeps a formula in a sentence together with the comma, full stop or bracket at it. A browser may break a line on both sides of a
 * formula, which to it is a box; within `.kept` it may not, but between the parts of a long formula.
 */
export function withKeptPunctuation(md: MarkdownIt): MarkdownIt {
  md.core.ruler.after("inline", "kept-punctuation", (state) => {
    for (const token of state.tokens) if (token.type === "inline") token.children = keep(token.children ?? [], state);
  });
  const formula = md.renderer.rules.math_inline!;
  md.renderer.rules.math_inline = (...place) => breakable(formula(...place));
  return md;
}

/** The tokens with a span around each formula and the signs at it. */
function keep(tokens: readonly Token[], state: CoreState): Token[] {
  const kept: Token[] = [];
  const text = (content: string) => Object.assign(new state.Token("text", "", 0), {content});
  const rest = [...tokens];
  for (let token = rest.shift(); token; token = rest.shift()) {
    if (token.type !== "math_inline") {
      kept.push(token);
      continue;
    }
    const [last, next] = [kept.at(-1), rest[0]];
    const signs = [
      last?.type === "text" ? before.exec(last.content) : null,
      next?.type === "text" ? behind.exec(next.content) : null
    ];
    const [start, end] = signs.map((found) => found?.[0] ?? "");
    if (start === "" && end === "") {
      kept.push(token);
      continue;
    }
    if (start !== "") kept[kept.length - 1] = text(last!.content.slice(0, -start!.length));
    if (end !== "") rest[0] = text(next!.content.slice(end!.length));
    const open = new state.Token("kept_open", "span", 1);
    open.attrs = [["class", "kept"]];
    kept.push(open, text(start!), token, text(end!), new state.Token("kept_close", "span", -1));
  }
  return kept;
}

/** A formula that may be broken between its parts wherever it stands: KaTeX makes a box of each, up to a relation or a sum. */
function breakable(html: string): string {
  const part = '<span class="base">';
  const [first, ...more] = html.split(part);
  return more.length === 0 ? html : `${first}${part}${more.join(`<wbr>${part}`)}`;
}
