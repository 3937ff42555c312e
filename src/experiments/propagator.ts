import {escapeGrowth} from "../meanfield/escapeLaw.js";
import {solveLimit} from "../meanfield/limit.js";
import {activationDegree, isEven, type Problem} from "../meanfield/problem.js";
import {maximalPropagator} from "../meanfield/propagator.js";
import {rootRiskIntegral} from "../meanfield/rootRiskIntegral.js";
import {largestDimension, largestTime} from "./common.js";
import type {Experiment} from "./experiment.js";
import {problemInputs, problemOf, problemParameters} from "./link.js";
import {integers, real} from "./parameter.js";
import {parameterSet} from "./parameters.js";

export interface PropagatorParameters {
  readonly problem: Problem;
  readonly dimensions: readonly number[];
  readonly time: number;
}

export interface PropagatorRow {
  readonly dimension: number;
  readonly maximum: number;
  readonly time: number;
  readonly integralRootRisk: number;
  readonly initialAlignment: number;
  readonly start: number;
  readonly startAlignment: number;
  readonly end: number;
  readonly endAlignment: number;
  readonly risk: number;
  readonly escapeLaw: number;
}

const parameters = parameterSet(
  {
    ...problemParameters,
    dimensions: integers({
      name: "dimensions",
      description: "dimensions d of the rows",
      least: 2,
      most: largestDimension,
      default: [8, 16, 32, 64, 128]
    }),
    time: real({
      name: "time",
      description: "the end T of the time that is searched, 0 ≤ s ≤ t ≤ T",
      least: 0,
      most: largestTime,
      default: 8
    })
  },
  ({problem, activation, target, ...rest}): PropagatorParameters => ({
    problem: problemOf({problem, activation, target}),
    ...rest
  }),
  ({problem, ...rest}) => ({...rest, ...problemInputs(problem)})
);

/** J_max, the largest stretching by the mean-field flow: one row a dimension. */
export const propagator: Experiment<PropagatorParameters, PropagatorRow> = {
  name: "propagator",
  shows: "the largest norm of the propagator over all neurons and all 0 ≤ s ≤ t ≤ T, by dimension",
  parameters,
  columns: {
    dimension: "d, as asked for",
    maximum: "J_max, the supremum of |J_{t,s}(w)| over 0 ≤ s ≤ t ≤ T and all neurons w, to 0.01 %",
    time: "T, as asked for",
    integralRootRisk: "∫_0^T √R",
    initialAlignment: "α at time 0 of the path on which the supremum is taken",
    start: "s at the supremum",
    startAlignment: "α at time s on that path",
    end: "t at the supremum",
    endAlignment: "α at time t on that path",
    risk: "R(ρ_T)",
    escapeLaw: "J_max in a field of strength √R alone, for a pure even link of degree k ≥ 4; empty for other links"
  },
  async *run({problem, dimensions, time}) {
    for (const [n, dimension] of dimensions.entries()) {
      const limit = solveLimit(problem, dimension, outputTimes(time));
      const {maximum, logMaximum: _, ...where} = maximalPropagator(limit, time);
      const last = limit.times.length - 1;
      const integralRootRisk = rootRiskIntegral(limit)[last];
      yield {
        progress: (n + 1) / dimensions.length,
        rows: [
          {
            dimension,
            maximum,
            time,
            integralRootRisk,
            ...where,
            risk: limit.risk[last],
            escapeLaw: escapeLawOf(problem, integralRootRisk)
          }
        ]
      };
    }
  }
};

/** J_max in a field of strength √R alone; NaN unless the link is pure and of even degree k ≥ 4. */
export function escapeLawOf(problem: Problem, integralRootRisk: number): number {
  const isPure = problem.activation.filter((c) => c !== 0).length === 1;
  const degree = activationDegree(problem);
  return isPure && isEven(problem) && degree >= 4 ? Math.exp(escapeGrowth(degree, integralRootRisk)) : Number.NaN;
}

/** 0 … T, dense at early times, where the risk falls fastest: the integral of √R is then right to 1e−7. */
function outputTimes(time: number): Float64Array {
  if (time === 0) return Float64Array.of(0);
  const count = 200;
  return Float64Array.from({length: count + 1}, (_, n) => (n === count ? time : time * (n / count) ** 2));
}
