import {evaluate} from "./polynomial";
import {accumulate, scalarProducts, transpose} from "./tile";

/**
 * Two groups of neurons act on each other: those in the blocks at x, displaced by those at dx, and those at y, displaced by
 * those at dy. For i in the one and j in the other, with s_ij = ⟨x_i, y_j⟩,
 *
 *   force_i += [fixed · p(s_ij) + slope(s_ij) ⟨x_i, dy_j⟩] y_j + p(s_ij) dy_j,
 *
 * and likewise for the forces of the other. A group acts on itself when it is given twice: then each unordered pair of blocks
 * is taken once. `tiles` has room for five tiles.
 */
export function linearPairs(
  bytes: usize,
  tiles: usize,
  xBlocks: usize,
  x: usize,
  dx: usize,
  yBlocks: usize,
  y: usize,
  dy: usize,
  p: usize,
  slope: usize,
  fixed: f64,
  xForce: usize,
  yForce: usize
): void {
  const values = tiles + 128;
  const slopes = tiles + 256;
  const turnedValues = tiles + 384;
  const turnedSlopes = tiles + 512;
  for (let I: usize = 0; I < xBlocks; ++I) {
    const i = I * bytes;
    for (let J = x == y ? I : 0; J < yBlocks; ++J) {
      const j = J * bytes;
      scalarProducts(x + i, y + j, bytes, tiles);
      evaluate(p, tiles, values);
      evaluate(slope, tiles, slopes);
      act(x + i, dx + i, y + j, yForce + j, bytes, fixed, values, slopes, tiles);
      if (x + i == y + j) continue;
      transpose(values, turnedValues);
      transpose(slopes, turnedSlopes);
      act(y + j, dy + j, x + i, xForce + i, bytes, fixed, turnedValues, turnedSlopes, tiles);
    }
  }
}

/** The neurons of the block at `x`, displaced by those at `dx`, act on the neurons of the block at `target`. */
function act(
  x: usize,
  dx: usize,
  target: usize,
  force: usize,
  bytes: usize,
  fixed: f64,
  values: usize,
  slopes: usize,
  weights: usize
): void {
  scalarProducts(dx, target, bytes, weights);
  for (let e: usize = 0; e < 128; e += 16) {
    const own = f64x2.mul(f64x2.splat(fixed), v128.load(values + e));
    v128.store(weights + e, f64x2.add(own, f64x2.mul(v128.load(slopes + e), v128.load(weights + e))));
  }
  accumulate(weights, x, bytes, force);
  accumulate(values, dx, bytes, force);
}
