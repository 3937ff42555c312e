import {equilibria, largestEigenvalue} from "../meanfield/hessian.js";
import {solveLimit} from "../meanfield/limit.js";
import {activationDegree, type Problem} from "../meanfield/problem.js";
import {rootRiskIntegral} from "../meanfield/rootRiskIntegral.js";
import {selfConcordanceFloor} from "../meanfield/selfConcordance.js";
import {integrateOverTime} from "../meanfield/timeIntegral.js";
import {dimension, times} from "./common.js";
import type {Experiment} from "./experiment.js";
import {problemInputs, problemOf, problemParameters} from "./link.js";
import {parameterSet} from "./parameters.js";

export interface SelfConcordanceParameters {
  readonly problem: Problem;
  readonly dimension: number;
  readonly times: readonly number[];
}

export interface SelfConcordanceRow {
  readonly time: number;
  readonly risk: number;
  readonly integralRootRisk: number;
  readonly quadraticCoefficient: number;
  readonly exponent: number;
  readonly floor: number;
  readonly integralFloor: number;
  readonly equilibrium: number;
  readonly largestEigenvalue: number;
  readonly integralLargestEigenvalue: number;
}

const parameters = parameterSet(
  {...problemParameters, dimension, times},
  ({problem, activation, target, ...rest}): SelfConcordanceParameters => ({
    problem: problemOf({problem, activation, target}),
    ...rest
  }),
  ({problem, ...rest}) => ({...rest, ...problemInputs(problem)})
);

/** The floor of self-concordance and the worst growth rate over time: one row a time. */
export const selfConcordance: Experiment<SelfConcordanceParameters, SelfConcordanceRow> = {
  name: "self-concordance",
  shows: "the floor of the self-concordance estimate beside the largest eigenvalue of the local Hessian",
  parameters,
  columns: {
    time: "t, as asked for",
    risk: "R(ρ_t)",
    integralRootRisk: "∫_0^t √R",
    quadraticCoefficient: "p_2(t), the coefficient of α² in the potential",
    exponent: "k − 1, k the degree of the activation",
    floor: "the least φ with λ_∥ ≤ (k−1) α̇/α + φ on the whole sphere; empty for links with odd degrees",
    integralFloor: "∫_0^t φ; empty for links with odd degrees",
    equilibrium: "the equilibrium other than 0 that is nearest to the equator, empty where there is none",
    largestEigenvalue: "sup over the sphere of the largest eigenvalue of the local Hessian",
    integralLargestEigenvalue: "its integral over time"
  },
  async *run({problem, dimension, times}) {
    const limit = solveLimit(problem, dimension, fineTimes(times));
    const degree = activationDegree(problem);
    const rootRisk = rootRiskIntegral(limit);
    const floorOf = (potential: Float64Array): number => selfConcordanceFloor(potential, degree);
    const largestOf = (potential: Float64Array): number => largestEigenvalue(potential).value;
    const floors = integrateOverTime(limit, floorOf, times);
    const eigenvalues = integrateOverTime(limit, largestOf, times);
    yield {
      progress: 1,
      rows: times.map((time, n) => {
        const potential = limit.potentialAt(time);
        const index = limit.times.indexOf(time);
        return {
          time,
          risk: limit.risk[index],
          integralRootRisk: rootRisk[index],
          quadraticCoefficient: potential[2] ?? 0,
          exponent: degree - 1,
          floor: finite(floorOf(potential)),
          integralFloor: finite(floors[n]),
          equilibrium: nearestEquilibrium(potential),
          largestEigenvalue: largestOf(potential),
          integralLargestEigenvalue: eigenvalues[n]
        };
      })
    };
  }
};

/** The asked times and 60 more, dense at early times, so that the integral of √R is right to 1e−5. */
function fineTimes(times: readonly number[]): Float64Array {
  const end = times[times.length - 1];
  const more = Array.from({length: 60}, (_, n) => end * (n / 60) ** 2);
  return Float64Array.from(new Set([...more, ...times])).sort();
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}

function nearestEquilibrium(potential: Float64Array): number {
  const others = equilibria(potential)
    .map(({alignment}) => alignment)
    .filter((alignment) => Math.abs(alignment) > 1e-6);
  return others.sort((a, b) => Math.abs(a) - Math.abs(b) || b - a)[0] ?? Number.NaN;
}
