import {type TrainingProblem, usualTime} from "../meanfield/trainingProblem.js";
import {findTrainingProblem, trainingProblems} from "../meanfield/trainingProblems.js";
import {checkReached, checkSize, dimension, largestTime, seed, times} from "./common.js";
import {nearest} from "./nearest.js";
import {checkWidths, networkWidths} from "./networkWidths.js";
import {type Defaulted, integer, optional, real, refuse, schemaOf} from "./parameter.js";
import type {Values} from "./parameters.js";
import {quote, Refusal} from "./refusal.js";

/** Networks of some widths, and where it is given a wider one as their reference, trained on the same sampled data. */
export interface TrainingSetting {
  readonly problem: TrainingProblem;
  readonly dimension: number;
  /** m of each network, increasing. */
  readonly widths: readonly number[];
  /** M > m; undefined without a reference. */
  readonly referenceWidth: number | undefined;
  /** Multiples of the step. */
  readonly times: readonly number[];
  readonly step: number;
  /** n, a multiple of the batch. */
  readonly samples: number;
  readonly batch: number;
  readonly seed: number;
  /** τ of Langevin noise. */
  readonly temperature: number;
  /** λ of the path norm. */
  readonly pathNorm: number;
}

const names = trainingProblems.map(({name}) => name);

/** Wider than any network of its own, since what it stands for is infinite. */
const largestReference = 1e6;

const named = {
  name: "problem",
  description: "one of the 26 problems of the paper's experiments",
  shape: "name",
  range: `one of ${names.join(", ")}`,
  example: "He4"
};

/** The problems of the paper's experiments by their names. */
export const trainingProblem: Defaulted<TrainingProblem> = {
  ...named,
  default: findTrainingProblem("He4") as TrainingProblem,
  schema: schemaOf((input) => {
    const text = typeof input === "string" ? input.trim() : "";
    const found = findTrainingProblem(text);
    if (found) return found;
    const near = nearest(text, names);
    return refuse(named, input, near === undefined ? undefined : () => `did you mean ${quote(near)}?`);
  }),
  print: ({name}) => name
};

/** How many output times there are besides 0 where none are given. */
const usualOutputs = 32;
const usualSamples = 131072;
const usualBatch = 8192;

export const trainingEntries = {
  problem: trainingProblem,
  dimension: {
    ...dimension,
    default: 16,
    example: "16",
    description: `${dimension.description}, at least the problem's k`
  },
  width: networkWidths(128, ", even where their signs alternate"),
  referenceWidth: optional(
    integer({
      name: "referenceWidth",
      description:
        "width M > m of a network trained beside it, whose first m neurons start where the m neurons do; default none",
      least: 2,
      most: largestReference,
      default: 512
    })
  ),
  time: optional(
    real({
      name: "time",
      description:
        "T, where the training ends, a multiple of the step; default about the larger of log d and ½ d^(k/2−1), k the exponent",
      least: 0,
      most: largestTime,
      default: 8
    })
  ),
  times: optional({
    ...times,
    description: `times of the rows, multiples of the step; with a time, the last must be it; default 0 and ${usualOutputs} even times up to it`
  }),
  step: optional(
    real({
      name: "step",
      description: "η: t is η times the number of steps; default the authors' for the problem",
      least: 0,
      open: true,
      most: 10,
      default: 0.01
    })
  ),
  samples: integer({
    name: "samples",
    description: "n, training samples, a multiple of the batch; half as many test points are drawn",
    least: 2,
    most: 2 ** 24,
    default: usualSamples
  }),
  batch: integer({name: "batch", description: "B, samples of each step", least: 1, most: 2 ** 24, default: usualBatch}),
  seed: {
    ...seed,
    default: 302,
    example: "302",
    description: "seed of the initial neurons, of the data and of the noise"
  },
  temperature: real({
    name: "temperature",
    description: "τ of Langevin noise: each step adds √(2ητ) times a normal vector to each neuron",
    least: 0,
    most: 1000,
    default: 0
  }),
  pathNorm: real({
    name: "pathNorm",
    description: "λ of the path norm λ (1/m) Σ a_i² |w_i|² in the loss; above 0 neurons leave the sphere",
    least: 0,
    most: 1000,
    default: 0
  })
};

/** How many times wider than the widest network the reference is where one is needed and none is asked for. */
const usualRatio = 4;

/** The largest product of d, all widths together, B and the steps: some weeks. */
const mostWork = 1e16;
/** The largest d·n: with the test points 1.5 GiB. */
const mostNumbers = 2 ** 27;

/** How many neurons are trained. */
function allNeurons({widths, referenceWidth = 0}: Pick<TrainingSetting, "widths" | "referenceWidth">): number {
  return widths.reduce((sum, width) => sum + width, referenceWidth);
}

/** 0 and even multiples of the step up to the last, which is near `time`. */
function evenTimes(time: number, step: number): number[] {
  const steps = Math.max(1, Math.round(time / step));
  const counts = Array.from({length: usualOutputs + 1}, (_, k) => Math.round((k * steps) / usualOutputs));
  return [...new Set(counts)].map((count) => timeOf(count, step));
}

/** The time of so many steps, without the rounding error of the product where the step has few decimals. */
function timeOf(count: number, step: number): number {
  return Number((count * step).toPrecision(14));
}

