/** Solve A X = B in place (B becomes X) by Gaussian elimination with partial pivoting; n × n and n × columns. */
export function solveLinear(a: Float64Array, b: Float64Array, n: number, columns: number): void {
  for (let k = 0; k < n; ++k) {
    let pivot = k;
    for (let i = k + 1; i < n; ++i) if (Math.abs(a[i * n + k]) > Math.abs(a[pivot * n + k])) pivot = i;
    if (pivot !== k) {
      swapRows(a, n, k, pivot);
      swapRows(b, columns, k, pivot);
    }
    for (let i = k + 1; i < n; ++i) {
      const factor = a[i * n + k] / a[k * n + k];
      if (factor === 0) continue;
      for (let j = k + 1; j < n; ++j) a[i * n + j] -= factor * a[k * n + j];
      for (let j = 0; j < columns; ++j) b[i * columns + j] -= factor * b[k * columns + j];
    }
  }
  for (let k = n - 1; k >= 0; --k)
    for (let j = 0; j < columns; ++j) {
      let sum = b[k * columns + j];
      for (let i = k + 1; i < n; ++i) sum -= a[k * n + i] * b[i * columns + j];
      b[k * columns + j] = sum / a[k * n + k];
    }
}

function swapRows(a: Float64Array, width: number, i: number, j: number): void {
  const row = a.slice(i * width, (i + 1) * width);
  a.copyWithin(i * width, j * width, (j + 1) * width);
  a.set(row, j * width);
}
