import type {RandomStream} from "./random.js";

/**
 * n independent uniform points of the sphere S^{d−1}(√d): d·n numbers, coordinate c of point b at [c·n + b]. They are drawn
 * point after point, so that fewer points are the first of more.
 */
export function spherePoints(dimension: number, count: number, {normal}: RandomStream): Float64Array {
  const points = new Float64Array(dimension * count);
  for (let b = 0; b < count; ++b) {
    let square = 0;
    for (let c = 0; c < dimension; ++c) {
      const z = normal();
      points[c * count + b] = z;
      square += z * z;
    }
    const factor = Math.sqrt(dimension / square);
    for (let c = 0; c < dimension; ++c) points[c * count + b] *= factor;
  }
  return points;
}

/** The first n of the N points in `points` (d×N), as d×n. */
export function firstPoints(points: Float64Array, dimension: number, count: number): Float64Array {
  const all = points.length / dimension;
  const first = new Float64Array(dimension * count);
  for (let c = 0; c < dimension; ++c) first.set(points.subarray(c * all, c * all + count), c * count);
  return first;
}
