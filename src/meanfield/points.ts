/** Points of ℝ^d: coordinate c of point i at [c·width + i]. */
export interface Points {
  readonly dimension: number;
  readonly width: number;
  readonly coordinates: Float64Array;
}

/** ⟨a_i, b_j⟩. */
export function innerProduct(a: Points, i: number, b: Points, j: number): number {
  let sum = 0;
  for (let c = 0; c < a.dimension; ++c) sum += a.coordinates[c * a.width + i] * b.coordinates[c * b.width + j];
  return sum;
}

/** |p_i|² for every point. */
export function squaredLengths(points: Points): Float64Array {
  return Float64Array.from({length: points.width}, (_, i) => innerProduct(points, i, points, i));
}

/** Points of the plane from x_1, y_1, x_2, y_2, …. */
export function planePoints(pairs: readonly number[]): Points {
  const width = pairs.length / 2;
  return {
    dimension: 2,
    width,
    coordinates: Float64Array.from(pairs, (_, k) => pairs[k < width ? 2 * k : 2 * (k - width) + 1])
  };
}

/** Unit vectors (1 − pull) u_i + pull · v_{i mod M}, brought to length 1: the points u drawn towards the points v. */
export function pulledTowards(u: Points, v: Points, pull: number): Points {
  const coordinates = new Float64Array(u.coordinates.length);
  for (let i = 0; i < u.width; ++i) {
    let square = 0;
    for (let c = 0; c < u.dimension; ++c) {
      const k = c * u.width + i;
      coordinates[k] = (1 - pull) * u.coordinates[k] + pull * v.coordinates[c * v.width + (i % v.width)];
      square += coordinates[k] ** 2;
    }
    const scale = 1 / Math.sqrt(square);
    for (let c = 0; c < u.dimension; ++c) coordinates[c * u.width + i] *= scale;
  }
  return {...u, coordinates};
}
