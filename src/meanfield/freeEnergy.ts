import {dot} from "./dot.js";
import type {GridPotential} from "./gridPotential.js";

/** F = half the risk + ridge + entropy: ½R(ρ) + (λ/2)∫|θ|²ρ + β⁻¹∫ρ log ρ. */
export interface FreeEnergy {
  readonly total: number;
  readonly halfRisk: number;
  readonly ridge: number;
  /** β⁻¹ ∫ ρ log ρ: the negative entropy times the temperature. */
  readonly entropy: number;
}

/** The parts of F of a law on the grid, the density being mass over volume in every cell. */
export function freeEnergy(potential: GridPotential, inverseTemperature: number, masses: Float64Array): FreeEnergy {
  const n = masses.length;
  const {spacing, dimension} = potential.grid;
  const interaction = potential.interaction(masses);
  let field = 0;
  for (let i = 0; i < n; ++i) field += masses[i] * (potential.external[i] - potential.ridge[i]);
  const halfRisk = (potential.targetSquare + dot(masses, 0, interaction, 0, n)) / 2 + field;
  const ridge = dot(masses, 0, potential.ridge, 0, n);
  let sum = 0;
  for (let i = 0; i < n; ++i) if (masses[i] > 0) sum += masses[i] * Math.log(masses[i]);
  const entropy = (sum - dimension * Math.log(spacing) * masses.reduce((a, b) => a + b, 0)) / inverseTemperature;
  return {total: halfRisk + ridge + entropy, halfRisk, ridge, entropy};
}

/**
 * KL(p | q) = Σ p log(p/q) for q ∝ e^{logDensity}, as Σ (p log(p/q) − p + q), each term ≥ 0: exact for close laws, and finite
 * where q is too small for a float64.
 */
export function relativeEntropy(p: Float64Array, logDensity: Float64Array): number {
  const most = logDensity.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const logTotal = most + Math.log(logDensity.reduce((total, value) => total + Math.exp(value - most), 0));
  let sum = 0;
  for (let i = 0; i < p.length; ++i) {
    const logQ = logDensity[i] - logTotal;
    const q = Math.exp(logQ);
    if (p[i] === 0) {
      sum += q;
      continue;
    }
    const x = (q - p[i]) / p[i];
    // p log(p/q) − p + q = p (x − log(1 + x)).
    if (Math.abs(x) < 1e-3) sum += p[i] * x * x * (0.5 - x * (1 / 3 - x * (1 / 4 - x / 5)));
    else sum += p[i] * (Math.log(p[i]) - logQ) - p[i] + q;
  }
  return sum;
}
