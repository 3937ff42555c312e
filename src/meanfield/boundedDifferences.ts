/**
 * McDiarmid's inequality for the mean of N independent variables that take values in an interval of this length: one
 * variable moves the mean by at most range/N, so P(|mean − E mean| ≥ u) ≤ 2 exp(−2Nu²/range²).
 */
export function mcDiarmidTail(count: number, range: number, deviation: number): number {
  return Math.min(1, 2 * Math.exp((-2 * count * deviation * deviation) / (range * range)));
}

/** The deviation that is exceeded with probability at most p: range √(log(2/p)/(2N)). */
export function mcDiarmidQuantile(count: number, range: number, p: number): number {
  return range * Math.sqrt(Math.log(2 / p) / (2 * count));
}
