import {dot} from "./dot.js";

/**
 * Columns r_q with Σ_w weights[w] v_i(w) v_j(w) ≈ Σ_q r_q[i] r_q[j] for the rows v_i of `values`, row i at [i·n + w],
 * n = weights.length: Cholesky factorisation with complete pivoting, each column of the matrix made when it is needed.
 * It stops when the trace of what is left out, which is positive semidefinite, is at most `tolerance` of the whole. Rows from
 * `counted` on are carried along: they are no pivots and do not count in the trace.
 */
export function pivotedCholesky(
  values: Float64Array,
  weights: Float64Array,
  tolerance: number,
  counted = Number.POSITIVE_INFINITY
): Float64Array[] {
  const n = weights.length;
  const rows = n > 0 ? values.length / n : 0;
  const left = new Float64Array(Math.min(rows, counted));
  for (let i = 0; i < left.length; ++i) for (let w = 0; w < n; ++w) left[i] += weights[w] * values[i * n + w] ** 2;
  const trace = left.reduce((sum, value) => sum + value, 0);
  const columns: Float64Array[] = [];
  const weighted = new Float64Array(n);
  while (left.reduce((sum, value) => sum + Math.max(0, value), 0) > tolerance * trace) {
    let pivot = 0;
    for (let i = 1; i < left.length; ++i) if (left[i] > left[pivot]) pivot = i;
    const root = Math.sqrt(left[pivot]);
    for (let w = 0; w < n; ++w) weighted[w] = (weights[w] * values[pivot * n + w]) / root;
    const column = new Float64Array(rows);
    for (let i = 0; i < rows; ++i) column[i] = dot(weighted, 0, values, i * n, n);
    for (const previous of columns) {
      const factor = previous[pivot] / root;
      for (let i = 0; i < rows; ++i) column[i] -= factor * previous[i];
    }
    for (let i = 0; i < left.length; ++i) left[i] -= column[i] ** 2;
    left[pivot] = 0;
    columns.push(column);
  }
  return columns;
}
