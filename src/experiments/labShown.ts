import {maximumDegree} from "../meanfield/problem.js";
import {findProblem, problems} from "../meanfield/problems.js";
import {type LabCost, labCost} from "./labCost.js";
import {linkRows} from "./labLinks.js";
import {printLink} from "./link.js";
import {linkTextField, readLinkText, type TypedLink} from "./linkText.js";
import {choice, integer, real} from "./parameter.js";
import {lineAlignments, runTimes} from "./shown.js";

/** The links that the lab offers by name; k is the Hermite degree that the reader chooses, "own" what the reader types. */
export const labLinkNames = ["hk", "hk_small", "hk_large", "He4_misspecified", "h2_h4", "own"] as const;
export type LabLinkName = (typeof labLinkNames)[number];

/** In words and symbols, for the list. */
export const labLinkWords: Readonly<Record<LabLinkName, string>> = {
  hk: "σ = σ* = hₖ",
  hk_small: "σ = hₖ, σ* = ½ hₖ",
  hk_large: "σ = hₖ, σ* = 1.5 hₖ",
  He4_misspecified: "σ = h₄ + h₆, σ* = 0.6 h₄ + 0.3 h₆",
  h2_h4: "σ = σ* = 0.6 h₂ + 0.8 h₄",
  own: "as typed"
};

/** Whether the choice leaves the degree k to the reader. */
export function hasDegree(name: LabLinkName): boolean {
  return name === "hk" || name === "hk_small" || name === "hk_large";
}

/** A choice as it would be typed. */
export function labLinkTexts(name: Exclude<LabLinkName, "own">, k: number): {activation: string; target: string} {
  const [activation, target] = {
    hk: [`h${k}(x)`, `h${k}(x)`],
    hk_small: [`h${k}(x)`, `0.5 h${k}(x)`],
    hk_large: [`h${k}(x)`, `1.5 h${k}(x)`],
    He4_misspecified: ["h4(x) + h6(x)", "0.6 h4(x) + 0.3 h6(x)"],
    h2_h4: ["0.6 h2(x) + 0.8 h4(x)", "0.6 h2(x) + 0.8 h4(x)"]
  }[name];
  return {activation, target};
}

export const labDegrees: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8];

/** The settings at which the lab opens. */
export const labOpening = {
  links: "hk",
  k: 4,
  dimension: 16,
  width: 128,
  last: 6,
  time: 2,
  seed: 1,
  activation: "tanh(x)",
  target: "tanh(x)"
} as const;

export const labDimensions: readonly number[] = [2, 3, 4, 8, 16, 24, 32, 64, 128];
export const labWidths: readonly number[] = [8, 16, 32, 64, 128, 256, 512, 1024];

/** Steps of gradient descent are 2^−e; 0 stands for the flow. */
export const labStepSizes: readonly number[] = [0, 2 ** -10, 2 ** -8, 2 ** -6, 2 ** -5, 2 ** -4];

/** Temperatures τ of the noise; 0 for none. */
export const labNoises: readonly number[] = [0, 1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1];

/** Activation and target of two texts. Throws a Refusal when one cannot be read. */
export function readLinks(texts: {
  readonly activation: string;
  readonly target: string;
}): Readonly<Record<"activation" | "target", TypedLink>> {
  return {
    activation: readLinkText("activation", texts.activation, {mayVanish: false}),
    target: readLinkText("target", texts.target, {mayVanish: true})
  };
}

/** Activation and target as read. */
export type Links = ReturnType<typeof readLinks>;

/** The highest degree that is represented. */
export const highestDegree = maximumDegree;

/** A choice in words: with the degree, or as typed. */
export function labLinkName(
  name: LabLinkName,
  k: number,
  {activation, target}: {readonly activation: string; readonly target: string}
): string {
  if (name === "own") return activation === target ? `σ = σ* = ${activation}` : `σ = ${activation}, σ* = ${target}`;
  return labLinkWords[name].replaceAll("ₖ", "₀₁₂₃₄₅₆₇₈₉"[k]);
}

/** Both links over the preactivation, and as typed where the Hermite coefficients lack a part. */
export function labLinkRows({activation, target}: Links) {
  const problem = {name: "", activation: activation.coefficients, target: target.coefficients};
  return linkRows({problem, points: linkPoints, reach: linkReach}).map((row) => ({
    ...row,
    ...(activation.remainder > 0 ? {typedActivation: activation.typed(row.z)} : {}),
    ...(target.remainder > 0 ? {typedTarget: target.typed(row.z)} : {})
  }));
}

const linkPoints = 121;
const linkReach = 3;

/** The parameters of the experiment `lab-links` for these rows. */
export function linkParametersOf(links: Links): Printed {
  return {...labProblem(links), points: linkPoints, reach: linkReach};
}

type Printed = Readonly<Record<string, string | number>>;

