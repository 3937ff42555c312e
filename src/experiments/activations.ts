import {interactionKernels} from "../meanfield/interactionKernels.js";
import type {Experiment} from "./experiment.js";
import {integer, real} from "./parameter.js";
import {parameterSet} from "./parameters.js";

export interface ActivationsParameters {
  readonly points: number;
  readonly reach: number;
}

export interface ActivationsRow {
  readonly z: number;
  readonly relu: number;
  readonly erf: number;
  readonly tanh: number;
  readonly hermite2: number;
  readonly hermite3: number;
  readonly hermite4: number;
  readonly cosine: number;
  readonly reluInteraction: number;
  readonly erfInteraction: number;
  readonly hermite2Interaction: number;
  readonly hermite3Interaction: number;
  readonly hermite4Interaction: number;
}

const parameters = parameterSet(
  {
    points: integer({name: "points", description: "number of rows", least: 2, most: 10000, default: 105}),
    reach: real({
      name: "reach",
      description: "z goes from minus to plus this",
      least: 0,
      most: 100,
      open: true,
      default: 2.6
    })
  },
  (values): ActivationsParameters => values,
  (output) => output
);

/** Activations over z, and the interaction of two unit neurons over the cosine of their angle: both on one grid. */
export const activations: Experiment<ActivationsParameters, ActivationsRow> = {
  name: "activations",
  shows: "common activations, and the interaction of two neurons of length 1 by the cosine of the angle between them",
  parameters,
  columns: {
    z: "the preactivation ⟨w,x⟩ + b",
    relu: "max(0, z)",
    erf: "erf(z/√2)",
    tanh: "tanh z",
    hermite2: "h_2(z) = (z² − 1)/√2",
    hermite3: "h_3(z) = (z³ − 3z)/√6",
    hermite4: "h_4(z) = (z⁴ − 6z² + 3)/√24",
    cosine: "⟨w,w′⟩ of two unit vectors",
    reluInteraction: "E σ(⟨w,x⟩)σ(⟨w′,x⟩) for σ = ReLU",
    erfInteraction: "the same for erf(z/√2)",
    hermite2Interaction: "the same for h_2",
    hermite3Interaction: "the same for h_3",
    hermite4Interaction: "the same for h_4"
  },
  async *run({points, reach}) {
    const {relu, erf, hermite2, hermite3, hermite4} = interactionKernels;
    yield {
      progress: 1,
      rows: Array.from({length: points}, (_, k) => {
        const cosine = (2 * k) / (points - 1) - 1;
        const z = reach * cosine;
        return {
          z,
          relu: relu.sigma(z),
          erf: erf.sigma(z),
          tanh: Math.tanh(z),
          hermite2: hermite2.sigma(z),
          hermite3: hermite3.sigma(z),
          hermite4: hermite4.sigma(z),
          cosine,
          reluInteraction: relu.value(1, cosine, 1),
          erfInteraction: erf.value(1, cosine, 1),
          hermite2Interaction: hermite2.value(1, cosine, 1),
          hermite3Interaction: hermite3.value(1, cosine, 1),
          hermite4Interaction: hermite4.value(1, cosine, 1)
        };
      })
    };
  }
};
