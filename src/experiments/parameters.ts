import * as v from "valibot";
import {nearest} from "./nearest.js";
import type {Defaulted, Parameter} from "./parameter.js";
import {type Border, messageOf, quote, Refusal, type Sentence} from "./refusal.js";

/** The parameters of one experiment: one schema for URLs, loaders, flags and files. */
export interface ParameterSet<Output> {
  /** In the order in which help lists them. */
  readonly list: readonly Parameter<unknown>[];
  readonly schema: v.GenericSchema<unknown, Output>;
  /** The inputs that are parsed as `output`, one text a parameter, every default spelled out. */
  print(output: Output): Record<string, string>;
}

type Entries = Readonly<Record<string, Parameter<unknown>>>;
type ValueOf<P> = P extends Parameter<infer Value> ? Value : never;

/** Parsed values: those of parameters without a default may be absent. */
export type Values<E> = {
  readonly [Name in keyof E]: E[Name] extends Defaulted<unknown> ? ValueOf<E[Name]> : ValueOf<E[Name]> | undefined;
};

/** The default of a parameter that has one. */
export function defaultOf<Value>(parameter: Parameter<Value> | Defaulted<Value>): Value | undefined {
  return "default" in parameter ? parameter.default : undefined;
}

/** Thrown at a border on values that cannot be used; the message is one line with value, range and remedy. */
export class ParameterError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ParameterError";
  }
}

/**
 * Joins parameters to one strict schema. `combine` checks what no parameter can check alone and makes what the
 * experiment receives; `separate` undoes it, for printing.
 */
export function parameterSet<E extends Entries, Output>(
  entries: E,
  combine: (values: Values<E>) => Output,
  separate: (output: Output) => Partial<Values<E>>
): ParameterSet<Output> {
  const names = Object.keys(entries);
  const list = names.map((name) => entries[name]);
  const unexpected = (key: string): string => {
    const near = nearest(key, names);
    return near === undefined ? `use some of ${names.join(", ")}` : `did you mean ${near}?`;
  };
  const shape = v.strictObject(
    Object.fromEntries(list.map((parameter) => [parameter.name, v.optional(parameter.schema)])),
    ({path, input}) => {
      const [{key, value}] = path ?? [{key: undefined, value: undefined}];
      if (key === undefined) return `the parameters must be an object of names and values, got ${quote(input)}; try {}`;
      return `${quote(key)} is not a parameter here, got ${quote(key)}=${quote(value)}; ${unexpected(String(key))}`;
    }
  );
  const schema = v.pipe(
    shape,
    v.rawTransform<Record<string, unknown>, Output>(({dataset, addIssue, NEVER}) => {
      const filled = Object.fromEntries(
        list.map((parameter) => [parameter.name, dataset.value[parameter.name] ?? defaultOf(parameter)])
      );
      try {
        return combine(filled as Values<E>);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        addIssue({message: messageOf(error.sentence)});
        return NEVER;
      }
    })
  );
  return {
    list,
    schema,
    print: (output) => {
      const values: Partial<Record<string, unknown>> = separate(output);
      return Object.fromEntries(
        list.flatMap(({name, print}) => (values[name] === undefined ? [] : [[name, print(values[name])]]))
      );
    }
  };
}

/** Reads untrusted input with a schema; throws a ParameterError whose message spells parameters as the border does. */
export function parseParameters<Output>(
  schema: v.GenericSchema<unknown, Output>,
  input: unknown,
  border: Border = "names"
): Output {
  const result = v.safeParse(schema, input, {abortEarly: true, lang: border});
  if (result.success) return result.output;
  throw new ParameterError(result.issues[0].message);
}

/** Throws unless the value fits; for checks that involve several parameters. */
export function require(condition: boolean, sentence: Sentence): asserts condition {
  if (!condition) throw new Refusal(sentence);
}
