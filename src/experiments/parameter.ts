import * as v from "valibot";
import {decimalCommaHint, readDecimal} from "./decimal.js";
import {expanded, longestList} from "./progression.js";
import {messageOf, quote, Refusal, type Sentence} from "./refusal.js";

/** One named input of an experiment: how it is read, printed, explained. `parse(print(value))` is `value`. */
export interface Parameter<Value> {
  readonly name: string;
  readonly description: string;
  /** A word for the shape of its values, as in `--dimension <integer>`. */
  readonly shape: string;
  /** The accepted values, in words: completes "must be …". */
  readonly range: string;
  /** A value that is accepted, as it is written; the default's form where there is one. */
  readonly example: string;
  readonly schema: v.GenericSchema<unknown, Value>;
  print(value: Value): string;
}

/** A parameter with a value to take when it is absent. */
export interface Defaulted<Value> extends Parameter<Value> {
  readonly default: Value;
}

/** The same parameter without its default: absent values stay undefined, and its description says what they mean. */
export function optional<Value>(parameter: Defaulted<Value>): Parameter<Value> {
  const {default: _, ...rest} = parameter;
  return rest;
}

/** Refuses `input` as a value of the parameter; `remedy` replaces the usual "try" with the parameter's example. */
export function refuse(
  parameter: Pick<Parameter<never>, "name" | "range" | "example">,
  input: unknown,
  remedy: Sentence = (label) => `try ${label(parameter.name, parameter.example)}`
): never {
  throw new Refusal(
    (label) => `${label(parameter.name)} must be ${parameter.range}, got ${quote(input)}; ${remedy(label)}`
  );
}

/** A schema from a function that returns the value or throws a Refusal. */
export function schemaOf<Value>(read: (input: unknown) => Value): v.GenericSchema<unknown, Value> {
  return v.pipe(
    v.unknown(),
    v.rawTransform<unknown, Value>(({dataset, addIssue, NEVER}) => {
      try {
        return read(dataset.value);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        addIssue({message: messageOf(error.sentence)});
        return NEVER;
      }
    })
  );
}

interface Description<Value> {
  readonly name: string;
  readonly description: string;
  readonly default: Value;
}

function parameter<Value>(
  description: Description<Value>,
  shape: string,
  range: string,
  print: (value: Value) => string,
  read: (input: unknown, parameter: Pick<Parameter<never>, "name" | "range" | "example">) => Value
): Defaulted<Value> {
  const named = {
    name: description.name,
    description: description.description,
    default: description.default,
    shape,
    range,
    example: print(description.default)
  };
  return {...named, schema: schemaOf((input) => read(input, named)), print};
}

/** What may stand between commas: reads one item of a list, or undefined when it is not acceptable. */
type Item<Value> = (text: string) => Value | undefined;

const integerIn =
  (least: number, most: number): Item<number> =>
  (text) => {
    const value = readDecimal(text);
    return value !== undefined && Number.isInteger(value) && value >= least && value <= most ? value : undefined;
  };

const numberIn =
  ({least, most, open = false}: Interval): Item<number> =>
  (text) => {
    const value = readDecimal(text);
    if (value === undefined || value < least || value > most) return undefined;
    return open && value === least ? undefined : value;
  };

/** least ≤ value ≤ most; when `open`, least < value. */
export interface Interval {
  readonly least: number;
  readonly most: number;
  readonly open?: boolean;
}

function words({least, most, open}: Interval): string {
  return open ? `above ${least} and at most ${most}` : `from ${least} to ${most}`;
}

/** Numbers and strings are both read as text, so that a loader, a URL and a flag obey the same rules. */
function textOf(input: unknown): string | undefined {
  if (typeof input === "number") return String(input);
  return typeof input === "string" ? input.trim() : undefined;
}

function scalar(description: Description<number>, shape: string, range: string, item: Item<number>): Defaulted<number> {
  return parameter(description, shape, range, String, (input, named) => {
    const text = textOf(input);
    const value = text === undefined ? undefined : item(text);
    if (value !== undefined) return value;
    return refuse(named, input, decimalCommaHint(text ?? ""));
  });
}

/** An integer parameter, least ≤ value ≤ most. */
export function integer(description: Description<number> & Pick<Interval, "least" | "most">): Defaulted<number> {
  const {least, most} = description;
  return scalar(description, "integer", `an integer from ${least} to ${most}`, integerIn(least, most));
}

