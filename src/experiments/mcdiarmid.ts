import {mcDiarmidQuantile, mcDiarmidTail} from "../meanfield/boundedDifferences.js";
import {chaosProblem} from "../meanfield/chaosProblem.js";
import {copyDeviations, testFunctions} from "../meanfield/copyDeviations.js";
import {chaosDelta, chaosDimension, chaosLimit, chaosSeed, chaosTime, chaosWidth, solveTo} from "./chaosSetting.js";
import {chaosRepetitions} from "./chaosShown.js";
import type {Experiment} from "./experiment.js";
import {choice, integer} from "./parameter.js";
import {parameterSet, require} from "./parameters.js";

export interface McdiarmidParameters {
  readonly dimension: number;
  readonly width: number;
  readonly time: number;
  readonly delta: number;
  readonly f: keyof typeof testFunctions;
  readonly repetitions: number;
  readonly seed: number;
}

export interface McdiarmidRow {
  readonly deviation: number;
  readonly exceeded: number;
  readonly bound: number;
  readonly everExceeded: number;
  readonly unionBound: number;
}

/** The times T/8, T/4, … T at which the deviation is looked at. */
const looks = 8;

/** Rows up to the largest deviation that was measured, and beyond it up to where McDiarmid's bound is one in a thousand. */
const levels = {measured: 80, beyond: 40};

/** D·N·repetitions at most: half a minute. */
const mostNumbers = 2e7;

const parameters = parameterSet(
  {
    dimension: chaosDimension,
    width: chaosWidth,
    time: chaosTime,
    delta: chaosDelta,
    f: choice({
      name: "f",
      description: "the test function: |θ|/(1+|θ|), or tanh θ_1",
      names: ["length", "side"],
      default: "length"
    }),
    repetitions: integer({
      name: "repetitions",
      description: "the number of independent draws of N copies",
      least: 1,
      most: 100000,
      default: chaosRepetitions
    }),
    seed: chaosSeed
  },
  (values): McdiarmidParameters => {
    const {dimension, width, repetitions} = values;
    require(dimension * width * repetitions <= mostNumbers, (label) =>
      `${label("dimension")} times ${label("width")} times ${label("repetitions")} must be at most ${mostNumbers}, got ${dimension * width * repetitions}; try ${label("repetitions", String(Math.max(1, Math.floor(mostNumbers / (dimension * width)))))}`);
    return values;
  },
  (output) => output
);

/** How often the mean of a test function over N copies is off by more than u, beside McDiarmid's inequality. */
export const mcdiarmid: Experiment<McdiarmidParameters, McdiarmidRow> = {
  name: "mcdiarmid",
  shows: "how often the mean of a test function over N copies misses its expectation, beside McDiarmid's inequality",
  parameters,
  columns: {
    deviation: "u",
    exceeded: "the share of draws in which |(1/N) Σ f(θ̄_i) − ∫f dρ_T| ≥ u",
    bound: "McDiarmid's bound of that probability",
    everExceeded: "the share of draws in which that happens at one of the times T/8, T/4, …, T",
    unionBound: "the union bound of that probability: McDiarmid's times the number of times, at most 1"
  },
  async *run({dimension, width, time, delta, f, repetitions, seed}) {
    const limit = chaosLimit(chaosProblem(dimension, delta));
    for (const part of solveTo(limit, time)) yield {progress: 0.3 * part, rows: []};
    const times = Array.from({length: looks}, (_, n) => ((n + 1) * time) / looks);
    const last: number[] = [];
    const ever: number[] = [];
    for (const deviations of copyDeviations(limit, {width, f, times, seed, repetitions})) {
      last.push(Math.abs(deviations[looks - 1]));
      ever.push(Math.max(...Array.from(deviations, Math.abs)));
      if (last.length % 16 === 0) yield {progress: 0.3 + (0.7 * last.length) / repetitions, rows: []};
    }
    const {range} = testFunctions[f];
    const largest = 1.02 * Math.max(...ever);
    const widest = Math.max(largest, mcDiarmidQuantile(width, range, 1e-3));
    const deviations = [
      ...Array.from({length: levels.measured}, (_, n) => (n * largest) / levels.measured),
      ...Array.from({length: levels.beyond + 1}, (_, n) => largest + (n * (widest - largest)) / levels.beyond)
    ];
    const share = (values: readonly number[], u: number) => values.filter((value) => value >= u).length / values.length;
    yield {
      progress: 1,
      rows: deviations.map((deviation) => {
        const bound = mcDiarmidTail(width, range, deviation);
        return {
          deviation,
          exceeded: share(last, deviation),
          bound,
          everExceeded: share(ever, deviation),
          unionBound: Math.min(1, looks * bound)
        };
      })
    };
  }
};
