/**
 * A single-index model: target f*(x) = σ*(⟨w*, x⟩) with x ~ N(0, I_d), fitted by the two-layer network
 * f_m(x) = (1/m) Σ σ(⟨w_i, x⟩). Both links are finite sums of normalised Hermite polynomials h_k = He_k/√k!.
 */
export interface Problem {
  readonly name: string;
  /** c_0 … c_K of the activation σ = Σ c_k h_k. */
  readonly activation: readonly number[];
  /** b_0 … b_L of the target's link σ* = Σ b_k h_k. */
  readonly target: readonly number[];
}

/** The largest Hermite degree that a problem may have. */
export const maximumDegree = 12;

/**
 * Coefficients of u, where E σ(⟨w,x⟩) σ(⟨w′,x⟩) = u(⟨w,w′⟩) for unit vectors: u(s) = Σ c_k² s^k.
 * Index = power of s.
 */
export function interactionCoefficients({activation}: Problem): number[] {
  return activation.map((c) => c * c);
}

/** Coefficients of g, where E f*(x) σ(⟨w,x⟩) = g(α): g(α) = Σ b_k c_k α^k. Index = power of α. */
export function fieldCoefficients({activation, target}: Problem): number[] {
  return activation.map((c, k) => c * (target[k] ?? 0));
}

/** E f*² = Σ b_k², the risk of the network that is identically 0. */
export function targetPower({target}: Problem): number {
  return target.reduce((sum, b) => sum + b * b, 0);
}

/** The largest k with c_k ≠ 0: the degree K of the potential Ψ(α). */
export function activationDegree({activation}: Problem): number {
  return activation.findLastIndex((c) => c !== 0);
}

/** The information exponent k*: the smallest k ≥ 1 with b_k c_k ≠ 0, or undefined when the target cannot be seen. */
export function informationExponent(problem: Problem): number | undefined {
  const k = fieldCoefficients(problem).findIndex((bc, k) => k >= 1 && bc !== 0);
  return k < 0 ? undefined : k;
}

/** True when σ contains even degrees only, so that Ψ_t is even in α and the two hemispheres mirror each other. */
export function isEven({activation}: Problem): boolean {
  return activation.every((c, k) => k % 2 === 0 || c === 0);
}

/** True when the target's link equals the activation (b = c). */
export function isWellSpecified({activation, target}: Problem): boolean {
  const length = Math.max(activation.length, target.length);
  return Array.from({length}, (_, k) => (activation[k] ?? 0) === (target[k] ?? 0)).every(Boolean);
}
