import {EigenvalueDecomposition, Matrix} from "ml-matrix";
import type {QuadratureRule} from "./legendre.js";

/**
 * The Gauss rule of a symmetric weight of mass 1 whose orthonormal polynomials obey
 * x q_k = β_{k+1} q_{k+1} + β_k q_{k−1}: the nodes are the eigenvalues of the Jacobi matrix with off-diagonal
 * β_1 … β_{n−1} and the weights are 1 / Σ_{k<n} q_k(node)² (Golub and Welsch 1969). The sum replaces the eigenvectors'
 * first components, which lose all relative accuracy where the weight is tiny; the nodes get one Newton step on q_n.
 */
export function golubWelsch(n: number, beta: (k: number) => number): QuadratureRule {
  const jacobi = Matrix.zeros(n, n);
  for (let k = 1; k < n; ++k) {
    jacobi.set(k - 1, k, beta(k));
    jacobi.set(k, k - 1, beta(k));
  }
  const eigenvalues = new EigenvalueDecomposition(jacobi, {assumeSymmetric: true}).realEigenvalues.sort(
    (a, b) => a - b
  );
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let i = 0; i < n; ++i) {
    const guess = orthonormal(n, beta, eigenvalues[i]);
    nodes[i] = eigenvalues[i] - guess.value / guess.slope;
    weights[i] = 1 / orthonormal(n, beta, nodes[i]).christoffel;
  }
  return {nodes, weights};
}

/** β_n q_n and its derivative at x, and Σ_{k<n} q_k². */
function orthonormal(
  n: number,
  beta: (k: number) => number,
  x: number
): {value: number; slope: number; christoffel: number} {
  let before = 0;
  let value = 1;
  let slopeBefore = 0;
  let slope = 0;
  let christoffel = 0;
  for (let k = 0; k < n; ++k) {
    christoffel += value * value;
    const scale = k + 1 < n ? beta(k + 1) : 1;
    const back = k > 0 ? beta(k) : 0;
    const next = (x * value - back * before) / scale;
    const nextSlope = (value + x * slope - back * slopeBefore) / scale;
    before = value;
    value = next;
    slopeBefore = slope;
    slope = nextSlope;
  }
  return {value, slope, christoffel};
}

/** Gauss–Hermite rule with n nodes for x ~ N(0, 1): Σ weights[i] f(nodes[i]) = E f(x) for polynomials of degree < 2n. */
export function gaussHermite(n: number): QuadratureRule {
  checkNodes(n, 300);
  return golubWelsch(n, Math.sqrt);
}

/**
 * Gauss–Gegenbauer rule with n nodes for one coordinate of a uniform point of S^{d−1}, d ≥ 3: density
 * ∝ (1−x²)^{(d−3)/2} on [−1, 1], β_k² = k (k+d−3) / ((2k+d−4)(2k+d−2)).
 */
export function gaussGegenbauer(n: number, dimension: number): QuadratureRule {
  checkNodes(n, 1000);
  if (!(Number.isInteger(dimension) && dimension >= 3))
    throw new RangeError(`dimension ${dimension} is not an integer ≥ 3; in dimension 2 use equally spaced angles`);
  return golubWelsch(n, (k) =>
    Math.sqrt((k * (k + dimension - 3)) / ((2 * k + dimension - 4) * (2 * k + dimension - 2)))
  );
}

function checkNodes(n: number, most: number): void {
  if (!(Number.isInteger(n) && n >= 1 && n <= most))
    throw new RangeError(`a rule of ${n} nodes is not available; choose an integer from 1 to ${most}`);
}
