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
  dimension: 16,
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
  sampledTimes: "0,5,10,20,35,50,75,100",
  step: 0.25,
  samples: 8192,
  batch: 512
} as const;

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

const {dimension, widest, widths, flowReference, sampledReference, flowTimes, sampledTimes, step, samples, batch} =
  problemSettings;

/** The sweeps over the paper's problems. */
export const problemSweeps: Readonly<Record<string, Sweep>> = {
  problems: {
    shows: "the paper's Gaussian problems by gradient flow on the population: the table that the site shows",
    parts: [
      {
        experiment: "problem-flow",
        grid: {
          problem: flowProblems.filter((name) => !widest.includes(name)),
          dimension: [dimension],
          width: widths,
          seed: seeds(problemSettings.seeds),
          times: [flowTimes]
        }
      },
      {
        experiment: "problem-flow",
        grid: {
          problem: widest,
          dimension: [dimension],
          width: widths,
          seed: seeds(problemSettings.seeds),
          times: [flowTimes],
          referenceWidth: [flowReference]
        }
      }
    ]
  },
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
      ).map(([dimension, times]) => ({
        experiment: "problem-flow",
        grid: {
          problem: flowProblems,
          dimension: [dimension],
          width: [512, 1024, 2048, 4096, 8192],
          seed: seeds(problemSettings.seeds),
          times: [times]
        },
        // Whose reference is eight times as wide.
        leaveOut: [{problem: widest, width: {above: 2048}}]
      })),
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
          width: [512, 1024, 2048, 4096, 8192],
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
  },
  "problems-sampled": {
    shows: "the paper's other problems, trained on samples: the table that the site shows",
    parts: [
      {
        experiment: "problem",
        grid: {
          problem: sampledProblems,
          dimension: [dimension],
          width: widths,
          referenceWidth: [sampledReference],
          seed: seeds(problemSettings.seeds),
          times: [sampledTimes],
          step: [step],
          samples: [samples],
          batch: [batch]
        }
      }
    ]
  }
};
