import {evaluate} from "./polynomial";
import {accumulate, addRows, scalarProducts, transpose} from "./tile";

/**
 * Two groups of neurons act on each other: those in the blocks at x, and those at y. For i in the one and j in the other,
 * force_i += p(⟨x_i, y_j⟩) y_j in blocks, unless p is 0, and sums_i += q(⟨x_i, y_j⟩) one after another, unless q is 0; and
 * likewise for the forces and sums of the other. A group acts on itself when it is given twice: then each unordered pair of
 * blocks is taken once. `tiles` has room for three tiles.
 */
export function pairs(
  bytes: usize,
  tiles: usize,
  xBlocks: usize,
  x: usize,
  yBlocks: usize,
  y: usize,
  p: usize,
  xForce: usize,
  yForce: usize,
  q: usize,
  xSums: usize,
  ySums: usize
): void {
  const values = tiles + 128;
  const turned = tiles + 256;
  for (let I: usize = 0; I < xBlocks; ++I) {
    for (let J = x == y ? I : 0; J < yBlocks; ++J) {
      const first = x + I * bytes;
      const second = y + J * bytes;
      scalarProducts(first, second, bytes, tiles);
      if (p) {
        evaluate(p, tiles, values);
        accumulate(values, first, bytes, yForce + J * bytes);
        if (first != second) {
          transpose(values, turned);
          accumulate(turned, second, bytes, xForce + I * bytes);
        }
      }
      if (q) {
        evaluate(q, tiles, values);
        addRows(values, ySums + 32 * J);
        if (first != second) {
          transpose(values, turned);
          addRows(turned, xSums + 32 * I);
        }
      }
    }
  }
}
