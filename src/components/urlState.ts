import {html} from "./dom.js";
import {announceChange, type Input} from "./input.js";

/**
 * What the URL needs to know of one input; the parameters of `src/experiments/parameter.ts` (integer, real, choice, …)
 * are such fields.
 */
export interface Field<Value> {
  readonly default: Value;
  /** The accepted values in words: completes "must be …". */
  readonly range: string;
  /** A parser by the Standard Schema interface, as valibot's schemas are. */
  readonly schema: {readonly "~standard": {validate(value: unknown): unknown}};
  print(value: Value): string;
}

type Fields = Readonly<Record<string, Field<unknown>>>;
type ValueOf<F> = F extends Field<infer Value> ? Value : never;
export type UrlValues<F> = {-readonly [Name in keyof F]: ValueOf<F[Name]>};

/** A value in the URL that could not be used. */
export interface Complaint {
  readonly name: string;
  readonly text: string;
  readonly field: Field<unknown>;
}

/** Reads the fields from a query; what cannot be used becomes the default and a complaint. */
export function parseQuery<F extends Fields>(
  query: string,
  fields: F
): {values: UrlValues<F>; complaints: readonly Complaint[]} {
  const search = new URLSearchParams(query);
  const complaints: Complaint[] = [];
  const values = Object.entries(fields).map(([name, field]) => {
    const text = search.get(name);
    if (text === null) return [name, field.default];
    const result = field.schema["~standard"].validate(text) as {value?: unknown; issues?: readonly unknown[]};
    if (result.issues === undefined) return [name, result.value];
    complaints.push({name, text, field});
    return [name, field.default];
  });
  return {values: Object.fromEntries(values), complaints};
}

/** The query of these values, in the fields' order; commas and colons stay readable, other keys of `query` are kept. */
export function printQuery<F extends Fields>(values: UrlValues<F>, fields: F, query = ""): string {
  const others = [...new URLSearchParams(query)].filter(([name]) => !(name in fields));
  const ours = Object.entries(fields).map(([name, field]): [string, string] => [name, field.print(values[name])]);
  const text = [...ours, ...others].map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
  return text === "" ? "" : `?${text}`;
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll("%2C", ",").replaceAll("%3A", ":");
}

/** One sentence that names value, range and remedy. */
export function complaintText({name, text, field}: Complaint): string {
  const shown = text.length > 40 ? `${text.slice(0, 37)}…` : text;
  const fallback = field.print(field.default);
  return `The address asks for ${name}=${shown}, but ${name} must be ${field.range}; ${name}=${fallback} is used instead.`;
}

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

/**
 * Reads the page's address once and follows it afterwards: changes of bound inputs are written with replaceState (at
 * most one every `writeAfter` ms), Back and Forward set the inputs again.
 */
export function urlState<F extends Fields>(fields: F, window: Window = globalThis.window): UrlState<F> {
  const {document, location, history} = window;
  const note = html(document, "p", {class: "url-note", role: "status", hidden: true});
  const bound = new Map<string, Input<unknown>>();
  const read = (): UrlValues<F> => {
    const {values, complaints} = parseQuery(location.search, fields);
    note.textContent = complaints.map(complaintText).join(" ");
    note.hidden = complaints.length === 0;
    return values;
  };
  const values = read();
  const settle = (name: keyof F & string, input: Input<unknown>) => {
    const wanted = values[name];
    input.value = wanted;
    if (input.value === wanted) return;
    values[name] = input.value as never;
    const print = (value: unknown) => fields[name].print(value);
    note.textContent = [
      note.textContent,
      `The address asks for ${name}=${print(wanted)}, which this page does not offer; ${name}=${print(input.value)}, the nearest that it does, is used instead.`
    ]
      .join(" ")
      .trim();
    note.hidden = false;
  };
  let timer: number | undefined;
  const write = () => {
    timer = undefined;
    const query = printQuery(values, fields, location.search);
    if (query !== location.search)
      history.replaceState(history.state, "", `${location.pathname}${query}${location.hash}`);
  };
  window.addEventListener("popstate", () => {
    if (timer !== undefined) {
      window.clearTimeout(timer);
      timer = undefined;
    }
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
      settle(name, input as Input<unknown>);
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
