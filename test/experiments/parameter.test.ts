import fc from "fast-check";
import * as v from "valibot";
import {describe, expect, it} from "vitest";
import {
  choice,
  choices,
  increasing,
  integer,
  integers,
  numbers,
  optional,
  type Parameter,
  real
} from "../../src/experiments/parameter.js";
import {defaultOf, ParameterError, parameterSet, parseParameters} from "../../src/experiments/parameters.js";
import {flag, quote} from "../../src/experiments/refusal.js";

const runs = {seed: 2, numRuns: 300};

const dimension = integer({name: "dimension", description: "d", least: 2, most: 100000, default: 32});
const step = real({name: "riskStep", description: "η", least: 0, open: true, most: 10, default: 0.01});
const times = increasing({name: "times", description: "t", least: 0, most: 1e6, default: [0, 1]});
const alignments = numbers({name: "alignments", description: "α", least: -1, most: 1, default: [0.5]});
const dimensions = integers({name: "dimensions", description: "d", least: 2, most: 100, default: [8, 16]});
const method = choice({name: "method", description: "how", names: ["flow", "pgd"], default: "flow"});
const include = choices({name: "include", description: "what", names: ["a", "b", "c"], default: ["a", "b", "c"]});

function read<Value>(parameter: Parameter<Value>, input: unknown, lang = "flags"): Value {
  const result = v.safeParse(parameter.schema, input, {lang});
  if (!result.success) throw new ParameterError(result.issues[0].message);
  return result.output;
}

const complaint = (parameter: Parameter<unknown>, input: unknown, lang?: string): string => {
  try {
    read(parameter, input, lang);
  } catch (error) {
    if (error instanceof ParameterError) return error.message;
    throw error;
  }
  throw new Error(`accepted ${String(input)}`);
};

describe("a printed value reads back as itself", () => {
  const roundTrip = <Value>(parameter: Parameter<Value>, values: fc.Arbitrary<Value>): void =>
    fc.assert(
      fc.property(values, (value) => {
        expect(read(parameter, parameter.print(value))).toEqual(value);
      }),
      runs
    );
  const finite = (min: number, max: number): fc.Arbitrary<number> =>
    fc.double({min, max, noNaN: true}).map((x) => x + 0);

  it("integer", () => roundTrip(dimension, fc.integer({min: 2, max: 100000})));
  it("real", () => roundTrip(step, finite(Number.MIN_VALUE, 10)));
  it("increasing", () =>
    roundTrip(
      times,
      fc.uniqueArray(finite(0, 1e6), {minLength: 1, maxLength: 6}).map((list) => list.sort((a, b) => a - b))
    ));
  it("numbers", () => roundTrip(alignments, fc.array(finite(-1, 1), {minLength: 1, maxLength: 6})));
  it("integers", () => roundTrip(dimensions, fc.array(fc.integer({min: 2, max: 100}), {minLength: 1, maxLength: 6})));
  it("choice", () => roundTrip(method, fc.constantFrom("flow", "pgd")));
  it("choices", () => roundTrip(include, fc.subarray(["a", "b", "c"])));
  it("its example too", () => {
    for (const parameter of [dimension, step, times, alignments, dimensions, method, include] as Parameter<unknown>[])
      expect(read(parameter, parameter.example)).toEqual(defaultOf(parameter));
  });
});

