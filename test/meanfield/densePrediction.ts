import {harmonicMultiplicity, monomialExpansions} from "../../src/meanfield/gegenbauer.js";
import type {MeanFieldLimit} from "../../src/meanfield/limit.js";
import {binomial, derivative, evaluate} from "../../src/meanfield/polynomial.js";

/**
 * The prediction straight from its formulas, as an oracle: every degree's own features φ_{l,b}, the whole covariance
 * matrix over time × features, the trapezoid rule in time and in u_0 (stretched), classical Runge–Kutta for the flow. Second order in
 * the number of intervals; slow.
 */
export interface DensePrediction {
  readonly functionGap: number;
  readonly upperMeanGap: number;
  /** Masses of the points w, and V_∥(w), V_⊥(w) of the response at the end. */
  readonly weights: Float64Array;
  readonly parallel: Float64Array;
  readonly transverse: Float64Array;
  /** Per block: N_l, l(l+d−3), and x_∥[w], x_⊥[w], the response's factor at the end in terms of independent normals. */
  readonly blocks: {
    degree: number;
    multiplicity: number;
    eigenvalue: number;
    parallel: Float64Array[];
    transverse: Float64Array[];
  }[];
}

export function densePrediction(limit: MeanFieldLimit, end: number, intervals: number, points = 240): DensePrediction {
  const {problem, dimension} = limit;
  const nodes = intervals + 1;
  const h = end / intervals;
  const reach = Math.acosh(1e-12 ** (-1 / (dimension - 1)));
  // u_0 = reach · sinh(4x)/sinh 4: the trapezoid rule in x, dense at the equator, where neighbours separate.
  const x = Float64Array.from({length: points}, (_, i) => (2 * i + 1) / points - 1);
  const start = x.map((value) => (reach * Math.sinh(4 * value)) / Math.sinh(4));
  const weights = x.map((value, i) => Math.cosh(start[i]) ** (1 - dimension) * Math.cosh(4 * value));
  const total = weights.reduce((sum, w) => sum + w, 0);
  weights.forEach((w, i) => {
    weights[i] = w / total;
  });
  const {u, stretch} = flow(limit, start, end, intervals);

  const alpha = u.map((row) => row.map(Math.tanh));
  const radius = u.map((row) => row.map((x) => 1 / Math.cosh(x)));
  const along = (t: number, s: number, w: number) =>
    (radius[t][w] / radius[s][w]) * Math.exp(stretch[t][w] - stretch[s][w]);
  const across = (t: number, s: number, w: number) => radius[t][w] / radius[s][w];
  const trapezoid = (i: number, j: number) => (j > i ? 0 : i === 0 ? 0 : j === 0 || j === i ? h / 2 : h);

  const K = problem.activation.length - 1;
  const kappa = monomialExpansions(dimension, K);
  let functionGap = 0;
  const squares = {
    response: [new Float64Array(points), new Float64Array(points)],
    forcing: u.map(() => [new Float64Array(points), new Float64Array(points)])
  };
  const blocks: DensePrediction["blocks"] = [];
  for (let l = 0; l <= K; ++l) {
    const multiplicity = harmonicMultiplicity(dimension, l);
    const eigenvalue = l * (l + dimension - 3);
    const features = problem.activation.flatMap((c, k) =>
      c === 0 ? [] : Array.from({length: Math.max(0, ((k - l) >> 1) + 1)}, (_, b) => ({c, k, j: l + 2 * b}))
    );
    if (multiplicity === 0 || features.length === 0) continue;
    const size = features.length;
    // φ, φ′ at [node][feature][point].
    const phi = alpha.map((row, t) =>
      features.map(({c, k, j}) =>
        row.map((a, w) => c * Math.sqrt(binomial(k, j) * kappa[j][l]) * a ** (k - j) * radius[t][w] ** j)
      )
    );
    const slope = alpha.map((row, t) =>
      features.map(({c, k, j}) =>
        row.map(
          (a, w) =>
            c *
            Math.sqrt(binomial(k, j) * kappa[j][l]) *
            ((k > j ? (k - j) * a ** (k - j - 1) * radius[t][w] ** j : 0) -
              (j > 0 ? j * a ** (k - j + 1) * radius[t][w] ** (j - 2) : 0))
        )
      )
    );
    const mean = (f: (w: number) => number) => weights.reduce((sum, mass, w) => sum + mass * f(w), 0);
    const N = nodes * size;
    const centred = phi.map((row) =>
      row.map((values) => {
        const average = l === 0 ? mean((w) => values[w]) : 0;
        return values.map((value) => value - average);
      })
    );
    const covariance = matrix(N, (p, q) => {
      const [a, b] = [p, q].map((k) => centred[Math.floor(k / size)][k % size]);
      return mean((w) => a[w] * b[w]);
    });
    const system = matrix(N, (p, q) => {
      const [t, s] = [Math.floor(p / size), Math.floor(q / size)];
      const weight = trapezoid(t, s);
      if (weight === 0) return p === q ? 1 : 0;
      const [a, b] = [p % size, q % size];
      const kernel = mean((w) => {
        const [rt, rs] = [radius[t][w], radius[s][w]];
        return (
          along(t, s, w) * rt * rs * slope[t][a][w] * slope[s][b][w] +
          (eigenvalue * phi[t][a][w] * phi[s][b][w]) / (rs * rs)
        );
      });
      return (p === q ? 1 : 0) + (weight * 2 * kernel) / multiplicity;
    });
    // N_l S_l = (I+K)^{−1} N_l C_l (I+K)^{−T} = R Rᵀ, R = (I+K)^{−1} (Cholesky factor of N_l C_l).
    const R = solved(system, cholesky(covariance));
    for (let b = 0; b < size; ++b) functionGap += R[intervals * size + b].reduce((sum, x) => sum + x * x, 0);

    const parallel: Float64Array[] = [];
    const transverse: Float64Array[] = [];
    for (let w = 0; w < points; ++w) {
      parallel.push(new Float64Array(N));
      transverse.push(new Float64Array(N));
      for (let s = 0; s < nodes; ++s) {
        const y = [new Float64Array(N), new Float64Array(N)];
        for (let b = 0; b < size; ++b)
          for (let q = 0; q < N; ++q) {
            y[0][q] += radius[s][w] * slope[s][b][w] * R[s * size + b][q];
            y[1][q] += (phi[s][b][w] / radius[s][w]) * R[s * size + b][q];
          }
        for (let q = 0; q < N; ++q) {
          parallel[w][q] += trapezoid(intervals, s) * along(intervals, s, w) * y[0][q];
          transverse[w][q] += trapezoid(intervals, s) * across(intervals, s, w) * y[1][q];
          squares.forcing[s][0][w] += (4 / multiplicity) * y[0][q] ** 2;
          squares.forcing[s][1][w] += ((4 * eigenvalue) / multiplicity) * y[1][q] ** 2;
        }
      }
      squares.response[0][w] += (4 / multiplicity) * parallel[w].reduce((sum, x) => sum + x * x, 0);
      squares.response[1][w] += ((4 * eigenvalue) / multiplicity) * transverse[w].reduce((sum, x) => sum + x * x, 0);
    }
    blocks.push({degree: l, multiplicity, eigenvalue, parallel, transverse});
  }
  let upperMeanGap = 0;
  squares.forcing.forEach(([p, q], s) => {
    for (let w = 0; w < points; ++w)
      upperMeanGap +=
        trapezoid(intervals, s) *
        weights[w] *
        Math.sqrt(along(intervals, s, w) ** 2 * p[w] + across(intervals, s, w) ** 2 * q[w]);
  });
  return {
    functionGap,
    upperMeanGap,
    weights,
    parallel: squares.response[0],
    transverse: squares.response[1],
    blocks
  };
}

