import {gapSizes} from "./gapFrame.js";
import {squaredLimitDistance} from "./limitDistance.js";
import {mean} from "./mean.js";
import {networkHessians} from "./networkHessian.js";
import {populationLimit} from "./populationLimit.js";
import {PopulationFlow, type PopulationNetwork, squaredDistance} from "./populationNetwork.js";
import {type PopulationProblem, populationProblem, relevantLengths} from "./populationProblem.js";
import {hessianRatios, relevantHessians} from "./relevantHessian.js";
import {withCoordinates} from "./relevantModes.js";
import {firstPoints} from "./spherePoints.js";
import type {TrainingProblem} from "./trainingProblem.js";

/** A finite network beside its reference, the infinitely wide network or a wide one, at one time. */
export interface PopulationFrame {
  readonly time: number;
  /** m. */
  readonly width: number;
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
  /** Largest and median of λ_max ρ/ρ̇ over the reference's neurons that start where the network's do. */
  readonly hessianRatio: number;
  readonly medianHessianRatio: number;
  /** |Δ_i|, Δ_i = ŵ_i − w̄_i. */
  readonly distances: Float64Array;
  /** |Pŵ_i|. */
  readonly lengths: Float64Array;
}

/**
 * Runs the population flows of networks (each d×m, of unit length, the first neurons of the last one, which is the widest) beside the
 * infinite-width limit, or, where `wide` is given, beside the flow of that network, whose first neurons they are. Yields their frames
 * at each of `times` (increasing, ≥ 0), and after every step in between the time that they have reached on average. Throws a RangeError
 * for a problem that has no population gradient or no limit.
 */
export function* populationGaps(
  training: TrainingProblem,
  dimension: number,
  networks: readonly Float64Array[],
  times: readonly number[],
  wide?: Float64Array
): Generator<readonly PopulationFrame[] | number, void, undefined> {
  const problem = populationProblem(training);
  const widest = networks[networks.length - 1];
  const flows = networks.map((neurons) => new PopulationFlow(problem, dimension, neurons));
  const referenceAt = wide
    ? besideWide(problem, new PopulationFlow(problem, dimension, wide), widest.length / dimension)
    : besideLimit(training, problem, dimension, widest, times);
  for (let k = 0; k < times.length; ++k) {
    for (const flow of flows)
      while (flow.time < times[k]) {
        flow.advance(times[k]);
        if (flow.time < times[k]) yield mean(flows.map(({time}) => time));
      }
    const reference = referenceAt(k, times[k]);
    yield flows.map(({network, neurons}) => {
      const {width} = network;
      const {particles, ...beside} = reference(network, neurons);
      const gaps = neurons.map((w, c) => w - particles[c]);
      const lengths = relevantLengths(neurons, width, problem.relevant);
      return {
        time: times[k],
        width,
        risk: network.risk(neurons),
        ...beside,
        ...gapSizes(gaps, dimension, width),
        alignment: mean([...lengths]),
        distances: relevantLengths(gaps, width, dimension),
        lengths
      };
    });
  }
}

type Beside = Pick<
  PopulationFrame,
  "limitRisk" | "limitError" | "functionGap" | "limitAlignment" | "hessianRatio" | "medianHessianRatio"
> & {
  /** Of the reference, those that start where the network's neurons do: d×m. */
  readonly particles: Float64Array;
};

/** The reference at a time, for whichever network is compared with it there. */
type ReferenceAt = (index: number, time: number) => (network: PopulationNetwork, neurons: Float64Array) => Beside;

function besideLimit(
  training: TrainingProblem,
  problem: PopulationProblem,
  dimension: number,
  start: Float64Array,
  times: readonly number[]
): ReferenceAt {
  const limit = populationLimit(training, problem, dimension, start, times);
  const {potential, risk, error, alignment, moments, carried} = limit;
  return (k, time) => {
    // At time 0 the particles are the neurons, but coordinates bring back a neuron only up to rounding.
    const particles = time > 0 ? withCoordinates(potential.modes, start, carried[k]) : start;
    const hessians = relevantHessians(potential, moments[k], carried[k]);
    return (network, neurons) => {
      const {largest, median} = hessianRatios(hessians.slice(0, network.width));
      return {
        particles: firstPoints(particles, dimension, network.width),
        limitRisk: risk[k],
        limitError: error[k],
        functionGap: squaredLimitDistance(limit, k, network, neurons),
        limitAlignment: alignment[k],
        hessianRatio: largest,
        medianHessianRatio: median
      };
    };
  };
}

function besideWide(problem: PopulationProblem, flow: PopulationFlow, widest: number): ReferenceAt {
  return (_, time) => {
    while (flow.time < time) flow.advance(time);
    const wide = flow.network;
    const limitRisk = wide.risk(flow.neurons);
    const limitAlignment = mean([...relevantLengths(flow.neurons, wide.width, problem.relevant)]);
    const hessians = networkHessians(problem, wide.dimension, flow.neurons, widest);
    return (network, neurons) => {
      const {largest, median} = hessianRatios(hessians.slice(0, network.width));
      return {
        particles: firstPoints(flow.neurons, network.dimension, network.width),
        limitRisk,
        limitError: Number.NaN,
        functionGap: squaredDistance(network, neurons, wide, flow.neurons),
        limitAlignment,
        hessianRatio: largest,
        medianHessianRatio: median
      };
    };
  };
}
