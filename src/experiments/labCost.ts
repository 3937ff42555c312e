import {noisyCells, noisyStep} from "../meanfield/noisyLimit.js";
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
type Costly = Pick<LabParameters, "problem" | "dimension" | "width" | "times" | "step" | "noise"> & {
  readonly alignments: {readonly length: number};
};

/** With noise: seconds of a cell of the limit in one step, and of a coordinate of the network, its Gaussians and its twin. */
const cellCost = 5e-7;
const coordinateCost = 1.2e-7;

/** The price of a run, before it is made. With noise theory says nothing. */
export function labCost(costly: Costly, theoryTimes = 0): LabCost {
  return costly.noise > 0 ? {run: noisyCost(costly), theory: 0} : noiselessCost(costly, theoryTimes);
}

function noisyCost({times, step, noise, alignments, ...shape}: Costly): number {
  const {problem, dimension, width} = shape;
  const time = times[times.length - 1];
  const sum = sumCost("force", shape);
  const cells = noisyCells(problem, dimension, noise).count;
  const limit = overhead + (time / noisyStep(problem)) * cells * cellCost;
  const steps = time / (step ?? noisyStep(problem));
  const dynamics = steps * ((step === undefined ? 2 : 1) * sum + coordinateCost * dimension * width);
  return limit + dynamics + times.length * (2 * sum + densityCost * alignments.length);
}

function noiselessCost({times, step, noise: _, alignments, ...shape}: Costly, theoryTimes: number): LabCost {
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
