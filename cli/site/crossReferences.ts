import {nearest} from "../../src/experiments/nearest.js";
import {Refusal} from "../refusal.js";
import {type Bibliography, findWork, namesOf, readBibliography} from "./bibliography.js";
import {figureCell, type Labels, labelsOf, labelsOfPage} from "./labels.js";
import type {InlineState, MarkdownIt, Token} from "./markdownIt.js";

/** KEY of a work, eq-TAG or fig-ID, the latter two with the path of another page before it. */
const target = /(?:[a-z][\w-]*\/)?(?:eq-\w+|fig-[a-z][\w-]*\w)|[A-Za-z]\w*/y;

/** How a link's words are made: as part of a sentence, in parentheses, or they are the author's own. */
type Form = "narrative" | "parenthetical" | "own";

/**
 * Citations and cross-references: `@KEY`, `[@KEY, Theorem 2; @OTHER]`, `@eq-3`, `@fig-gap`, `@page/eq-3`, and
 * `[own words](@…)` for each of them. One that leads nowhere is a Refusal, which ends the build.
 */
export function withCrossReferences(md: MarkdownIt): MarkdownIt {
  md.inline.ruler.before("link", "citations", citations);
  md.inline.ruler.before("citations", "reference", reference);
  md.core.ruler.after("inline", "references", ({tokens, env, src}) => {
    const page = new Page(env.path ?? "/page", src);
    for (const token of tokens) if (token.type === "inline") page.resolve(token.children ?? []);
  });
  return md;
}

/** `@…` in a sentence. */
function reference(state: InlineState, silent: boolean): boolean {
  if (state.src[state.pos] !== "@" || /[\w@/]/.test(state.src[state.pos - 1] ?? "")) return false;
  const name = nameAt(state.src, state.pos + 1);
  if (name === undefined) return false;
  if (!silent) pushLink(state, name, "narrative");
  state.pos += 1 + name.length;
  return true;
}

/** `[@KEY, where in it; @OTHER]`. */
function citations(state: InlineState, silent: boolean): boolean {
  if (!state.src.startsWith("[@", state.pos)) return false;
  const end = state.src.indexOf("]", state.pos);
  if (end < 0 || end >= state.posMax || "([".includes(state.src[end + 1] ?? " ")) return false;
  const parts = state.src.slice(state.pos + 1, end).split(";");
  const cited = parts.map((part) => /^\s*@([A-Za-z]\w*)\s*(,[\s\S]*)?$/.exec(part));
  if (!cited.every((one) => one !== null)) return false;
  if (!silent) {
    cited.forEach(([, key, where = ""], i) => {
      state.push("text", "", 0).content = i === 0 ? "(" : "; ";
      pushLink(state, key!, "parenthetical");
      state.push("text", "", 0).content = where.replaceAll(/\s+/g, " ").trimEnd();
    });
    state.push("text", "", 0).content = ")";
  }
  state.pos = end + 1;
  return true;
}

function nameAt(text: string, position: number): string | undefined {
  target.lastIndex = position;
  return target.exec(text)?.[0];
}

/** A link whose words are made when it is resolved. */
function pushLink(state: InlineState, name: string, form: Form): void {
  const open = state.push("link_open", "a", 1);
  open.attrs = [["href", `@${name}`]];
  open.meta = {form};
  state.push("text", "", 0);
  state.push("link_close", "a", -1);
}

/** Where a link leads, and what it is called. */
interface Resolved {
  readonly href: string;
  readonly kind: "citation" | "equation" | "figure";
  readonly words: string;
}

/** A page of which the references are being resolved. */
class Page {
  readonly #name: string;
  readonly #file: string;
  readonly #labels: Labels;
  readonly #cited = new Set<string>();
  #works: Bibliography | undefined;

  constructor(path: string, text: string) {
    this.#name = path.slice(1);
    this.#file = `src${path}.md`;
    this.#labels = labelsOf(text);
  }

  /** Gives the links among these tokens that lead to a name with "@" their addresses and words. */
  resolve(tokens: readonly Token[]): void {
    tokens.forEach((token, i) => {
      const href = token.type === "link_open" ? token.attrs?.find(([name]) => name === "href")?.[1] : undefined;
      if (!href?.startsWith("@")) return;
      const name = decodeURI(href.slice(1));
      if (nameAt(name, 0) !== name)
        throw new Refusal(`${this.#file} links to ${href}, which is no name of a work, equation or figure`);
      const form: Form = (token.meta?.form as Form | undefined) ?? "own";
      const {href: address, kind, words} = this.#find(name, form);
      token.attrs = [
        ["href", address],
        ["class", `ref ref-${kind}`]
      ];
      if (kind === "citation" && !this.#cited.has(name)) token.attrs.push(["id", `cite-${name}`]);
      if (kind === "citation") this.#cited.add(name);
      if (form !== "own") tokens[i + 1]!.content = words;
    });
  }

  #find(name: string, form: Form): Resolved {
    const [, page, label] = /^(?:([\w-]+)\/)?((?:eq|fig)-.+)$/.exec(name) ?? [];
    return label === undefined ? this.#work(name, form) : this.#label(label, page);
  }

  #work(key: string, form: Form): Resolved {
    this.#works ??= readBibliography();
    const work = findWork(this.#works, key, this.#file);
    const names = namesOf(work);
    const words = form === "narrative" ? `${names} (${work.year})` : `${names}, ${work.year}`;
    return {href: `./references#${key}`, kind: "citation", words};
  }

  #label(label: string, page: string | undefined): Resolved {
    const labels = page === undefined ? this.#labels : labelsOfPage(page);
    if (!labels) throw new Refusal(`${this.#file} refers to @${page}/${label}, but there is no page src/${page}.md`);
    const isElsewhere = page !== undefined && page !== this.#name;
    const address = isElsewhere ? `./${page === "index" ? "" : page}` : "";
    const where = isElsewhere ? ` of “${labels.title ?? page}”` : "";
    const [kind, id] = [label.slice(0, label.indexOf("-")), label.slice(label.indexOf("-") + 1)];
    const place = page === undefined ? this.#file : `src/${page}.md`;
    if (kind === "eq") {
      if (!labels.equations.includes(id))
        throw this.#dangling(label, "equation", place, labels.equations, `give its display \\tag{${id}}`);
      return {href: `${address}#eq-${id}`, kind: "equation", words: `(${id})${where}`};
    }
    const number = labels.figures.indexOf(id) + 1;
    if (number === 0) throw this.#dangling(label, "figure", place, labels.figures, `give its cell figure=${id}`);
    return {href: `${address}#figure-${id}`, kind: "figure", words: `Figure ${number}${where}`};
  }

  #dangling(label: string, kind: string, place: string, known: readonly string[], remedy: string): Refusal {
    const [prefix, id] = [label.slice(0, label.indexOf("-") + 1), label.slice(label.indexOf("-") + 1)];
    const near = nearest(id, [...known]);
    const hint = near ? `did you mean @${prefix}${near}? ` : "";
    return new Refusal(
      `${this.#file} refers to the ${kind} @${label}, which ${place} does not have; ${hint}Else ${remedy}`
    );
  }
}

/** Numbers the figures of each page in their order, above their places. */
export function numberFigures(md: MarkdownIt): MarkdownIt {
  md.core.ruler.after("inline", "figure-numbers", ({tokens}) => {
    let number = 0;
    for (const token of tokens) {
      if (token.type !== "fence") continue;
      const id = figureCell.exec(token.info)?.[1];
      if (id !== undefined) token.meta = {figure: id, number: ++number};
    }
  });
  return md;
}
