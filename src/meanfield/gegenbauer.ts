/**
 * Harmonic analysis on S^{d−2}, the sphere of directions orthogonal to w*. P_l is the Gegenbauer polynomial of degree l
 * and index (d−3)/2, normalised to P_l(1) = 1; it is the zonal harmonic (Müller, Spherical Harmonics, 1966).
 */

/**
 * N_l, the dimension of the harmonics of degree l on S^{d−2}: (2l+d−3)/l! · Π_{i=1}^{l−1} (d−3+i), and N_0 = 1.
 * On S^0 = {−1, 1} (d = 2) it is 1, 1, 0, 0, ….
 */
export function harmonicMultiplicity(dimension: number, degree: number): number {
  if (degree === 0) return 1;
  let product = 2 * degree + dimension - 3;
  for (let i = 1; i < degree; ++i) product *= (dimension - 3 + i) / (i + 1);
  return product;
}

/** l(l+d−3), the eigenvalue of −Laplacian on S^{d−2} on the harmonics of degree l. */
export function harmonicEigenvalue(dimension: number, degree: number): number {
  return degree * (degree + dimension - 3);
}

/**
 * P_0(x) … P_degree(x) by (l+d−3) P_{l+1} = (2l+d−3) x P_l − l P_{l−1}, P_0 = 1, P_1 = x. For d = 2 only P_0 and P_1
 * exist and the array ends there.
 */
export function gegenbauerPolynomials(dimension: number, degree: number, x: number): Float64Array {
  const p = new Float64Array(1 + (dimension === 2 ? Math.min(1, degree) : degree));
  p[0] = 1;
  if (p.length > 1) p[1] = x;
  for (let l = 1; l + 1 < p.length; ++l)
    p[l + 1] = ((2 * l + dimension - 3) * x * p[l] - l * p[l - 1]) / (l + dimension - 3);
  return p;
}

/**
 * κ with ξ^j = Σ_l κ[j][l] P_l(ξ), for 0 ≤ l ≤ j ≤ degree: all are ≥ 0, and 0 unless j − l is even. By
 * ξ P_l = ((l+d−3) P_{l+1} + l P_{l−1}) / (2l+d−3). In d = 2, κ[j][l] = 0 for l ≥ 2.
 */
export function monomialExpansions(dimension: number, degree: number): Float64Array[] {
  const kappa = [Float64Array.of(1)];
  for (let j = 1; j <= degree; ++j) {
    const row = new Float64Array(j + 1);
    kappa[j - 1].forEach((value, l) => {
      if (l === 0) row[1] += value;
      else {
        const total = 2 * l + dimension - 3;
        row[l + 1] += (value * (l + dimension - 3)) / total;
        row[l - 1] += (value * l) / total;
      }
    });
    kappa.push(row);
  }
  return kappa;
}
