import {erf} from "../meanfield/erf.js";
import {hermiteValues} from "../meanfield/hermite.js";
import {maximumDegree} from "../meanfield/problem.js";
import {nearest} from "./nearest.js";

/** A real function of one real variable. */
export type RealFunction = (x: number) => number;

/** A formula that cannot be read: where, and what was expected there. */
export class FormulaError extends Error {
  constructor(
    /** Characters before the fault. */
    readonly position: number,
    readonly expected: string,
    found: string
  ) {
    super(`at character ${position + 1}: expected ${expected}, found ${found}`);
    this.name = "FormulaError";
  }
}

/** The longest formula, in characters: what is read recursively stays far from the end of the stack. */
export const longestFormula = 200;

const unary: Readonly<Record<string, RealFunction>> = {
  abs: Math.abs,
  sign: Math.sign,
  sqrt: Math.sqrt,
  exp: Math.exp,
  log: Math.log,
  sin: Math.sin,
  cos: Math.cos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  erf,
  relu: (x) => Math.max(0, x),
  step: (x) => (x > 0 ? 1 : x < 0 ? 0 : 0.5),
  sigmoid: (x) => (1 + Math.tanh(x / 2)) / 2,
  softplus: (x) => Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x))),
  gelu: (x) => (x * (1 + erf(x / Math.SQRT2))) / 2,
  ...Object.fromEntries(
    Array.from({length: maximumDegree + 1}, (_, k) => [`h${k}`, (x: number) => hermiteValues(k, x)[k]])
  )
};

const binary: Readonly<Record<string, (x: number, y: number) => number>> = {max: Math.max, min: Math.min};

const constants: Readonly<Record<string, number>> = {pi: Math.PI, e: Math.E};

/** The names that a formula may use besides x, in the order of a help text. */
export const formulaNames: readonly string[] = [
  ...Object.keys(unary).filter((name) => !/^h\d/.test(name)),
  `h0 … h${maximumDegree}`,
  ...Object.keys(binary),
  ...Object.keys(constants)
];

const allNames = [...Object.keys(unary), ...Object.keys(binary), ...Object.keys(constants), "x", "z"];

interface Token {
  readonly kind: "number" | "name" | "sign" | "end";
  readonly text: string;
  readonly position: number;
}

const numberOrName = /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z][A-Za-z0-9]*)|(\*\*|\S))/y;

const sameSign: Readonly<Record<string, string>> = {"−": "-", "·": "*", "×": "*", "÷": "/", "**": "^"};

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  numberOrName.lastIndex = 0;
  for (let end = 0; ; ) {
    const match = numberOrName.exec(text);
    if (match === null) break;
    const [, number, name, sign] = match;
    end = numberOrName.lastIndex;
    const word = number ?? name ?? sign;
    const kind = number !== undefined ? "number" : name !== undefined ? "name" : "sign";
    tokens.push({kind, text: kind === "sign" ? (sameSign[word] ?? word) : word, position: end - word.length});
  }
  return [...tokens, {kind: "end", text: "", position: text.trimEnd().length}];
}

/**
 * The function that a formula in x writes, e.g. `tanh(x)`, `x^3 - 3x`, `max(0, x) - 0.2`: numbers with a decimal point, + − * /
 * and ^ (from the right, before a minus sign), products without a sign, parentheses, and the names of `formulaNames`; z is
 * another name of x. Nothing is executed but these. Throws a FormulaError.
 */
export function parseFormula(text: string): RealFunction {
  if (text.length > longestFormula)
    throw new FormulaError(
      longestFormula,
      `the end of the formula after at most ${longestFormula} characters`,
      `${text.length - longestFormula} more`
    );
  return new Parser(tokensOf(text)).whole();
}

const start = 'a number, x, a function or "("';

/** Recursive descent; each method reads one level of the grammar and returns its value as a function of x. */
class Parser {
  #next = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  /** sum end */
  whole(): RealFunction {
    const value = this.#sum();
    if (this.#token.kind !== "end") this.#fail("an operator or the end");
    return value;
  }

  /** product {("+" | "-") product} */
  #sum(): RealFunction {
    let left = this.#product();
    for (;;) {
      const before = left;
      if (this.#take("+")) {
        const right = this.#product();
        left = (x) => before(x) + right(x);
      } else if (this.#take("-")) {
        const right = this.#product();
        left = (x) => before(x) - right(x);
      } else return left;
    }
  }

  /** signed {["*" | "/"] signed}, where a factor that follows without a sign is no number */
  #product(): RealFunction {
    let left = this.#signed();
    for (;;) {
      const before = left;
      if (this.#take("/")) {
        const right = this.#signed();
        left = (x) => before(x) / right(x);
      } else if (this.#take("*") || this.#token.kind === "name" || this.#isSign("(")) {
        const right = this.#signed();
        left = (x) => before(x) * right(x);
      } else return left;
    }
  }

  /** ("-" | "+") signed | power */
  #signed(): RealFunction {
    if (this.#take("+")) return this.#signed();
    if (!this.#take("-")) return this.#power();
    const value = this.#signed();
    return (x) => -value(x);
  }

  /** primary ["^" signed] */
  #power(): RealFunction {
    const base = this.#primary();
    if (!this.#take("^")) return base;
    const exponent = this.#signed();
    return (x) => base(x) ** exponent(x);
  }

  /** number | name | function "(" sum {"," sum} ")" | "(" sum ")" */
  #primary(): RealFunction {
    const token = this.#token;
    if (token.kind === "number") {
      ++this.#next;
      const value = Number(token.text);
      return () => value;
    }
    if (token.kind === "name") return this.#named(token);
    if (!this.#take("(")) return this.#fail(start);
    const value = this.#sum();
    this.#expect(")");
    return value;
  }

  #named({text}: Token): RealFunction {
    if (text === "x" || text === "z") {
      ++this.#next;
      return (x) => x;
    }
    if (Object.hasOwn(constants, text)) {
      ++this.#next;
      const value = constants[text];
      return () => value;
    }
    if (Object.hasOwn(unary, text)) {
      ++this.#next;
      this.#expect("(");
      const argument = this.#sum();
      this.#expect(")");
      const apply = unary[text];
      return (x) => apply(argument(x));
    }
    if (Object.hasOwn(binary, text)) {
      ++this.#next;
      this.#expect("(");
      const left = this.#sum();
      this.#expect(",");
      const right = this.#sum();
      this.#expect(")");
      const apply = binary[text];
      return (x) => apply(left(x), right(x));
    }
    const near = nearest(text, allNames);
    return this.#fail(near === undefined ? "x or the name of a function" : `x or a function such as ${near}`);
  }

  get #token(): Token {
    return this.tokens[this.#next];
  }

  #isSign(sign: string): boolean {
    return this.#token.kind === "sign" && this.#token.text === sign;
  }

  #take(sign: string): boolean {
    if (!this.#isSign(sign)) return false;
    ++this.#next;
    return true;
  }

  #expect(sign: string): void {
    if (!this.#take(sign)) this.#fail(`"${sign}"`);
  }

  #fail(expected: string): never {
    const {kind, text, position} = this.#token;
    throw new FormulaError(position, expected, kind === "end" ? "the end" : `"${text}"`);
  }
}
