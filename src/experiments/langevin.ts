import {NoisySgd} from "../meanfield/noisySgd.js";
import {inverseTemperature, problemOfTeacher, ridge, teacher} from "./bump.js";
import {seed, times, width} from "./common.js";
import type {Experiment} from "./experiment.js";
import {choice, real} from "./parameter.js";
import {parameterSet} from "./parameters.js";
import {Refusal} from "./refusal.js";

const noises = {matched: 4, printed: 2} as const;

export interface LangevinParameters {
  readonly teacher: string;
  readonly inverseTemperature: number;
  readonly ridge: number;
  readonly width: number;
  readonly step: number;
  readonly times: readonly number[];
  readonly noise: keyof typeof noises;
  readonly seed: number;
}

export interface LangevinRow {
  readonly time: number;
  readonly neuron: number;
  readonly first: number;
  readonly second: number;
}

const parameters = parameterSet(
  {
    teacher,
    inverseTemperature,
    ridge,
    width,
    step: real({
      name: "step",
      description: "step size s; every time must be a multiple of it",
      least: 0,
      most: 1,
      open: true,
      default: 0.01
    }),
    times,
    noise: choice({
      name: "noise",
      description: "matched: √(4s/β) g, which goes with the PDE; printed: √(2s/β) g, as in the talk",
      names: ["matched", "printed"],
      default: "matched"
    }),
    seed
  },
  (values): LangevinParameters => {
    const {step, times, ridge} = values;
    if (2 * ridge * step >= 1)
      throw new Refusal(
        (label) =>
          `${label("step")} times twice ${label("ridge")} must be below 1, got ${step} times ${2 * ridge}; try ${label("step", "0.01")}`
      );
    for (const time of times)
      if (Math.abs(time / step - Math.round(time / step)) > 1e-6)
        throw new Refusal(
          (label) =>
            `${label("times")} must be multiples of the step ${step}, got ${time}; try ${label("step", String(step / 2))} or another time`
        );
    return values;
  },
  (values) => values
);

/** Steps between two chances to stop. */
const stride = 64;

/** Every neuron of one finite network under noisy SGD: one row for each time and neuron. */
export const langevin: Experiment<LangevinParameters, LangevinRow> = {
  name: "langevin",
  shows: "every neuron of a finite network trained by noisy SGD, one fresh example a step",
  parameters,
  columns: {
    time: "t, as asked for: steps times step size",
    neuron: "i, from 0",
    first: "first coordinate of θ_i",
    second: "second coordinate; empty where neurons have one coordinate"
  },
  async *run({teacher, times, noise, ...rest}) {
    const problem = problemOfTeacher(teacher);
    const sgd = new NoisySgd(problem, {...rest, noiseFactor: noises[noise]});
    const {width} = rest;
    for (const [n, time] of times.entries()) {
      const last = Math.round(time / rest.step);
      while (sgd.steps < last) {
        for (let k = 0; k < stride && sgd.steps < last; ++k) sgd.advance();
        yield {progress: n / times.length, rows: []};
      }
      yield {
        progress: (n + 1) / times.length,
        rows: Array.from({length: width}, (_, neuron) => ({
          time,
          neuron,
          first: sgd.positions[neuron],
          second: problem.dimension === 1 ? Number.NaN : sgd.positions[width + neuron]
        }))
      };
    }
  }
};
