import {drawGaussianNeurons, IsotropicSgd} from "../meanfield/isotropicSgd.js";
import {stepsTo} from "../meanfield/particles.js";
import {stream} from "../meanfield/random.js";
import {checkSize, seed} from "./common.js";
import type {Experiment} from "./experiment.js";
import {activation, activationOf, bin, delta, dimension, scale, times} from "./isotropic.js";
import {integer, real} from "./parameter.js";
import {parameterSet} from "./parameters.js";
import {Refusal} from "./refusal.js";

export interface RadialSgdParameters {
  readonly activation: string;
  readonly delta: number;
  readonly dimension: number;
  readonly width: number;
  readonly scale: number;
  readonly step: number;
  readonly times: readonly number[];
  readonly bin: number;
  readonly seed: number;
}

export interface RadialSgdRow {
  readonly time: number;
  readonly from: number;
  readonly to: number;
  readonly neurons: number;
  readonly errorTime: number;
  readonly squaredError: number;
  readonly standardError: number;
}

const parameters = parameterSet(
  {
    activation,
    delta,
    dimension,
    width: integer({
      name: "width",
      description: "width N: the number of neurons",
      least: 1,
      most: 100000,
      default: 800
    }),
    scale,
    step: real({
      name: "step",
      description: "step size ε of one-pass SGD; the times must be multiples of it",
      least: 1e-7,
      most: 0.1,
      default: 1e-3
    }),
    times,
    bin,
    seed
  },
  (values): RadialSgdParameters => {
    checkSize(values);
    for (const time of values.times)
      try {
        stepsTo(time, values.step);
      } catch {
        throw new Refusal(
          (label) =>
            `${label("times")} must be multiples of ${label("step")}, got ${time} with ${values.step}; ` +
            `try ${label("step", "0.001")}`
        );
      }
    return values;
  },
  (output) => output
);

/** Steps between two reports. */
const chunk = 500;

/** One-pass SGD with batches of one: for each time, one row for each bin of the radius that holds neurons. */
export const radialSgd: Experiment<RadialSgdParameters, RadialSgdRow> = {
  name: "radial-sgd",
  shows:
    "the radii of the neurons and the risk of a finite network that one-pass SGD trains on two isotropic Gaussians",
  parameters,
  columns: {
    time: "t, as asked for",
    from: "radius at which the bin begins",
    to: "radius at which it ends",
    neurons: "number of neurons in the bin",
    errorTime: "middle of the time since the row before; the same for all bins",
    squaredError:
      "mean over that time of (y − ŷ)² on each new input before it is learned from, an unbiased measure of the risk",
    standardError: "standard error of that mean"
  },
  async *run({activation, delta, dimension, width, scale, step, times, bin, seed}) {
    const problem = {activation: activationOf(activation), delta, dimension};
    const neurons = new Float64Array(dimension * width);
    drawGaussianNeurons(neurons, dimension, scale, stream(seed, "initial weights"));
    const sgd = new IsotropicSgd(problem, neurons, stream(seed, "inputs"));
    const total = Math.max(1, stepsTo(times[times.length - 1] ?? 0, step));
    for (const [n, time] of times.entries()) {
      const target = stepsTo(time, step);
      const first = sgd.steps;
      let sum = 0;
      let squares = 0;
      while (sgd.steps < target) {
        sgd.step(step);
        const square = sgd.residual * sgd.residual;
        sum += square;
        squares += square * square;
        if (sgd.steps % chunk === 0 && sgd.steps < target) yield {progress: sgd.steps / total, rows: []};
      }
      const count = target - first;
      const mean = sum / count;
      const shared = {
        errorTime: (step * (first + target)) / 2,
        squaredError: count > 0 ? mean : Number.NaN,
        standardError: count > 1 ? Math.sqrt(Math.max(0, squares / count - mean * mean) / (count - 1)) : Number.NaN
      };
      const counts = histogram(sgd.neurons, dimension, bin);
      yield {
        progress: n + 1 === times.length ? 1 : target / total,
        rows: [...counts]
          .sort(([a], [b]) => a - b)
          .map(([i, neurons]) => ({time, from: i * bin, to: (i + 1) * bin, neurons, ...shared}))
      };
    }
  }
};

/** The number of neurons by bin of the radius. */
function histogram(neurons: Float64Array, dimension: number, bin: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (let row = 0; row < neurons.length; row += dimension) {
    const i = Math.floor(Math.hypot(...neurons.subarray(row, row + dimension)) / bin);
    counts.set(i, (counts.get(i) ?? 0) + 1);
  }
  return counts;
}