/**
 * Samples of ∫|X(w)|ρ_0(dw) for d = 3, where the directions orthogonal to w* are a circle and the harmonics are
 * √2 cos lθ, √2 sin lθ: X is drawn as a Gaussian field and its length averaged over points and angles.
 */
export function sampleMeanLength(
  {blocks, weights}: DensePrediction,
  normal: () => number,
  count: number,
  angles = 12
): number[] {
  const harmonics = Array.from({length: angles}, (_, i) => (2 * Math.PI * i) / angles);
  return Array.from({length: count}, () => {
    const draws = blocks.map(({multiplicity, parallel}) =>
      Array.from({length: multiplicity}, () => parallel[0].map(() => normal()))
    );
    let sum = 0;
    for (let w = 0; w < weights.length; ++w) {
      const amplitude = blocks.map(({parallel, transverse, multiplicity}, b) =>
        draws[b].map((z) => [parallel[w], transverse[w]].map((x) => (-2 / multiplicity) * inner(x, z)))
      );
      for (const angle of harmonics) {
        let [x, y] = [0, 0];
        blocks.forEach(({degree}, b) => {
          amplitude[b].forEach(([along, across], n) => {
            const phase = degree * angle - (n * Math.PI) / 2;
            x += along * (degree === 0 ? 1 : Math.SQRT2 * Math.cos(phase));
            y -= across * Math.SQRT2 * degree * Math.sin(phase);
          });
        });
        sum += (weights[w] / angles) * Math.hypot(x, y);
      }
    }
    return sum;
  });
}

