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

export type Fields = Readonly<Record<string, Field<unknown>>>;
export type ValueOf<F> = F extends Field<infer Value> ? Value : never;
export type UrlValues<F> = {-readonly [Name in keyof F]: ValueOf<F[Name]>};

/** The values in a query as they are written, by their names; the version is not among them. */
export type Written = Readonly<Record<string, string>>;

/** Rewrites the values of a link from one version of its page to the next. Pure; missing and odd values must not trouble it. */
export type Upgrade = (written: Written) => Written;

/** Names the version of the page that wrote the query. */
export const versionKey = "v";

/** What mailings and social sites append to links: no input of any page, and not worth a word. */
const appended = /^utm_|clid$/;

/**
 * Reads the fields from a query. A query without a version is of version 1; an older one is upgraded, `upgrades[n - 1]`
 * leading from version n to n + 1; of a newer one each value counts that can be used. What cannot be used becomes the
 * default, and `notes` say so: sentences that name value, range and remedy.
 */
export function parseQuery<F extends Fields>(
  query: string,
  fields: F,
  upgrades: readonly Upgrade[] = []
): {values: UrlValues<F>; notes: readonly string[]} {
  const notes: string[] = [];
  const given = new Map<string, string>();
  for (const [name, text] of new URLSearchParams(query)) {
    const first = given.get(name);
    if (first === undefined) given.set(name, text);
    else
      notes.push(
        `The address gives ${short(name)} more than once; the first, ${short(first)}, is used instead of ${short(text)}.`
      );
  }
  const latest = upgrades.length + 1;
  const version = readVersion(given.get(versionKey), latest, notes);
  given.delete(versionKey);
  for (const name of given.keys()) if (appended.test(name)) given.delete(name);
  let written: Written = Object.fromEntries(given);
  if (given.size > 0) for (const upgrade of upgrades.slice(version - 1)) written = upgrade(written);
  for (const [name, text] of Object.entries(written))
    if (!Object.hasOwn(fields, name)) notes.push(strangerNote(name, text, Object.keys(fields)));
  const values = Object.entries(fields).map(([name, field]) => {
    if (!Object.hasOwn(written, name)) return [name, field.default];
    const result = field.schema["~standard"].validate(written[name]) as {value?: unknown; issues?: readonly unknown[]};
    if (result.issues === undefined) return [name, result.value];
    const fallback = field.print(field.default);
    notes.push(
      `The address asks for ${name}=${short(written[name])}, but ${name} must be ${field.range}; ${name}=${fallback} is used instead.`
    );
    return [name, field.default];
  });
  return {values: Object.fromEntries(values), notes: enough(notes)};
}

/** The version that a link names; 1 without one, and the latest where it cannot be followed, with a note. */
function readVersion(text: string | undefined, latest: number, notes: string[]): number {
  if (text === undefined) return 1;
  const version = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
  if (version !== undefined && version <= latest) return version;
  const name = `${versionKey}=${short(text)}`;
  notes.push(
    version === undefined
      ? `The address asks for ${name}, but the version must be a whole number from 1 to ${latest}; the values are read as those of version ${latest}.`
      : `The address is of a newer version of this page (${name}) than the one that is here (${versionKey}=${latest}): the values that fit are used. Load the page again, or open the link where it was made.`
  );
  return latest;
}

/** Sentences that somebody reads. */
const mostNotes = 6;

/** The first of many notes, and how many are left out. */
function enough(notes: readonly string[]): readonly string[] {
  if (notes.length <= mostNotes) return notes;
  return [
    ...notes.slice(0, mostNotes - 1),
    `And ${notes.length - mostNotes + 1} more parts of the address could not be used.`
  ];
}

function strangerNote(name: string, text: string, names: readonly string[]): string {
  return `The address asks for ${short(name)}=${short(text)}, which is no input of this page and is left out; its inputs are ${names.join(", ")}.`;
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 37)}…` : text;
}

/** The query of these values: the version, then all of them in the fields' order; commas and colons stay readable. */
export function printQuery<F extends Fields>(values: UrlValues<F>, fields: F, version = 1): string {
  const parts = Object.entries(fields).map(([name, field]) => `${encode(name)}=${encode(field.print(values[name]))}`);
  return `?${[`${versionKey}=${version}`, ...parts].join("&")}`;
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll("%2C", ",").replaceAll("%3A", ":");
}
