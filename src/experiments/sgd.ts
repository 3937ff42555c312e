import {clockTimes, descentBesideLimit} from "../meanfield/descentBesideLimit.js";
import {solveLimit} from "../meanfield/limit.js";
import {schedules} from "../meanfield/schedule.js";
import {checkSeeds} from "./common.js";
import type {Experiment} from "./experiment.js";
import {integer} from "./parameter.js";
import {parameterSet} from "./parameters.js";
import {type SgdSetting, sgdEntries, sgdInputs, sgdSetting} from "./sgdRun.js";

export interface SgdParameters extends SgdSetting {
  /** The first of `seeds` consecutive seeds. */
  readonly seed: number;
  readonly seeds: number;
}

export interface SgdRow {
  readonly time: number;
  readonly seed: number;
  readonly clock: number;
  readonly supDistance: number;
  readonly wasserstein: number;
  readonly risk: number;
  readonly meanFieldRisk: number;
  readonly meanDistance: number;
  readonly largestDistance: number;
  readonly contraction: number;
}

const parameters = parameterSet(
  {
    ...sgdEntries,
    seed: {...sgdEntries.seed, description: "seed of the first run's random initial neurons and samples"},
    seeds: integer({
      name: "seeds",
      description: "number of runs, with consecutive seeds from the first on",
      least: 1,
      most: 10000,
      default: 1
    })
  },
  ({seed, seeds, ...values}): SgdParameters => {
    checkSeeds({seed, seeds});
    return {...sgdSetting(values), seed, seeds};
  },
  ({seed, seeds, ...setting}) => ({...sgdInputs(setting), seed, seeds})
);

/** One-pass stochastic gradient descent beside the limit: one row for each seed and time. */
export const sgd: Experiment<SgdParameters, SgdRow> = {
  name: "sgd",
  shows: "how far networks trained by one-pass stochastic gradient descent are from the infinite-width limit",
  parameters,
  columns: {
    time: "t, ε times the number of steps",
    seed: "the seed of the run's initial neurons and samples",
    clock: "τ(t) = ∫ξ, the time at which the limit is taken",
    supDistance: "sup_α |F_m(α) − F(α)| of the distribution functions of the alignments and of μ_τ",
    wasserstein: "∫ |F_m − F| dα, the Wasserstein distance of order 1",
    risk: "R of the network, exactly",
    meanFieldRisk: "R(ρ_τ) of the infinitely wide network",
    meanDistance: "the mean over the neurons of the distance to their mean-field particles",
    largestDistance: "the largest of these distances",
    contraction: "the mean over the neurons of Σ (1 − cos θ) over the angles θ of their steps"
  },
  async *run({problem, dimension, width, times, step, batch, schedule: name, seed: first, seeds}) {
    const schedule = schedules[name];
    const clock = clockTimes(schedule, times);
    const limit = solveLimit(problem, dimension, clock);
    const end = times[times.length - 1];
    for (let n = 0; n < seeds; ++n) {
      const seed = first + n;
      let index = 0;
      for (const state of descentBesideLimit(limit, times, {width, step, batch, schedule, seed})) {
        const time = typeof state === "number" ? state : state.time;
        const progress = end === 0 ? 1 : (n + time / end) / seeds;
        if (typeof state === "number") {
          yield {progress, rows: []};
          continue;
        }
        const {supDistance, wasserstein, risk, distances, contraction} = state;
        const row = {
          time,
          seed,
          clock: clock[index],
          supDistance,
          wasserstein,
          risk,
          meanFieldRisk: limit.risk[index],
          meanDistance: distances.reduce((sum, one) => sum + one, 0) / width,
          largestDistance: distances.reduce((most, one) => Math.max(most, one), 0),
          contraction
        };
        ++index;
        yield {progress: n === seeds - 1 && index === times.length ? 1 : progress, rows: [row]};
      }
    }
  }
};
