import type {PopulationFrame} from "../meanfield/populationGap.js";
import {slowest} from "../meanfield/relevantHessian.js";
import {times} from "./common.js";
import type {Experiment} from "./experiment.js";
import {parameterSet} from "./parameters.js";
import {
  framesOf,
  type ProblemFlowSetting,
  problemFlowCost,
  problemFlowEntries,
  problemFlowInputs,
  problemFlowSetting
} from "./problemFlowSetting.js";

export interface ProblemFlowParameters extends ProblemFlowSetting {
  readonly times: readonly number[];
}

export type ProblemFlowRow = Omit<PopulationFrame, "distances" | "lengths">;

const parameters = parameterSet(
  {...problemFlowEntries, times},
  ({times, ...values}): ProblemFlowParameters => ({...problemFlowSetting(values), times}),
  ({times, ...setting}) => ({...problemFlowInputs(setting), times})
);

/** A finite network of one of the paper's Gaussian problems beside its limit: one row a time. */
export const problemFlow: Experiment<ProblemFlowParameters, ProblemFlowRow> = {
  name: "problem-flow",
  shows: "the population gradient flow of finite networks on one of the paper's Gaussian problems, beside their limit",
  parameters,
  columns: {
    time: "t, as asked for",
    width: "m",
    risk: "R of the finite network",
    limitRisk: "R(ρ_t) of the infinitely wide network, or R of the network of the reference width",
    limitError: "an estimate of the error of limitRisk, from a coarser solution; empty with a reference width",
    meanGap:
      "Ω_t, the mean over the neurons of |Δ_i|, the distance from the neuron that starts at the same place in the limit",
    rmsGap: "the root mean square of |Δ_i|",
    maxGap: "the largest |Δ_i|",
    functionGap: "‖f_m − f_∞‖², the squared gap of the functions",
    alignment:
      "the mean over the neurons of their relevant length ρ = |Pw|, P the projection onto what the target depends on",
    limitAlignment: "the mean of ρ in the limit",
    hessianRatio:
      "the largest λ ρ/ρ̇ over the coupled neurons w̄_i, or those of the reference width, with ρ̇ of at least " +
      `${slowest}, λ the largest eigenvalue of the local Hessian D_t(w̄_i); empty where no neuron is so fast`,
    medianHessianRatio: "the median of λ ρ/ρ̇ over the same neurons"
  },
  cost: ({times, ...setting}) => problemFlowCost(setting, times[times.length - 1]),
  async *run({times, ...setting}) {
    const last = times[times.length - 1];
    for (const step of framesOf(setting, times)) {
      const time = typeof step === "number" ? step : step[0].time;
      // The last rows alone end the run, at t = 0 too.
      const progress = time < last ? 0.99 * (time / last) : 1;
      const frames = typeof step === "number" ? [] : step;
      yield {progress, rows: frames.map(({distances: _, lengths: __, ...row}) => row)};
    }
  }
};
