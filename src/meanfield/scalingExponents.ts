/** What is said of a network N^{−γ} Σ_i a_i σ(⟨w_i, x⟩) whose neurons start at random. */
export interface ScalingModel {
  readonly activation: "relu" | "wavelet";
  /** Twins: a second neuron with sign − starts at the place of each one with sign +. Positive: all signs +. */
  readonly layer: "twins" | "positive";
}

/** The exponent of N in |w_i(t) − w_i(0)|, and in the gain of alignment: γ − 1, since the velocity is N^{γ−1} times that of γ = 1. */
export function distanceExponent(gamma: number): number {
  return gamma - 1;
}

/**
 * The leading exponent of N in the relative change of the tangent kernel, and in the distance from the linearised network, when
 * neurons move by δ = N^{γ−1} (derived in docs/numerics/lazy.md). All signs +: δ, first order. Twins move in opposite directions and
 * cancel it: δ² is left for smooth σ. With ReLU, Nδ of the N kinks are crossed, in directions that are random between pairs: √(Nδ)/N, or δ²
 * where that is more. For a smooth odd σ first order cancels between w and −w too.
 */
export function kernelChangeExponent(gamma: number, {activation, layer}: ScalingModel): number {
  const moved = distanceExponent(gamma);
  if (activation === "wavelet") return 2 * moved;
  return layer === "positive" ? moved : Math.max(2 * moved, (moved - 1) / 2);
}
