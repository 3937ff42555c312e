import {footnote} from "@mdit/plugin-footnote";
import {Refusal} from "../refusal.js";
import type {CoreState, MarkdownIt, Token} from "./markdownIt.js";

/** A note as the plugin leaves it: its words where they stand in the sentence, or else a label of its definition. */
interface Note {
  readonly tokens?: readonly Token[];
  readonly label?: string;
}

/**
 * `[^1]` with `[^1]: …` elsewhere, or `^[…]`: a note of one paragraph, which stands in the margin where there is one, and else
 * opens in the text: a checkbox, which needs no script.
 */
export function withMarginNotes(md: MarkdownIt): MarkdownIt {
  md.use(footnote);
  md.core.ruler.at("footnoteTail", (state) => {
    const definitions = takeDefinitions(state);
    const notes = ((state.env.footnotes as {list?: readonly Note[]} | undefined)?.list ?? []).map(
      ({tokens, label}) => tokens ?? paragraph(definitions.get(label!) ?? [], label!, state.env.path)
    );
    for (const token of state.tokens) if (token.children) token.children = withNotes(token.children, notes, state);
  });
  return md;
}

/** The tokens of each definition by its label, taken out of the page. */
function takeDefinitions({tokens}: CoreState): Map<string, Token[]> {
  const definitions = new Map<string, Token[]>();
  let current: Token[] | undefined;
  const rest = tokens.filter((token) => {
    if (token.type === "footnote_reference_open") {
      current = [];
      definitions.set(String(token.meta!.label), current);
      return false;
    }
    if (token.type === "footnote_reference_close") {
      current = undefined;
      return false;
    }
    current?.push(token);
    return current === undefined;
  });
  tokens.splice(0, tokens.length, ...rest);
  return definitions;
}

function paragraph(tokens: readonly Token[], label: string, path: string | undefined): readonly Token[] {
  const [open, inline, ...rest] = tokens;
  if (open?.type !== "paragraph_open" || rest.length !== 1)
    throw new Refusal(`src${path}.md: the note [^${label}] must be one paragraph, since it stands in a sentence`);
  return inline!.children ?? [];
}

function withNotes(
  children: readonly Token[],
  notes: readonly (readonly Token[])[],
  {Token: Kind}: CoreState
): Token[] {
  const html = (content: string) => Object.assign(new Kind("html_inline", "", 0), {content});
  return children.flatMap((token) => {
    if (token.type !== "footnote_ref") return [token];
    const {id, subId = 0, label} = token.meta as {id: number; subId?: number; label?: string};
    if (subId > 0) throw new Refusal(`the note [^${label}] is used twice; a note belongs to one place`);
    const number = id + 1;
    const mark = `<sup>${number}</sup>`;
    return [
      html(
        `<input type="checkbox" class="note-switch" id="note-${number}" aria-label="Note ${number}">` +
          `<label class="note-mark" for="note-${number}">${mark}</label><span class="margin-note" role="note">${mark} `
      ),
      ...notes[id]!,
      html("</span>")
    ];
  });
}
