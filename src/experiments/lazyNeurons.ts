import {ScaledTraining} from "../meanfield/scaledTraining.js";
import type {Experiment} from "./experiment.js";
import {atTimes, checkTimes, checkTwins, type LazySetting, lazyParameters, lazyStart} from "./lazyModel.js";
import {integer} from "./parameter.js";
import {parameterSet} from "./parameters.js";

export interface LazyNeuronsParameters extends LazySetting {
  readonly width: number;
  readonly seed: number;
}

export interface LazyNeuronsRow {
  readonly time: number;
  readonly exponent: number;
  readonly neuron: number;
  readonly sign: number;
  readonly along: number;
  readonly across: number;
}

const parameters = parameterSet(
  {
    ...lazyParameters,
    width: integer({
      name: "width",
      description: "width N: the number of neurons; even with twins",
      least: 1,
      most: 8192,
      default: 128
    })
  },
  (values): LazyNeuronsParameters => {
    checkTimes(values);
    checkTwins("width", values.layer, [values.width]);
    return values;
  },
  (values) => values
);

/** Where the neurons of the networks of `lazy` are: one row for each scaling, time and neuron. */
export const lazyNeurons: Experiment<LazyNeuronsParameters, LazyNeuronsRow> = {
  name: "lazy-neurons",
  shows: "where every neuron of a network in lazy and in mean-field scaling is while it is trained",
  parameters,
  columns: {
    time: "h times the number of steps of gradient descent",
    exponent: "γ in the factor N^−γ",
    neuron: "i, from 0",
    sign: "a_i",
    along: "⟨w_i, w*⟩",
    across: "|w_i − ⟨w_i, w*⟩ w*|"
  },
  async *run({width, seed, ...setting}) {
    const {exponents} = setting;
    for (const [done, exponent] of exponents.entries()) {
      const start = lazyStart(setting, exponent, width, seed);
      const training = new ScaledTraining(start);
      const rows = atTimes(setting, training, (n) =>
        Array.from({length: width}, (_, neuron) => ({
          time: setting.times[n],
          exponent,
          neuron,
          sign: start.signs[neuron],
          ...place(training, neuron)
        }))
      );
      yield {progress: (done + 1) / exponents.length, rows: rows.flat()};
    }
  }
};

function place({neurons, width, dimension}: ScaledTraining, neuron: number): {along: number; across: number} {
  let square = 0;
  for (let c = 1; c < dimension; ++c) square += neurons[c * width + neuron] ** 2;
  return {along: neurons[neuron], across: Math.sqrt(square)};
}
