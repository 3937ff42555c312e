import {informationExponent, maximumDegree, type Problem} from "../meanfield/problem.js";
import {findProblem, problems} from "../meanfield/problems.js";
import {decimalCommaHint, readDecimal} from "./decimal.js";
import {nearest} from "./nearest.js";
import {type Parameter, refuse, schemaOf} from "./parameter.js";
import {quote, Refusal} from "./refusal.js";

/** Far above any problem of interest, small enough for the absolute tolerances of the solvers. */
const largestCoefficient = 100;

const range = `degree:coefficient pairs separated by commas, degrees 0 to ${maximumDegree} each at most once, coefficients from ${-largestCoefficient} to ${largestCoefficient}`;

/**
 * A link by its Hermite coefficients, index = degree: "4:0.6,6:0.3" is 0.6 h_4 + 0.3 h_6. Only where `mayVanish` may all
 * of them be 0.
 */
export function link(
  {name, description, example}: Pick<Parameter<never>, "name" | "description" | "example">,
  {mayVanish}: {readonly mayVanish: boolean}
): Parameter<readonly number[]> {
  const named = {
    name,
    description,
    shape: "degree:coefficient,...",
    range: mayVanish ? range : `${range}, not all 0`,
    example
  };
  const read = (input: unknown): readonly number[] => {
    if (typeof input !== "string") return refuse(named, input);
    const coefficients: number[] = [];
    const seen = new Set<number>();
    for (const pair of input.split(",")) {
      const [, left, right] = /^\s*([^:]*?)\s*:\s*([^:]*?)\s*$/.exec(pair) ?? [];
      const degree = readDecimal(left ?? "");
      const coefficient = readDecimal(right ?? "");
      const comma = /:\s*[+-]?\d*,\d+\s*(,|$)/.exec(input);
      if (left === undefined || degree === undefined || coefficient === undefined)
        return refuse(named, input, comma ? decimalCommaHint(/[+-]?\d*,\d+/.exec(comma[0])?.[0] ?? "") : undefined);
      if (!Number.isInteger(degree) || degree < 0 || degree > maximumDegree || seen.has(degree))
        return refuse(named, input);
      if (Math.abs(coefficient) > largestCoefficient) return refuse(named, input);
      seen.add(degree);
      while (coefficients.length < degree) coefficients.push(0);
      coefficients[degree] = coefficient;
    }
    while (coefficients.length > 1 && coefficients.at(-1) === 0) coefficients.pop();
    return coefficients.some((c) => c !== 0) || mayVanish ? coefficients : refuse(named, input);
  };
  return {...named, schema: schemaOf(read), print: printLink};
}

/** The text that `link` reads as these coefficients. */
export function printLink(coefficients: readonly number[]): string {
  return coefficients.flatMap((c, degree) => (c === 0 ? [] : [`${degree}:${c}`])).join(",") || "0:0";
}

const names = problems.map(({name}) => name);

/** A problem of the registry by its name. */
export const problem: Parameter<Problem> = {
  name: "problem",
  description: "a named problem: activation and target link, Hermite coefficients as in the registry",
  shape: "name",
  range: `one of ${names.join(", ")}`,
  example: "He4",
  schema: schemaOf((input) => {
    const found = typeof input === "string" ? findProblem(input.trim()) : undefined;
    if (found) return found;
    const near = typeof input === "string" ? nearest(input.trim(), names) : undefined;
    throw new Refusal(
      (label) =>
        `${label("problem")} must be one of ${names.join(", ")}, got ${quote(input)}; ` +
        (near === undefined ? `try ${label("problem", "He4")}` : `did you mean ${label("problem", near)}?`) +
        (near === undefined ? `, or give ${label("activation")} and ${label("target")}` : "")
    );
  }),
  print: ({name}) => name
};

/** The activation of a problem of one's own. */
export const activation = link(
  {
    name: "activation",
    description: "instead of a problem: Hermite coefficients of the activation, as degree:coefficient",
    example: "4:1,6:1"
  },
  {mayVanish: false}
);

/** The target's link of a problem of one's own. */
export const target = link(
  {
    name: "target",
    description: "instead of a problem: Hermite coefficients of the target's link, as degree:coefficient",
    example: "4:0.6,6:0.3"
  },
  {mayVanish: true}
);

/** The three inputs that between them name a problem; without any of them the problem is He4. */
export const problemParameters = {problem, activation, target};

/** What was given of the three. */
export interface ProblemInputs {
  readonly problem?: Problem;
  readonly activation?: readonly number[];
  readonly target?: readonly number[];
}

/** The problem that the inputs name: one of the registry, or one's own from activation and target, never both. */
export function problemOf({problem: named, activation: c, target: b}: ProblemInputs): Problem {
  if (named && (c || b))
    throw new Refusal(
      (label) =>
        `${label("problem")} must not be given together with ${label(c ? "activation" : "target")}, got ${quote(named.name)}; ` +
        `drop one of the two`
    );
  if (named) return named;
  if (!c && !b) return problems[names.indexOf("He4")];
  if (!c || !b) {
    const [given, missing] = c ? [activation, target] : [target, activation];
    throw new Refusal(
      (label) =>
        `${label(given.name)} must come with ${label(missing.name)}, got ${quote(printLink(c ?? b ?? []))} alone; ` +
        `add ${label(missing.name, missing.example)}`
    );
  }
  return {name: `${printLink(c)} to ${printLink(b)}`, activation: c, target: b};
}

/** The same, if there is something to learn. Refuses a target that shares no degree of at least 1 with the activation. */
export function learnableProblemOf(inputs: ProblemInputs): Problem {
  const problem = problemOf(inputs);
  if (informationExponent(problem) !== undefined) return problem;
  throw new Refusal(
    (label) =>
      `${label("target")} must share a degree of at least 1 with the activation, got ${problem.name}; ` +
      `try ${label("target", "4:1")}`
  );
}

/** The inputs that `problemOf` reads as this problem. */
export function problemInputs(problem: Problem): ProblemInputs {
  const {name, activation, target} = problem;
  return findProblem(name) === problem ? {problem} : {activation, target};
}
