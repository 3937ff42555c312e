import {problems} from "../meanfield/problems.js";
import {published} from "./published.js";

/** The settings that the pages offer where everything is computed in the reader's browser. */
export const shown = {
  problems: problems.map(({name}) => name),
  dimensions: [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024],
  widths: [32, 64, 128, 256, 512]
} as const;

/** The times between which the pages' time slider moves. */
export const flowTimes: readonly number[] = [
  ...range(0, 2, 0.125),
  ...range(2, 4, 0.25),
  ...range(4, 8, 0.5),
  ...range(8, 16, 1),
  16
];

/** The times of a reader's own run of stochastic gradient descent, multiples of every step that is offered. */
export const sgdTimes: readonly number[] = [...range(0, 4, 0.125), 4];

/** The setting of that run at which the page opens. */
export const sgdOpening = {width: 256, step: 2 ** -12, batch: 1, schedule: "constant"} as const;

/** What the page offers beside it; a step of 2^-e is given by e. */
export const sgdShown = {
  widths: [32, 64, 128, 256, 512, 1024, 2048, 4096],
  stepExponents: [7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
  batches: [1, 4, 16, 64]
} as const;

/** Times for a risk or a coefficient over decades; 0 is the first. */
export const riskTimes: readonly number[] = [0, ...decades(0.0625, 64, 60)];
export const longTimes: readonly number[] = [0, ...decades(0.0625, 64, 60)];

/** Alignments on the whole line, densest where neurons gather: at the equator and at the poles. */
export const lineAlignments: readonly number[] = [
  ...range(-1, -0.998, 0.0001),
  ...range(-0.998, -0.98, 0.001),
  ...range(-0.98, -0.9, 0.004),
  ...range(-0.9, -0.2, 0.01),
  ...range(-0.2, 0.2, 0.004),
  ...range(0.2, 0.9, 0.01),
  ...range(0.9, 0.98, 0.004),
  ...range(0.98, 0.998, 0.001),
  ...range(0.998, 1, 0.0001),
  1
];

/** Alignments from the equator to the pole, evenly. */
export const halfLineAlignments: readonly number[] = [...range(0, 1, 0.01), 1];

/** Alignments from near the equator to the pole, evenly in their logarithm. */
export const logAlignments: readonly number[] = decades(0.001, 0.999, 160);

function range(from: number, to: number, step: number): number[] {
  return Array.from({length: Math.round((to - from) / step)}, (_, i) => round(from + i * step));
}

function decades(from: number, to: number, count: number): number[] {
  return Array.from({length: count + 1}, (_, i) => round(from * (to / from) ** (i / count)));
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}

/** The settings of a reader's own run of a finite network. */
export const runDimensions: readonly number[] = [2, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128];
export const runWidths: readonly number[] = [16, 32, 64, 128, 256, 512];

/** The published times up to T, then every whole one, so that a run can be compared with a published one. */
export function runTimes(last: number): number[] {
  const end = published.times[published.times.length - 1];
  const more = Array.from({length: Math.max(0, last - end)}, (_, i) => end + i + 1);
  return [...published.times.filter((time) => time <= last), ...more];
}

/** The networks and steps that descent is compared with its flow on, and the times at which; published ones. */
export const stepOpening = {
  width: 128,
  steps: "0.0625,0.03125,0.015625,0.0078125,0.00390625",
  seed: 1,
  seeds: 3
} as const;
export const stepTimes: readonly number[] = [1, 2, 4];

/** A network in both scalings: its widths, and the times between which its slider moves. */
export const lazyWidths: readonly number[] = [8, 16, 32, 64, 128, 256, 512];
export const lazyTimes: readonly number[] = [...range(0, 5, 0.5), ...range(5, 30, 1), 30];

/** Numbers of samples at which the expected staircase is drawn: evenly in the logarithm, and those that were measured. */
export function lawSamples(measured: readonly number[]): number[] {
  const [least, most] = [Math.min(...measured), Math.max(...measured)];
  return [...new Set([...measured, ...decades(least, most, 60)])].sort((a, b) => a - b);
}

/** The dimensions in which the stairs are seen to sharpen, and numbers of samples that reach from d^½ to d³ in all of them. */
export const sharpeningDimensions: readonly number[] = [8, 16, 64, 256, 1024];
export const sharpeningSamples: readonly number[] = decades(2, 1024 ** 3, 150);

/** Ridges that the reader can choose. */
export const ridges: readonly number[] = [0, 0.25, 0.5, 1, 2, 4, 8, 16];
/** The settings of the page on noise. */
export const noisy = {
  teachers: ["two", "one", "triangle", "corner"],
  inverseTemperatures: [20, 50, 100, 200, 500],
  ridges: [0.02, 0.05, 0.1, 0.2, 0.5],
  widths: [50, 100, 200, 500, 1000],
  noises: ["matched", "printed"],
  /** Between which the time slider moves; multiples of the step. */
  times: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12, 16, 20, 25, 32],
  step: 0.01,
  energyTimes: [0, ...decades(0.02, 32, 40)],
  gibbsTemperatures: [10, 14, 20, 28, 40, 56, 80, 110, 160, 220, 320, 450, 640],
  sizes: [1, 1.1, 1.25, 1.5, 2, 3],
  gatheringRidges: [0, 0.02, 0.05, 0.1, 0.2],
  gatheringTimes: range(0, 10, 0.25).concat(10),
  gatheringWidth: 64
} as const;
