import {activationSeries} from "./activationSeries.js";
import {couple} from "./coupling.js";
import {flowAlong, radiusOf} from "./flow.js";
import {solveLimit} from "./limit.js";
import type {PopulationProblem} from "./populationProblem.js";
import {maximumDegree, type Problem} from "./problem.js";
import {estimatedError, solveReduced} from "./reducedLimit.js";
import {RelevantPotential, relevantCoordinates, relevantModes} from "./relevantModes.js";
import type {TrainingProblem} from "./trainingProblem.js";

/** The infinite-width limit of a problem at some times, and the neurons of a network that it carries along. */
export interface PopulationLimit {
  readonly potential: RelevantPotential;
  /** R(ρ_t). */
  readonly risk: Float64Array;
  /** An estimate of the error of the risk. */
  readonly error: Float64Array;
  /** ∫ |Pw| dρ_t. */
  readonly alignment: Float64Array;
  readonly moments: readonly Float64Array[];
  /** (y, r) of the carried neurons at each time, (q+1)×m. */
  readonly carried: readonly Float64Array[];
}

/** The largest error in the risk of the limits of one polynomial link: that of `solveLimit` at its default. */
const exactTolerance = 1e-9;

/** Local error of artanh α of the carried neurons; far below the gaps. */
const couplingTolerance = 1e-8;

/** The problem as `solveLimit` takes it, or undefined where it does not. */
export function singleIndexProblem({name, target, activation}: TrainingProblem): Problem | undefined {
  if (target.kind !== "teachers" || target.directions.length !== 1 || target.directions[0].length !== 1)
    return undefined;
  const [c, b] = [activation, target.link].map((link) => activationSeries(link).coefficients);
  return Math.max(c.length, b.length) > maximumDegree + 1 ? undefined : {name, activation: c, target: b};
}

/**
 * The limit by characteristics where the target is one polynomial link, otherwise by `solveReduced`, its error estimated by a coarser
 * solution. `neurons` (d×m, of unit length) are those that it carries. Throws what the solvers throw.
 */
export function populationLimit(
  training: TrainingProblem,
  problem: PopulationProblem,
  dimension: number,
  neurons: Float64Array,
  times: ArrayLike<number>
): PopulationLimit {
  const modes = relevantModes(problem, dimension);
  const single = singleIndexProblem(training);
  if (!single) {
    const limit = solveReduced(problem, dimension, times, {carried: relevantCoordinates(modes, neurons)});
    return {...limit, error: estimatedError(problem, dimension, limit)};
  }
  const limit = solveLimit(single, dimension, times);
  const {start} = couple(neurons, dimension);
  const carried = flowAlong(limit, 0, start, times, {tolerance: couplingTolerance}).map(({u}) =>
    Float64Array.from([...u.map(Math.tanh), ...u.map(radiusOf)])
  );
  const radius = (alpha: number): number => Math.sqrt(1 - alpha * alpha);
  const moments = Array.from(times, (_, k) =>
    Float64Array.from(modes.modes, ({powers: [n, j]}) => limit.average(k, (alpha) => alpha ** n * radius(alpha) ** j))
  );
  return {
    potential: new RelevantPotential(modes),
    risk: limit.risk,
    error: new Float64Array(times.length).fill(exactTolerance),
    alignment: Float64Array.from(times, (_, k) => limit.average(k, Math.abs)),
    moments,
    carried
  };
}
