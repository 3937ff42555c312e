import {dot} from "./dot.js";
import type {Direction, Fluctuation} from "./fluctuation.js";
import {gaussianLength} from "./gaussianLength.js";
import {pivotedCholesky} from "./pivotedCholesky.js";

/** Variances of a Gaussian tangent vector at each of n points: along p̂, and over all transverse directions together. */
export interface Spread {
  readonly parallel: Float64Array;
  readonly transverse: Float64Array;
}

/** V_∥ = 4 Σ_l |·|²/N_l and V_⊥ = 4 Σ_l l(l+d−3) |·|²/N_l of the forcing or the response at node i of the present panel. */
export function spread(
  fluctuations: readonly Fluctuation[],
  quantity: keyof Direction,
  i: number,
  points: number
): Spread {
  const parallel = new Float64Array(points);
  const transverse = new Float64Array(points);
  for (const fluctuation of fluctuations) {
    const {multiplicity, eigenvalue} = fluctuation.block;
    addSquares(parallel, fluctuation.parallel[quantity][i], 4 / multiplicity);
    if (eigenvalue > 0) addSquares(transverse, fluctuation.transverse[quantity][i], (4 * eigenvalue) / multiplicity);
  }
  return {parallel, transverse};
}

function addSquares(sum: Float64Array, columns: Float64Array, scale: number): void {
  for (let offset = 0; offset < columns.length; offset += sum.length)
    for (let w = 0; w < sum.length; ++w) sum[w] += scale * columns[offset + w] ** 2;
}

/**
 * Mean and variance over seeds of the predicted √m Ω, and m·E (1/m)Σ|Δ_i|², at node i of the present panel. The mean is
 * E_w E|X(w)|, X the Gaussian response. The variance is that of ∫|X(w)|ρ_0(dw), up to chaoses of order 4 and more:
 * 8 Σ_l N_l^{−3} |M_l|², M_l = E_w[H_∥ x_∥x_∥ᵀ + l(l+d−3) H_⊥ x_⊥x_⊥ᵀ], |·| Frobenius' norm, x the factors of the
 * response in block l and H the mean second derivatives of the length; blocks and parts of them that hold less than the
 * share `negligible` of the variance are left out (docs/numerics/prediction.md, §4).
 */
export function meanLength(
  fluctuations: readonly Fluctuation[],
  i: number,
  weights: Float64Array,
  dimension: number,
  negligible: number
): {mean: number; meanSquare: number; variance: number} {
  const {parallel, transverse} = spread(fluctuations, "response", i, weights.length);
  const law = {mean: 0, parallelCurvature: 0, transverseCurvature: 0};
  let mean = 0;
  let meanSquare = 0;
  weights.forEach((mass, w) => {
    meanSquare += mass * (parallel[w] + transverse[w]);
    gaussianLength(parallel[w], transverse[w], dimension - 2, law);
    mean += mass * law.mean;
    parallel[w] = mass * law.parallelCurvature;
    transverse[w] = mass * law.transverseCurvature;
  });
  let variance = 0;
  for (const fluctuation of fluctuations) {
    const {multiplicity, eigenvalue} = fluctuation.block;
    // |M_l| ≤ tr M_l: high blocks, of many harmonics, need no more than that.
    const trace =
      weightedSquares(fluctuation.parallel.response[i], parallel) +
      (eigenvalue > 0 ? eigenvalue * weightedSquares(fluctuation.transverse.response[i], transverse) : 0);
    if ((8 * (trace / multiplicity) ** 2) / multiplicity < negligible * variance) continue;
    variance += (8 * squaredNorm(fluctuation, i, parallel, transverse, negligible)) / multiplicity ** 3;
  }
  return {mean, meanSquare, variance};
}

/** Σ_w c(w) |x(w)|². */
function weightedSquares(x: Float64Array, c: Float64Array): number {
  let sum = 0;
  for (let offset = 0; offset < x.length; offset += c.length)
    for (let w = 0; w < c.length; ++w) sum += c[w] * x[offset + w] ** 2;
  return sum;
}

/**
 * |M_l|² for M_l = Σ_w c_∥ x_∥x_∥ᵀ + l(l+d−3) c_⊥ x_⊥x_⊥ᵀ. As M_l = YᵀY, with √c x in the rows of Y, it is |YYᵀ|² too, and
 * the Gram matrix YYᵀ = LLᵀ has far fewer columns L that matter: |M_l|² = |LᵀL|².
 */
function squaredNorm(
  {block: {eigenvalue}, parallel, transverse, rank}: Fluctuation,
  i: number,
  parallelCurvature: Float64Array,
  transverseCurvature: Float64Array,
  negligible: number
): number {
  const n = parallelCurvature.length;
  const rows = new Float64Array((eigenvalue > 0 ? 2 : 1) * n * rank);
  for (let w = 0; w < n; ++w) {
    const along = Math.sqrt(parallelCurvature[w]);
    const across = Math.sqrt(eigenvalue * transverseCurvature[w]);
    for (let q = 0; q < rank; ++q) {
      rows[w * rank + q] = along * parallel.response[i][q * n + w];
      if (eigenvalue > 0) rows[(n + w) * rank + q] = across * transverse.response[i][q * n + w];
    }
  }
  const columns = pivotedCholesky(rows, new Float64Array(rank).fill(1), negligible);
  let sum = 0;
  columns.forEach((a, q) => {
    for (let r = 0; r <= q; ++r) sum += (r < q ? 2 : 1) * dot(a, 0, columns[r], 0, a.length) ** 2;
  });
  return sum;
}
