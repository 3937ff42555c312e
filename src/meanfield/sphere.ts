/**
 * ∫ sech^{d−1}(u) du over the line, the normaliser of the law of u = artanh α when α is one coordinate of a uniform point
 * of S^{d−1}: √π Γ((d−1)/2) / Γ(d/2). Up to d = 1000 by the recurrence I_n = I_{n−2} (n−2)/(n−1) from I_1 = π, I_2 = 2;
 * above, by the asymptotic series of Γ(x + ½)/Γ(x), whose first neglected term is below 1e−16.
 */
export function lineNormaliser(dimension: number): number {
  const power = dimension - 1;
  if (power > 999) {
    const y = 2 / power;
    return Math.sqrt(Math.PI * y) / (1 + y * (-1 / 8 + y * (1 / 128 + y * (5 / 1024 - (y * 21) / 32768))));
  }
  let integral = power % 2 === 1 ? Math.PI : 2;
  for (let n = power % 2 === 1 ? 3 : 4; n <= power; n += 2) integral *= (n - 2) / (n - 1);
  return integral;
}

/**
 * The density of u = artanh α with respect to du for a uniform point of S^{d−1}: sech^{d−1}(u) / lineNormaliser(d).
 * log cosh u is taken as log1p(2 sinh²(u/2)), which does not cancel for small u.
 */
export function uniformLineDensity(dimension: number): (u: number) => number {
  const logNormaliser = Math.log(lineNormaliser(dimension));
  return (u) => Math.exp(-(dimension - 1) * Math.log1p(2 * Math.sinh(u / 2) ** 2) - logNormaliser);
}