describe("refusals", () => {
  it("name the flag, the range, the value and the remedy in one line", () => {
    expect(complaint(dimension, "-3")).toBe(
      "--dimension must be an integer from 2 to 100000, got -3; try --dimension 32"
    );
  });
  it("speak of names where there are no flags", () => {
    expect(complaint(dimension, -3, "names")).toBe(
      "dimension must be an integer from 2 to 100000, got -3; try dimension=32"
    );
  });
  it("spell flags in kebab case", () => {
    expect(flag("riskStep")).toBe("--risk-step");
    expect(complaint(step, "0")).toContain("--risk-step must be a number above 0 and at most 10, got 0");
  });
  it.each(["1", "1e999", "NaN", "Infinity", "", " ", "2.5", "0x20", "32px", null, true, {}, [], 2.5, Number.NaN])(
    "dimension %j",
    (input) =>
      expect(complaint(dimension, input)).toMatch(/^--dimension must be an integer from 2 to 100000, got .+; \S/)
  );
  it("hint at a decimal comma", () => {
    expect(complaint(step, "0,5")).toContain("got 0,5; write the decimals after a point, as in 0.5");
  });
  it("hint at commas where semicolons stand", () => {
    expect(complaint(times, "0;1")).toContain("put commas between the entries");
  });
  it.each(["0:1:20000", "log:0:1:5", "0:1", "0:x:3"])("hint at how %j is to be written", (input) => {
    expect(complaint(times, input)).toContain(`got ${input}; write evenly spaced entries as first:last:count`);
  });
  it.each(["1:0:3", "0:1:3,1", "-1:1:5", "0:2e6:3"])("hold for the numbers of %j, too", (input) => {
    expect(complaint(times, input)).toMatch(/^--times must be strictly increasing numbers from 0 to 1000000/);
  });
  it.each(["1,0", "0,1,1", "-1,2", "0,,1", ",", "0,1,", "0,NaN", "0,1e999", [], [1, 0], [[0]], 5e6])(
    "times %j",
    (input) =>
      expect(complaint(times, input)).toMatch(
        /^--times must be strictly increasing numbers from 0 to 1000000, separated by commas, got .+; /
      )
  );
  it("limit the length of lists", () => {
    const long = Array.from({length: 10001}, (_, i) => i);
    expect(complaint(times, long)).toContain("at most 10000 entries, got 10001");
    expect(read(times, long.slice(1))).toHaveLength(10000);
    expect(complaint(times, "0:1:10000,2")).toContain("at most 10000 entries, got 10001");
  });
  it.each(["flo", "FLOW", "", 1])("method %j", (input) =>
    expect(complaint(method, input)).toMatch(/^--method must be one of flow, pgd, got .+; try --method flow$/)
  );
  it.each(["a,a", "d", "", "a,none", "a;b"])("include %j", (input) =>
    expect(complaint(include, input)).toMatch(/^--include must be none, or some of a,b,c, separated by commas, got /)
  );

  it("take one line whatever the value", () => {
    fc.assert(
      fc.property(fc.string({unit: "binary", maxLength: 100}), (text) => {
        const parameters: Parameter<unknown>[] = [dimension, step, alignments, method, include];
        for (const parameter of parameters) {
          const result = v.safeParse(parameter.schema, text, {lang: "flags"});
          if (result.success) continue;
          const {message} = result.issues[0];
          expect(message).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
          expect(message.length).toBeLessThan(700);
        }
      }),
      {...runs, numRuns: 100}
    );
  });
});

describe("quote", () => {
  it("shortens long values and shows what cannot be seen", () => {
    expect(quote("x".repeat(100))).toHaveLength(60);
    expect(quote("a\nb")).toBe('"a\\nb"');
    expect(quote("a\u200bb")).toBe('"a\\u200bb"');
    expect(quote("\u2028")).toBe("an empty value");
  });
});

describe("parameterSet", () => {
  const set = parameterSet(
    {dimension, times, riskStep: optional(step)},
    (values) => values,
    (values) => values
  );
  it("fills in defaults, and nothing where there is none", () => {
    expect(parseParameters(set.schema, {})).toEqual({dimension: 32, times: [0, 1], riskStep: undefined});
  });
  it("reads numbers, lists and texts alike", () => {
    expect(parseParameters(set.schema, {dimension: 8, times: [0, 0.5]})).toEqual(
      parseParameters(set.schema, {dimension: "8", times: "0,0.5"})
    );
  });
  it("reads progressions as the numbers that they stand for", () => {
    const {times: read} = parseParameters(set.schema, {times: "0, 0.5:2:4 ,log:10:1000:3"});
    expect(read).toEqual([0, 0.5, 1, 1.5, 2, 10, 100, 1000]);
  });
  it("prints what it reads", () => {
    const values = parseParameters(set.schema, {times: "0,2", riskStep: "0.5"});
    expect(set.print(values)).toEqual({dimension: "32", times: "0,2", riskStep: "0.5"});
    expect(parseParameters(set.schema, set.print(values))).toEqual(values);
  });
  it("refuses names that it does not know, with the nearest that it does", () => {
    expect(() => parseParameters(set.schema, {dimensoin: 3})).toThrow(
      "dimensoin is not a parameter here, got dimensoin=3; did you mean dimension?"
    );
    expect(() => parseParameters(set.schema, {zzzzzzzz: 3})).toThrow("use some of dimension, times, riskStep");
  });
  it.each([null, 3, "x"])("refuses %j as parameters", (input) =>
    expect(() => parseParameters(set.schema, input)).toThrow(ParameterError)
  );
});
