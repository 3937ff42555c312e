import {html} from "./dom.js";
import {announceChange, type Input} from "./input.js";
import {answerPageLink} from "./pageLink.js";
import {type Fields, parseQuery, printQuery, type Upgrade, type UrlValues, type ValueOf, versionKey} from "./query.js";

/** Safari allows 100 changes of the address in 30 s. */
const writeAfter = 350;

/** The inputs of a page, kept in the query of its address. */
export interface UrlState<F extends Fields> {
  /** The current values. */
  readonly values: Readonly<UrlValues<F>>;
  /** Says which values of the address could not be used; empty and hidden when all could. */
  readonly note: HTMLElement;
  /** Gives the input its value from the address and keeps the address up to date with it. Returns the input. */
  bind<Name extends keyof F & string, I extends Input<ValueOf<F[Name]>>>(name: Name, input: I): I;
}

export interface UrlOptions {
  /**
   * One for each change of the fields that links made before would not survive, oldest first: the page's version is their
   * number and one.
   */
  readonly upgrades?: readonly Upgrade[];
  readonly window?: Window;
}

/**
 * Reads the page's address once and follows it afterwards: changes of bound inputs are written with replaceState (at
 * most one every `writeAfter` ms, and at once where a link is wanted), Back and Forward set the inputs again. One a page.
 */
export function urlState<F extends Fields>(
  fields: F,
  {upgrades = [], window = globalThis.window}: UrlOptions = {}
): UrlState<F> {
  if (Object.hasOwn(fields, versionKey)) throw new Error(`no input can be called ${versionKey}: that is the version`);
  const {document, location, history} = window;
  const note = html(document, "p", {class: "url-note", role: "status", hidden: true});
  const bound = new Map<string, Input<unknown>>();
  /** The query that the values were last read from or written to. */
  let known: string;
  const read = (): UrlValues<F> => {
    known = location.search;
    const {values, notes} = parseQuery(location.search, fields, upgrades);
    note.textContent = notes.join(" ");
    note.hidden = notes.length === 0;
    return values;
  };
  const values = read();
  const settle = (name: keyof F & string, input: Input<unknown>, isAsked = true) => {
    const wanted = values[name];
    input.value = wanted;
    if (input.value === wanted) return;
    values[name] = input.value as never;
    const print = (value: unknown) => fields[name].print(value);
    const missing = isAsked
      ? `The address asks for ${name}=${print(wanted)}, which this page does not offer;`
      : `With these inputs the page does not offer ${name}=${print(wanted)};`;
    note.textContent =
      `${note.hidden ? "" : note.textContent} ${missing} ${name}=${print(input.value)} is used instead.`.trim();
    note.hidden = false;
  };
  let timer: number | undefined;
  const write = () => {
    window.clearTimeout(timer);
    timer = undefined;
    const query = printQuery(values, fields, upgrades.length + 1);
    if (query !== location.search)
      history.replaceState(history.state, "", `${location.pathname}${query}${location.hash}`);
    known = location.search;
    return query;
  };
  answerPageLink(write, window);
  window.addEventListener("popstate", () => {
    // A link within the page has been followed, whose query is no news; nor are changes that it does not have yet.
    if (location.search === known) {
      if (timer !== undefined) write();
      return;
    }
    window.clearTimeout(timer);
    timer = undefined;
    Object.assign(values, read());
    for (const [name, input] of bound) {
      if (!input.isConnected || input.value === values[name as keyof F]) continue;
      settle(name, input);
      announceChange(input);
    }
  });
  return {
    values,
    note,
    bind(name, input) {
      settle(name, input as Input<unknown>, !bound.has(name));
      bound.set(name, input as Input<unknown>);
      input.addEventListener("input", () => {
        if (values[name] === input.value) return;
        values[name] = input.value as never;
        note.hidden = true;
        timer ??= window.setTimeout(write, writeAfter);
      });
      return input;
    }
  };
}
