import * as v from "valibot";
import {nearest} from "../../src/experiments/nearest.js";
import {quote} from "../../src/experiments/refusal.js";
import {type Condition, factorsOf, type SweepPart, sizeOf, type Value} from "../../src/experiments/sweep.js";
import {UsageError} from "../simulate/usage.js";
import {countOf, leads, numbersOf, type Range} from "./range.js";

/** The most combinations that one sweep may have, those that are left out among them. */
export const mostCombinations = 100_000;

/** A message that follows the place of what it is about: what must stand there, what does, what to do about it. */
function must(range: string, remedy: string): (issue: v.BaseIssue<unknown>) => string {
  return ({input}) => `must be ${range}, got ${quoted(input)}; try ${remedy}`;
}

/** The same for an object of a few members. */
function mustHave(members: readonly string[], remedy: string): (issue: v.BaseIssue<unknown>) => string {
  const words = members.join(", ");
  return (issue) => {
    if (issue.expected !== "never") return must(`an object with some of ${words}`, remedy)(issue);
    const near = nearest(String(issue.input), members);
    return `must not be given, only ${words}; ${near ? `did you mean ${near}?` : `try ${remedy}`}`;
  };
}

function quoted(input: unknown): string {
  return typeof input === "object" && input !== null ? quote(JSON.stringify(input)) : quote(input);
}

const valuesWords = "a value, a list of values or a range";
const valuesRemedy = '[8, 16] or {"from": 8, "to": 64, "times": 2}';

const scalar = v.union([v.string(), v.pipe(v.number(), v.finite())], must("a number or a text", '8 or "He4"'));

const finite = v.pipe(v.number(must("a number", "8")), v.finite(must("a finite number", "8")));

const range = v.pipe(
  v.strictObject(
    {from: finite, to: finite, step: v.optional(finite), times: v.optional(finite)},
    mustHave(["from", "to", "step", "times"], '{"from": 8, "to": 64, "times": 2}')
  ),
  v.check(
    ({step, times}) => step === undefined || times === undefined,
    must("a range with a step or with times, not both", '{"from": 8, "to": 64, "times": 2}')
  ),
  v.check(
    (ends) => ends.step !== 0 && leads(ends as Range),
    must("a range whose steps lead from one end to the other", '{"from": 8, "to": 64, "times": 2}')
  ),
  v.check(
    (ends) => countOf(ends as Range) <= mostCombinations,
    must(`a range of at most ${mostCombinations} numbers`, "a larger step")
  ),
  v.transform((ends): readonly Value[] => numbersOf(ends as Range))
);

const values = v.lazy((input): v.GenericSchema<unknown, readonly Value[]> => {
  if (Array.isArray(input))
    return v.pipe(v.array(scalar), v.minLength(1, must("a list with at least one value", valuesRemedy)));
  if (typeof input === "object" && input !== null) return range as v.GenericSchema<unknown, readonly Value[]>;
  return v.pipe(
    v.union([v.string(), v.pipe(v.number(), v.finite())], must(valuesWords, valuesRemedy)),
    v.transform((value) => [value])
  );
});

const condition = v.lazy((input): v.GenericSchema<unknown, Condition> => {
  const list = (value: unknown) => typeof value !== "object" || value === null || Array.isArray(value);
  if (list(input)) return values;
  const ends = {
    above: v.optional(finite),
    atLeast: v.optional(finite),
    below: v.optional(finite),
    atMost: v.optional(finite)
  };
  const remedy = '[8, 16] or {"above": 64}';
  return v.pipe(
    v.strictObject(ends, mustHave(Object.keys(ends), remedy)),
    v.check((given) => Object.keys(given).length > 0, must("values, or at least one end", remedy))
  );
});

const part = v.pipe(
  v.strictObject(
    {
      experiment: v.string(must("an experiment's name", '"gap"')),
      parameters: v.optional(v.record(v.string(), values, must("parameters with their values", '{"width": [64]}')), {}),
      seeds: v.optional(
        v.lazy((input) =>
          typeof input === "number"
            ? v.pipe(
                v.number(),
                v.integer(must("a whole number of seeds, a list or a range", "8")),
                v.minValue(1, must("at least one seed", "8")),
                v.maxValue(mostCombinations, must(`at most ${mostCombinations} seeds`, "8")),
                v.transform((count): readonly Value[] => Array.from({length: count}, (_, i) => i + 1))
              )
            : values
        )
      ),
      leaveOut: v.optional(
        v.array(
          v.record(v.string(), condition, must("conditions by parameter", '{"width": {"above": 4096}}')),
          must("a list of conditions", '[{"width": {"above": 4096}}]')
        )
      ),
      failure: v.optional(v.string(must("a text", "leaving it out")))
    },
    mustHave(
      ["experiment", "parameters", "seeds", "leaveOut", "failure"],
      '{"experiment": "gap", "parameters": {"width": [64, 128]}}'
    )
  ),
  v.rawTransform(({dataset, addIssue, NEVER}): SweepPart => {
    const {experiment, parameters, seeds, leaveOut} = dataset.value;
    const refuse = (message: string): never => {
      addIssue({message});
      return NEVER;
    };
    if (seeds && parameters.seed) return refuse("must have seeds or the parameter seed, got both; drop one of them");
    const grid = seeds ? {...parameters, seed: seeds} : parameters;
    for (const name of (leaveOut ?? []).flatMap((conditions) => Object.keys(conditions))) {
      const unknown = factorsOf(name).find((factor) => !Object.hasOwn(grid, factor));
      if (unknown !== undefined)
        return refuse(
          `must leave out by parameters of its grid (${Object.keys(grid).join(", ") || "none"}), got ${quote(unknown)}; ` +
            `give ${unknown} values among the parameters`
        );
    }
    return {experiment, grid, ...(leaveOut && {leaveOut})};
  })
);

const grid = v.pipe(
  v.lazy((input) =>
    Array.isArray(input)
      ? v.array(part)
      : v.pipe(
          part,
          v.transform((one) => [one])
        )
  ),
  v.check(
    (parts) => parts.reduce((size, one) => size + sizeOf(one), 0) <= mostCombinations,
    ({input}) =>
      `must have at most ${mostCombinations} combinations, got ${(input as SweepPart[]).reduce((size, one) => size + sizeOf(one), 0)}; ` +
      "use fewer values, or several files"
  )
);

/** Where an issue is: "part 2, parameters.width". */
function placeOf({path}: v.BaseIssue<unknown>): string {
  const keys = path?.map(({key}) => key) ?? [];
  const part = typeof keys[0] === "number" ? [`part ${(keys.shift() as number) + 1}`] : [];
  return [...part, ...(keys.length > 0 ? [keys.join(".")] : [])].join(", ") || "the grid";
}

/**
 * Reads a grid file: one part, or a list of them. Throws a UsageError that begins with the file's name.
 */
export function parseGrid(text: string, file: string): SweepPart[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UsageError(
      `${file} must be JSON, got ${(error as Error).message}; try {"experiment": "gap", "parameters": {"width": [64, 128]}}`
    );
  }
  const result = v.safeParse(grid, json, {abortEarly: true});
  if (result.success) return result.output as SweepPart[];
  const [issue] = result.issues;
  throw new UsageError(`${file}: ${placeOf(issue)} ${issue.message}`);
}