/** The parameters that hand two links to an experiment: the name of a registered problem where they are one's. */
export function labProblem({
  activation,
  target
}: Readonly<Record<"activation" | "target", Pick<TypedLink, "coefficients">>>):
  | {readonly problem: string}
  | {readonly activation: string; readonly target: string} {
  const texts = {activation: printLink(activation.coefficients), target: printLink(target.coefficients)};
  const known = problems.find(
    (problem) => printLink(problem.activation) === texts.activation && printLink(problem.target) === texts.target
  );
  return known ? {problem: known.name} : texts;
}

/** At least so many times are recorded, for the eye; and never more sparsely than the published ones. */
const fewestFrames = 64;
const coarsest = 0.25;

/** The recorded times up to `last`: dyadic steps, multiples of the step of gradient descent where there is one. */
export function labTimes(last: number, step = 0): number[] {
  const between = Math.max(step, Math.min(coarsest, 2 ** -Math.ceil(Math.log2(fewestFrames / last))));
  return Array.from({length: Math.round(last / between) + 1}, (_, i) => i * between);
}

/** Where the density is drawn: not at 0 and ±1, which the characteristics of an even problem reach only in the limit. */
export const labAlignments: readonly number[] = lineAlignments.filter(
  (alignment, i) => i % 2 === 1 && Math.abs(alignment) < 1
);

/** What the reader chooses beside the links. */
export interface LabChoices {
  readonly dimension: number;
  readonly width: number;
  /** η of gradient descent; 0 for the flow. */
  readonly step: number;
  /** τ of the noise; 0 for none. */
  readonly noise: number;
  readonly last: number;
  readonly seed: number;
}

/** The printed parameters of a run, and of what is asked of theory: at the times of the site's own runs. */
export interface LabRun {
  readonly lab: Printed;
  readonly gap: Printed;
  readonly times: readonly number[];
  readonly cost: LabCost;
  /** The degree of the activation. */
  readonly degree: number;
  /** What the site's own runs, which have no noise, have in common with this one; no problem where they have not. */
  readonly shape: {readonly problem: string | undefined; readonly dimension: number; readonly width: number};
}

/** A run of these links. */
export function labRunOf(links: Links, {dimension, width, step, noise, last, seed}: LabChoices): LabRun {
  const times = labTimes(last, step);
  const asked = runTimes(last);
  const named = labProblem(links);
  const method: Printed = step > 0 ? {method: "pgd", step} : {method: "flow"};
  const shared = {...named, dimension, width};
  const registered = "problem" in named ? findProblem(named.problem) : undefined;
  const problem = registered ?? {
    name: "",
    activation: links.activation.coefficients,
    target: links.target.coefficients
  };
  const costly = {
    problem,
    dimension,
    width,
    times,
    step: step > 0 ? step : undefined,
    noise,
    alignments: labAlignments
  };
  const noisy: Printed = noise > 0 ? {noise} : {};
  return {
    lab: {...shared, times: times.join(","), seed, ...method, ...noisy, alignments: labAlignments.join(",")},
    gap: {...shared, times: asked.join(","), seed, ...method, include: step > 0 ? "prediction" : "bounds,prediction"},
    times,
    cost: labCost(costly, asked.length),
    degree: links.activation.coefficients.length - 1,
    shape: {problem: noise > 0 ? undefined : registered?.name, dimension, width}
  };
}

/** A step of gradient descent in words. */
export function stepWords(step: number): string {
  return step === 0 ? "none: the flow" : `η = 1/${1 / step}`;
}

/** A temperature in words. */
export function noiseWords(noise: number): string {
  return noise === 0 ? "none" : String(noise);
}

/** The lab's inputs as they stand in its address. */
export const labFields = {
  links: choice({name: "links", description: "activation and target", names: labLinkNames, default: labOpening.links}),
  k: integer({name: "k", description: "Hermite degree", least: 1, most: 8, default: labOpening.k}),
  sigma: linkTextField({
    name: "sigma",
    description: "activation as typed",
    default: labOpening.activation,
    mayVanish: false
  }),
  star: linkTextField({
    name: "star",
    description: "target's link as typed",
    default: labOpening.target,
    mayVanish: true
  }),
  d: integer({name: "d", description: "dimension", least: 2, most: 128, default: labOpening.dimension}),
  m: integer({name: "m", description: "width", least: 8, most: 1024, default: labOpening.width}),
  eta: real({name: "eta", description: "step of gradient descent; 0 for the flow", least: 0, most: 0.0625, default: 0}),
  noise: real({name: "noise", description: "temperature τ of the noise; 0 for none", least: 0, most: 0.1, default: 0}),
  T: integer({name: "T", description: "last time", least: 1, most: 32, default: labOpening.last}),
  seed: integer({name: "seed", description: "seed of the neurons", least: 0, most: 9999, default: labOpening.seed}),
  t: real({name: "t", description: "time shown", least: 0, most: 32, default: labOpening.time})
};
