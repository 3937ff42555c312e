import type {LimitOptions} from "./limit.js";
import {maximumDegree, type Problem} from "./problem.js";

/** The tolerances that the solvers accept. */
export const toleranceRange = [1e-13, 1e-3] as const;

/**
 * The arguments of a LimitSolver with defaults filled in. Throws a RangeError that names the value, the range and the
 * remedy.
 */
export function checkLimitArguments(
  {name, activation, target}: Problem,
  dimension: number,
  times: ArrayLike<number>,
  {tolerance = 1e-9}: LimitOptions
): Required<LimitOptions> {
  const degree = Math.max(activation.length, target.length) - 1;
  if (degree > maximumDegree)
    throw new RangeError(
      `the links of ${name} have degree ${degree}, above ${maximumDegree}; drop the coefficients of higher degree`
    );
  const bad = [...activation, ...target].find((c) => !Number.isFinite(c));
  if (bad !== undefined)
    throw new RangeError(`Hermite coefficient ${bad} of ${name} is not a finite number; give finite coefficients`);
  if (!(Number.isInteger(dimension) && dimension >= 2))
    throw new RangeError(`dimension ${dimension} is not an integer ≥ 2; choose a dimension of at least 2`);
  const [least, most] = toleranceRange;
  if (!(tolerance >= least && tolerance <= most))
    throw new RangeError(`tolerance ${tolerance} is outside [${least}, ${most}]; choose one in this range`);
  if (times.length === 0) throw new RangeError("no output times; give at least one time ≥ 0");
  for (let i = 0; i < times.length; ++i) {
    if (!(times[i] >= 0 && times[i] < Number.POSITIVE_INFINITY))
      throw new RangeError(`time ${times[i]} is not a finite number ≥ 0; give times from 0 on`);
    if (i > 0 && !(times[i] > times[i - 1]))
      throw new RangeError(`time ${times[i]} follows ${times[i - 1]}; give strictly increasing times`);
  }
  return {tolerance};
}
