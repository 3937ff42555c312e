import {problemSweeps} from "./problemSweeps.js";
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
      {experiment: "width-law", grid: {problem: ["He4"], dimension: [8, 16, 32, 64, 128, 256, 512, 1000], levels}}
    ]
  },
  published: {
    shows: "how the gap depends on width and dimension: the table that the site shows",
    summary: "width",
    parts: [
      {
        experiment: "width-run",
        // Widths in steps of 4, the last of 8, so that the table stays below 200 kB.
        grid: {problem: problems, dimension: [8, 16], width: [64, 256, 1024, 8192], seed: seeds(8), levels},
        leaveOut: [{problem: ["He6"], dimension: [16], width: [8192]}]
      },
      {
        experiment: "width-run",
        // Left out is what takes over half a minute on one core: wide networks, and He6, whose escape takes a time d².
        grid: {problem: problems, dimension: [32, 64], width: [64, 256, 1024, 4096], seed: seeds(8), levels},
        leaveOut: [
          {problem: ["He6"], dimension: [32], width: [4096]},
          {problem: ["He6"], dimension: [64], width: {atLeast: 1024}}
        ]
      },
      {
        experiment: "width-run",
        grid: {problem: problems, dimension: [128], width: [64, 256, 2048], seed: seeds(8), levels},
        leaveOut: [{problem: ["He6"]}]
      },
      {
        experiment: "width-law",
        grid: {problem: problems, dimension: [8, 16, 32, 64, 128, 256, 512, 1000, 2000, 5000, 10000], levels},
        // The effort grows like ∫√R, for He6 like d².
        leaveOut: [{problem: ["He6"], dimension: {above: 128}}]
      }
    ]
  },
  ...problemSweeps
};
