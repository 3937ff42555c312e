/**
 * A bounded activation σ with the averages over Gaussian inputs that the isotropic mixture needs. In `pair…`, (Z, Z′) is a
 * centred Gaussian pair with variances a = E Z², b = E Z′² and covariance c = E ZZ′, |c| ≤ √(ab).
 */
export interface BoundedActivation {
  readonly name: string;
  /** σ is constant at and below `from`, and at and above `to`. */
  readonly support: {readonly from: number; readonly to: number};
  value(z: number): number;
  /** σ′(z); at a kink, the slope on its right. */
  slope(z: number): number;
  /** s ↦ d/ds E σ(s X) for s ≥ 0, where X is √d times one coordinate of a uniform point of S^{d−1}, or N(0, 1) for d = ∞. */
  radialSlope(dimension: number): (s: number) => number;
  /** E σ(Z)σ(Z′). */
  pairValue(a: number, b: number, c: number): number;
  /** Writes ∂_a and ∂_c of E σ(Z)σ(Z′) to slopes[0] and slopes[1]. */
  pairSlopes(a: number, b: number, c: number, slopes: Float64Array): void;
}

/** Variances below this count as 0. */
export const smallestVariance = 1e-24;
