/** Nodes in increasing order and weights of a quadrature rule: ∫ f ≈ Σ weights[i] f(nodes[i]). */
export interface QuadratureRule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/** P_0(x) … P_degree(x) by the three-term recurrence. */
export function legendrePolynomials(degree: number, x: number): Float64Array {
  const p = new Float64Array(degree + 1);
  p[0] = 1;
  if (degree > 0) p[1] = x;
  for (let k = 1; k < degree; ++k) p[k + 1] = ((2 * k + 1) * x * p[k] - k * p[k - 1]) / (k + 1);
  return p;
}

/**
 * Gauss–Legendre rule with n ≥ 1 nodes on [−1, 1], by Newton's method on P_n from Tricomi's starting values. It is kept
 * apart from the eigenvalue-based rules of quadrature.ts because the limit's solver runs live in a page and needs no
 * linear algebra.
 */
export function gaussLegendre(n: number): QuadratureRule {
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let i = 0; i < n; ++i) {
    let x = -Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let iteration = 0; iteration < 6; ++iteration) {
      const p = legendrePolynomials(n, x);
      slope = (n * (p[n - 1] - x * p[n])) / (1 - x * x);
      x -= p[n] / slope;
    }
    nodes[i] = x;
    weights[i] = 2 / ((1 - x * x) * slope * slope);
  }
  return {nodes, weights};
}
