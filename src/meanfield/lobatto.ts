import {legendrePolynomials} from "./legendre.js";

/** Gauss–Lobatto nodes on [0, 1], both ends among them, for collocation in time on one panel. */
export interface LobattoRule {
  /** 0 = c_0 < … < c_{n−1} = 1. */
  readonly nodes: Float64Array;
  /** integration[i][j] = ∫_0^{c_i} ℓ_j, ℓ_j the Lagrange polynomials of the nodes; the last row are the weights. */
  readonly integration: readonly Float64Array[];
  /** The values ℓ_j(x), x ∈ [0, 1]. */
  lagrange(x: number): Float64Array;
}

/**
 * The rule with n ≥ 2 nodes: −1, 1 and the zeros of P′_{n−1}, by Newton's method, moved to [0, 1]. Collocation at them
 * (Lobatto IIIA) has order n inside a panel and 2n − 2 at its end. With P_k the Legendre polynomials,
 * ℓ_j = Σ_k P_k(x_j) w_j / γ_k · P_k, γ_k = 2/(2k+1) but γ_{n−1} = 2/(n−1), w_j = 2/(n(n−1) P_{n−1}(x_j)²).
 */
export function lobattoRule(n: number): LobattoRule {
  const x = Float64Array.from({length: n}, (_, i) => -Math.cos((Math.PI * i) / (n - 1)));
  for (let i = 1; i < n - 1; ++i)
    for (let iteration = 0; iteration < 20; ++iteration) {
      const p = legendrePolynomials(n, x[i]);
      x[i] -= (x[i] * p[n - 1] - p[n - 2]) / (n * p[n - 1]);
    }
  const transform = Array.from(x, (node) => {
    const p = legendrePolynomials(n - 1, node);
    const w = 2 / (n * (n - 1) * p[n - 1] ** 2);
    return p.map((value, k) => (value * w) / (k === n - 1 ? 2 / (n - 1) : 2 / (2 * k + 1)));
  });
  const combine = (values: Float64Array) =>
    Float64Array.from(transform, (row) => row.reduce((sum, c, k) => sum + c * values[k], 0));
  return {
    nodes: x.map((node) => (node + 1) / 2),
    integration: Array.from(x, (node) => {
      const p = legendrePolynomials(n, node);
      return combine(
        Float64Array.from({length: n}, (_, k) => (k === 0 ? (node + 1) / 2 : (p[k + 1] - p[k - 1]) / (4 * k + 2)))
      );
    }),
    lagrange: (node) => combine(legendrePolynomials(n - 1, 2 * node - 1))
  };
}
