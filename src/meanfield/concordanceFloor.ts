import type {MeanFieldLimit} from "./limit.js";
import {maximumBetween} from "./polynomialRoots.js";
import {integrateOverTime} from "./timeIntegral.js";

type Field = Pick<MeanFieldLimit, "knots" | "potentialAt">;

/**
 * Where the local Hessian exceeds C times the logarithmic velocity most: the largest λ_∥ − C α̇/α over the sphere and an
 * alignment ≥ 0 at which it is taken, for even potentials and any C. It is the maximum of a polynomial
 * (docs/numerics/hessian.md); its positive part is the floor φ_C, the least with λ_∥ ≤ C α̇/α + φ_C everywhere.
 */
export function largestExcess(potential: ArrayLike<number>, constant: number): {value: number; alignment: number} {
  const excess = new Float64Array(potential.length);
  for (let j = 2; j < potential.length; ++j) {
    excess[j - 2] += 2 * j * potential[j] * (constant + 1 - j);
    excess[j] += 2 * j * potential[j] * (j - constant);
  }
  const {value, at} = maximumBetween(excess, 0, 1);
  return {value, alignment: at};
}

/** φ_C. */
export function concordanceFloor(potential: ArrayLike<number>, constant: number): number {
  return Math.max(0, largestExcess(potential, constant).value);
}

/** ∫_0^t φ_C at the given times (increasing, within the limit's range). */
export function floorIntegral(limit: Field, constant: number, times: ArrayLike<number>): Float64Array {
  return integrateOverTime(limit, (potential) => concordanceFloor(potential, constant), times);
}

/** The first time at which ∫_0^t φ_C exceeds the allowance; undefined where it does not up to `end`. */
export function allowanceEnd(limit: Field, constant: number, allowance: number, end: number): number | undefined {
  const grid = [0, ...Array.from(limit.knots).filter((knot) => knot > 0 && knot < end), end];
  const integrals = floorIntegral(limit, constant, grid);
  const n = integrals.findIndex((value) => value > allowance);
  if (n < 0) return undefined;
  const from = grid[n - 1];
  const piece = {knots: new Float64Array(), potentialAt: (t: number) => limit.potentialAt(from + t)};
  let [low, high] = [0, grid[n] - from];
  for (let step = 0; step < 30; ++step) {
    const middle = (low + high) / 2;
    if (integrals[n - 1] + floorIntegral(piece, constant, [middle])[0] > allowance) high = middle;
    else low = middle;
  }
  return from + high;
}

/** No larger constant is looked at. */
export const largestConstant = 12;

/** Halvings of an interval of constants: to the third decimal. */
const halvings = 14;

/**
 * The constants C between 0 and `largestConstant` for which ∫_0^end φ_C stays within the allowance: an interval, since φ_C, a
 * supremum of linear functions of C, is convex in it. Undefined where there are none. `start` is where they are looked for first.
 */
export function admissibleConstants(
  limit: Field,
  allowance: number,
  end: number,
  start: number
): {least: number; most: number} | undefined {
  const grid = [0, ...Array.from(limit.knots).filter((knot) => knot > 0 && knot < end), end];
  const pieces = grid.slice(1).map((to, n) => ({
    length: to - grid[n],
    potential: limit.potentialAt((to + grid[n]) / 2)
  }));
  const total = (constant: number): number =>
    pieces.reduce((sum, {length, potential}) => sum + length * concordanceFloor(potential, constant), 0);
  const inside = total(start) <= allowance ? start : leastOf(total);
  if (total(inside) > allowance) return undefined;
  const edge = (outside: number): number => {
    if (total(outside) <= allowance) return outside;
    let [good, bad] = [inside, outside];
    for (let step = 0; step < halvings; ++step) {
      const middle = (good + bad) / 2;
      if (total(middle) <= allowance) good = middle;
      else bad = middle;
    }
    return good;
  };
  return {least: edge(0), most: edge(largestConstant)};
}

/** Where a convex function of the constant is least, by golden sections. */
function leastOf(f: (constant: number) => number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [0, largestConstant];
  let [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
  let [atLeft, atRight] = [f(left), f(right)];
  for (let step = 0; step < halvings; ++step) {
    if (atLeft <= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - ratio * (high - low);
      atLeft = f(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + ratio * (high - low);
      atRight = f(right);
    }
  }
  return (low + high) / 2;
}
