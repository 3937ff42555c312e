import {type ComputedExponent, computedExponent} from "../meanfield/computedExponent.js";
import {activationDegree} from "../meanfield/problem.js";
import {findProblem} from "../meanfield/problems.js";
import type {PropagatorLevelsRow} from "./propagatorLevels.js";

/** How J_max at T(δ) grows with the dimension, at one level δ of one problem. */
export interface LevelFit {
  readonly level: number;
  /** Undefined where less than an eight-fold range was computed. */
  readonly exponent: ComputedExponent | undefined;
  /** (k − 1)/2, the slope of our law for large d. */
  readonly predicted: number;
  /** The largest dimension, and J_max there over the law without the crowd; NaN where the law is infinite. */
  readonly dimension: number;
  readonly ratio: number;
}

type Row = PropagatorLevelsRow & {readonly problem: string};

/** The rows of a problem in which the level was reached. */
export function reachedRows(rows: readonly Row[], problem: string): Row[] {
  return rows.filter((row) => row.problem === problem && Number.isFinite(row.maximum ?? Number.NaN));
}

/** One fit a level, in the order of the rows. */
export function fitLevels(rows: readonly Row[], problem: string): LevelFit[] {
  const own = reachedRows(rows, problem);
  const degree = activationDegree(findProblem(problem)!);
  return [...new Set(own.map(({level}) => level))].map((level) => {
    const line = own.filter((row) => row.level === level);
    const last = line.reduce((a, b) => (b.dimension > a.dimension ? b : a));
    return {
      level,
      exponent: computedExponent(line.map(({dimension: x, maximum: y}) => ({x, y}))),
      predicted: (degree - 1) / 2,
      dimension: last.dimension,
      ratio: last.maximum / (last.crowdFree ?? Number.NaN)
    };
  });
}
