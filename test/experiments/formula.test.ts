import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {FormulaError, longestFormula, parseFormula, type RealFunction} from "../../src/experiments/formula.js";

/** A formula as text, with every part in parentheses or with as few as the grammar needs, and what JavaScript makes of it. */
interface Written {
  readonly text: string;
  readonly value: RealFunction;
}

const functions: Readonly<Record<string, RealFunction>> = {
  tanh: Math.tanh,
  sin: Math.sin,
  cos: Math.cos,
  exp: Math.exp,
  abs: Math.abs,
  relu: (x) => Math.max(0, x)
};

const {formula} = fc.letrec<{formula: Written}>((tie) => ({
  formula: fc.oneof(
    {depthSize: "small"},
    fc.constantFrom<Written>({text: "x", value: (x) => x}, {text: "pi", value: () => Math.PI}),
    fc
      .double({min: 0, max: 100, noNaN: true})
      .map((number): Written => ({text: String(Math.abs(number)), value: () => Math.abs(number)})),
    fc
      .tuple(tie("formula"), fc.constantFrom("+", "-", "*", "/", "^"), tie("formula"), fc.constantFrom("", " "))
      .map(([a, sign, b, space]): Written => {
        const text = `(${a.text})${space}${sign}${space}(${b.text})`;
        const apply = {
          "+": (x: number, y: number) => x + y,
          "-": (x: number, y: number) => x - y,
          "*": (x: number, y: number) => x * y,
          "/": (x: number, y: number) => x / y,
          "^": (x: number, y: number) => x ** y
        }[sign]!;
        return {text, value: (x) => apply(a.value(x), b.value(x))};
      }),
    tie("formula").map((a): Written => ({text: `-(${a.text})`, value: (x) => -a.value(x)})),
    fc
      .tuple(fc.constantFrom(...Object.keys(functions)), tie("formula"))
      .map(([name, a]): Written => ({text: `${name}(${a.text})`, value: (x) => functions[name]!(a.value(x))}))
  )
}));

describe("a formula", () => {
  it("has the value that JavaScript's arithmetic gives, bit for bit", () => {
    fc.assert(
      fc.property(formula, fc.double({min: -5, max: 5, noNaN: true}), ({text, value}, x) => {
        fc.pre(text.length <= longestFormula);
        expect(parseFormula(text)(x)).toBe(value(x));
      }),
      {numRuns: 500}
    );
  });

  it.each<[string, RealFunction]>([
    ["x^3 - 3x", (x) => x ** 3 - 3 * x],
    ["-x^2", (x) => -(x ** 2)],
    ["2^-x", (x) => 2 ** -x],
    ["2^x^2", (x) => 2 ** (x ** 2)],
    ["x**2", (x) => x ** 2],
    ["1 - 2 - x", (x) => 1 - 2 - x],
    ["8 / 4 / 2 x", (x) => (8 / 4 / 2) * x],
    ["2(x + 1)(x - 1)", (x) => 2 * (x + 1) * (x - 1)],
    ["3x tanh(x)", (x) => 3 * x * Math.tanh(x)],
    ["max(0, x) − min(x, 1)", (x) => Math.max(0, x) - Math.min(x, 1)],
    ["1.5e-1 z", (x) => 0.15 * x],
    ["--x", (x) => x],
    ["h2(x)", (x) => (x * x - 1) / Math.SQRT2],
    ["e^x", (x) => Math.E ** x]
  ])("%s obeys the usual precedence", (text, value) => {
    const read = parseFormula(text);
    for (const x of [-2.5, -1, -0.3, 0, 0.7, 2]) expect(read(x)).toBeCloseTo(value(x), 13);
  });

  it.each([
    ["", 0, 'a number, x, a function or "("', "the end"],
    ["x +", 3, 'a number, x, a function or "("', "the end"],
    ["3 + * x", 4, 'a number, x, a function or "("', '"*"'],
    ["(x + 1", 6, '")"', "the end"],
    ["tahn(x)", 0, "x or a function such as tanh", '"tahn"'],
    ["2 3", 2, "an operator or the end", '"3"'],
    ["tanh x", 5, '"("', '"x"'],
    ["x # 1", 2, "an operator or the end", '"#"'],
    ["1,5 x", 1, "an operator or the end", '","'],
    ["max(x)", 5, '","', '")"'],
    ["constructor(x)", 0, "x or the name of a function", '"constructor"']
  ])("%j is refused where it goes wrong, with what was expected", (text, position, expected, found) => {
    const read = () => parseFormula(text);
    expect(read).toThrow(FormulaError);
    expect(read).toThrow(`at character ${position + 1}: expected ${expected}, found ${found}`);
  });

  it("never fails in another way, whatever is typed", () => {
    const sign = fc.constantFrom(..."x0123456789.+-*/^(),ehtan π\u{1f600}");
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({maxLength: 250}),
          fc.array(sign, {maxLength: 250}).map((all) => all.join(""))
        ),
        (text) => {
          try {
            expect(typeof parseFormula(text)(0.5)).toBe("number");
          } catch (error) {
            expect(error).toBeInstanceOf(FormulaError);
            expect((error as FormulaError).position).toBeLessThanOrEqual(text.length);
          }
        }
      ),
      {numRuns: 500}
    );
  });
});
