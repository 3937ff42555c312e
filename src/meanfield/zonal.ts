import {gegenbauerPolynomials, harmonicMultiplicity} from "./gegenbauer.js";
import {gaussLegendre} from "./legendre.js";
import {lineNormaliser} from "./sphere.js";

/*
 * Zonal functions on the sphere of inputs S^{d−1}: functions of t = ⟨x, e⟩/|x| for a fixed unit vector e. gegenbauer.ts
 * names a sphere S^{D−2} by D, so S^{d−1} is its dimension d + 1.
 */

/** N_l, the dimension of the harmonics of degree l on S^{d−1}. */
export function multiplicity(dimension: number, degree: number): number {
  return harmonicMultiplicity(dimension + 1, degree);
}

/** The largest degree up to `most` at which q_l = √N_l P_l can still be told from rounding (N_l < 1e18); N_l grows with l. */
export function resolvedDegree(dimension: number, most = 48): number {
  let degree = 0;
  while (degree < most && multiplicity(dimension, degree + 1) < 1e18) ++degree;
  return degree;
}

/** q_0(t) … q_degree(t) with q_l = √N_l P_l: orthonormal for t one coordinate of a uniform point of S^{d−1}, d ≥ 3. */
export function zonalHarmonics(dimension: number, degree: number, t: number): Float64Array {
  return gegenbauerPolynomials(dimension + 1, degree, t).map((p, l) => Math.sqrt(multiplicity(dimension, l)) * p);
}

/**
 * f's coefficients E f(t) q_l(t) for l ≤ degree, t = cos θ with density sin^{d−2}θ dθ: Gauss–Legendre in θ, 160 nodes between
 * neighbouring `breaks` (values of t where f is not smooth) and the equator, where the nodes of both sides gather as the
 * density does in high dimension. To rounding while f is analytic in θ between them, for d ≤ 1024.
 */
export function zonalCoefficients(
  f: (t: number) => number,
  dimension: number,
  degree: number,
  breaks: readonly number[] = []
): Float64Array {
  const coefficients = new Float64Array(degree + 1);
  integrate(dimension, breaks, (t, weight) => {
    const value = weight * f(t);
    zonalHarmonics(dimension, degree, t).forEach((q, l) => {
      coefficients[l] += value * q;
    });
  });
  return coefficients;
}

/** E f(t) for t one coordinate of a uniform point of S^{d−1}, by the same rule. */
export function zonalMean(f: (t: number) => number, dimension: number, breaks: readonly number[] = []): number {
  let sum = 0;
  integrate(dimension, breaks, (t, weight) => {
    sum += weight * f(t);
  });
  return sum;
}

const rule = gaussLegendre(160);

function integrate(dimension: number, breaks: readonly number[], add: (t: number, weight: number) => void): void {
  const inside = [...new Set([0, ...breaks])].filter((t) => t > -1 && t < 1).map((t) => Math.acos(t));
  const ends = [0, ...inside.sort((a, b) => a - b), Math.PI];
  const normaliser = lineNormaliser(dimension);
  for (let p = 0; p + 1 < ends.length; ++p) {
    const half = (ends[p + 1] - ends[p]) / 2;
    rule.nodes.forEach((node, q) => {
      const angle = ends[p] + half * (1 + node);
      add(Math.cos(angle), (half * rule.weights[q] * Math.sin(angle) ** (dimension - 2)) / normaliser);
    });
  }
}

/** t ↦ Σ_l a_l P_l(t) by Clenshaw's recurrence. */
export function zonalSeries(dimension: number, a: ArrayLike<number>): (t: number) => number {
  const up = Float64Array.from(a, (_, l) => (2 * l + dimension - 2) / (l + dimension - 2));
  const down = Float64Array.from(a, (_, l) => (l + 1) / (l + dimension - 1));
  return (t) => {
    let next = 0;
    let value = 0;
    for (let l = a.length - 1; l >= 0; --l) {
      const sum = a[l] + up[l] * t * value - down[l] * next;
      next = value;
      value = sum;
    }
    return value;
  };
}
