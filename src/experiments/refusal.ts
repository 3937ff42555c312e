/** Where untrusted values come from, which decides how a message spells a parameter. */
export type Border = "names" | "flags";

/** How a border spells a parameter, alone or with a value: `--dimension 32` as flags, `dimension=32` as names. */
export type Label = (name: string, value?: string) => string;

/** A message that waits to hear how its reader spells parameters. */
export type Sentence = (label: Label) => string;

/** Thrown by a reader on a value that it does not accept. */
export class Refusal extends Error {
  constructor(readonly sentence: Sentence) {
    super(sentence(labels.names));
    this.name = "Refusal";
  }
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);

const shell = (value: string): string => (/^[\w.,:+/@%=-]+$/.test(value) ? value : `"${value}"`);

const labels: Readonly<Record<Border, Label>> = {
  names: (name, value) => (value === undefined ? name : `${name}=${value}`),
  flags: (name, value) => (value === undefined ? `--${kebab(name)}` : `--${kebab(name)} ${shell(value)}`)
};

/** The flag that sets the parameter of this name: `riskFloor` is `--risk-floor`. */
export function flag(name: string): string {
  return labels.flags(name);
}

/** How a border spells parameters. */
export function labelOf(border: Border): Label {
  return labels[border];
}

/** An untrusted value on one line, short enough for a message. */
export function quote(input: unknown): string {
  if (input === undefined) return "nothing";
  if (typeof input === "number") return String(input);
  if (typeof input !== "string") return `a value of type ${input === null ? "null" : typeof input}`;
  if (input.trim() === "") return "an empty value";
  const short = input.length > 60 ? `${input.slice(0, 57)}...` : input;
  if (/^[!-~]+$/.test(short)) return short;
  const escaped = (c: string): string => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(short).replace(/[\u007f-\u009f\u200b-\u200f\u2028-\u202e\ufeff]/g, escaped);
}

/** The message of an issue, spelled for the border whose name stands in valibot's `lang`. */
export function messageOf(sentence: Sentence): (issue: {readonly lang?: string | undefined}) => string {
  return ({lang}) => sentence(labels[lang === "flags" ? "flags" : "names"]);
}
