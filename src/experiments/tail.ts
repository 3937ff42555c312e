import {solveLagrangian} from "../meanfield/lagrangian.js";
import {leastRisk} from "../meanfield/leastRisk.js";
import {toleranceRange} from "../meanfield/limit.js";
import {massBelow} from "../meanfield/massBelow.js";
import {isEven, type Problem} from "../meanfield/problem.js";
import {rootRiskFloor} from "../meanfield/rootRiskFloor.js";
import {dimension, times} from "./common.js";
import type {Experiment} from "./experiment.js";
import {problemInputs, problemOf, problemParameters} from "./link.js";
import {real} from "./parameter.js";
import {parameterSet} from "./parameters.js";

export interface TailParameters {
  readonly problem: Problem;
  readonly dimension: number;
  readonly times: readonly number[];
  readonly near: number;
  readonly tolerance: number;
}

export interface TailRow {
  readonly time: number;
  readonly risk: number;
  readonly excess: number;
  readonly excessError: number;
  readonly slope: number;
  readonly slopeError: number;
  readonly integralRootRisk: number;
  readonly integralRootExcess: number;
  readonly leastIntegral: number;
  readonly behind: number;
  readonly near: number;
  readonly ahead: number;
}

const parameters = parameterSet(
  {
    ...problemParameters,
    dimension,
    times,
    near: real({
      name: "near",
      description: "c: neurons with |α| ≤ c count as near the equator",
      least: 0,
      open: true,
      most: 0.99,
      default: 0.1
    }),
    tolerance: real({
      name: "tolerance",
      description: "absolute error aimed at in the risk; a run at ten times this measures the error",
      least: toleranceRange[0],
      most: toleranceRange[1] / 10,
      default: 1e-7
    })
  },
  ({problem, activation, target, ...rest}): TailParameters => ({
    problem: problemOf({problem, activation, target}),
    ...rest
  }),
  ({problem, ...rest}) => ({...rest, ...problemInputs(problem)})
);

/** Below this the excess is the rounding error of the risk. */
const smallestExcess = 1e-13;

interface Curve {
  readonly excess: Float64Array;
  readonly slope: Float64Array;
}

/** How the risk of the infinitely wide network dies out: one row a time. */
export const tail: Experiment<TailParameters, TailRow> = {
  name: "tail",
  shows: "the late risk, its local slope on logarithmic axes with the solver’s own error, and where the neurons are",
  parameters,
  columns: {
    time: "t, as asked for",
    risk: "R(ρ_t)",
    excess:
      "R(ρ_t) less the least risk of any law; empty where we do not know that, or where the error exceeds a tenth of it",
    excessError: "the change of the excess when the tolerance is made ten times as large",
    slope: "d log excess / d log t, from the dissipation; not a difference",
    slopeError: "its change when the tolerance is made ten times as large",
    integralRootRisk: "F = ∫√R dt from 0 to t",
    integralRootExcess: "the same integral of the excess",
    leastIntegral: "a proved lower bound of F; empty where no degree is well-specified",
    behind: "the fraction of neurons with α < −c",
    near: "the fraction with |α| ≤ c",
    ahead: "the fraction with α > c"
  },
  async *run({problem, dimension, times, near, tolerance}) {
    const grid = withFiller(times);
    const fine = solveLagrangian(problem, dimension, grid, {tolerance});
    yield {progress: 0.6, rows: []};
    const coarse = solveLagrangian(problem, dimension, grid, {tolerance: 10 * tolerance});
    const base = leastRisk(problem, dimension);
    const curve = ({risk, dissipation}: typeof fine): Curve => {
      const excess = risk.map((value) => value - base);
      return {excess, slope: excess.map((value, i) => (-grid[i] * dissipation[i]) / value)};
    };
    const [best, other] = [curve(fine), curve(coarse)];
    const even = isEven(problem);
    const least = rootRiskFloor(problem, dimension);
    const integrals = [fine.risk, best.excess].map((values) => rootIntegral(fine.times, values, fine.dissipation));
    const where = grid.flatMap((time, i) => (times.includes(time) ? [i] : []));
    yield {
      progress: 1,
      rows: where.map((i) => {
        const time = grid[i];
        const error = Math.abs(best.excess[i] - other.excess[i]);
        const isResolved = best.excess[i] > Math.max(smallestExcess, 10 * error);
        const behind = massBelow(fine.snapshots[i], dimension, even, -near);
        const below = massBelow(fine.snapshots[i], dimension, even, near);
        return {
          time,
          risk: fine.risk[i],
          excess: isResolved ? best.excess[i] : Number.NaN,
          excessError: isResolved ? error : Number.NaN,
          slope: isResolved ? best.slope[i] : Number.NaN,
          slopeError: isResolved ? Math.abs(best.slope[i] - other.slope[i]) : Number.NaN,
          integralRootRisk: integrals[0][i],
          integralRootExcess: integrals[1][i],
          leastIntegral: least(time),
          behind,
          near: below - behind,
          ahead: 1 - below
        };
      })
    };
  }
};

/** The times with more between them, so that none is more than 1.2 times the one before, and 0 as the first. */
function withFiller(times: readonly number[]): number[] {
  const last = times[times.length - 1];
  const filler = [0];
  for (let time = 0.01; time < last; time *= 1.2) filler.push(time);
  return [...new Set([...times, ...filler])].sort((a, b) => a - b);
}

/**
 * ∫√R from the first time on: the integral of the cubics with the values and slopes of √R at the times. At 1.2-fold steps a
 * power law is integrated to about 1e−6 of itself.
 */
function rootIntegral(times: Float64Array, risk: Float64Array, dissipation: Float64Array): Float64Array {
  const result = new Float64Array(times.length);
  const root = (i: number): number => Math.sqrt(Math.max(0, risk[i]));
  const rate = (i: number): number => (root(i) > 0 ? -dissipation[i] / (2 * root(i)) : 0);
  for (let i = 1; i < times.length; ++i) {
    const step = times[i] - times[i - 1];
    result[i] = result[i - 1] + (step / 2) * (root(i - 1) + root(i)) + ((step * step) / 12) * (rate(i - 1) - rate(i));
  }
  return result;
}
