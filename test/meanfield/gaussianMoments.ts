/** E z^p e^{−γz²} for z ~ N(0, 1): (p−1)!! τ^{p+1} for even p with τ² = 1/(1+2γ), and 0 for odd p. */
export function gaussianMoment(gamma: number, p: number): number {
  if (p % 2 === 1) return 0;
  let moment = (1 + 2 * gamma) ** (-(p + 1) / 2);
  for (let n = p - 1; n > 1; n -= 2) moment *= n;
  return moment;
}
