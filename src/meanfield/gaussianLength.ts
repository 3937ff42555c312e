/** √½ sinh y and its derivative times the step, for the trapezoid rule in y (the first node counts half). */
const step = 0.25;
const squares = Float64Array.from({length: 60}, (_, i) => 0.5 * Math.sinh(i * step) ** 2);
const widths = squares.map((_, i) => Math.SQRT1_2 * Math.cosh(i * step) * (i === 0 ? step / 2 : step));

/** What `gaussianLength` returns: E|X|, and E ∂²|X| along the first direction and along any one of the others. */
export interface GaussianLength {
  mean: number;
  parallelCurvature: number;
  transverseCurvature: number;
}

/**
 * The mean length of a centred Gaussian vector X in ℝ^{1+n} whose first component has variance `parallel` and whose n
 * others are independent of it and isotropic with total variance `transverse`; and the mean second derivatives of the
 * length, H_i = E ∂_i²|X|. With M(λ) = E e^{−λ|X|²} = (1+2λv_∥)^{−1/2} (1+2λv)^{−n/2}, v = transverse/n,
 *
 *     H_i = (2/√π) ∫_0^∞ M(μ²)/(1+2μ²v_i) dμ,     E|X| = v_∥ H_∥ + n v H_⊥
 *
 * (docs/numerics/prediction.md, §4). The integral is a trapezoid rule in y, μ = sinh(y)/√(2 E|X|²): relative error below
 * 1e−8. All three are 0 if X is. H_⊥ is 0 if n is. Writes into and returns `result`.
 */
export function gaussianLength(
  parallel: number,
  transverse: number,
  n: number,
  result: GaussianLength = {mean: 0, parallelCurvature: 0, transverseCurvature: 0}
): GaussianLength {
  const total = parallel + (n > 0 ? transverse : 0);
  result.mean = 0;
  result.parallelCurvature = 0;
  result.transverseCurvature = 0;
  if (!(total > 0)) return result;
  const a = (2 * parallel) / total;
  const b = n > 0 ? (2 * transverse) / (n * total) : 0;
  let first = 0;
  let others = 0;
  for (let i = 0; i < squares.length; ++i) {
    const x = 1 + a * squares[i];
    const y = 1 + b * squares[i];
    const term = (widths[i] * y ** (-n / 2)) / Math.sqrt(x);
    first += term / x;
    others += term / y;
    if (term < 1e-12) break;
  }
  const scale = 2 / Math.sqrt(Math.PI * total);
  result.parallelCurvature = scale * first;
  result.transverseCurvature = n > 0 ? scale * others : 0;
  result.mean = 0.5 * total * (a * result.parallelCurvature + n * b * result.transverseCurvature);
  return result;
}
