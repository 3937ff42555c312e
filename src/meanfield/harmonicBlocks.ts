import {harmonicEigenvalue, harmonicMultiplicity, monomialExpansions} from "./gegenbauer.js";
import {binomial} from "./polynomial.js";
import {activationDegree, type Problem} from "./problem.js";

/**
 * One block of the kernel u(⟨w,w′⟩) under rotations about w*. With w = αw* + rζ, r = √(1−α²) and ζ ∈ S^{d−2},
 *
 *     u(⟨w,w′⟩) = Σ_l ⟨φ_l(α), φ_l(α′)⟩ P_l(⟨ζ,ζ′⟩),     φ_{l,b}(α) = r^l q_b(α)
 *
 * (docs/numerics/prediction.md, §2). A function of x in the span of the neurons has, for each of the N_l harmonics of
 * degree l, one coordinate for each b.
 */
export interface HarmonicBlock {
  /** l. */
  readonly degree: number;
  /** N_l. */
  readonly multiplicity: number;
  /** l(l+d−3). */
  readonly eigenvalue: number;
  /** Coefficients of q_b, b = 0 … size − 1; index = power of α. */
  readonly polynomials: readonly Float64Array[];
}

/**
 * The blocks l = 0 … K of a problem in dimension d that are not empty. A term c_k h_k gives to block l the features
 * c_k √(C(k,j) κ_{jl}) α^{k−j} r^j, j = l, l+2, … ≤ k. Features of different degrees k overlap as functions of α; a
 * rotation of the features (the Q of a QR factorisation) leaves ⟨φ, φ′⟩ as it is and reduces their number from
 * Σ_k (⌊(k−l)/2⌋ + 1) to the number of powers of α that occur, at most K − l + 1.
 */
export function harmonicBlocks(problem: Problem, dimension: number): HarmonicBlock[] {
  const K = Math.max(0, activationDegree(problem));
  const kappa = monomialExpansions(dimension, K);
  const blocks: HarmonicBlock[] = [];
  for (let l = 0; l <= K; ++l) {
    const multiplicity = harmonicMultiplicity(dimension, l);
    const features: Float64Array[] = [];
    problem.activation.forEach((c, k) => {
      if (c === 0) return;
      for (let b = 0; l + 2 * b <= k; ++b) {
        const j = l + 2 * b;
        const scale = c * Math.sqrt(binomial(k, j) * kappa[j][l]);
        const q = new Float64Array(K - l + 1);
        for (let i = 0; i <= b; ++i) q[k - j + 2 * i] = scale * binomial(b, i) * (i % 2 === 0 ? 1 : -1);
        features.push(q);
      }
    });
    if (multiplicity > 0 && features.length > 0)
      blocks.push({
        degree: l,
        multiplicity,
        eigenvalue: harmonicEigenvalue(dimension, l),
        polynomials: compress(features)
      });
  }
  return blocks;
}

/** Rows R with RᵀR = AᵀA for the matrix A of these rows, by Householder reflections; A itself if it has no more rows. */
function compress(rows: Float64Array[]): Float64Array[] {
  const columns = Array.from(rows[0].keys()).filter((p) => rows.some((row) => row[p] !== 0));
  if (rows.length <= columns.length) return rows;
  columns.forEach((p, top) => {
    const norm = Math.hypot(...rows.slice(top).map((row) => row[p]));
    if (norm === 0) return;
    const v = rows.map((row, i) => (i < top ? 0 : row[p] / norm));
    v[top] += v[top] < 0 ? -1 : 1;
    const square = v.reduce((sum, x) => sum + x * x, 0);
    for (const column of columns) {
      const product = (2 / square) * rows.reduce((sum, row, i) => sum + v[i] * row[column], 0);
      rows.forEach((row, i) => {
        row[column] -= product * v[i];
      });
    }
    rows.slice(top + 1).forEach((row) => {
      row[p] = 0;
    });
  });
  return rows.slice(0, columns.length);
}