/** A real parameter in an interval. */
export function real(description: Description<number> & Interval): Defaulted<number> {
  return scalar(description, "number", `a number ${words(description)}`, numberIn(description));
}

/** One of a few words. */
export function choice<const Name extends string>(
  description: Description<NoInfer<Name>> & {readonly names: readonly Name[]}
): Defaulted<Name> {
  const {names} = description;
  return parameter(description, names.join("|"), `one of ${names.join(", ")}`, String, (input, named) => {
    const text = textOf(input);
    return names.find((name) => name === text) ?? refuse(named, input);
  });
}

function list<Value extends number | string>(
  description: Description<readonly Value[]>,
  shape: string,
  range: string,
  item: Item<Value>,
  follows: (previous: Value, next: Value) => boolean,
  remedyFor: (text: string) => Sentence | undefined = () => undefined
): Defaulted<readonly Value[]> {
  return parameter(
    description,
    shape,
    range,
    (values) => values.join(","),
    (input, named) => {
      const texts = Array.isArray(input)
        ? input.map(textOf)
        : textOf(input)
            ?.split(",")
            .flatMap((text) => expanded(text.trim()));
      if (texts === undefined || texts.length === 0) return refuse(named, Array.isArray(input) ? "" : input);
      if (texts.length > longestList)
        throw new Refusal(
          (label) => `${label(named.name)} must have at most ${longestList} entries, got ${texts.length}; use fewer`
        );
      const shown = Array.isArray(input) ? input.join(",") : input;
      const values: Value[] = [];
      for (const text of texts) {
        const value = text === undefined ? undefined : item(text);
        if (value === undefined)
          return refuse(named, texts.length === 1 ? shown : (text ?? ""), remedyFor(String(shown)));
        if (values.length > 0 && !follows(values[values.length - 1], value)) return refuse(named, shown, orderHint);
        values.push(value);
      }
      return values;
    }
  );
}

const orderHint: Sentence = () => "put them in increasing order, decimals after a point, as in 0,0.5,1";

const spellingHint = (text: string): Sentence | undefined => {
  if (text.includes(";")) return () => "put commas between the entries and decimals after a point, as in 0,0.5,1";
  if (text.includes(":"))
    return () =>
      `write evenly spaced entries as first:last:count, as in 0:1:11, or evenly in the logarithm, as in log:0.01:1:11, at most ${longestList} of them`;
  return undefined;
};

/** Strictly increasing numbers in an interval, separated by commas. */
export function increasing(description: Description<readonly number[]> & Interval): Defaulted<readonly number[]> {
  const range = `strictly increasing numbers ${words(description)}, separated by commas`;
  return list(description, "numbers", range, numberIn(description), (a, b) => a < b, spellingHint);
}

/** Numbers in an interval in any order, separated by commas. */
export function numbers(description: Description<readonly number[]> & Interval): Defaulted<readonly number[]> {
  const range = `numbers ${words(description)}, separated by commas`;
  return list(description, "numbers", range, numberIn(description), () => true, spellingHint);
}

/** Integers in any order, separated by commas. */
export function integers(
  description: Description<readonly number[]> & Pick<Interval, "least" | "most">
): Defaulted<readonly number[]> {
  const {least, most} = description;
  const range = `integers from ${least} to ${most}, separated by commas`;
  return list(description, "integers", range, integerIn(least, most), () => true, spellingHint);
}

/** Some of a few words, each at most once and in their own order, separated by commas; `none` for none of them. */
export function choices<const Name extends string>(
  description: Description<readonly NoInfer<Name>[]> & {readonly names: readonly Name[]}
): Defaulted<readonly Name[]> {
  const {names} = description;
  const range = `none, or some of ${names.join(",")}, separated by commas`;
  const print = (values: readonly Name[]): string => (values.length === 0 ? "none" : values.join(","));
  return parameter(description, "names", range, print, (input, named) => {
    const texts = Array.isArray(input)
      ? input.map(textOf)
      : textOf(input)
          ?.split(",")
          .map((text) => text.trim());
    if (texts === undefined) return refuse(named, input);
    const given = texts.length === 1 && texts[0] === "none" ? [] : texts;
    for (const text of given) if (!names.some((name) => name === text)) return refuse(named, text ?? input);
    if (new Set(given).size < given.length) return refuse(named, given.join(","));
    return names.filter((name) => given.includes(name));
  });
}
