import type {Sweep} from "./sweep.js";

/** The risks δ, as fractions of the target's power, until which all runs go on. */
const levels = ["0.8,0.5,0.3"];
const problems = ["He3", "He4", "He6", "He4_misspecified"];
const seeds = (count: number): number[] => Array.from({length: count}, (_, i) => i + 1);

/** The sweeps that have a name. */
export const sweeps: Readonly<Record<string, Sweep>> = {
  small: {
    shows: "how the gap depends on width and dimension, on what two cores compute in half a minute",
    parts: [
      {
        experiment: "width-run",
        grid: {problem: problems, dimension: [8, 16, 32], width: [64, 128, 256, 512], seed: seeds(3), levels},
        leaveOut: [
          {problem: ["He3", "He6", "He4_misspecified"], dimension: [32]},
          {problem: ["He6"], width: [512]}
        ]
      },
      {experiment: "width-law", grid: {problem: ["He4"], dimension: [8, 16, 32, 128, 1000, 10000], levels}}
    ]
  },
  published: {
    shows: "how the gap depends on width and dimension: the table that the site shows",
    summary: "width",
    parts: [
      {
        experiment: "width-run",
        grid: {
          problem: problems,
          dimension: [8, 16, 32, 64, 128],
          width: [64, 128, 256, 512, 1024, 2048, 4096, 8192],
          seed: seeds(8),
          levels
        },
        // What takes over ten seconds on one core: wide networks in high dimension, and He6, whose escape takes a time d².
        leaveOut: [
          {"dimension*width": {above: 131072}},
          {problem: ["He6"], dimension: {atLeast: 16}, width: {above: 4096}},
          {problem: ["He6"], dimension: {atLeast: 32}, width: {above: 1024}},
          {problem: ["He6"], dimension: {atLeast: 64}, width: {above: 256}},
          {problem: ["He6"], dimension: {atLeast: 128}}
        ]
      },
      {
        experiment: "width-law",
        grid: {
          problem: problems,
          dimension: [8, 16, 32, 64, 128, 256, 512, 1000, 2000, 5000, 10000],
          levels
        }
      }
    ]
  }
};
