import {dot} from "./dot.js";
import type {Direction, Fluctuation} from "./fluctuation.js";
import {gaussianLength} from "./gaussianLength.js";

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
 * Mean and variance over seeds of the predicted √m Ω at node i of the present panel. The mean is E_w E|X(w)|, X the
 * Gaussian response. The variance is that of ∫|X(w)|ρ_0(dw), up to chaoses of order 4 and more:
 * 8 Σ_l N_l^{−3} |M_l|², M_l = E_w[H_∥ x_∥x_∥ᵀ + l(l+d−3) H_⊥ x_⊥x_⊥ᵀ], |·| Frobenius' norm, x the factors of the
 * response in block l and H the mean second derivatives of the length (docs/numerics/prediction.md, §4).
 */
export function meanLength(
  fluctuations: readonly Fluctuation[],
  i: number,
  weights: Float64Array,
  dimension: number
): {mean: number; variance: number} {
  const {parallel, transverse} = spread(fluctuations, "response", i, weights.length);
  const law = {mean: 0, parallelCurvature: 0, transverseCurvature: 0};
  let mean = 0;
  weights.forEach((mass, w) => {
    gaussianLength(parallel[w], transverse[w], dimension - 2, law);
    mean += mass * law.mean;
    parallel[w] = mass * law.parallelCurvature;
    transverse[w] = mass * law.transverseCurvature;
  });
  let variance = 0;
  for (const fluctuation of fluctuations) {
    const {rank, block} = fluctuation;
    const {multiplicity, eigenvalue} = block;
    const square = new Float64Array(rank * rank);
    addOuterProducts(square, fluctuation.parallel.response[i], parallel, 1);
    if (eigenvalue > 0) addOuterProducts(square, fluctuation.transverse.response[i], transverse, eigenvalue);
    for (let q = 0; q < rank; ++q)
      for (let r = 0; r <= q; ++r)
        variance += ((r < q ? 16 : 8) * (square[q * rank + r] / multiplicity) ** 2) / multiplicity;
  }
  return {mean, variance};
}

/** Adds scale · Σ_w c(w) x(w)x(w)ᵀ to the lower triangle of `square`; x is stored column by column. */
function addOuterProducts(square: Float64Array, x: Float64Array, c: Float64Array, scale: number): void {
  const n = c.length;
  const rank = x.length / n;
  const weighted = new Float64Array(n);
  for (let q = 0; q < rank; ++q) {
    for (let w = 0; w < n; ++w) weighted[w] = scale * c[w] * x[q * n + w];
    for (let r = 0; r <= q; ++r) square[q * rank + r] += dot(weighted, 0, x, r * n, n);
  }
}
