import {momentCost, pairCost, type SumKind} from "../kernels/costModel.js";
import {interactionCoefficients, type Problem} from "../meanfield/problem.js";
import {RoughEscape} from "../meanfield/roughEscape.js";

/** Of a run of the gradient flow: who is run, and for how long. */
export interface FlowShape {
  readonly problem: Problem;
  readonly dimension: number;
  readonly width: number;
}

/** Seconds of a run besides what grows with it, in a process that has made runs before. */
export const overhead = 0.1;

const degreesOf = ({activation}: Problem): number[] => activation.flatMap((c, k) => (k > 0 && c !== 0 ? [k] : []));

/** Seconds of one sum over pairs on one core. */
export function sumCost(kind: SumKind, {problem, dimension, width}: FlowShape): number {
  const nanoseconds = Math.min(
    pairCost(kind, dimension, width),
    momentCost(kind, dimension, width, degreesOf(problem))
  );
  return 1e-9 * nanoseconds;
}

/** Steps of `CoupledFlow` at the figures' tolerance up to a time; each has one sum over pairs. */
export function flowSteps(shape: Omit<FlowShape, "width">, time: number): number {
  const power = interactionCoefficients(shape.problem).reduce((sum, c) => sum + c, 0);
  return 8 + 6.4 * power * limitStrength(shape, time);
}

/** Seconds of what a step costs besides its sum: the drift, and the particles. */
export function stepCost({dimension, width}: FlowShape): number {
  return 1e-6 * width * (1.8 + 0.19 * dimension);
}

/** About ∫√R up to a time, on which the number of steps of the limit depends. */
export function limitStrength({problem, dimension}: Omit<FlowShape, "width">, time: number): number {
  return new RoughEscape(problem, dimension).strengthUntil(time);
}

/** Seconds to solve the limit up to a time once. */
export function limitCost(shape: Omit<FlowShape, "width">, time: number): number {
  return 0.03 + 0.015 * limitStrength(shape, time);
}

/** T(δ) of the last level that seems within reach. */
export function lastTime({problem, dimension}: Omit<FlowShape, "width">, levels: readonly number[]): number {
  const rough = new RoughEscape(problem, dimension);
  return Math.max(0, ...levels.map((level) => rough.timeOf(level)).filter(Number.isFinite));
}
