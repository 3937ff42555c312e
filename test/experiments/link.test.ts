import fc from "fast-check";
import * as v from "valibot";
import {describe, expect, it} from "vitest";
import {
  activation,
  printLink,
  problemInputs,
  problemOf,
  problemParameters,
  target
} from "../../src/experiments/link.js";
import {parameterSet, parseParameters} from "../../src/experiments/parameters.js";
import {findProblem, problems} from "../../src/meanfield/problems.js";

const set = parameterSet(problemParameters, problemOf, problemInputs);
const parse = (input: unknown) => parseParameters(set.schema, input, "flags");

const coefficient = fc.double({min: -100, max: 100, noNaN: true}).filter((c) => c !== 0);
const links = fc
  .dictionary(fc.integer({min: 0, max: 12}).map(String), coefficient, {minKeys: 1, maxKeys: 5})
  .map((sparse) => {
    const length = 1 + Math.max(...Object.keys(sparse).map(Number));
    return Array.from({length}, (_, degree) => sparse[degree] ?? 0);
  });

describe("a link", () => {
  it("is an array of Hermite coefficients by degree, in whatever order it is written", () => {
    expect(v.parse(activation.schema, "4:1,6:1")).toEqual([0, 0, 0, 0, 1, 0, 1]);
    expect(v.parse(activation.schema, " 2 : -0.5 , 0:1e-1")).toEqual([0.1, 0, -0.5]);
    expect(v.parse(target.schema, "4:0")).toEqual([0]);
  });
  it("reads back as itself", () => {
    fc.assert(
      fc.property(links, (link) => {
        expect(v.parse(activation.schema, printLink(link))).toEqual(link);
      }),
      {seed: 3, numRuns: 200}
    );
    expect(v.parse(target.schema, printLink([0]))).toEqual([0]);
  });
  it.each([
    "",
    "4",
    "4:",
    ":1",
    "13:1",
    "-1:1",
    "2.5:1",
    "4:1,4:2",
    "4:NaN",
    "4:Infinity",
    "4:1e999",
    "4:101",
    "4:1:2",
    "4:1,",
    "0x4:1",
    4
  ])("cannot be %j", (input) =>
    expect(() => parse({activation: input, target: "4:1"})).toThrow(
      /^--activation must be degree:coefficient pairs .*degrees 0 to 12.*, got .*; try --activation 4:1,6:1$/
    )
  );
  it("hints at a decimal comma", () => {
    expect(() => parse({activation: "4:1", target: "4:0,6"})).toThrow("got 4:0,6; write the decimals after a point");
  });
  it("cannot vanish as an activation", () => {
    expect(() => parse({activation: "4:0", target: "4:1"})).toThrow("not all 0");
  });
});

describe("a problem", () => {
  it("is He4 unless one is named", () => expect(parse({})).toBe(findProblem("He4")));
  it.each(problems.map(({name}) => name))("can be %s", (name) => {
    expect(parse({problem: name})).toBe(findProblem(name));
    expect(set.print(parse({problem: name}))).toEqual({problem: name});
  });
  it("can be one's own", () => {
    const own = parse({activation: "4:1,6:1", target: "4:0.6,6:0.3"});
    expect(own).toMatchObject({activation: [0, 0, 0, 0, 1, 0, 1], target: [0, 0, 0, 0, 0.6, 0, 0.3]});
    expect(parse(set.print(own))).toEqual(own);
  });
  it.each([
    [{problem: "He5"}, "--problem must be one of He3, He4, He6, He4_small, He4_misspecified, got He5; did you mean"],
    [{problem: "he4"}, "did you mean --problem He4?"],
    [{problem: "XOR_2"}, "or give --activation and --target"],
    [{problem: ""}, "got an empty value"],
    [{problem: "He4", target: "4:1"}, "--problem must not be given together with --target, got He4; drop one"],
    [{problem: "He4", activation: "4:1"}, "--problem must not be given together with --activation"],
    [{activation: "4:1"}, "--activation must come with --target, got 4:1 alone; add --target 4:0.6,6:0.3"],
    [{target: "4:-0.5"}, "--target must come with --activation, got 4:-0.5 alone; add --activation 4:1,6:1"]
  ])("is refused: %j", (input, message) => expect(() => parse(input)).toThrow(message));
});
