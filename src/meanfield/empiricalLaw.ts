/**
 * The distance sup_α |F_n(α) − F(α)| of Kolmogorov between the empirical law of n numbers and a continuous law with
 * distribution function F, from the values of F at the numbers, in any order. NaN without numbers.
 */
export function kolmogorovDistance(cumulative: ArrayLike<number>): number {
  const sorted = Float64Array.from(cumulative).sort();
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  let most = 0;
  for (let i = 0; i < n; ++i) most = Math.max(most, (i + 1) / n - sorted[i], sorted[i] - i / n);
  return most;
}

/**
 * The mean of Kolmogorov's distance between the empirical law of n independent draws and their continuous law, to leading
 * order: E sup|bridge| / √n = √(π/2) log 2 / √n, sup|bridge| being that of the Brownian bridge.
 */
export function meanSampleDistance(n: number): number {
  return (Math.sqrt(Math.PI / 2) * Math.LN2) / Math.sqrt(n);
}

/**
 * What the distance of n independent draws exceeds with at most this probability, by the inequality of Dvoretzky, Kiefer and
 * Wolfowitz with Massart's constant: P(distance > δ) ≤ 2 e^{−2nδ²}.
 */
export function sampleDistanceBound(n: number, probability: number): number {
  return Math.sqrt(Math.log(2 / probability) / (2 * n));
}

/**
 * The Wasserstein distance of order 1, ∫ |F_n − F| dα, between the empirical law of n numbers in [−1, 1] and a law on
 * [−1, 1], from the numbers and the values of F at them. Between neighbours F is taken to be linear, an error of order n^−2
 * for a smooth density.
 */
export function wassersteinDistance(alignments: ArrayLike<number>, cumulative: ArrayLike<number>): number {
  const n = alignments.length;
  if (n === 0) return Number.NaN;
  const order = Array.from({length: n}, (_, i) => i).sort((i, j) => alignments[i] - alignments[j]);
  let sum = 0;
  let left = {at: -1, mass: 0};
  for (let i = 0; i <= n; ++i) {
    const right = i < n ? {at: alignments[order[i]], mass: cumulative[order[i]]} : {at: 1, mass: 1};
    sum += (right.at - left.at) * meanAbsolute(left.mass - i / n, right.mass - i / n);
    left = right;
  }
  return sum;
}

/** The mean of |x| over a segment from a to b. */
function meanAbsolute(a: number, b: number): number {
  return a * b >= 0 ? Math.abs(a + b) / 2 : (a * a + b * b) / (2 * Math.abs(b - a));
}
