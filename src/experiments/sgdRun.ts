import type {Problem} from "../meanfield/problem.js";
import {type ScheduleName, scheduleNames, schedules} from "../meanfield/schedule.js";
import {checkReached, checkSize, dimension, seed, times, width} from "./common.js";
import {problemInputs, problemOf, problemParameters} from "./link.js";
import {choice, integer, real} from "./parameter.js";
import type {Values} from "./parameters.js";
import {Refusal} from "./refusal.js";

export {scheduleNames} from "../meanfield/schedule.js";

/** One-pass stochastic gradient descent, but for its seed. */
export interface SgdSetting {
  readonly problem: Problem;
  readonly dimension: number;
  readonly width: number;
  readonly times: readonly number[];
  readonly step: number;
  readonly batch: number;
  readonly schedule: ScheduleName;
}

/** The parameters of every experiment that runs one-pass stochastic gradient descent. */
export const sgdEntries = {
  ...problemParameters,
  dimension: {...dimension, default: 8, example: "8"},
  width,
  times: {
    ...times,
    description: "times of the rows, ε times the number of steps",
    default: [0, 0.25, 0.5],
    example: "0,0.25,0.5"
  },
  step: real({
    name: "step",
    description: "ε: step k has the size ε ξ(kε); the times must be multiples of it",
    least: 0,
    open: true,
    most: 1,
    default: 2 ** -12
  }),
  batch: integer({
    name: "batch",
    description: "fresh samples of each step",
    least: 1,
    most: 4096,
    default: 1
  }),
  schedule: choice({
    name: "schedule",
    description: "ξ: 1; t up to t = 1 and then 1; or 1/(1 + t/2)",
    names: scheduleNames,
    default: "constant"
  }),
  seed: {...seed, description: "seed of the random initial neurons and of the samples"}
};

/** The largest product of d, m and samples of a run: about a day. */
const mostWork = 2e13;

/** What the values mean. Refuses networks that do not fit into memory and runs that would take days. */
export function sgdSetting(values: Omit<Values<typeof sgdEntries>, "seed">): SgdSetting {
  const {dimension, width, times, step, batch, schedule} = values;
  checkSize(values);
  checkReached(times, step, (label) => label("step", String(step)));
  const work = dimension * width * batch * (times[times.length - 1] / step);
  if (work > mostWork)
    throw new Refusal(
      (label) =>
        `${label("width")} times ${label("dimension")} times ${label("batch")} times the steps must be at most ${mostWork}, ` +
        `got ${work}; try earlier ${label("times")} or a larger ${label("step")}`
    );
  return {problem: problemOf(values), dimension, width, times, step, batch, schedule};
}

/** The values that `sgdSetting` reads as this setting. */
export function sgdInputs({problem, ...rest}: SgdSetting) {
  return {...rest, ...problemInputs(problem)};
}

/** τ(t) for each of the times: where the limit has to be known for a run with this schedule. */
export function sgdClock(schedule: ScheduleName, times: readonly number[]): number[] {
  return times.map((time) => schedules[schedule].clock(time));
}

/** True for runs of some seconds at most, which a page may start by itself. */
export function isQuick({
  dimension,
  width,
  batch,
  step,
  times
}: Pick<SgdSetting, "dimension" | "width" | "batch" | "step" | "times">): boolean {
  return (dimension + 10) * width * batch * (times[times.length - 1] / step) <= 1e9;
}
