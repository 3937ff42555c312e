/** Beyond this, erfc by its continued fraction; below, erf by its series. */
const switchover = 2.5;
const depth = 60;

/**
 * erf(x) = (2/√π) ∫_0^x e^{−t²} dt. For |x| < 2.5 it is the series (2/√π) e^{−x²} Σ_n 2^n x^{2n+1}/(2n+1)!!, whose terms
 * are all of one sign, so that nothing cancels; beyond, 1 − erfc(x) with Laplace's continued fraction
 * √π e^{x²} erfc(x) = 1/(x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …)))). Absolute error below 1e−15.
 */
export function erf(x: number): number {
  const a = Math.abs(x);
  if (!(a < switchover)) return a > 6 ? Math.sign(x) : Number.isNaN(x) ? x : Math.sign(x) * (1 - tail(a));
  const square = 2 * x * x;
  let term = x;
  let sum = x;
  for (let n = 3; Math.abs(term) > 1e-17 * Math.abs(sum); n += 2) {
    term *= square / n;
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** erfc(x) for x ≥ 2.5. */
function tail(x: number): number {
  let fraction = x;
  for (let k = depth; k >= 1; --k) fraction = x + k / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}
