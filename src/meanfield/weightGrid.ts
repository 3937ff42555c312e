/**
 * Equal cells of the box [−halfWidth, halfWidth]^D, n on a side. A law on it is the Float64Array of the masses of its n^D
 * cells, the first coordinate running slowest.
 */
export interface WeightGrid {
  readonly dimension: 1 | 2;
  /** n */
  readonly cells: number;
  readonly halfWidth: number;
  /** h, the side of a cell. */
  readonly spacing: number;
  /** The n midpoints along one side. */
  readonly midpoints: Float64Array;
}

/** The grid. Throws a RangeError unless there are at least 4 cells and the half-width is positive. */
export function weightGrid(dimension: 1 | 2, cells: number, halfWidth: number): WeightGrid {
  if (!(Number.isInteger(cells) && cells >= 4)) throw new RangeError(`a side needs at least 4 cells, got ${cells}`);
  if (!(halfWidth > 0)) throw new RangeError(`the half-width must be positive, got ${halfWidth}`);
  const spacing = (2 * halfWidth) / cells;
  const midpoints = Float64Array.from({length: cells}, (_, i) => -halfWidth + (i + 0.5) * spacing);
  return {dimension, cells, halfWidth, spacing, midpoints};
}

/** The values of a function of θ at the midpoints of all cells. */
export function onGrid({dimension, midpoints}: WeightGrid, f: (theta: readonly number[]) => number): Float64Array {
  const points = [...midpoints];
  const thetas = dimension === 1 ? points.map((s) => [s]) : points.flatMap((s) => points.map((r) => [s, r]));
  return Float64Array.from(thetas, f);
}

/** The masses of a law whose density is proportional to e^{logDensity} at the midpoints. */
export function massesOf(logDensity: Float64Array): Float64Array {
  const most = logDensity.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const masses = logDensity.map((value) => Math.exp(value - most));
  const total = masses.reduce((a, b) => a + b, 0);
  return masses.map((mass) => mass / total);
}

/** The masses of N(mean, deviation² I), sampled at the midpoints. */
export function gaussianMasses(grid: WeightGrid, mean: readonly number[], deviation: number): Float64Array {
  return massesOf(
    onGrid(grid, (theta) => -theta.reduce((sum, s, c) => sum + (s - mean[c]) ** 2, 0) / (2 * deviation ** 2))
  );
}
