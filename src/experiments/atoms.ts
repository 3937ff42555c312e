import {drawInput, sampleArrows} from "../meanfield/erfSgd.js";
import {stream} from "../meanfield/random.js";
import type {Experiment} from "./experiment.js";
import {integer, real} from "./parameter.js";
import {parameterSet} from "./parameters.js";
import {checkToy, opening, sampleSeed, type ToyInputs, toyNetwork, toyParameters} from "./toyProblem.js";

/** The named stream of samples that this experiment and `atom-paths` share. */
export const sampleStream = "samples";

export interface AtomsParameters extends ToyInputs {
  readonly stepSize: number;
  readonly draw: number;
  readonly seed: number;
}

export interface AtomsRow {
  readonly neuron: number;
  readonly average: number;
  readonly w1: number;
  readonly w2: number;
  readonly field1: number;
  readonly field2: number;
  readonly repulsion1: number;
  readonly repulsion2: number;
  readonly net1: number;
  readonly net2: number;
  readonly next1: number;
  readonly next2: number;
  readonly input1: number;
  readonly input2: number;
  readonly target: number;
  readonly output: number;
  readonly risk: number;
  readonly nextRisk: number;
}

const parameters = parameterSet(
  {
    ...toyParameters,
    stepSize: real({
      name: "stepSize",
      description: "step size s of the step",
      least: 0,
      most: 1,
      open: true,
      default: opening.stepSize
    }),
    draw: integer({
      name: "draw",
      description: "which sample of the stream is drawn, from 0",
      least: 0,
      most: 99999,
      default: 0
    }),
    seed: sampleSeed
  },
  (values): AtomsParameters => {
    checkToy(values);
    return values;
  },
  (output) => output
);

/** One step of SGD taken apart: for every neuron a row with the sample's vectors and a row with their population averages. */
export const atoms: Experiment<AtomsParameters, AtomsRow> = {
  name: "atoms",
  shows: "one step of SGD on a few neurons in the plane, taken apart into field, repulsion, net direction and step",
  parameters,
  columns: {
    neuron: "i, from 0",
    average: "0: the vectors of the sample that was drawn; 1: their averages over all samples",
    w1: "first coordinate of θ_i before the step",
    w2: "second coordinate of θ_i before the step",
    field1: "y ∇σ_*(x; θ_i), or −∇V(θ_i), first coordinate",
    field2: "the same, second coordinate",
    repulsion1: "−ŷ ∇σ_*(x; θ_i), or −(1/N) Σ_j ∇_1 U(θ_i, θ_j), first coordinate",
    repulsion2: "the same, second coordinate",
    net1: "field plus repulsion, first coordinate",
    net2: "field plus repulsion, second coordinate",
    next1: "first coordinate of θ_i after the step, θ_i + 2s · net",
    next2: "second coordinate of θ_i after the step",
    input1: "first coordinate of the sample's x (none for the average)",
    input2: "second coordinate of the sample's x (none for the average)",
    target: "y of the sample (none for the average)",
    output: "ŷ(x; θ) before the step (none for the average)",
    risk: "R_N before the step, in closed form",
    nextRisk: "R_N after the step, in closed form"
  },
  async *run(inputs) {
    const {stepSize, draw, seed} = inputs;
    const {network, neurons} = toyNetwork(inputs);
    const x = new Float64Array(2);
    const samples = stream(seed, sampleStream);
    for (let n = 0; n <= draw; ++n) drawInput(x, samples);
    const sample = sampleArrows(network, neurons, x);
    const average = {field: network.field(neurons), repulsion: network.repulsion(neurons)};
    const none = Number.NaN;
    const rows = [
      {...sample, input: x, average: 0},
      {...average, target: none, output: none, input: [none, none], average: 1}
    ].flatMap(({field, repulsion, target, output, input, average}) => {
      const net = field.map((value, k) => value + repulsion[k]);
      const next = neurons.map((value, k) => value + 2 * stepSize * net[k]);
      const nextRisk = network.risk(next);
      return Array.from({length: network.width}, (_, i): AtomsRow => {
        const [first, second] = [i, network.width + i];
        return {
          neuron: i,
          average,
          w1: neurons[first],
          w2: neurons[second],
          field1: field[first],
          field2: field[second],
          repulsion1: repulsion[first],
          repulsion2: repulsion[second],
          net1: net[first],
          net2: net[second],
          next1: next[first],
          next2: next[second],
          input1: input[0],
          input2: input[1],
          target,
          output,
          risk: network.risk(neurons),
          nextRisk
        };
      });
    });
    yield {progress: 1, rows};
  }
};
