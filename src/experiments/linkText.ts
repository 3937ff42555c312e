import {hermiteSeries, hermiteValues} from "../meanfield/hermite.js";
import {panelPoints, panelWeights} from "../meanfield/panels.js";
import {maximumDegree} from "../meanfield/problem.js";
import {FormulaError, parseFormula, type RealFunction} from "./formula.js";
import {link} from "./link.js";
import {type Defaulted, schemaOf} from "./parameter.js";
import {Refusal} from "./refusal.js";

/** A link as it is typed, and what a network can be trained with. */
export interface TypedLink {
  /** c_0 … c_K, K ≤ `maximumDegree`; rounded to ten digits. */
  readonly coefficients: readonly number[];
  /** The link as typed: the formula, or the sum of the coefficients. */
  readonly typed: RealFunction;
  /** E σ² of what was typed, z ~ N(0, 1). */
  readonly power: number;
  /** The share of E σ² that no coefficient up to `maximumDegree` represents, 0 … 1. */
  readonly remainder: number;
}

const isList = (text: string): boolean => /^\s*\d+\s*:/.test(text);

const digits = 10;

/** Below this share of E σ² a coefficient's square, and what is left over, is the rounding error of the quadrature. */
const negligible = 1e-20;

/** Reads "degree:coefficient" pairs, or a formula in x, which is projected. Throws a Refusal that says what is wrong. */
export function readLinkText(name: string, text: string, {mayVanish}: {readonly mayVanish: boolean}): TypedLink {
  const refuse = (fault: string): never => {
    throw new Refusal((label) => `${label(name)}: ${fault}`);
  };
  if (text.trim() === "")
    return refuse("type a formula in x, such as tanh(x), or Hermite coefficients, such as 4:1,6:0.5");
  if (isList(text)) return fromCoefficients(name, text, mayVanish);
  try {
    const link = projected.get(text) ?? project(parseFormula(text), refuse);
    remember(text, link);
    if (!mayVanish && link.coefficients.every((c) => c === 0))
      return refuse(`the activation must have a part of degree at most ${maximumDegree}`);
    return link;
  } catch (error) {
    if (error instanceof FormulaError) return refuse(error.message);
    throw error;
  }
}

/** The formulas read last: for one change of an input the inputs, the address and the page's cells read the same ones. */
const projected = new Map<string, TypedLink>();
const remembered = 8;

function remember(text: string, link: TypedLink): void {
  projected.delete(text);
  projected.set(text, link);
  if (projected.size > remembered) projected.delete(projected.keys().next().value!);
}

function fromCoefficients(name: string, text: string, mayVanish: boolean): TypedLink {
  const {schema} = link({name, description: "", example: "4:1,6:0.5"}, {mayVanish});
  const result = schema["~standard"].validate(text) as {
    value?: readonly number[];
    issues?: readonly {message: string}[];
  };
  if (result.issues !== undefined || result.value === undefined) throw new Refusal(() => result.issues![0].message);
  const coefficients = result.value;
  return {
    coefficients,
    typed: (x) => hermiteSeries(coefficients, x),
    power: coefficients.reduce((sum, c) => sum + c * c, 0),
    remainder: 0
  };
}

/** The nodes lie in panels of this length from −`reach` to `reach`, with edges where kinks are usual. */
const panel = 0.25;
const reach = 14;

/** The largest difference, relative to E σ², that halving the panels may make. */
const largestChange = 1e-2;

/**
 * c_k = E σ(z) h_k(z) by Gauss–Legendre panels against the density of z. Unlike the Gauss–Hermite rule these are exact to
 * rounding for a function with a kink or a jump at a panel's edge, such as ReLU, and see a link that is not square-integrable.
 */
function project(typed: RealFunction, refuse: (fault: string) => never): TypedLink {
  const whole = integrate(typed, panel, refuse);
  const finer = integrate(typed, panel / 2, refuse);
  if (!(Math.abs(finer.power - whole.power) <= largestChange * finer.power))
    return refuse("the formula is too rough, or its square has no mean under N(0, 1)");
  const {power} = finer;
  const kept = finer.coefficients.map((c) => (c * c <= negligible * power ? 0 : Number(c.toPrecision(digits))));
  while (kept.length > 1 && kept.at(-1) === 0) kept.pop();
  if (kept.some((c) => Math.abs(c) > 100)) return refuse("a Hermite coefficient exceeds 100; scale the formula down");
  const left = 1 - kept.reduce((sum, c) => sum + c * c, 0) / power;
  return {coefficients: kept, typed, power, remainder: power > 0 && left > 1e-9 ? left : 0};
}

function integrate(
  typed: RealFunction,
  length: number,
  refuse: (fault: string) => never
): {power: number; coefficients: number[]} {
  const edges = Array.from({length: (2 * reach) / length + 1}, (_, i) => i * length - reach);
  const [points, weights] = [panelPoints(edges), panelWeights(edges)];
  const coefficients = new Array<number>(maximumDegree + 1).fill(0);
  let power = 0;
  let ends = 0;
  for (const [i, x] of points.entries()) {
    const value = typed(x);
    if (!Number.isFinite(value)) refuse(`the formula has no finite value at x = ${Number(x.toPrecision(3))}`);
    const mass = (weights[i] * Math.exp(-0.5 * x * x)) / Math.sqrt(2 * Math.PI);
    const share = mass * value * value;
    power += share;
    if (Math.abs(x) > reach - 1) ends += share;
    const h = hermiteValues(maximumDegree, x);
    for (let k = 0; k <= maximumDegree; ++k) coefficients[k] += mass * value * h[k];
  }
  if (ends > 1e-9 * power) return refuse("the formula grows too fast: its square needs a mean under N(0, 1)");
  return {power, coefficients};
}

/** A typed link as a field of an address: the text itself, once it can be read. */
export function linkTextField(field: {
  readonly name: string;
  readonly description: string;
  readonly default: string;
  readonly mayVanish: boolean;
}): Defaulted<string> {
  return {
    name: field.name,
    description: field.description,
    default: field.default,
    shape: "formula or degree:coefficient,...",
    range: "a formula in x, such as tanh(x), or Hermite coefficients, such as 4:1,6:0.5",
    example: field.default,
    schema: schemaOf((input) => {
      const text = String(input).trim();
      readLinkText(field.name, text, field);
      return text;
    }),
    print: (text) => text
  };
}

/** What is wrong with a typed link, in words; undefined where nothing is. */
export function linkTextFault(name: string, text: string, options: {readonly mayVanish: boolean}): string | undefined {
  try {
    readLinkText(name, text, options);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}
