import {gaussHermite} from "./quadrature.js";

/**
 * h_0(z) … h_degree(z), the Hermite polynomials normalised under N(0, 1), h_k = He_k/√k!, by the recurrence
 * √(k+1) h_{k+1} = z h_k − √k h_{k−1}.
 */
export function hermiteValues(degree: number, z: number): Float64Array {
  checkDegree(degree);
  const h = new Float64Array(degree + 1);
  h[0] = 1;
  for (let k = 0; k < degree; ++k) h[k + 1] = (z * h[k] - (k > 0 ? Math.sqrt(k) * h[k - 1] : 0)) / Math.sqrt(k + 1);
  return h;
}

/** h_0′(z) … h_degree′(z): h_k′ = √k h_{k−1}. */
export function hermiteDerivatives(degree: number, z: number): Float64Array {
  const h = hermiteValues(degree, z);
  return h.map((_, k) => (k > 0 ? Math.sqrt(k) * h[k - 1] : 0));
}

/** Σ coefficients[k] h_k(z), by Clenshaw's recurrence. */
export function hermiteSeries(coefficients: ArrayLike<number>, z: number): number {
  let next = 0;
  let value = 0;
  for (let k = coefficients.length - 1; k >= 0; --k) {
    const sum = coefficients[k] + (z * value) / Math.sqrt(k + 1) - Math.sqrt((k + 1) / (k + 2)) * next;
    next = value;
    value = sum;
  }
  return value;
}

/** The coefficients of d/dz Σ coefficients[k] h_k(z), one fewer. */
export function hermiteSeriesDerivative(coefficients: ArrayLike<number>): Float64Array {
  return Float64Array.from({length: Math.max(1, coefficients.length - 1)}, (_, k) =>
    k + 1 < coefficients.length ? Math.sqrt(k + 1) * coefficients[k + 1] : 0
  );
}

/** The coefficients of Σ coefficients[k] h_k(z) as a polynomial in powers of z; index = power. */
export function hermitePowers(coefficients: ArrayLike<number>): Float64Array {
  const result = new Float64Array(coefficients.length);
  let before = new Float64Array(coefficients.length);
  let h = new Float64Array(coefficients.length);
  if (h.length > 0) h[0] = 1;
  for (let k = 0; k < coefficients.length; ++k) {
    for (let j = 0; j <= k; ++j) result[j] += coefficients[k] * h[j];
    const next = h.map((_, j) => ((j > 0 ? h[j - 1] : 0) - Math.sqrt(k) * before[j]) / Math.sqrt(k + 1));
    before = h;
    h = next;
  }
  return result;
}

/**
 * The Hermite coefficients c_k = E σ(z) h_k(z), z ~ N(0, 1), k ≤ degree, by Gauss–Hermite quadrature: exact when σ is a
 * polynomial of degree < 2·nodes − degree, fast when σ is analytic, and of order nodes^{−1/2−s/2} or so when σ has a jump
 * in its s-th derivative (for ReLU take many nodes, or its closed form).
 */
export function projectOnHermite(sigma: (z: number) => number, degree: number, nodes = 128): Float64Array {
  checkDegree(degree);
  const rule = gaussHermite(nodes);
  const coefficients = new Float64Array(degree + 1);
  for (let i = 0; i < nodes; ++i) {
    const value = rule.weights[i] * sigma(rule.nodes[i]);
    const h = hermiteValues(degree, rule.nodes[i]);
    for (let k = 0; k <= degree; ++k) coefficients[k] += value * h[k];
  }
  return coefficients;
}

function checkDegree(degree: number): void {
  if (!(Number.isInteger(degree) && degree >= 0))
    throw new RangeError(`degree ${degree} is not an integer ≥ 0; choose a degree of at least 0`);
}
