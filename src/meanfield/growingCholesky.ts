import {CholeskyDecomposition, Matrix} from "ml-matrix";
import {dot} from "./dot.js";

/** Rows that are appended at once: their own small matrix is factorised by ml-matrix. */
const block = 64;

/**
 * The Cholesky factor L of a positive definite matrix that grows by rows. The factor of the leading n×n block is the leading
 * block of L, so one factorisation serves every n: what nested samples need. Appending b rows to n solves for their part left of
 * the diagonal by dot products of rows, four rows at a time, and leaves the b×b remainder A₂₂ − L₂₁L₂₁ᵀ to ml-matrix.
 */
export class GrowingCholesky {
  readonly #rows: Float64Array[] = [];

  /** The number of rows so far. */
  get size(): number {
    return this.#rows.length;
  }

  /**
   * Appends rows up to the given size; `entry(i, j)` is the matrix, j ≤ i. Throws a RangeError when the matrix is not positive
   * definite to rounding; the factor is then that of the rows before the block that failed.
   */
  extend(size: number, entry: (i: number, j: number) => number): void {
    while (this.size < size) this.#append(Math.min(block, size - this.size), entry);
  }

  #append(count: number, entry: (i: number, j: number) => number): void {
    const before = this.size;
    const fresh = Array.from({length: count}, (_, i) =>
      Float64Array.from({length: before + count}, (_, j) => (j <= before + i ? entry(before + i, j) : 0))
    );
    for (let i = 0; i < count; i += 4) solveRows(this.#rows, fresh.slice(i, i + 4), before);
    const rest = Matrix.zeros(count, count);
    for (let i = 0; i < count; ++i)
      for (let j = 0; j <= i; ++j) {
        const value = fresh[i][before + j] - dot(fresh[i], 0, fresh[j], 0, before);
        rest.set(i, j, value);
        rest.set(j, i, value);
      }
    const corner = new CholeskyDecomposition(rest);
    if (!corner.isPositiveDefinite())
      throw new RangeError(
        `the matrix is not positive definite among its first ${before + count} rows; add to its diagonal`
      );
    const lower = corner.lowerTriangularMatrix;
    for (let i = 0; i < count; ++i) {
      for (let j = 0; j <= i; ++j) fresh[i][before + j] = lower.get(i, j);
      this.#rows.push(fresh[i].subarray(0, before + i + 1));
    }
  }

  /** z with L z = y for all rows so far; the first n numbers of z are those of the leading n×n block. */
  forward(y: ArrayLike<number>): Float64Array {
    const z = new Float64Array(this.size);
    this.#rows.forEach((row, i) => {
      z[i] = (y[i] - dot(row, 0, z, 0, i)) / row[i];
    });
    return z;
  }

  /** x with Lᵀ x = z for the leading block whose size is that of z. */
  backward(z: ArrayLike<number>): Float64Array {
    const x = Float64Array.from(z);
    for (let i = x.length - 1; i >= 0; --i) {
      const row = this.#rows[i];
      x[i] /= row[i];
      for (let j = 0; j < i; ++j) x[j] -= row[j] * x[i];
    }
    return x;
  }
}

/** Solves X Lᵀ = A in place for at most four rows of A, from left to right: x_j = (a_j − Σ_{k<j} L_jk x_k) / L_jj. */
function solveRows(lower: readonly Float64Array[], rows: readonly Float64Array[], count: number): void {
  const [a, b = a, c = a, d = a] = rows;
  for (let j = 0; j < count; ++j) {
    const row = lower[j];
    let sa = 0;
    let sb = 0;
    let sc = 0;
    let sd = 0;
    for (let k = 0; k < j; ++k) {
      const factor = row[k];
      sa += factor * a[k];
      sb += factor * b[k];
      sc += factor * c[k];
      sd += factor * d[k];
    }
    const sums = [sa, sb, sc, sd];
    for (let r = 0; r < rows.length; ++r) rows[r][j] = (rows[r][j] - sums[r]) / row[j];
  }
}
