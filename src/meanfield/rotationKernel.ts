import {fieldCoefficients, interactionCoefficients, isEven, type Problem} from "./problem.js";

/**
 * Nodes and weights for the average over the transverse cosine ξ = ⟨ζ, ζ′⟩ of two uniform directions orthogonal to w*:
 * density ∝ (1−ξ²)^{(d−4)/2}, so with ξ = tanh v the trapezoid rule in v with weight sech^{d−2} v, which converges
 * exponentially. In dimension 2, ξ = ±1.
 */
function transverseRule(dimension: number): {cosine: number; weight: number}[] {
  if (dimension === 2) return [-1, 1].map((cosine) => ({cosine, weight: 0.5}));
  const power = dimension - 2;
  const end = Math.acosh(1e-17 ** (-1 / power));
  const count = Math.ceil(end / Math.min(0.1, 0.3 / Math.sqrt(power)));
  const rule = Array.from({length: 2 * count + 1}, (_, i) => {
    const v = (end * (i - count)) / count;
    return {cosine: Math.tanh(v), weight: Math.cosh(v) ** -power};
  });
  const total = rule.reduce((sum, {weight}) => sum + weight, 0);
  return rule.map(({cosine, weight}) => ({cosine, weight: weight / total}));
}

function horner(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, c) => sum * x + c, 0);
}

/** T_0(x) … T_degree(x). */
export function chebyshevPolynomials(degree: number, x: number, into: Float64Array): Float64Array {
  into[0] = 1;
  if (degree > 0) into[1] = x;
  for (let k = 2; k <= degree; ++k) into[k] = 2 * x * into[k - 1] - into[k - 2];
  return into;
}

/** The interaction averaged over rotations about w*, k(α, α′) = E_ξ u(αα′ + √(1−α²)√(1−α′²) ξ), and the potential. */
export interface RotationKernel {
  /** Degree K of the potential. */
  readonly degree: number;
  /** p_0 … p_K of Ψ(α) = −g(α) + ∫ k(α, α′) μ(dα′), given the moments ∫ T_n dμ, n ≤ K. */
  potential(moments: ArrayLike<number>): Float64Array;
  /** E f*² − 2 ∫ g dμ + ∫∫ k dμ dμ, given the same moments. */
  risk(moments: ArrayLike<number>): number;
}

/**
 * The kernel by quadrature in ξ at the Chebyshev points of both arguments: k is a polynomial of degree K in each (odd
 * powers of √(1−α²) meet odd moments of ξ and vanish), hence k(α, α′) = Σ A_{mn} T_m(α) T_n(α′) exactly.
 */
export function rotationKernel(problem: Problem, dimension: number): RotationKernel {
  const interaction = interactionCoefficients(problem);
  const degree = Math.max(
    0,
    interaction.findLastIndex((c) => c !== 0)
  );
  const count = degree + 1;
  const even = isEven(problem);
  const points = Array.from({length: count}, (_, i) => Math.cos((Math.PI * (i + 0.5)) / count));
  const rule = transverseRule(dimension);
  const samples = points.map((x) =>
    points.map((y) => {
      const parallel = x * y;
      const transverse = Math.sqrt((1 - x * x) * (1 - y * y));
      return rule.reduce(
        (sum, {cosine, weight}) => sum + weight * horner(interaction, parallel + transverse * cosine),
        0
      );
    })
  );
  const transform = (values: readonly number[]): number[] =>
    points.map(
      (_, n) =>
        ((n === 0 ? 1 : 2) / count) *
        values.reduce((sum, value, i) => sum + value * Math.cos((Math.PI * n * (i + 0.5)) / count), 0)
    );
  const half = samples.map(transform);
  const matrix = points.map((_, n) => transform(half.map((row) => row[n])));
  const powers = chebyshevInPowers(degree);
  const field = fieldCoefficients(problem);
  const fieldSeries = transform(points.map((x) => horner(field.slice(0, count), x)));
  const power = problem.target.reduce((sum, b) => sum + b * b, 0);
  const series = (moments: ArrayLike<number>): number[] =>
    matrix.map((row) => row.reduce((sum, a, n) => sum + a * moments[n], 0));
  return {
    degree,
    potential: (moments) => {
      const p = new Float64Array(count);
      series(moments).forEach((s, m) => {
        for (let k = 0; k <= m; ++k) p[k] += s * powers[m][k];
      });
      return p.map((value, k) => (even && k % 2 === 1 ? 0 : value - (field[k] ?? 0)));
    },
    risk: (moments) => series(moments).reduce((sum, s, n) => sum + (s - 2 * fieldSeries[n]) * moments[n], power)
  };
}

/** Row m: the coefficients of T_m in powers of x. */
function chebyshevInPowers(degree: number): number[][] {
  const rows = [[1], [0, 1]];
  for (let m = 2; m <= degree; ++m)
    rows.push(Array.from({length: m + 1}, (_, k) => 2 * (rows[m - 1][k - 1] ?? 0) - (rows[m - 2][k] ?? 0)));
  return rows;
}
