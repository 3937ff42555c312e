import {
  antiderivative,
  chebyshevDerivative,
  chebyshevNodes,
  chebyshevPoints,
  chebyshevTail,
  chebyshevValue
} from "./chebyshev.js";

/** The line u = artanh α ends here; mass that moves beyond counts as lying at α = ±1. */
export const lineEnd = 40;

/** Width of the smallest cell: mass that collapses to a point is placed to this accuracy. */
const leastWidth = lineEnd * 2 ** -44;

/** One cell of the line with the cumulative mass G(u) = μ_t((−∞, u)) − ½ at its Chebyshev points. */
export interface Cell {
  readonly left: number;
  readonly right: number;
  readonly values: Float64Array;
}

/** The points of a cell, whose ends are exactly those of its neighbours. */
export function pointsOf(left: number, right: number): Float64Array {
  const points = chebyshevNodes.map((x) => left + ((right - left) * (1 + x)) / 2);
  points[0] = left;
  points[chebyshevPoints - 1] = right;
  return points;
}

/** The cell that holds u, or the one at the end that is nearest to it. */
export function cellAt(cells: readonly Cell[], u: number): Cell {
  let low = 0;
  let high = cells.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (cells[middle].left <= u) low = middle;
    else high = middle;
  }
  return cells[low];
}

/** G(u), constant beyond the ends of the line. */
export function cumulative(cells: readonly Cell[], u: number): number {
  const {left, right, values} = cellAt(cells, u);
  return chebyshevValue(values, Math.max(-1, Math.min(1, (2 * u - left - right) / (right - left))));
}

/** Whether a function is resolved by its values at the points of one cell. */
export type Resolved = (points: Float64Array, values: Float64Array) => boolean;

/**
 * Resolved when the Chebyshev tails of G and of the integrand G′ T_K(tanh u) of the highest moment are below the
 * resolution, or below what the rounding of u makes of G.
 */
export function resolvedTo(resolution: number, degree: number): Resolved {
  return (points, values) => {
    const limit = resolution + rounding(points, values);
    if (chebyshevTail(values) > limit) return false;
    const integrand = chebyshevDerivative(values).map((slope, j) => slope * Math.cos(degree * polarAngle(points[j])));
    return chebyshevTail(integrand) <= chebyshevPoints * limit;
  };
}

/** The angle to w*, arccos(tanh u), so that T_K(tanh u) = cos(K arccos tanh u). */
function polarAngle(u: number): number {
  return 2 * Math.atan(Math.exp(-u));
}

/**
 * Cells on which a function is resolved: those given, halved where it is not. In a cell of the least width the function
 * becomes a straight ramp.
 */
export function sampled(
  cells: readonly {left: number; right: number}[],
  at: (u: number) => number,
  resolved: Resolved
): Cell[] {
  return cells.flatMap(({left, right}) => {
    const points = pointsOf(left, right);
    const values = points.map(at);
    if (resolved(points, values)) return [{left, right, values}];
    if (right - left < leastWidth) {
      const end = values[chebyshevPoints - 1];
      return [{left, right, values: chebyshevNodes.map((x) => values[0] + ((end - values[0]) * (1 + x)) / 2)}];
    }
    const middle = (left + right) / 2;
    return sampled(
      [
        {left, right: middle},
        {left: middle, right}
      ],
      at,
      resolved
    );
  });
}

/** What rounding of u does to a function: 16 units in the last place of u times the largest slope between points. */
function rounding(points: Float64Array, values: Float64Array): number {
  let slope = 0;
  for (let j = 1; j < chebyshevPoints; ++j)
    slope = Math.max(slope, Math.abs((values[j] - values[j - 1]) / (points[j] - points[j - 1])));
  return 16 * Number.EPSILON * Math.max(Math.abs(points[0]), Math.abs(points[chebyshevPoints - 1])) * slope;
}

/** The two halves of a former cell made one where the union is resolved with room to spare. */
export function joined(cells: readonly Cell[], resolved: Resolved): Cell[] {
  const result: Cell[] = [];
  for (let i = 0; i < cells.length; ++i) {
    const {left, right} = cells[i];
    const next = cells[i + 1];
    const width = right - left;
    if (next && next.right - right === width && (left / width) % 2 === 0) {
      const pair = [cells[i], next];
      const points = pointsOf(left, next.right);
      const values = points.map((u) => cumulative(pair, u));
      if (resolved(points, values)) {
        result.push({left, right: next.right, values});
        ++i;
        continue;
      }
    }
    result.push(cells[i]);
  }
  return result;
}

/** The cumulative mass of the uniform law on the sphere: density ∝ sech^{d−1} u, integrated cell by cell. */
export function uniformCells(dimension: number, even: boolean, resolved: Resolved): Cell[] {
  const line = [{left: 0, right: lineEnd}];
  const density = sampled(
    line,
    (u) => Math.exp(-(dimension - 1) * Math.log1p(2 * Math.sinh(u / 2) ** 2)),
    resolvedTo(1e-15, 0)
  );
  let total = 0;
  const ascending = density.map((cell) => {
    const half = (cell.right - cell.left) / 2;
    const values = antiderivative(cell.values).map((value) => total + half * value);
    total = values[chebyshevPoints - 1];
    return {...cell, values};
  });
  const right = ascending.map((cell) => ({...cell, values: cell.values.map((value) => value / (2 * total))}));
  const cells = sampled([{left: 0, right: lineEnd}], (u) => cumulative(right, u), resolved);
  if (even) return cells;
  const mirrored = cells
    .map(({left, right, values}) => ({left: -right, right: -left, values: values.map((value) => -value).reverse()}))
    .reverse();
  return [...mirrored, ...cells];
}

/** The cells at the end of a step whose backward characteristics lead from u to foot(u). */
export function remap(cells: readonly Cell[], foot: (u: number) => number, resolved: Resolved): Cell[] {
  return sampled(cells, (u) => cumulative(cells, foot(u)), resolved);
}