function inner(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, x, k) => sum + x * b[k], 0);
}

/** u and log ∂u/∂u_0 at every node of a uniform time grid, by the classical Runge–Kutta method. */
function flow(limit: MeanFieldLimit, start: Float64Array, end: number, intervals: number) {
  const u = [start];
  const stretch = [new Float64Array(start.length)];
  const substeps = Math.ceil(40 / intervals) * 4;
  const h = end / intervals / substeps;
  const rate = (t: number, x: number): [number, number] => {
    const slope = derivative(limit.potentialAt(Math.min(t, end)));
    const a = Math.tanh(x);
    return [-2 * evaluate(slope, a), -2 * evaluate(derivative(slope), a) * (1 - a * a)];
  };
  for (let i = 0; i < intervals; ++i) {
    const x = u[i].slice();
    const l = stretch[i].slice();
    for (let k = 0; k < substeps; ++k) {
      const t = (i * substeps + k) * h;
      for (let w = 0; w < x.length; ++w) {
        const a = rate(t, x[w]);
        const b = rate(t + h / 2, x[w] + (h / 2) * a[0]);
        const c = rate(t + h / 2, x[w] + (h / 2) * b[0]);
        const d = rate(t + h, x[w] + h * c[0]);
        x[w] += (h / 6) * (a[0] + 2 * b[0] + 2 * c[0] + d[0]);
        l[w] += (h / 6) * (a[1] + 2 * b[1] + 2 * c[1] + d[1]);
      }
    }
    u.push(x);
    stretch.push(l);
  }
  return {u, stretch};
}

function matrix(n: number, entry: (p: number, q: number) => number): Float64Array[] {
  return Array.from({length: n}, (_, p) => Float64Array.from({length: n}, (_, q) => entry(p, q)));
}

/** Lower triangular L with LLᵀ = A + 1e−13·trace·I, which is singular without the shift. */
function cholesky(A: Float64Array[]): Float64Array[] {
  const n = A.length;
  const shift = 1e-13 * A.reduce((sum, row, i) => sum + row[i], 0);
  const L = A.map((row) => new Float64Array(row.length));
  for (let i = 0; i < n; ++i)
    for (let j = 0; j <= i; ++j) {
      let sum = A[i][j] + (i === j ? shift : 0);
      for (let k = 0; k < j; ++k) sum -= L[i][k] * L[j][k];
      L[i][j] = i === j ? Math.sqrt(Math.max(sum, shift)) : sum / L[j][j];
    }
  return L;
}

/** A^{−1}B for A block lower triangular with invertible diagonal blocks, by Gaussian elimination. */
function solved(A: Float64Array[], B: Float64Array[]): Float64Array[] {
  const n = A.length;
  const a = A.map((row) => row.slice());
  const b = B.map((row) => row.slice());
  for (let k = 0; k < n; ++k)
    for (let i = k + 1; i < n; ++i) {
      const factor = a[i][k] / a[k][k];
      if (factor === 0) continue;
      for (let j = k; j < n; ++j) a[i][j] -= factor * a[k][j];
      for (let j = 0; j < n; ++j) b[i][j] -= factor * b[k][j];
    }
  for (let k = n - 1; k >= 0; --k)
    for (let j = 0; j < n; ++j) {
      for (let i = k + 1; i < n; ++i) b[k][j] -= a[k][i] * b[i][j];
      b[k][j] /= a[k][k];
    }
  return b;
}
