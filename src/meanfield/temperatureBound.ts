import {type BumpProblem, kernelCurvature} from "./bumps.js";

/**
 * L with ΔV ≤ D L₁, Δ₁U ≤ D L₂ everywhere and L = L₁ + L₂, in closed form: one bump's Laplacian lies between −Dc and
 * 2c e^{−1−D/2} times amplitude², c = 1/(2w²) + 1/(2v²).
 */
export function curvatureBound(problem: BumpProblem): number {
  const {dimension, amplitude, teacher} = problem;
  const peak = (2 * Math.exp(-1 - dimension / 2)) / dimension;
  const pull = teacher.reduce((sum, {weight}) => sum + (weight > 0 ? weight : -weight * peak), 0);
  return amplitude ** 2 * kernelCurvature(problem) * (pull + peak);
}

/**
 * How far the risk of the Gibbs law can lie above that of any network with ridge: for every N and θ,
 * R(ρ_*) ≤ R_N(θ) + (λ/N) Σ|θ_i|² + (D/β) log(1 + L/λ) (derived in docs/numerics/noise.md).
 */
export function temperatureCost(problem: BumpProblem, inverseTemperature: number, ridge: number): number {
  return (problem.dimension / inverseTemperature) * Math.log1p(curvatureBound(problem) / ridge);
}
