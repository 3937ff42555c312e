import type {Experiment} from "./experiment.js";
import {labCost} from "./labCost.js";
import {type LabFrame, type LabParameters, type LabRow, labParameters, labSteps} from "./labRun.js";

/** Reports without rows are not sent more often than this, in fractions of the run. */
const coarsest = 0.004;

/** A network of the reader's own beside its infinite-width limit: one row a time, and with it every neuron. */
export const lab: Experiment<LabParameters, LabRow, {readonly frame?: LabFrame}> = {
  name: "lab",
  shows: "a finite network beside its infinite-width limit: risk, gap, and the Hessian's constants over time",
  parameters: labParameters,
  columns: {
    time: "t, as asked for",
    riskFinite: "R of the finite network",
    riskMeanField: "R(ρ_t) of the infinitely wide network",
    functionGap: "‖f_m − f_∞‖², the squared gap of the functions",
    meanGap: "Ω_t, the mean over the neurons of |Δ_i|",
    rmsGap: "the root mean square of |Δ_i|",
    maxGap: "the largest |Δ_i|",
    largestEigenvalue: "Λ, the largest eigenvalue of the local Hessian over the sphere and all times up to t",
    floor: "φ in λ_∥ ≤ (k−1) α̇/α + φ, k the activation's degree; empty for a link with odd degrees"
  },
  cost: (parameters) => labCost(parameters).run,
  async *run(parameters) {
    const {times} = parameters;
    const last = times[times.length - 1] || 1;
    let sent = 0;
    let done = 0;
    for (const step of labSteps(parameters)) {
      if ("row" in step) {
        sent = ++done === times.length ? 1 : Math.max(sent, Math.min(0.999, step.row.time / last));
        yield {progress: sent, rows: [step.row], frame: step.frame};
      } else if (step.time / last > sent + coarsest) {
        sent = Math.min(0.999, step.time / last);
        yield {progress: sent, rows: []};
      }
    }
  }
};
