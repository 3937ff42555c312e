import {stream} from "../meanfield/random.js";
import {gradientFlowPath, meanSquareDistance, sgdPath} from "../meanfield/sgdPath.js";
import {sampleStream} from "./atoms.js";
import type {Experiment} from "./experiment.js";
import {parameterSet} from "./parameters.js";
import {
  checkToy,
  checkWholeSteps,
  endOf,
  sampleSeed,
  stepSizesOf,
  type ToyInputs,
  toyNetwork,
  toyParameters
} from "./toyProblem.js";

export interface AtomPathsParameters extends ToyInputs {
  readonly stepSizes: readonly number[];
  readonly time: number;
  readonly seed: number;
}

export interface AtomPathsRow {
  readonly stepSize: number;
  readonly time: number;
  readonly neuron: number;
  readonly w1: number;
  readonly w2: number;
  readonly flow1: number;
  readonly flow2: number;
  readonly deviation: number;
  readonly risk: number;
  readonly flowRisk: number;
}

/** A path is printed at no more than about so many times. */
const mostTimes = 256;

const parameters = parameterSet(
  {
    ...toyParameters,
    stepSizes: stepSizesOf([0.25, 0.03125, 0.00390625]),
    time: endOf({description: "time T = ε · steps at which the paths end, a multiple of every step size", default: 4}),
    seed: sampleSeed
  },
  (values): AtomPathsParameters => {
    checkToy(values);
    checkWholeSteps(values.time, values.stepSizes);
    return values;
  },
  (output) => output
);

/** SGD beside the gradient flow from the same start: one row for each step size, time and neuron. */
export const atomPaths: Experiment<AtomPathsParameters, AtomPathsRow> = {
  name: "atom-paths",
  shows: "the paths of a few neurons under SGD with several step sizes, beside the gradient flow at the same times",
  parameters,
  columns: {
    stepSize: "ε",
    time: "t = ε · steps",
    neuron: "i, from 0",
    w1: "first coordinate of θ_i under SGD",
    w2: "second coordinate of θ_i under SGD",
    flow1: "first coordinate of θ_i under the gradient flow θ̇_i = −N∇_{θ_i} R_N",
    flow2: "second coordinate of θ_i under the gradient flow",
    deviation: "((1/N) Σ_j |SGD − flow|²)^½ at this time, the same for every neuron",
    risk: "R_N of SGD's neurons, in closed form",
    flowRisk: "R_N of the flow's neurons, in closed form"
  },
  async *run(inputs) {
    const {stepSizes, time, seed} = inputs;
    const {network, neurons} = toyNetwork(inputs);
    for (const [n, stepSize] of stepSizes.entries()) {
      const steps = Math.round(time / stepSize);
      const stride = Math.ceil(steps / mostTimes);
      const path = sgdPath(network, neurons, stepSize, steps, stream(seed, sampleStream), stride);
      const times = path.map((point) => point.time);
      const flow = gradientFlowPath(network, neurons, times);
      const rows = path.flatMap((point, k) => {
        const deviation = Math.sqrt(meanSquareDistance(point.neurons, flow[k].neurons, network.width));
        const [risk, flowRisk] = [network.risk(point.neurons), network.risk(flow[k].neurons)];
        return Array.from({length: network.width}, (_, i) => ({
          stepSize,
          time: point.time,
          neuron: i,
          w1: point.neurons[i],
          w2: point.neurons[network.width + i],
          flow1: flow[k].neurons[i],
          flow2: flow[k].neurons[network.width + i],
          deviation,
          risk,
          flowRisk
        }));
      });
      yield {progress: (n + 1) / stepSizes.length, rows};
    }
  }
};
