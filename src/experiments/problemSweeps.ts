import {trainingProblems} from "../meanfield/trainingProblems.js";
import type {Sweep} from "./sweep.js";

const seeds = (count: number): number[] => Array.from({length: count}, (_, i) => i + 1);

/** The problems whose gradient over the population is known in closed form. */
export const flowProblems = trainingProblems
  .filter(({inputs, signs}) => inputs === "gaussian" && signs === "equal")
  .map(({name}) => name);

/** The problems that are trained on samples only. */
export const sampledProblems = trainingProblems.map(({name}) => name).filter((name) => !flowProblems.includes(name));

/** What the page on the paper's experiments shows of every problem. */
export const problemSettings = {
  dimensions: [8, 16, 32],
  /** Those on the population without a limit, where a wide network stands in for it. */
  widest: trainingProblems
    .filter(({name, reference}) => flowProblems.includes(name) && reference === "widest")
    .map(({name}) => name),
  widths: [64, 128, 256, 512],
  seeds: 4,
  /** M of the networks that stand in for the infinitely wide one, on the population and on samples. */
  flowReference: 4096,
  sampledReference: 2048,
  flowTimes: "0,1,2,4,7,11,16",
  step: 0.25,
  samples: 8192,
  batch: 512
} as const;

/** A problem is not posed in fewer dimensions than it depends on. */
const fits = (name: string, dimension: number): boolean =>
  trainingProblems.some((problem) => problem.name === name && problem.relevant <= dimension);

/** The problems of the page in dimension d, in the order of its table. */
export function problemsIn(dimension: number): string[] {
  return trainingProblems.map(({name}) => name).filter((name) => fits(name, dimension));
}

/** Times of the rows on samples: what is learned last takes longer in more dimensions. */
export function sampledTimes(dimension: number): string {
  const last = (100 * dimension) / 16;
  return [0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1].map((share) => share * last).join(",");
}

/** The runs that keep apart what finitely many neurons and finitely many samples cost. */
export const sampleSettings = {
  problem: "He4",
  dimension: 8,
  time: 4,
  step: 0.02,
  samples: [512, 2048, 8192, 32768],
  widths: [32, 128, 512, 2048],
  seeds: 4
} as const;

const {dimensions, widest, widths, flowReference, sampledReference, flowTimes, step, samples, batch} = problemSettings;

/** The sweep whose table has the problems of one kind in dimension d, on the population or on samples. */
export function problemSweepName(kind: "flow" | "sampled", dimension: number): string {
  return `problems-${kind}-${dimension}`;
}

/** One reference serves all widths, which are therefore one cell. */
const together = [widths.join(",")];

function flowSweep(dimension: number): Sweep {
  const shared = {dimension: [dimension], width: together, seed: seeds(problemSettings.seeds), times: [flowTimes]};
  const here = flowProblems.filter((name) => fits(name, dimension));
  const [known, wide] = [false, true].map((isWide) => here.filter((name) => widest.includes(name) === isWide));
  return {
    shows: `the paper's Gaussian problems by gradient flow on the population, d = ${dimension}: a table that the site shows`,
    parts: [
      {experiment: "problem-flow", grid: {problem: known, ...shared}},
      {experiment: "problem-flow", grid: {problem: wide, ...shared, referenceWidth: [flowReference]}}
    ]
  };
}

function sampledSweep(dimension: number): Sweep {
  return {
    shows: `the paper's other problems, trained on samples, d = ${dimension}: a table that the site shows`,
    parts: [
      {
        experiment: "problem",
        grid: {
          problem: sampledProblems.filter((name) => fits(name, dimension)),
          dimension: [dimension],
          width: together,
          referenceWidth: [sampledReference],
          seed: seeds(problemSettings.seeds),
          times: [sampledTimes(dimension)],
          step: [step],
          samples: [samples],
          batch: [batch]
        }
      }
    ]
  };
}

const shownSweeps = dimensions.flatMap((dimension): [string, Sweep][] => [
  [problemSweepName("flow", dimension), flowSweep(dimension)],
  [problemSweepName("sampled", dimension), sampledSweep(dimension)]
]);

/** The sweeps over the paper's problems. */
export const problemSweeps: Readonly<Record<string, Sweep>> = {
  ...Object.fromEntries(shownSweeps),
  "problems-paper": {
    shows: "the paper's 26 problems at the paper's own sizes: thousands of hours on one core, for a cluster",
    parts: [
      // The authors' times in d = 16, 32, 64, 128.
      ...(
        [
          [16, "0,1,2,4,8,12,16"],
          [32, "0,1,2,4,8,12,16"],
          [64, "0,2,4,8,16,24,32"],
          [128, "0,4,8,16,32,48,64"]
        ] as const
      ).flatMap(([dimension, times]) => {
        const shared = {dimension: [dimension], seed: seeds(problemSettings.seeds), times: [times]};
        const known = flowProblems.filter((name) => !widest.includes(name));
        return [
          {experiment: "problem-flow", grid: {problem: known, ...shared, width: ["512,1024,2048,4096,8192"]}},
          // Whose reference is eight times as wide.
          {experiment: "problem-flow", grid: {problem: widest, ...shared, width: ["512,1024,2048"]}}
        ];
      }),
      ...(
        [
          [16, 100],
          [32, 400],
          [64, 1600],
          [128, 3200]
        ] as const
      ).map(([dimension, time]) => ({
        experiment: "problem",
        grid: {
          problem: sampledProblems,
          dimension: [dimension],
          width: ["512,1024,2048,4096,8192"],
          referenceWidth: [32768],
          seed: [302],
          time: [time],
          step: [step],
          samples: [131072],
          batch: [8192]
        }
      }))
    ]
  },
  samples: {
    shows:
      "how a network on n samples comes closer to the infinitely wide one on the population: the table that the site shows",
    parts: sampleSettings.samples.map((samples) => ({
      experiment: "sample-error",
      grid: {
        problem: [sampleSettings.problem],
        dimension: [sampleSettings.dimension],
        time: [sampleSettings.time],
        step: [sampleSettings.step],
        // A batch of all samples, so that no other noise is in it; of the most, a quarter.
        batch: [Math.min(samples, 8192)],
        samples: [samples],
        width: sampleSettings.widths,
        seed: seeds(sampleSettings.seeds)
      }
    }))
  }
};
