import {frontMatters} from "./frontMatter.js";
import type {MarkdownIt, Token} from "./markdownIt.js";
import {checkPrerequisites, usesOf} from "./prerequisites.js";

/** What is counted in a token of markdown-it. */
export type Read = Pick<Token, "type"> &
  Partial<Pick<Token, "info" | "content">> & {readonly children?: readonly Read[] | null};

/** Words a minute, as adults read what is no novel; and the seconds that a formula in a line, one of its own, and a figure take. */
const pace = {words: 220, inline: 2, display: 12, figure: 30};

/** Whole minutes that it takes to read a page, code apart; at least one. */
export function readingMinutes(tokens: readonly Read[]): number {
  const seconds = tokens.reduce((sum, token) => sum + secondsOf(token), 0);
  return Math.max(1, Math.round(seconds / 60));
}

function secondsOf({type, info = "", content = "", children}: Read): number {
  if (type === "fence") return /\bfigure=/.test(info) ? pace.figure : 0;
  if (type === "math_block") return pace.display;
  if (type === "math_inline") return pace.inline;
  if (children) return children.reduce((sum, child) => sum + secondsOf(child), 0);
  if (!["text", "code_inline", "html_block"].includes(type)) return 0;
  const words = content.replaceAll(/<[^>]*>/g, " ").match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
  return (words.length * 60) / pace.words;
}

/**
 * A page that makes a claim says below its title how long it takes to read and after which pages it reads better, and at its
 * end which pages build on it. A Refusal where prerequisites are wrong.
 */
export function withReading(md: MarkdownIt): MarkdownIt {
  md.core.ruler.after("anchor", "reading", ({tokens, env: {path = ""}, Token}) => {
    const pages = frontMatters();
    const name = path.slice(1);
    const title = tokens.findIndex(({type, tag}) => type === "heading_close" && tag === "h1");
    if (title < 0 || !pages.has(name) || !tokens.some(isClaim)) return;
    checkPrerequisites(pages);
    const links = (names: readonly string[]) =>
      names.map((other) => `<a href="./${other === "index" ? "" : other}">${pages.get(other)!.title}</a>`).join(", ");
    const paragraph = (...parts: string[]) => {
      const token = new Token("html_block", "", 0);
      token.content = `<p class="reading-line">${parts.join(" · ")}</p>\n`;
      return token;
    };
    const minutes = readingMinutes(tokens);
    const {prerequisites} = pages.get(name)!;
    const uses = usesOf(name, pages);
    const after = prerequisites.length > 0 ? [`reads better after: ${links(prerequisites)}`] : [];
    if (uses.length > 0) tokens.push(paragraph(`Where this is used: ${links(uses)}`));
    tokens.splice(title + 1, 0, paragraph(minutes === 1 ? "1 minute" : `${minutes} minutes`, ...after));
  });
  return md;
}

function isClaim({type, content = ""}: Read): boolean {
  return type === "html_block" && content.startsWith('<div class="claim">');
}
