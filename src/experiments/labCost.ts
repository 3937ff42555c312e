import {activationDegree} from "../meanfield/problem.js";
import {flowSteps, limitCost, limitStrength, overhead, stepCost, sumCost} from "./flowCost.js";
import type {LabParameters} from "./labRun.js";

/** Estimated seconds on one core of a common machine. */
export interface LabCost {
  /** Of the experiment `lab`: what moves. */
  readonly run: number;
  /** Of the experiment `gap` with the same parameters at `theoryTimes` times: what theory says. */
  readonly theory: number;
}

/** Seconds of one value of the limit's density. */
const densityCost = 2e-6;

/** Forcings are recorded, at the least, so many times between two output times. */
const samplesPerTime = 2;

/** What the estimates depend on. */
type Costly = Pick<LabParameters, "problem" | "dimension" | "width" | "times" | "step"> & {
  readonly alignments: {readonly length: number};
};

/** The price of a run, before it is made. */
export function labCost({times, step, alignments, ...shape}: Costly, theoryTimes = 0): LabCost {
  const time = times[times.length - 1];
  const sum = sumCost("force", shape);
  const flow = flowSteps(shape, time);
  const steps = step === undefined ? flow : time / step;
  const limit = overhead + limitCost(shape, time);
  const dynamics = steps * sum + (step === undefined ? steps + times.length / 2 : 0) * stepCost(shape);
  const frames = times.length * (2 * sum + densityCost * alignments.length);
  const samples = 1.4 * steps + samplesPerTime * theoryTimes;
  const bounds = step === undefined ? samples * sum + 3e-7 * samples * samples * shape.width : 0;
  // The prediction has a block for each harmonic degree.
  const prediction = 0.1 + 0.012 * (limitStrength(shape, time) * (activationDegree(shape.problem) / 4)) ** 2;
  return {run: limit + dynamics + frames, theory: limit + dynamics + bounds + prediction};
}
