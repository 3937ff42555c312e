import {type Activation, activationForm} from "../kernels/activation.js";

/** σ = Σ c_k h_k up to a degree, and what is left out. */
export interface ActivationSeries {
  /** c_0 … c_K; those below 1e−14 in size, which are rounding, are 0. */
  readonly coefficients: readonly number[];
  /** Σ_{k>K} c_k² ≥ 0; 0 for a polynomial. */
  readonly tail: number;
}

/** The largest Σ_{k>K} c_k² that is left out: with that of the target's link it moves a risk by less than 1e−10. */
export const largestTail = 1e-11;

const rounding = 1e-14;

/** Where the remaining coefficients of a bell are summed up to; c_k² falls at least like (2γ/(1+2γ))^k, γ ≤ 4. */
const summedTo = 600;

/**
 * The Hermite series of A(z) e^{−γz²} + B(z). From E h_k(z) e^{−γz²} = τ (−1)^{k/2} (1−τ²)^{k/2} (k−1)!!/√k! for even k, τ² =
 * 1/(1+2γ), by z h_k = √(k+1) h_{k+1} + √k h_{k−1} (docs/numerics/multi-index.md). Throws a RangeError for ReLU, whose series
 * falls too slowly, and for bells narrower than γ = 4.
 */
export function activationSeries(activation: Activation): ActivationSeries {
  if (activation === "relu")
    throw new RangeError("the Hermite series of relu falls like k^(−5/2); use the arc-cosine kernel or samples");
  const {bell, gamma, polynomial} = activationForm(activation);
  if (bell && gamma > 4) throw new RangeError(`gamma ${gamma} of the bell is above 4; choose a wider bell`);
  const size = (bell ? summedTo : 0) + Math.max(bell?.length ?? 0, polynomial.length);
  const all = new Float64Array(size);
  const one = new Float64Array(size);
  one[0] = 1;
  addMultiples(all, one, polynomial);
  if (bell) addMultiples(all, bellSeries(gamma, size), bell);
  const coefficients = Array.from(all, (c) => (Math.abs(c) < rounding ? 0 : c));
  // What multiplication by z has taken from beyond the end is not summed.
  let degree = bell ? summedTo : size - 1;
  let tail = 0;
  while (degree > 0 && tail + all[degree] ** 2 <= (bell ? largestTail : rounding ** 2)) tail += all[degree--] ** 2;
  return {coefficients: coefficients.slice(0, degree + 1), tail: bell ? tail : 0};
}

/** E h_k(z) e^{−γz²}. */
function bellSeries(gamma: number, size: number): Float64Array {
  const series = new Float64Array(size);
  const square = 1 / (1 + 2 * gamma);
  series[0] = Math.sqrt(square);
  for (let k = 2; k < size; k += 2) series[k] = series[k - 2] * (square - 1) * Math.sqrt((k - 1) / k);
  return series;
}

/** sum ← sum + Σ_j powers[j] z^j f, f by its series. */
function addMultiples(sum: Float64Array, f: Float64Array, powers: readonly number[]): void {
  let series = f;
  for (const power of powers) {
    for (let k = 0; k < sum.length; ++k) sum[k] += power * series[k];
    const before = series;
    series = before.map((_, k) => Math.sqrt(k + 1) * (before[k + 1] ?? 0) + (k > 0 ? Math.sqrt(k) * before[k - 1] : 0));
  }
}
