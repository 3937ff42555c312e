import {meanSampleDistance, sampleDistanceBound} from "../meanfield/empiricalLaw.js";
import {type Exponent, measuredExponent} from "../meanfield/exponent.js";
import {solveLimit} from "../meanfield/limit.js";
import {findProblem} from "../meanfield/problems.js";
import {startingNoise} from "../meanfield/stepNoise.js";
import type {SgdRow} from "./sgd.js";

/** The runs of the experiment `sgd` that are computed when the site is built. */
export const sgdGrid = {
  dimension: 8,
  time: 0.5,
  /** Against the width, at a small step. */
  width: [{problem: "He3", widths: [8, 16, 32, 64, 128], steps: [2 ** -16], seeds: 6}],
  /** Against the step, at a large width. */
  step: [
    {problem: "He3", widths: [768], steps: [2 ** -10, 2 ** -11, 2 ** -12, 2 ** -13, 2 ** -14], seeds: 6},
    {problem: "He4", widths: [768], steps: [2 ** -10, 2 ** -11, 2 ** -12, 2 ** -13], seeds: 4}
  ]
} as const;

/** What varies along a grid. */
export type SgdAlong = "width" | "step";

/** The problems with runs at several steps. */
export const sgdStepProblems = sgdGrid.step.map(({problem}) => problem);

/** The parameters of each run of a grid. */
export function sgdRuns(along: SgdAlong) {
  const {dimension, time} = sgdGrid;
  return sgdGrid[along].flatMap(({problem, widths, steps, seeds}) =>
    widths.flatMap((width) => steps.map((step) => ({problem, dimension, width, step, times: [time], seeds})))
  );
}

/** The sup-distance of independent draws from their own law, at one width. */
export interface SampleReference {
  readonly width: number;
  /** Its mean, to leading order. */
  readonly mean: number;
  /** What it stays below with probability 0.95. */
  readonly upper: number;
}

/** What the sup-distance of m independent draws would be. */
export function sampleReference(width: number): SampleReference {
  return {width, mean: meanSampleDistance(width), upper: sampleDistanceBound(width, 0.05)};
}

/** A row of a grid, with the parameters in which its runs differ. */
export interface SgdGridRow extends SgdRow {
  readonly problem: string;
  readonly width: number;
  readonly step: number;
}

/** The rows as a loader writes them: without the parameters that all runs of the grid share. */
export type WrittenSgdRow = SgdRow & Partial<SgdGridRow>;

/** The rows of one problem in a grid, with all parameters in which the grids' runs differ. */
export function sgdGridRows(rows: readonly WrittenSgdRow[], along: SgdAlong, problem: string): SgdGridRow[] {
  const [first] = sgdGrid[along];
  const shared = {problem: first.problem, width: first.widths[0], step: first.steps[0]};
  return rows.map((row) => ({...shared, ...row})).filter((row) => row.problem === problem);
}

/** What is measured against width and step. */
export const sgdDistances = ["supDistance", "wasserstein", "meanDistance", "contraction"] as const;

/** With which exponent each of them falls along a grid; undefined where that is not resolved. */
export type SgdExponents = Readonly<Record<(typeof sgdDistances)[number], Exponent | undefined>>;

/** The exponents that these rows of one problem show. */
export function sgdExponents(rows: readonly SgdGridRow[], along: SgdAlong): SgdExponents {
  const exponentOf = (name: (typeof sgdDistances)[number]) =>
    measuredExponent(rows.map((row) => ({seed: row.seed, x: row[along], y: row[name]})));
  return Object.fromEntries(sgdDistances.map((name) => [name, exponentOf(name)])) as SgdExponents;
}

/** Σ (1 − cos θ) of the grid's runs at this step, if it grew all the time as it does at the start, by the derivation. */
export function startingContraction(name: string, step: number): number {
  const {dimension, time} = sgdGrid;
  const problem = findProblem(name);
  if (!problem) throw new RangeError(`there is no problem ${name}`);
  const start = solveLimit(problem, dimension, [0]);
  return 2 * step * time * start.average(0, (alignment) => startingNoise(problem, dimension, alignment));
}
