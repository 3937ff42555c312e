import {gapSizes} from "./gap.js";
import {mean} from "./mean.js";
import {populationLimit} from "./populationLimit.js";
import {PopulationFlow, type PopulationNetwork, squaredDistance} from "./populationNetwork.js";
import {populationProblem, relevantLengths} from "./populationProblem.js";
import {hessianRatios} from "./relevantHessian.js";
import {relevantCoordinates, withCoordinates} from "./relevantModes.js";
import type {TrainingProblem} from "./trainingProblem.js";

/** A finite network beside its reference, the infinitely wide network or a wide one, at one time. */
export interface PopulationFrame {
  readonly time: number;
  /** R of the finite network. */
  readonly risk: number;
  /** R of the reference. */
  readonly limitRisk: number;
  /** An estimate of the error of `limitRisk`; NaN for a wide network. */
  readonly limitError: number;
  readonly meanGap: number;
  readonly rmsGap: number;
  readonly maxGap: number;
  /** The squared distance of the functions. */
  readonly functionGap: number;
  /** The mean over the neurons of |Pw|. */
  readonly alignment: number;
  /** The mean over the reference's neurons of |Pw|. */
  readonly limitAlignment: number;
  /** Largest and median of λ_max ρ/ρ̇ over the coupled particles; NaN for a wide network. */
  readonly hessianRatio: number;
  readonly medianHessianRatio: number;
  /** |Δ_i|, Δ_i = ŵ_i − w̄_i. */
  readonly distances: Float64Array;
  /** |Pŵ_i|. */
  readonly lengths: Float64Array;
}

/**
 * Runs the population flow of the neurons (d×m, of unit length) beside the infinite-width limit, or, where `wide` is given, beside the
 * flow of that network, whose first neurons they are; yields a frame at each of `times` (increasing, ≥ 0), and the time after every
 * step in between. Throws a RangeError for a problem that has no population gradient or no limit.
 */
export function* populationGaps(
  training: TrainingProblem,
  dimension: number,
  neurons: Float64Array,
  times: readonly number[],
  wide?: Float64Array
): Generator<PopulationFrame | number, void, undefined> {
  const problem = populationProblem(training);
  const flow = new PopulationFlow(problem, dimension, neurons);
  const {network} = flow;
  const {width} = network;
  const referenceAt = wide
    ? besideWide(network, new PopulationFlow(problem, dimension, wide))
    : besideLimit(training, network, neurons, times);
  for (let k = 0; k < times.length; ++k) {
    while (flow.time < times[k]) {
      flow.advance(times[k]);
      if (flow.time < times[k]) yield flow.time;
    }
    const {particles, ...reference} = referenceAt(k, times[k], flow.neurons);
    const gaps = flow.neurons.map((w, c) => w - particles[c]);
    const lengths = relevantLengths(flow.neurons, width, problem.relevant);
    yield {
      time: times[k],
      risk: network.risk(flow.neurons),
      ...reference,
      ...gapSizes(gaps, dimension, width),
      alignment: mean([...lengths]),
      distances: relevantLengths(gaps, width, dimension),
      lengths
    };
  }
}

type Reference = Pick<
  PopulationFrame,
  "limitRisk" | "limitError" | "functionGap" | "limitAlignment" | "hessianRatio" | "medianHessianRatio"
> & {readonly particles: Float64Array};

type ReferenceAt = (index: number, time: number, neurons: Float64Array) => Reference;

function besideLimit(
  training: TrainingProblem,
  network: PopulationNetwork,
  start: Float64Array,
  times: readonly number[]
): ReferenceAt {
  const {problem, dimension, width} = network;
  const {potential, risk, error, alignment, moments, carried} = populationLimit(
    training,
    problem,
    dimension,
    start,
    times
  );
  return (k, time, neurons) => {
    const points = relevantCoordinates(potential.modes, neurons);
    const cross = potential.interaction(moments[k], points, width) / width;
    const {largest, median} = hessianRatios(potential, moments[k], carried[k]);
    return {
      // At time 0 the particles are the neurons, but coordinates bring back a neuron only up to rounding.
      particles: time > 0 ? withCoordinates(potential.modes, start, carried[k]) : start,
      limitRisk: risk[k],
      limitError: error[k],
      functionGap: Math.max(0, network.squaredNorm(neurons) - 2 * cross + potential.squaredNorm(moments[k])),
      limitAlignment: alignment[k],
      hessianRatio: largest,
      medianHessianRatio: median
    };
  };
}

function besideWide(network: PopulationNetwork, flow: PopulationFlow): ReferenceAt {
  const {dimension, width, problem} = network;
  return (_, time, neurons) => {
    while (flow.time < time) flow.advance(time);
    const wide = flow.network;
    const particles = new Float64Array(neurons.length);
    for (let c = 0; c < dimension; ++c)
      particles.set(flow.neurons.subarray(c * wide.width, c * wide.width + width), c * width);
    return {
      particles,
      limitRisk: wide.risk(flow.neurons),
      limitError: Number.NaN,
      functionGap: squaredDistance(network, neurons, wide, flow.neurons),
      limitAlignment: mean([...relevantLengths(flow.neurons, wide.width, problem.relevant)]),
      hessianRatio: Number.NaN,
      medianHessianRatio: Number.NaN
    };
  };
}
