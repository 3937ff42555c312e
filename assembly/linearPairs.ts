import {evaluate} from "./polynomial";
import {accumulate, scalarProducts, transpose} from "./tile";

/**
 * For blocks of neurons at X and of their displacements at Y, with s_ij = ⟨x_i, x_j⟩:
 *
 *   force_i = Σ_j {[fixed · p(s_ij) + slope(s_ij) ⟨x_i, y_j⟩] x_j + p(s_ij) y_j}.
 *
 * Each unordered pair of blocks is taken once. `tiles` has room for five tiles.
 */
export function linearPairs(
  blocks: usize,
  bytes: usize,
  tiles: usize,
  X: usize,
  Y: usize,
  p: usize,
  slope: usize,
  fixed: f64,
  force: usize
): void {
  const values = tiles + 128;
  const slopes = tiles + 256;
  const turnedValues = tiles + 384;
  const turnedSlopes = tiles + 512;
  const length = blocks * bytes;
  memory.fill(force, 0, length);
  for (let I: usize = 0; I < length; I += bytes) {
    for (let J = I; J < length; J += bytes) {
      scalarProducts(X + I, X + J, bytes, tiles);
      evaluate(p, tiles, values);
      evaluate(slope, tiles, slopes);
      act(X + I, Y + I, X + J, force + J, bytes, fixed, values, slopes, tiles);
      if (I == J) continue;
      transpose(values, turnedValues);
      transpose(slopes, turnedSlopes);
      act(X + J, Y + J, X + I, force + I, bytes, fixed, turnedValues, turnedSlopes, tiles);
    }
  }
}

/** The neurons of the block at `x`, displaced by those at `y`, act on the neurons of the block at `target`. */
function act(
  x: usize,
  y: usize,
  target: usize,
  force: usize,
  bytes: usize,
  fixed: f64,
  values: usize,
  slopes: usize,
  weights: usize
): void {
  scalarProducts(y, target, bytes, weights);
  for (let e: usize = 0; e < 128; e += 16) {
    const own = f64x2.mul(f64x2.splat(fixed), v128.load(values + e));
    v128.store(weights + e, f64x2.add(own, f64x2.mul(v128.load(slopes + e), v128.load(weights + e))));
  }
  accumulate(weights, x, bytes, force);
  accumulate(values, y, bytes, force);
}