function checkTime(time: number, step: number): void {
  if (time / step > 1e7)
    throw new Refusal(
      (label) =>
        `${label("time")} must be reached in at most 10000000 steps of ${step}, got ${time}; try a larger ${label("step")}`
    );
  const below = Math.floor(time / step);
  if (Math.abs(time - Math.round(time / step) * step) > 1e-9 * Math.max(step, time))
    throw new Refusal(
      (label) =>
        `${label("time")} must be a multiple of ${label("step", String(step))}, got ${time}; ` +
        `the nearest are ${timeOf(below, step)} or ${timeOf(below + 1, step)}`
    );
}

function timesOf({time, times, problem, dimension}: Values<typeof trainingEntries>, step: number): readonly number[] {
  if (time !== undefined) checkTime(time, step);
  if (!times) return time === 0 ? [0] : evenTimes(time ?? usualTime(problem, dimension), step);
  checkReached(times, step, (label) => label("step", String(step)));
  const last = times[times.length - 1];
  if (time !== undefined && time !== last)
    throw new Refusal(
      (label) => `${label("time")} must be the last of ${label("times")}, ${last}, got ${time}; drop ${label("time")}`
    );
  return times;
}

/** What the values mean. Refuses what does not go together, does not fit into memory or would take months. */
export function trainingSetting(values: Values<typeof trainingEntries>): TrainingSetting {
  const {problem, dimension, width: widths, referenceWidth, samples, batch, seed, temperature, pathNorm} = values;
  checkWidths(widths);
  const widest = widths[widths.length - 1];
  const step = values.step ?? problem.step(dimension);
  if (problem.relevant > dimension)
    throw new Refusal(
      (label) =>
        `${label("dimension")} must be at least ${problem.relevant}, the coordinates that ${problem.name} depends on, got ${dimension}; ` +
        `try ${label("dimension", String(problem.relevant))}`
    );
  for (const [name, value] of [
    ...widths.map((width) => ["width", width] as const),
    ["referenceWidth", referenceWidth] as const
  ])
    if (problem.signs === "alternating" && value !== undefined && value % 2 !== 0)
      throw new Refusal(
        (label) =>
          `${label(name)} must be even for ${problem.name}, whose signs alternate, got ${value}; try ${label(name, String(value + 1))}`
      );
  if (referenceWidth !== undefined && referenceWidth <= widest)
    throw new Refusal(
      (label) =>
        `${label("referenceWidth")} must be above ${label("width")}, got ${referenceWidth} and ${widest}; ` +
        `try ${label("referenceWidth", String(usualRatio * widest))}`
    );
  checkSize({dimension, width: referenceWidth ?? widest});
  if (batch > samples)
    throw new Refusal(
      (label) =>
        `${label("batch")} must be at most ${label("samples")}, got ${batch} of ${samples}; try ${label("batch", String(samples))}`
    );
  if (samples % batch !== 0)
    throw new Refusal(
      (label) =>
        `${label("samples")} must be a multiple of ${label("batch")}, got ${samples} and ${batch}; ` +
        `try ${label("samples", String(batch * Math.max(1, Math.round(samples / batch))))}`
    );
  if (samples * dimension > mostNumbers)
    throw new Refusal(
      (label) =>
        `${label("samples")} times ${label("dimension")} must be at most ${mostNumbers}, which is what memory is planned for, ` +
        `got ${samples} times ${dimension}; try fewer ${label("samples")}`
    );
  if (step * pathNorm > 0.5)
    throw new Refusal(
      (label) =>
        `${label("pathNorm")} times ${label("step")} must be at most 0.5, beyond which a step turns neurons around, ` +
        `got ${pathNorm} times ${step}; try ${label("pathNorm", String(0.5 / step))}`
    );
  const times = timesOf(values, step);
  const work = dimension * allNeurons({widths, referenceWidth}) * batch * (times[times.length - 1] / step);
  if (work > mostWork)
    throw new Refusal(
      (label) =>
        `the widths times ${label("dimension")} times ${label("batch")} times the steps must be at most ${mostWork}, got ${work}; ` +
        `try an earlier ${label("time")} or a larger ${label("step")}`
    );
  return {problem, dimension, widths, referenceWidth, times, step, samples, batch, seed, temperature, pathNorm};
}

/** The values that `trainingSetting` reads as this setting. */
export function trainingInputs(setting: TrainingSetting): Values<typeof trainingEntries> {
  return {...setting, width: setting.widths, time: setting.times[setting.times.length - 1]};
}

/** Estimated seconds on one core: the products of neurons and samples, and the drawing of the data. */
export function trainingCost(setting: TrainingSetting): number {
  const {dimension, times, step, samples, batch} = setting;
  const steps = times[times.length - 1] / step;
  const evaluations = (steps * batch + (times.length * samples) / 4) * allNeurons(setting);
  return 1 + evaluations * (4e-10 * dimension + 2e-9) + 1e-7 * samples * dimension;
}

const {referenceWidth} = trainingEntries;
/** What the experiments read that compare every neuron with that of a reference. */
export const referencedEntries = {
  ...trainingEntries,
  referenceWidth: {
    ...referenceWidth,
    description: referenceWidth.description.replace("default none", `default ${usualRatio} m`)
  }
};

/** What their values mean: `trainingSetting`, always with a reference. */
export function referencedSetting(values: Values<typeof referencedEntries>): TrainingSetting {
  return trainingSetting({...values, referenceWidth: values.referenceWidth ?? usualRatio * Math.max(...values.width)});
}
