import {populationGaps} from "../meanfield/populationGap.js";
import {initialNeurons} from "../meanfield/random.js";
import type {TrainingProblem} from "../meanfield/trainingProblem.js";
import {findTrainingProblem, trainingProblems} from "../meanfield/trainingProblems.js";
import {checkSize, dimension, largestDimension, seed} from "./common.js";
import {overhead, sumCost} from "./flowCost.js";
import {nearest} from "./nearest.js";
import {checkWidths, networkWidths} from "./networkWidths.js";
import {type Defaulted, integer, optional, schemaOf} from "./parameter.js";
import type {Values} from "./parameters.js";
import {quote, Refusal} from "./refusal.js";

const gaussianProblems = trainingProblems.filter(({inputs, signs}) => inputs === "gaussian" && signs === "equal");
const names = gaussianProblems.map(({name}) => name);
const defaultProblem = gaussianProblems[names.indexOf("He4")];

/** One of the problems whose population gradient is known in closed form. */
const gaussianProblem: Defaulted<TrainingProblem> = {
  name: "problem",
  description: "one of the paper's problems with Gaussian inputs and second-layer weights 1",
  shape: "name",
  range: `one of ${names.join(", ")}`,
  example: defaultProblem.name,
  default: defaultProblem,
  schema: schemaOf((input) => {
    const text = typeof input === "string" ? input.trim() : "";
    const found = gaussianProblems.find(({name}) => name === text);
    if (found) return found;
    const near = nearest(text, names) ?? defaultProblem.name;
    const isOther = findTrainingProblem(text) !== undefined;
    throw new Refusal(
      (label) =>
        `${label("problem")} must be one of ${names.join(", ")}, got ${quote(input)}` +
        (isOther
          ? `, whose gradient over the population has no such closed form; try ${label("problem", defaultProblem.name)}`
          : `; did you mean ${label("problem", near)}?`)
    );
  }),
  print: ({name}) => name
};

/** Finite networks on one of the Gaussian problems, beside their reference. */
export interface ProblemFlowSetting {
  readonly problem: TrainingProblem;
  readonly dimension: number;
  /** m of each network, increasing. */
  readonly widths: readonly number[];
  readonly seed: number;
  /** M, the width of the network that stands in for the limit; undefined where the limit itself is the reference. */
  readonly referenceWidth: number | undefined;
}

/** How many times wider the reference is where none is asked for and there is no limit. */
const usualRatio = 8;

export const problemFlowEntries = {
  problem: gaussianProblem,
  dimension: {...dimension, default: 16, example: "16"},
  width: networkWidths(512),
  seed,
  referenceWidth: optional(
    integer({
      name: "referenceWidth",
      description:
        "width M of a network with the same first neurons that stands in for the limit; by default the limit itself, or " +
        `${usualRatio} times the largest width where there is none (He4_random_8_8, He4_random_16_16)`,
      least: 2,
      most: largestDimension,
      default: 4096
    })
  )
};

/** What the values mean: checks that they can be run, and fills in the width of the reference where there is no limit. */
export function problemFlowSetting(values: Values<typeof problemFlowEntries>): ProblemFlowSetting {
  const {problem, dimension, width: widths, seed} = values;
  checkWidths(widths);
  const width = widths[widths.length - 1];
  const referenceWidth = values.referenceWidth ?? (problem.reference === "widest" ? usualRatio * width : undefined);
  const least = referenceWidth === undefined ? problem.relevant + 1 : Math.max(2, problem.relevant);
  if (dimension < least)
    throw new Refusal(
      (label) =>
        `${label("dimension")} must be at least ${least} for ${problem.name}, got ${dimension}; ` +
        `try ${label("dimension", String(Math.max(8, least)))}`
    );
  if (referenceWidth !== undefined && referenceWidth <= width)
    throw new Refusal(
      (label) =>
        `${label("referenceWidth")} must be above ${label("width")}, which is ${width}, got ${referenceWidth}; ` +
        `try ${label("referenceWidth", String(usualRatio * width))}`
    );
  checkSize({dimension, width: referenceWidth ?? width});
  return {problem, dimension, widths, seed, referenceWidth};
}

/** The values that `problemFlowSetting` reads as this setting. */
export function problemFlowInputs({widths, ...setting}: ProblemFlowSetting): Values<typeof problemFlowEntries> {
  return {...setting, width: widths};
}

/** The frames of the networks beside their reference at these times, as `populationGaps` yields them. */
export function framesOf(
  {problem, dimension, widths, seed, referenceWidth}: ProblemFlowSetting,
  times: readonly number[]
) {
  const [networks, wide] = [widths, referenceWidth === undefined ? [] : [referenceWidth]].map((all) =>
    all.map((width) => initialNeurons(dimension, width, seed))
  );
  return populationGaps(problem, dimension, networks, times, wide[0]);
}

/** Seconds of a run up to a time. */
export function problemFlowCost(
  {problem, dimension, widths, referenceWidth}: ProblemFlowSetting,
  time: number
): number {
  const bell = typeof problem.activation === "object" && problem.activation.bell !== undefined;
  const shape = {problem: {name: problem.name, activation: [0, 0, 0, 0, 1], target: []}, dimension};
  // Dormand–Prince is limited by stability: about 25 evaluations a unit of time, 55 for the largest target.
  const evaluations = 20 + 25 * time;
  // The sums of a bell are of some fifty degrees, by pairs.
  const sum = [...widths, ...(referenceWidth === undefined ? [] : [referenceWidth])].reduce(
    (sum, width) => sum + sumCost("force", {...shape, width}),
    0
  );
  const flows = evaluations * sum * (bell ? 4 : 1);
  const limits = bell ? 2 : problem.reference === "exact" || problem.target.kind === "circle" ? 0.3 : 1.2;
  return overhead + flows + (referenceWidth === undefined ? limits * (0.2 + time / 8) : 0);
}
