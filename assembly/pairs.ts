import {evaluate} from "./polynomial";
import {accumulate, addRows, scalarProducts, transpose} from "./tile";

/**
 * For blocks of neurons at X: force_i = Σ_j p(⟨x_i, x_j⟩) x_j in blocks, unless p is 0, and sums_i = Σ_j q(⟨x_i, x_j⟩) one
 * after another, unless q is 0. Each unordered pair of blocks is taken once. `tiles` has room for three tiles.
 */
export function pairs(
  blocks: usize,
  bytes: usize,
  tiles: usize,
  X: usize,
  p: usize,
  force: usize,
  q: usize,
  sums: usize
): void {
  const values = tiles + 128;
  const turned = tiles + 256;
  const length = blocks * bytes;
  if (p) memory.fill(force, 0, length);
  if (q) memory.fill(sums, 0, 32 * blocks);
  for (let I: usize = 0, i = sums; I < length; I += bytes, i += 32) {
    for (let J = I, j = i; J < length; J += bytes, j += 32) {
      scalarProducts(X + I, X + J, bytes, tiles);
      if (p) {
        evaluate(p, tiles, values);
        accumulate(values, X + I, bytes, force + J);
        if (I != J) {
          transpose(values, turned);
          accumulate(turned, X + J, bytes, force + I);
        }
      }
      if (q) {
        evaluate(q, tiles, values);
        addRows(values, j);
        if (I != J) {
          transpose(values, turned);
          addRows(turned, i);
        }
      }
    }
  }
}
