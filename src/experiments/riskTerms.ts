import {interactionKernels, type KernelName, kernelNames} from "../meanfield/interactionKernels.js";
import {type Points, pulledTowards} from "../meanfield/points.js";
import {initialNeurons, stream} from "../meanfield/random.js";
import {riskTerms as exactTerms, sampledRiskTerms} from "../meanfield/riskTerms.js";
import type {Experiment} from "./experiment.js";
import {choice, integer, real} from "./parameter.js";
import {parameterSet} from "./parameters.js";
import {Refusal} from "./refusal.js";

export interface RiskTermsParameters {
  readonly activation: KernelName;
  readonly inputs: number;
  readonly neurons: number;
  readonly units: number;
  readonly pull: number;
  readonly samples: number;
  readonly seed: number;
}

export interface RiskTermsRow {
  readonly term: number;
  readonly value: number;
  readonly self: number;
  readonly sampled: number;
  readonly standardError: number;
}

/** The terms in the order of their rows. */
const terms = ["target", "field", "interaction", "risk"] as const;

const parameters = parameterSet(
  {
    activation: choice({
      name: "activation",
      description: "σ: ReLU, erf(z/√2), or a normalised Hermite polynomial",
      names: kernelNames,
      default: "erf"
    }),
    inputs: integer({name: "inputs", description: "dimension d of the input x", least: 2, most: 256, default: 8}),
    neurons: integer({name: "neurons", description: "number N of neurons", least: 1, most: 1024, default: 16}),
    units: integer({
      name: "units",
      description: "number M of teacher units, the first M coordinate axes; at most d",
      least: 1,
      most: 256,
      default: 2
    }),
    pull: real({
      name: "pull",
      description: "how far each neuron has been pulled from its random start (0) to a teacher unit (1)",
      least: 0,
      most: 1,
      default: 0.3
    }),
    samples: integer({
      name: "samples",
      description: "number of fresh samples for the sampled terms",
      least: 2,
      most: 1000000,
      default: 4000
    }),
    seed: integer({
      name: "seed",
      description: "seed of the neurons and of the samples",
      least: 0,
      most: Number.MAX_SAFE_INTEGER,
      default: 1
    })
  },
  (values): RiskTermsParameters => {
    if (values.units > values.inputs)
      throw new Refusal(
        (label) =>
          `${label("units")} must be at most the dimension of the input, got ${values.units} units in dimension ` +
          `${values.inputs}; try ${label("units", String(values.inputs))}`
      );
    return values;
  },
  (output) => output
);

/** The risk of one network taken apart: one row a term. */
export const riskTerms: Experiment<RiskTermsParameters, RiskTermsRow> = {
  name: "risk-terms",
  shows: "the three terms of the risk of one network, in closed form and from samples",
  parameters,
  columns: {
    term: "0: R_# = E y²; 1: (2/N) Σ V(θ_i); 2: (1/N²) Σ U(θ_i, θ_j); 3: their sum, the risk R_N",
    value: "the term in closed form",
    self: "the part of term 2 with i = j (none for the others)",
    sampled: "the mean of y², −2yŷ, ŷ² or (y − ŷ)² over the samples",
    standardError: "its standard error"
  },
  async *run({activation, inputs, neurons, units, pull, samples, seed}) {
    const kernel = interactionKernels[activation];
    const teacher: Points = {
      dimension: inputs,
      width: units,
      coordinates: Float64Array.from({length: inputs * units}, (_, k) => (Math.floor(k / units) === k % units ? 1 : 0))
    };
    const start = {dimension: inputs, width: neurons, coordinates: initialNeurons(inputs, neurons, seed)};
    const network = pulledTowards(start, teacher, pull);
    const exact = exactTerms(kernel, network, teacher);
    const sampled = sampledRiskTerms(kernel, network, teacher, samples, stream(seed, "samples"));
    yield {
      progress: 1,
      rows: terms.map((name, term) => ({
        term,
        value: exact[name],
        self: name === "interaction" ? exact.self : Number.NaN,
        sampled: sampled[name].mean,
        standardError: sampled[name].error
      }))
    };
  }
};
